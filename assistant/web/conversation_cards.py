"""The gesprekskaart: choose a situation, then print a sheet or cards for the talk with school."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from assistant.adapters.typesetting import typeset, typeset_on_one_page
from assistant.bootstrap import today
from assistant.core.conversation_card import (
    Claim,
    ConversationCard,
    conversation_card,
    situations,
)
from assistant.web.answers import Served
from assistant.web.pages import render

router = APIRouter(tags=["pages"])
TEMPLATE = Path(__file__).parent / "templates" / "gesprekskaart.typ"
SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
CARD_SIZE = 10.5
KEPT = 64
Form = Literal["a4", "kaartjes"]
Part = dict[str, object]


@router.get("/gesprekskaart", response_class=HTMLResponse)
def choose(application: Served, pagina: str = "") -> HTMLResponse:
    """Show the situations a card can be made of; `pagina` is chosen beforehand."""
    pages = situations(application.library.current().documents, today())
    chosen = next((page for page in pages if page.id == pagina), None)
    return render("gesprekskaart.html", pages=pages, chosen=chosen)


@router.get("/gesprekskaart.pdf", response_class=Response)
def card_as_pdf(application: Served, pagina: str, vorm: Form = "a4") -> Response:
    """Make the card as a tagged PDF: one sheet of A4, or cards to cut out."""
    documents = application.library.current().documents
    card = conversation_card(pagina, documents, today())
    return Response(
        card_pdf(card, vorm, today()),
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="gesprekskaart-{card.page_id}.pdf"'},
    )


@lru_cache(maxsize=KEPT)
def card_pdf(card: ConversationCard, form: Form, day: datetime.date) -> bytes:
    """Return the card as a PDF: one page for `a4`, as many as it takes for `kaartjes`."""
    data = sheet(card, day)
    if form == "a4":
        return typeset_on_one_page(TEMPLATE, data, form, SIZES)
    return typeset(TEMPLATE, data, form, CARD_SIZE)


def sheet(card: ConversationCard, day: datetime.date) -> dict[str, object]:
    """Return the card as the values that the template shows."""
    laws = "; ".join(card.laws)
    made = f"Wegwijzer Passend Onderwijs, {day:%d-%m-%Y}. Geen juridisch advies."
    checked = f" Nagekeken op {card.checked_on:%d-%m-%Y}." if card.checked_on else ""
    return {
        "titel": f"Gesprekskaart: {card.title}",
        "uitleg": "Voor uw gesprek met school. Onder elke zin staat waar dat op rust.",
        "knippen": "Knip de kaartjes uit langs de lijnen en neem mee wat u nodig heeft.",
        "voet": f"{made}{checked} {laws}{'.' if laws else ''}",
        "links": _filled(_say(card), _due(card)),
        "rechts": _filled(_bring(card), _disagree(card)),
        "onder": _filled(_write(card)),
    }


def _say(card: ConversationCard) -> Part:
    return _part("Dit kunt u zeggen of vragen", card.say)


def _due(card: ConversationCard) -> Part:
    if card.duties:
        return _part("Dit moet de school doen", card.duties)
    return _part("Goed om te weten", card.facts)


def _bring(card: ConversationCard) -> Part:
    return _part("Wie mag u meenemen", card.bring)


def _disagree(card: ConversationCard) -> Part:
    return _part("Bent u het niet eens", card.disagree)


def _write(card: ConversationCard) -> Part:
    return _part("Schrijf dit op", card.write_down, "Datum en wie erbij waren:", "Afspraken:")


def _part(heading: str, claims: tuple[Claim, ...], *blanks: str) -> Part:
    shown = [{"tekst": claim.text, "gronden": list(claim.grounds)} for claim in claims]
    return {"kop": heading, "beweringen": shown, "invullen": list(blanks)}


def _filled(*parts: Part) -> list[Part]:
    return [part for part in parts if part["beweringen"]]
