"""Make the HTML of an answer from core values. Pure; everything from outside is escaped.

`data-key` names an element within its parent: the browser adds what is new and leaves the rest
alone, so that a screen reader hears every statement once and nobody loses their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.core.model import Contact, Statement
from assistant.ui.glossary import Glossary
from assistant.ui.icons import icon
from assistant.ui.moments import Moment
from assistant.ui.sources import cite_button, link, source_list
from assistant.ui.texts import HOME_LANGUAGE, Texts, load_texts

OUTCOME_ICONS = {
    "answered": "check",
    "partly_answered": "part",
    "clarify": "question",
    "no_evidence": "search",
    "out_of_scope": "away",
    "crisis": "alarm",
    "smalltalk": "speech",
    "refused": "stop",
    "error": "alarm",
    "off": "off",
}
GROWING = {"thinking", "streaming"}
CALLED_FIRST = 2
_DUTCH = 'lang="nl" dir="ltr"'


def answer_html(moment: Moment, texts: Texts, glossary: Glossary) -> str:
    """Return the whole answer as it stands at this moment."""
    marked = _marked(moment, texts, glossary)
    parts = [_verdict(moment, texts), _opening(moment, texts)]
    if moment.state == "crisis":
        first, others = moment.contacts[:CALLED_FIRST], moment.contacts[CALLED_FIRST:]
        parts.insert(1, _helplines(first, moment, texts))
        return "".join([*parts, _helplines(others, moment, texts)])
    parts += [_section(moment, name, marked, texts) for name in moment.by_section()]
    if moment.state not in GROWING:
        parts += [_made_by(moment, texts), _simple_end(moment, texts)]
        parts += [_choices(moment, texts), _sources(moment, texts), _contacts(moment, texts)]
        parts += [_follow_ups(moment, texts)]
    return "".join(parts)


def _verdict(moment: Moment, texts: Texts) -> str:
    name = OUTCOME_ICONS.get(moment.state)
    if name is None:
        return ""
    words = texts.label(f"outcome_{moment.state}")
    return f'<p class="verdict" data-key="verdict">{icon(name)}{words}</p>'


def _opening(moment: Moment, texts: Texts) -> str:
    if moment.state == "off":
        return f'<p class="opening" data-key="opening">{texts.label("off_says")}</p>'
    if moment.answer is None or not moment.answer.opening:
        return ""
    said = escape(moment.answer.opening).replace("\n\n", "<br><br>")
    return f'<p class="opening" data-key="opening" {_in_language(moment)}>{said}</p>'


def _marked(moment: Moment, texts: Texts, glossary: Glossary) -> dict[Statement, str]:
    """Return each statement as HTML; terms are explained where they came first."""
    reader = glossary.reader()
    return {
        one: _statement(moment, one, reader.marked(one.text), texts) for one in moment.statements
    }


def _statement(moment: Moment, statement: Statement, said: str, texts: Texts) -> str:
    cited = "".join(cite_button(moment.citations[number], texts) for number in statement.citations)
    partial = texts.label("partial", "small") if statement.support == "partial" else ""
    start, end = _last_word(said)
    tail = f'<span class="tail">{end}{partial} {cited}</span>'
    return f'<span lang="nl" dir="ltr">{start}{tail}</span> '


def _last_word(said: str) -> tuple[str, str]:
    """Return a sentence in two, so that its last word and its number stay on one line."""
    start, space, end = said.rpartition(" ")
    return (f"{start}{space}", end) if not set("<>") & set(end) else (said, "")


def _section(moment: Moment, name: str, marked: dict[Statement, str], texts: Texts) -> str:
    statements = moment.by_section()[name]
    if not statements:
        return ""
    heading = texts.label(f"section_{name}", "h3").replace("<h3", '<h3 data-key="heading"', 1)
    return (
        f'<section class="part part-{name}" data-key="{name}" data-grows>'
        f"{heading}{_LAYOUTS[name](moment, statements, marked)}</section>"
    )


def _paragraphs(
    moment: Moment, statements: Sequence[Statement], marked: dict[Statement, str]
) -> str:
    """Return a paragraph a document: another page that fits gets one of its own, with its title."""
    groups = moment.by_document(list(statements))
    return "".join(
        f"{_title(moment, group) if place else ''}"
        f'<p dir="ltr" data-key="p-{escape(id_, quote=True)}" data-grows>'
        f"{_spans(moment, group, marked)}</p>"
        for place, (id_, group) in enumerate(groups.items())
    )


def _title(moment: Moment, group: Sequence[Statement]) -> str:
    document = moment.citations[group[0].citations[0]].document
    key = escape(document.id, quote=True)
    return f'<h4 lang="nl" dir="ltr" data-key="h-{key}">{escape(document.title)}</h4>'


def _spans(moment: Moment, group: Sequence[Statement], marked: dict[Statement, str]) -> str:
    return "".join(
        f'<span class="statement" data-key="{_key(moment, one)}">{marked[one]}</span>'
        for one in group
    )


def _list(
    tag: str, moment: Moment, group: Sequence[Statement], marked: dict[Statement, str]
) -> str:
    items = "".join(
        f'<li class="statement" data-key="{_key(moment, one)}">{marked[one]}</li>' for one in group
    )
    return f'<{tag} dir="ltr" data-key="list" data-grows>{items}</{tag}>'


def _steps(moment: Moment, group: Sequence[Statement], marked: dict[Statement, str]) -> str:
    return _list("ol", moment, group, marked)


def _points(moment: Moment, group: Sequence[Statement], marked: dict[Statement, str]) -> str:
    return _list("ul", moment, group, marked)


_LAYOUTS = {
    "kort": _paragraphs,
    "uitleg": _paragraphs,
    "stappen": _steps,
    "letop": _points,
    "bron": _points,
}


def _key(moment: Moment, statement: Statement) -> str:
    return f"s{moment.statements.index(statement)}"


def _made_by(moment: Moment, texts: Texts) -> str:
    if not moment.statements or moment.answer is None:
        return ""
    name = "generated_label" if moment.answer.ai_generated else "extractive_label"
    generated = str(moment.answer.ai_generated).lower()
    return (
        f'<p class="made-by" data-key="made-by" data-ai-generated="{generated}" '
        f'data-writer="{escape(moment.answer.writer, quote=True)}">{texts.label(name)}</p>'
    )


def _simple_end(moment: Moment, texts: Texts) -> str:
    if not moment.statements:
        return ""
    return (
        '<p class="simple-end" data-key="simple-end"><button type="button" class="quiet" '
        f'data-act="whole">{texts.label("show_more")}</button></p>'
    )


def _choices(moment: Moment, texts: Texts) -> str:
    if moment.state != "clarify" or moment.answer is None:
        return ""
    spoken = _in_language(moment)
    return _questions(moment.answer.follow_ups, "section_choices", "choices", texts, spoken)


def _follow_ups(moment: Moment, texts: Texts) -> str:
    if moment.state == "clarify" or moment.answer is None:
        return ""
    return _questions(moment.answer.follow_ups, "section_followups", "follow-ups", texts)


def _questions(
    questions: Sequence[str], heading: str, kind: str, texts: Texts, spoken: str = _DUTCH
) -> str:
    if not questions:
        return ""
    items = "".join(
        f'<li><button type="button" class="ask-this" {spoken}>{escape(one)}</button></li>'
        for one in questions
    )
    return (
        f'<section class="part {kind}" data-key="{kind}">{texts.label(heading, "h3")}'
        f"<ul>{items}</ul></section>"
    )


def _sources(moment: Moment, texts: Texts) -> str:
    groups = moment.sources()
    if not groups:
        return ""
    heading = texts.label("section_sources", "h3")
    return (
        f'<section class="part part-sources" data-key="sources">{heading}'
        f"{source_list(groups, texts)}</section>"
    )


def _contacts(moment: Moment, texts: Texts) -> str:
    if not moment.contacts:
        return ""
    items = "".join(_contact(one, texts) for one in moment.contacts)
    return (
        f'<section class="part part-contacts" data-key="contacts">'
        f'{texts.label("section_contacts", "h3")}<ul lang="nl" dir="ltr">{items}</ul></section>'
    )


def _contact(contact: Contact, texts: Texts) -> str:
    when = f'<p class="when">{escape(contact.when)}</p>' if contact.when and contact.phone else ""
    return (
        f'<li><p class="contact-name">{escape(contact.name)}</p><p>{escape(contact.what)}</p>'
        f'{when}<p class="ways">{_ways(contact, texts)}</p></li>'
    )


def _ways(contact: Contact, texts: Texts) -> str:
    phone = _call(contact, texts) if contact.phone else ""
    whose = f'<span class="unseen">: {escape(contact.name)}</span>'
    site = link(contact.url, texts.label("website") + whose, texts) if contact.url else ""
    return phone + site


def _helplines(contacts: Sequence[Contact], moment: Moment, texts: Texts) -> str:
    if not contacts:
        return ""
    items = "".join(_contact(one, texts) for one in contacts)
    return (
        f'<ul class="helplines" data-key="helplines-{contacts[0].id}" '
        f"{_in_language(moment)}>{items}</ul>"
    )


def _in_language(moment: Moment) -> str:
    """Return the attributes of words of the answer itself."""
    language = moment.answer.language if moment.answer else HOME_LANGUAGE
    return f'lang="{language}" dir="{load_texts(language)["direction"]}"'


def _call(contact: Contact, texts: Texts) -> str:
    number = "".join(sign for sign in contact.phone or "" if sign.isdigit() or sign == "+")
    return (
        f'<a class="call" href="tel:{number}">{icon("phone")}{texts.label("call")} '
        f'<span dir="ltr">{escape(contact.phone or "")}</span></a>'
    )
