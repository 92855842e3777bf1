"""Every error ends as problem JSON or, in a browser, as a page: one table from error to status.

What a parent typed never comes back in an error, so it cannot end in a log on the way.
"""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.adapters.capacity import TooBusyError
from assistant.core.errors import (
    NoIndexError,
    OtherModelError,
    StorageError,
    SwitchedOffError,
    UnknownDocumentError,
    WegwijzerError,
)
from assistant.web.problem_json import RETRY_AFTER_SECONDS, problem
from assistant.web.refusals import refusal, wants_page

log = structlog.get_logger()

STATUSES: dict[type[WegwijzerError], int] = {
    UnknownDocumentError: 404,
    NoIndexError: 503,
    OtherModelError: 503,
    SwitchedOffError: 503,
    StorageError: 503,
}
TOO_BUSY = "Er stellen nu veel mensen een vraag. Probeer het over een halve minuut opnieuw."
_DETAILS = {
    404: "Deze pagina of dit document bestaat niet.",
    405: "Dit adres kent deze opdracht niet.",
    400: "Wat u stuurt, kan deze pagina niet lezen.",
    500: "Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw.",
}


def add_problem_handlers(app: FastAPI) -> None:
    """Let every error of `app` end as a problem document."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(WegwijzerError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(TooBusyError, _too_busy)


def status_of(error: WegwijzerError) -> int:
    """Return the HTTP status of one of our errors."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type
    faults = [
        {"field": _field(fault["loc"]), "message": _message(fault["type"], fault["msg"])}
        for fault in error.errors()
    ]
    detail = f"Het veld {faults[0]['field']} {faults[0]['message']}."
    if wants_page(request.scope):
        return refusal(request.scope, 422, detail)
    return problem(422, detail, errors=faults)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, WegwijzerError)  # noqa: S101 - registered for this type
    status = status_of(error)
    if status == 500:
        log.error("request_failed", error=type(error).__name__)
        return refusal(request.scope, 500, _DETAILS[500])
    retry_after = RETRY_AFTER_SECONDS if status == 503 else None
    return refusal(request.scope, status, str(error), retry_after=retry_after)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type
    detail = _DETAILS.get(error.status_code, str(error.detail))
    return refusal(request.scope, error.status_code, detail)


async def _too_busy(request: Request, _: Exception) -> Response:
    return refusal(request.scope, 503, TOO_BUSY, retry_after=RETRY_AFTER_SECONDS)


def _field(location: tuple[int | str, ...]) -> str:
    steps = [str(step) for step in location if step != "body"]
    return ".".join(steps) or "body"


_MESSAGES = {
    "missing": "ontbreekt",
    "extra_forbidden": "bestaat niet",
    "string_type": "moet tekst zijn",
    "string_too_long": "is te lang",
    "too_long": "heeft te veel onderdelen",
    "list_type": "moet een lijst zijn",
    "json_invalid": "is geen geldige JSON",
    "literal_error": "heeft een waarde die niet kan",
    "string_pattern_mismatch": "heeft een waarde die niet kan",
    "model_attributes_type": "moet een object zijn",
}


def _message(kind: str, text: str) -> str:
    if kind == "value_error":
        return text.removeprefix("Value error, ")
    if kind.startswith("date"):
        return "moet een datum zijn (jjjj-mm-dd)"
    return _MESSAGES.get(kind, "heeft een waarde die niet kan")
