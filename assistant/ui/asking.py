"""From what the browser sends to what it shows: one frame for each verified statement."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.adapters.capacity import TooBusyError
from assistant.adapters.counting import count_answer
from assistant.bootstrap import Application, today
from assistant.core.assistant import Event, Progress
from assistant.core.errors import GenerationError, UnknownDocumentError
from assistant.core.model import Answer, Citation, Question, Sector, Statement, Turn
from assistant.ui.glossary import Glossary
from assistant.ui.moments import Moment
from assistant.ui.plain import mail, remembered, whole_answer
from assistant.ui.render import answer_html
from assistant.ui.sources import panel
from assistant.ui.texts import HOME_LANGUAGE, load_texts

MOST_TURNS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Frame = dict[str, Any]
log = structlog.get_logger()


class Said(BaseModel):
    """An earlier message of this conversation, kept by the browser alone."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["parent", "assistant"]
    text: Annotated[str, Field(max_length=16_000)]


class Asked(BaseModel):
    """What the browser sends. The length of a question is a setting, so it is checked later."""

    model_config = ConfigDict(extra="forbid")
    turn: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    history: Annotated[list[Said], Field(max_length=MOST_TURNS)] = []
    sector: Sector | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "nl"

    def question_today(self) -> Question:
        """Return the core's Question; signs that nobody can see are left out."""
        return Question(
            text=_CONTROL.sub(" ", self.question),
            as_of=today(),
            history=tuple(Turn(one.role, one.text) for one in self.history),
            sector=self.sector,
            language=None if self.language == HOME_LANGUAGE else self.language,
        )


class Conversation:
    """Answers what the browser asks, frame by frame; remembers nothing."""

    def __init__(self, application: Application, glossary: Glossary) -> None:
        self._application = application
        self._glossary = glossary

    def frames(self, sent: dict[str, Any]) -> Iterator[Frame]:
        """Yield what to show, as it comes. An error is a frame too: a parent is never left."""
        try:
            asked = Asked.model_validate(sent)
        except ValidationError:
            yield {"turn": str(sent.get("turn", ""))[:40], "state": "error", "say": "error_server"}
            return
        if len(asked.question) > self._application.settings.max_question:
            yield {"turn": asked.turn, "state": "error", "say": "error_long"}
            return
        yield from self._answered(asked)

    def _answered(self, asked: Asked) -> Iterator[Frame]:
        moment = Moment(asked.turn, asked.question)
        yield self._frame(moment, asked)
        began = time.monotonic()
        try:
            with self._application.capacity.place():
                for event in self._application.assistant.stream(asked.question_today()):
                    if _heard(moment, event):
                        yield self._frame(moment, asked)
            _count(moment, time.monotonic() - began)
        except TooBusyError:
            yield {"turn": asked.turn, "state": "error", "say": "error_busy"}
        except GenerationError:
            moment.state, moment.status = "off", "outcome_off"
            moment.contacts = tuple(self._application.contacts.general())
            yield self._frame(moment, asked)
        except Exception as error:
            log.error("chat_failed", error=type(error).__name__)  # noqa: TRY400 - no text in logs
            yield {"turn": asked.turn, "state": "error", "say": "error_server"}

    def _frame(self, moment: Moment, asked: Asked) -> Frame:
        texts = load_texts(asked.language)
        frame: Frame = {
            "turn": moment.turn,
            "state": moment.state,
            "status": moment.status,
            "html": answer_html(moment, texts, self._glossary),
            "panels": self._panels(moment, asked),
        }
        if moment.state not in {"thinking", "streaming"}:
            frame |= {
                "id": moment.answer_id,
                "plain": whole_answer(moment),
                "mail": mail(moment),
                "remember": remembered(moment),
                "card": moment.card_page(),
            }
        return frame

    def _panels(self, moment: Moment, asked: Asked) -> dict[str, str]:
        texts = load_texts(asked.language)
        return {
            str(one.number): panel(one, self._text(one), texts) for one in moment.citations.values()
        }

    def _text(self, citation: Citation) -> str:
        """Return the stored text; a document that was just replaced still shows its quote."""
        try:
            text = self._application.library.current().documents.text(citation.document.id)
        except UnknownDocumentError:
            text = ""
        if text[citation.start : citation.end] == citation.quote:
            return text
        return " " * citation.start + citation.quote


def _count(moment: Moment, seconds: float) -> None:
    if moment.answer:
        count_answer(moment.answer.outcome.value, moment.answer.writer, seconds * 1000)


def _heard(moment: Moment, event: Event) -> bool:
    """Take an event in; tell whether there is something new to show."""
    match event:
        case Progress(name=name):
            moment.status = f"progress_{name}"
        case Citation():
            moment.citations[event.number] = event
            return False
        case Statement():
            moment.statements.append(event)
            moment.state, moment.status = "streaming", "progress_writing"
        case Answer():
            _ended(moment, event)
    return True


def _ended(moment: Moment, answer: Answer) -> None:
    moment.answer = answer
    moment.state, moment.status = answer.outcome.value, "progress_done"
    moment.statements = list(answer.statements)
    moment.citations = {one.number: one for one in answer.citations}
    moment.contacts = answer.contacts
