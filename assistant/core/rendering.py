"""An Answer as Markdown: for the API, the terminal and for copying. Pure."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.model import Answer, Citation, Contact, Section, Statement

HEADINGS: dict[Section, str] = {
    "kort": "",
    "uitleg": "heading_uitleg",
    "stappen": "heading_stappen",
    "bron": "heading_bron",
}
STATUS_LABELS = {
    "geldend": "geldt nu",
    "voorstel": "voorstel, nog geen wet",
    "vervallen": "geldt niet meer",
    "achtergrond": "achtergrond, geen wet",
}


def markdown(answer: Answer, say: Callable[[str], str]) -> str:
    """Return the whole answer: opening, statements by section, sources and contacts.

    `say` gives a heading by its name, in the language of the answer.
    """
    blocks = [escaped(answer.opening)]
    for section, name in HEADINGS.items():
        heading = say(name) if name else ""
        inside = [one for one in answer.statements if one.section == section]
        if inside:
            blocks.append(f"### {heading}" if heading else "")
            blocks += _by_page(answer, inside) if section == "kort" else [_listed(inside, section)]
    if answer.citations:
        sources = "\n".join(_source(one) for one in answer.citations)
        blocks += [f"### {say('heading_sources')}", sources]
    if answer.contacts:
        contacts = "\n".join(_contact(one) for one in answer.contacts)
        blocks += [f"### {say('heading_contacts')}", contacts]
    return "\n\n".join(block for block in blocks if block)


def escaped(text: str) -> str:
    """Return `text` with Markdown and HTML marks made harmless."""
    safe = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    for mark in "*_`[]#|":
        safe = safe.replace(mark, f"\\{mark}")
    return safe


def page_or_article(citation: Citation) -> str:
    """Return where in the document a quote stands: article and lid, or page; else nothing."""
    passage = citation.passage
    if passage.article:
        lid = f" lid {passage.paragraph}" if passage.paragraph else ""
        return f"artikel {passage.article}{lid}"
    return f"pagina {passage.page}" if passage.page else ""


def _by_page(answer: Answer, statements: list[Statement]) -> list[str]:
    """Return a paragraph a page; from the second page on its title stands in front."""
    pages: dict[str, list[Statement]] = {}
    for one in statements:
        pages.setdefault(answer.citations[one.citations[0] - 1].document.title, []).append(one)
    told = [" ".join(f"{escaped(one.text)} {_marks(one)}" for one in of) for of in pages.values()]
    titles = [f"**{escaped(title)}**\n" for title in pages]
    return [told[0], *(f"{title}{text}" for title, text in zip(titles[1:], told[1:], strict=True))]


def _listed(statements: list[Statement], section: Section) -> str:
    lines = [f"{escaped(one.text)} {_marks(one)}" for one in statements]
    if section == "stappen":
        return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
    return "\n".join(f"- {line}" for line in lines)


def _marks(statement: Statement) -> str:
    return "".join(f"\\[{number}\\]" for number in statement.citations)


def _source(citation: Citation) -> str:
    document = citation.document
    place = [document.title, page_or_article(citation), document.publisher]
    grounds = "; ".join(basis.label for basis in citation.basis)
    status = STATUS_LABELS[citation.status.value]
    line = ", ".join(escaped(part) for part in place if part)
    return f"{citation.number}. {line} ({status})" + (f": {escaped(grounds)}" if grounds else "")


def _contact(contact: Contact) -> str:
    ways = ", ".join(way for way in (contact.phone, contact.url) if way)
    return f"- **{escaped(contact.name)}**: {escaped(contact.what)}" + (f" {ways}" if ways else "")
