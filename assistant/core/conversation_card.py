"""What stands on the gesprekskaart, the sheet for a talk with school. Pure.

Every line is a sentence of a rights page with the grounds it rests on. Nothing that a parent
typed is on it; what is theirs, they write on the paper.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.core.errors import UnknownDocumentError
from assistant.core.model import Basis, Document, Kind, Section, Status
from assistant.core.ports import DocumentStore

BRING = "iemand-meenemen"
WRITE_DOWN = "wat-vastleggen"
DISAGREE = "route-bij-onenigheid"
MOST_SHORT = 3
MOST_SAID = 5
MOST_DUTIES = 4
MOST_FACTS = 3
MOST_NOTES = 3
MOST_BRING = 3
MOST_STEPS = 4
_SHORT_LAWS = {
    "Wet op het primair onderwijs": "WPO",
    "Wet voortgezet onderwijs 2020": "WVO",
    "Wet op de expertisecentra": "WEC",
    "Wet educatie en beroepsonderwijs": "WEB",
    "Algemene wet bestuursrecht": "Awb",
    "Leerplichtwet 1969": "Lpw",
    "Wet gelijke behandeling handicap of chronische ziekte": "WGBH/CZ",
    "Wet gelijke behandeling op grond van handicap of chronische ziekte": "WGBH/CZ",
    "Wet College voor de rechten van de mens": "WCRM",
    "Wet medezeggenschap op scholen": "WMS",
    "Burgerlijk Wetboek": "BW",
}
_OBLIGED = r"(?:school|scholen|schoolbestuur|bestuur|samenwerkingsverband|basisschool|gemeente)"
_DUTY = re.compile(
    rf"^(?:de|een|het|elke|iedere) (?:\w+ )?{_OBLIGED}\b"  # The school does
    rf"|\b{_OBLIGED}\b[^,]*\b(?:moet|moeten)\b"  # in such a case the school must
    rf"|\b(?:moet|moeten|stelt|geeft|meldt) (?:de|een|het|elke) (?:\w+ )?{_OBLIGED}\b",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\b(?:kan|kunnen|hoeft|hoeven|zegt|vindt|vond|mocht|keurde|zolang|u moet|moet u)\b"
    r"|\bmag\b(?!.*\b(?:niet|geen|alleen|pas)\b)",
    re.IGNORECASE,
)
_TO_SAY = re.compile(r"^(?:Vraag|Zeg|Vertel|Leg uit)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a rights page, word for word, with its grounds in short form."""

    text: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConversationCard:
    """The parts of the sheet in the order of reading; `laws` explains the short forms.

    `facts` is only filled when the page names no duty of the school.
    """

    page_id: str
    title: str
    checked_on: datetime.date | None
    say: tuple[Claim, ...]
    duties: tuple[Claim, ...]
    facts: tuple[Claim, ...]
    write_down: tuple[Claim, ...]
    bring: tuple[Claim, ...]
    disagree: tuple[Claim, ...]
    laws: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim on the sheet."""
        return self.say + self.duties + self.facts + self.write_down + self.bring + self.disagree


def situations(documents: DocumentStore, day: datetime.date) -> list[Document]:
    """Return the rights pages in force that a card can be made of, by title."""
    pages = [one for one in documents.documents() if _fits(one, day)]
    return sorted(pages, key=lambda one: one.title)


def conversation_card(
    page_id: str, documents: DocumentStore, day: datetime.date
) -> ConversationCard:
    """Return the card for one page. Raises UnknownDocumentError when it is no page in force."""
    page = documents.document(page_id)
    if not _fits(page, day):
        raise UnknownDocumentError("Van dit document is geen gesprekskaart te maken.")
    own = _Sentences(page, documents)
    say, duties = _said_and_due(own)
    facts = () if duties else own.of("uitleg")[:MOST_FACTS]
    taken = {claim.text for claim in (*say, *duties, *facts)}
    card = ConversationCard(
        page_id=page_id,
        title=page.title,
        checked_on=page.date,
        say=say,
        duties=duties,
        facts=facts,
        write_down=_others(documents, WRITE_DOWN, "stappen", taken)[:MOST_NOTES],
        bring=_others(documents, BRING, "kort", taken)[:MOST_BRING],
        disagree=_others(documents, DISAGREE, "stappen", taken)[:MOST_STEPS],
    )
    return replace(card, laws=_legend(card.claims))


def short_ground(label: str) -> str:
    """Return a ground as it fits under a line: "WPO art. 40 lid 4"."""
    for title, short in _SHORT_LAWS.items():
        if label.startswith(title):
            label = short + label.removeprefix(title)
            break
    return label.replace(", artikel ", " art. ").replace(" onder ", " ")


class _Sentences:
    """The sentences of one page as claims, by section."""

    def __init__(self, page: Document, documents: DocumentStore) -> None:
        self._page = page
        self._text = documents.text(page.id)

    def of(self, section: Section) -> tuple[Claim, ...]:
        return tuple(
            Claim(self._text[one.start : one.end], _short(one.basis))
            for one in self._page.grounded
            if one.section == section and one.basis
        )


def _said_and_due(own: _Sentences) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Divide a page: what a parent can say or ask, and what the school must do."""
    short = own.of("kort")[:MOST_SHORT]
    duties = [claim for claim in own.of("uitleg") if _binds_school(claim)]
    if not duties:
        duties = [claim for claim in short if _binds_school(claim)]
    duties = sorted(duties, key=lambda claim: "moet" not in claim.text)[:MOST_DUTIES]
    asked = [claim for claim in own.of("stappen") if _TO_SAY.search(claim.text)]
    said = [claim for claim in (*short, *asked) if claim not in duties]
    return tuple(said[:MOST_SAID]), tuple(duties)


def _binds_school(claim: Claim) -> bool:
    return bool(_DUTY.search(claim.text)) and not _NO_DUTY.search(claim.text)


def _others(
    documents: DocumentStore, page_id: str, section: Section, taken: Iterable[str]
) -> tuple[Claim, ...]:
    """Return the claims of a page that every card has; none when the index lacks that page."""
    try:
        found = _Sentences(documents.document(page_id), documents).of(section)
    except UnknownDocumentError:
        return ()
    return tuple(claim for claim in found if claim.text not in taken)


def _fits(document: Document, day: datetime.date) -> bool:
    grounded = document.kind is Kind.RECHTEN and bool(document.grounded)
    return grounded and document.status_on(day) is Status.GELDEND


def _short(basis: Sequence[Basis]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(short_ground(one.label) for one in basis))


def _legend(claims: Sequence[Claim]) -> tuple[str, ...]:
    used = " ".join(ground for claim in claims for ground in claim.grounds).split()
    titles = {short: title for title, short in _SHORT_LAWS.items()}
    return tuple(f"{short} = {title}" for short, title in titles.items() if short in used)
