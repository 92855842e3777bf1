"""Ask a question: the whole answer at once, or verified statements as they come."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse

from assistant.adapters.capacity import Capacity
from assistant.adapters.counting import count_answer
from assistant.bootstrap import Application, today
from assistant.core.assistant import Event, Progress
from assistant.core.errors import WegwijzerError
from assistant.core.model import Answer, Citation, Question, Statement
from assistant.web.problems import status_of
from assistant.web.schemas import AnswerOut, CitationOut, QuestionIn, StatementOut

router = APIRouter(prefix="/api/v1", tags=["answers"])
log = structlog.get_logger()
_EVENT = {
    "type": "object",
    "properties": {
        "event": {"enum": ["status", "citation", "statement", "done", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
}


def application_of(request: Request) -> Application:
    """Return the application that serves this request."""
    application: Application = request.app.state.application
    return application


def capacity_of(request: Request) -> Capacity:
    """Return the pool that answers are made in."""
    application: Application = request.app.state.application
    return application.capacity


Served = Annotated[Application, Depends(application_of)]
Pool = Annotated[Capacity, Depends(capacity_of)]


def fitting(asked: QuestionIn, application: Served) -> QuestionIn:
    """Return the question; a 422 names the field when it is longer than the setting allows."""
    if len(asked.question) > application.settings.max_question:
        raise RequestValidationError(
            [{"loc": ("body", "question"), "type": "string_too_long", "msg": "", "input": None}]
        )
    return asked


Asked = Annotated[QuestionIn, Depends(fitting)]


@router.post("/answers")
def answer(asked: Asked, application: Served, capacity: Pool) -> AnswerOut:
    """Answer one question."""
    with capacity.place(), application.timed() as timings:
        whole = application.answer(asked.question_on(today()))
    return _counted(AnswerOut.of(whole, timings, application.messages))


@router.post(
    "/answers/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": _EVENT}}}},
)
def answer_stream(asked: Asked, application: Served, capacity: Pool) -> StreamingResponse:
    """Answer one question as server-sent events: status, citation, statement, done or error."""
    events = stream_events(application, capacity, asked.question_on(today()))
    return StreamingResponse(
        (f"event: {name}\ndata: {data}\n\n" for name, data in events),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def stream_events(
    application: Application, capacity: Capacity, question: Question
) -> Iterator[tuple[str, str]]:
    """Return (event name, JSON) as they come. Raises TooBusyError before the first.

    One thread makes the answer, so that its parts can be timed.
    """
    waiting: queue.Queue[tuple[str, str] | None] = queue.Queue()
    place = capacity.place()
    place.__enter__()

    def work() -> None:
        try:
            with application.timed() as timings:
                for event in application.assistant.stream(question):
                    waiting.put(_event(application, event, timings))
        except WegwijzerError as error:
            waiting.put(("error", _problem(status_of(error), str(error))))
        except Exception as error:
            log.error("stream_failed", error=type(error).__name__)  # noqa: TRY400 - no text in logs
            waiting.put(("error", _problem(500, "Er ging iets mis. Probeer het opnieuw.")))
        finally:
            place.__exit__(None, None, None)
            waiting.put(None)

    threading.Thread(target=work, daemon=True).start()
    return iter(waiting.get, None)


def _event(application: Application, event: Event, timings: dict[str, float]) -> tuple[str, str]:
    match event:
        case Progress(name=name):
            sentence = application.messages.say(name)
            return "status", json.dumps({"text": sentence}, ensure_ascii=False)
        case Citation():
            return "citation", CitationOut.of(event).model_dump_json()
        case Statement():
            return "statement", StatementOut.of(event).model_dump_json()
        case Answer():
            whole = AnswerOut.of(event, timings, application.messages)
            return "done", _counted(whole).model_dump_json()


def _counted(answered: AnswerOut) -> AnswerOut:
    count_answer(answered.outcome.value, answered.writer, answered.timings_ms.get("total", 0.0))
    log.info(
        "answered",
        id=answered.id,
        outcome=answered.outcome.value,
        statements=len(answered.statements),
    )
    return answered


def _problem(status: int, detail: str) -> str:
    return json.dumps({"status": status, "detail": detail}, ensure_ascii=False)
