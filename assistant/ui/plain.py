"""An answer as plain text: to copy, to share, and as a mail to the steunpunt. Pure."""

from __future__ import annotations

from assistant.core.model import Basis, Citation, Contact, Statement
from assistant.core.rendering import STATUS_LABELS, page_or_article
from assistant.ui.moments import Moment
from assistant.ui.texts import HOME_LANGUAGE, load_texts, mail_template

NOTE = "Gevonden met de Wegwijzer Passend Onderwijs (automatisch). Geen juridisch advies."


def whole_answer(moment: Moment) -> str:
    """Return question, answer, sources and contacts."""
    texts = load_texts(HOME_LANGUAGE).sentences
    blocks = [moment.question, moment.answer.opening if moment.answer else ""]
    for name, statements in moment.by_section().items():
        if statements:
            lines = [_line(one) for one in statements]
            blocks.append("\n".join([f"{texts[f'section_{name}']}:", *lines]))
    if moment.citations:
        blocks.append("\n".join(["Bronnen:", sources(moment)]))
    if moment.contacts:
        blocks.append("\n".join(["Wie kan helpen:", *map(_contact, moment.contacts)]))
    return "\n\n".join(block for block in [*blocks, NOTE] if block)


def mail(moment: Moment) -> str:
    """Return a mail to the steunpunt, ready to change and send."""
    short = "\n".join(_line(one) for one in moment.by_section()["kort"])
    opening = moment.answer.opening if moment.answer else ""
    return mail_template().format(
        question=moment.question,
        short=short or opening or "(geen antwoord gevonden)",
        sources=sources(moment) or "(geen)",
    )


def remembered(moment: Moment) -> str:
    """Return what the next question needs to know of this answer: what it opens with."""
    opening = moment.answer.opening if moment.answer else ""
    said = [one.text for one in moment.by_section()["kort"]]
    return " ".join(part for part in [opening, *said] if part)


def sources(moment: Moment) -> str:
    """Return the sources, one line a citation."""
    return "\n".join(_source(one) for one in moment.citations.values())


def _line(statement: Statement) -> str:
    marks = "".join(f"[{number}]" for number in statement.citations)
    return f"- {statement.text} {marks}"


def _source(citation: Citation) -> str:
    document = citation.document
    place = [document.title, page_or_article(citation), document.publisher]
    line = f"[{citation.number}] {', '.join(part for part in place if part)}"
    status = STATUS_LABELS[citation.status.value]
    return f"{line} ({status}){_grounds(citation.basis)}"


def _grounds(basis: tuple[Basis, ...]) -> str:
    return f": {'; '.join(one.label for one in basis)}" if basis else ""


def _contact(contact: Contact) -> str:
    ways = ", ".join(way for way in (contact.phone, contact.url) if way)
    return f"- {contact.name}: {contact.what} {ways}".rstrip()
