"""Show a source: in the list under an answer, and in the panel with the quote in its place. Pure.

Sources are Dutch whatever the language of the window, so their words are marked `lang="nl"`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from html import escape

from assistant.core.model import Basis, Citation, Kind
from assistant.core.rendering import page_or_article
from assistant.ui.icons import icon
from assistant.ui.texts import Texts

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def source_list(groups: Iterable[Sequence[Citation]], texts: Texts) -> str:
    """Return the sources of an answer, one entry a document."""
    return f'<ol class="sources">{"".join(_entry(group, texts) for group in groups)}</ol>'


def cite_button(citation: Citation, texts: Texts) -> str:
    """Return the small number that opens the panel."""
    name = f"{texts['show_source']} {citation.number}: {escape(citation.document.title)}"
    return (
        f'<button type="button" class="cite" data-number="{citation.number}" '
        f'aria-label="{name}" aria-haspopup="dialog">{citation.number}</button>'
    )


def panel(citation: Citation, text: str, texts: Texts) -> str:
    """Return the inside of the source panel; `text` is the whole stored text."""
    document = citation.document
    heading = f"{texts['source']} {citation.number}"
    return (
        f'<p class="eyebrow">{heading}</p>'
        f'<h2 id="panel-title" tabindex="-1" lang="nl" dir="ltr">{escape(document.title)}</h2>'
        f'<p class="status-line">{badge(citation.status.value, texts)} '
        f"{texts.label(f'status_{citation.status.value}_says')}</p>"
        f"{texts.label('panel_passage', 'h3')}"
        '<blockquote lang="nl" dir="ltr" class="passage">'
        f"{_in_context(citation, text)}</blockquote>"
        f"{_grounds(citation.basis, texts)}{_facts(citation, texts)}{_ways(citation, texts)}"
    )


def badge(status: str, texts: Texts) -> str:
    """Return a status in words and in a shape of its own."""
    return (
        f'<span class="badge" data-status="{status}">{icon(status)}'
        f"{texts.label(f'status_{status}')}</span>"
    )


def dutch_date(day: datetime.date) -> str:
    """Return a date as people write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def link(url: str, words: str, texts: Texts) -> str:
    """Return a link to another site, which says that it opens in a new window."""
    return (
        f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{words}'
        f'{icon("link")}<span class="unseen"> {texts["new_window"]}</span></a>'
    )


def _entry(group: Sequence[Citation], texts: Texts) -> str:
    first = group[0]
    document = first.document
    meta = [texts[f"kind_{document.kind.value}"], escape(document.publisher)]
    grounds = list(dict.fromkeys(basis for one in group for basis in one.basis))
    return (
        f'<li data-key="source-{escape(document.id, quote=True)}-{first.status.value}">'
        f'<p class="source-title"><span class="range" dir="ltr">{_range(group)}</span>'
        f'<button type="button" data-number="{first.number}" aria-haspopup="dialog" '
        'lang="nl" dir="ltr">'
        f"{escape(document.title)}</button></p>"
        f'<p class="source-meta">{badge(first.status.value, texts)} '
        f"<span>{' · '.join(part for part in meta if part)}</span></p>"
        f"{_folded(grounds, texts)}</li>"
    )


def _range(group: Sequence[Citation]) -> str:
    """Return the numbers of a document as people write them: 1–3, 7."""
    runs: list[list[int]] = []
    for number in sorted(one.number for one in group):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _folded(grounds: Sequence[Basis], texts: Texts) -> str:
    if not grounds:
        return ""
    return (
        f'<details class="folded"><summary>{texts.label("grounds")} ({len(grounds)})</summary>'
        f"{_ground_list(grounds, texts)}</details>"
    )


def _grounds(basis: Sequence[Basis], texts: Texts) -> str:
    if not basis:
        return ""
    return f"{texts.label('grounds', 'h3')}{_ground_list(basis, texts)}"


def _ground_list(grounds: Sequence[Basis], texts: Texts) -> str:
    items = "".join(f"<li>{_ground(one, texts)}</li>" for one in grounds)
    return f'<ul class="grounds" lang="nl" dir="ltr">{items}</ul>'


def _ground(basis: Basis, texts: Texts) -> str:
    label = escape(basis.label)
    return link(basis.url, label, texts) if basis.url else label


def _in_context(citation: Citation, text: str) -> str:
    """Return the passage with the quote marked, cut by the stored offsets."""
    start = min(citation.passage.start, citation.start)
    end = max(citation.passage.end, citation.end)
    before = text[start : citation.start]
    quote = text[citation.start : citation.end]
    after = text[citation.end : end]
    return f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"


def _facts(citation: Citation, texts: Texts) -> str:
    document = citation.document
    day = document.date or document.valid_from
    checked = "panel_checked" if document.kind is Kind.RECHTEN else "panel_date"
    headings = " › ".join(citation.passage.headings)
    place = ", ".join(part for part in (page_or_article(citation), headings) if part)
    rows = {
        "panel_kind": texts[f"kind_{document.kind.value}"],
        "panel_publisher": escape(document.publisher),
        checked: dutch_date(day) if day else "",
        "panel_place": escape(place),
    }
    shown = "".join(
        f"<div>{texts.label(name, 'dt')}<dd>{value}</dd></div>"
        for name, value in rows.items()
        if value
    )
    return f'<dl class="facts">{shown}</dl>'


def _ways(citation: Citation, texts: Texts) -> str:
    document = citation.document
    whole = f"/bron/{escape(document.id, quote=True)}?van={citation.start}&amp;tot={citation.end}"
    url = citation.passage.url or document.url
    official = f"<p>{link(url, texts.label('panel_official'), texts)}</p>" if url else ""
    return f'<p><a class="whole" href="{whole}">{texts.label("panel_whole")}</a></p>{official}'
