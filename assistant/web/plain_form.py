"""The plain form: ask and read an answer without JavaScript, with the same sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from assistant.adapters.capacity import TooBusyError
from assistant.adapters.counting import count_answer
from assistant.bootstrap import Application, today
from assistant.core.messages import Messages
from assistant.core.model import Answer, Citation, Kind, Section, Statement
from assistant.core.rendering import HEADINGS, page_or_article
from assistant.web.answers import Pool, Served
from assistant.web.pages import render
from assistant.web.problems import TOO_BUSY
from assistant.web.schemas import QuestionIn
from assistant.web.sources import source_address

router = APIRouter(tags=["pages"])
SECTORS = {
    "": "Weet ik niet",
    "po": "Basisschool (ook speciaal basisonderwijs)",
    "vo": "Middelbare school",
    "so": "Speciaal onderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "mbo": "Mbo",
}
ELSEWHERE = "Deze vraag kwam van een andere website. Stel hem hier opnieuw."
_TAGS: dict[Section, str] = {"stappen": "ol", "kort": "div"}
Typed = Annotated[str, Form(max_length=200_000)]


@dataclass(frozen=True, slots=True)
class AsTyped:
    """What is in the form, as it was typed."""

    question: str = ""
    sector: str = ""


NOTHING = AsTyped()


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of an answer with the elements it is written in."""

    heading: str
    tag: str
    item: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A citation with its place and the address of its source page."""

    citation: Citation
    place: str
    href: str


@router.get("/eenvoudig", response_class=HTMLResponse)
def form(application: Served) -> HTMLResponse:
    """Show the form."""
    return _page(application)


@router.post("/eenvoudig", response_class=HTMLResponse)
def ask(
    request: Request,
    application: Served,
    capacity: Pool,
    question: Typed = "",
    sector: Typed = "",
) -> HTMLResponse:
    """Answer the question in the form."""
    if not is_from_here(request):
        return _page(application, 403, fault=ELSEWHERE)
    asks = partial(_page, application, typed=AsTyped(question, sector))
    longest = application.settings.max_question
    if len(question) > longest:
        return asks(422, fault=f"Uw vraag is te lang. Maak hem korter dan {longest} tekens.")
    try:
        asked = QuestionIn.model_validate({"question": question, "sector": sector or None})
        with capacity.place(), application.timed() as timings:
            answer = application.answer(asked.question_on(today()))
    except ValidationError as error:
        return asks(422, fault=_fault(error))
    except TooBusyError:
        return asks(503, fault=TOO_BUSY)
    count_answer(answer.outcome.value, answer.writer, timings["total"])
    return asks(answer=answer)


def is_from_here(request: Request) -> bool:
    """Tell whether a form was sent by a page of ours; old browsers that do not tell are let in.

    Nothing is kept and there are no cookies, so a form that slips through can change nothing.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def sections(answer: Answer, messages: Messages) -> list[ShownSection]:
    """Return the statements by section, in the order of reading."""
    shown = []
    for name, heading_name in HEADINGS.items():
        heading = messages.say(heading_name, answer.language) if heading_name else ""
        inside = tuple(one for one in answer.statements if one.section == name)
        tag = _TAGS.get(name, "ul")
        if inside:
            shown.append(ShownSection(heading, tag, "p" if tag == "div" else "li", inside))
    return shown


def _page(
    application: Application,
    status: int = 200,
    *,
    answer: Answer | None = None,
    typed: AsTyped = NOTHING,
    fault: str = "",
) -> HTMLResponse:
    return render(
        "plain_form.html",
        http_status=status,
        answer=answer,
        question=typed.question,
        sector=typed.sector,
        fault=fault,
        longest=application.settings.max_question,
        sectors=SECTORS,
        sections=sections(answer, application.messages) if answer else [],
        sources=[_source(one) for one in answer.citations] if answer else [],
        card_page=_card_page(answer) if answer else None,
    )


def _source(citation: Citation) -> ShownSource:
    return ShownSource(citation, page_or_article(citation), source_address(citation))


def _card_page(answer: Answer) -> str | None:
    """Return the rights page that the answer starts from: its gesprekskaart fits."""
    pages = (one.document.id for one in answer.citations if one.document.kind is Kind.RECHTEN)
    return next(pages, None)


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["loc"][:1] == ("sector",):
        return "Kies een soort school uit de lijst, of laat het leeg."
    if "leeg" in first["msg"]:
        return "U heeft nog geen vraag ingevuld."
    return "In uw vraag staan tekens die niet kunnen. Typ de vraag opnieuw."
