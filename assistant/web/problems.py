"""Errors as RFC 9457 problem JSON: one table from error to status, one clear Dutch sentence.

What a parent typed never comes back in an error, so it cannot end in a log on the way.
"""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.core.errors import (
    NoIndexError,
    OtherModelError,
    UnknownDocumentError,
    WegwijzerError,
)

log = structlog.get_logger()

STATUSES: dict[type[WegwijzerError], int] = {
    UnknownDocumentError: 404,
    NoIndexError: 503,
    OtherModelError: 503,
}
RETRY_AFTER_SECONDS = 30
_TITLES = {
    404: "Niet gevonden",
    405: "Dat kan hier niet",
    413: "Te groot",
    422: "Ongeldige invoer",
    429: "Te veel vragen",
    500: "Er ging iets mis",
    503: "Nu niet beschikbaar",
}
_DETAILS = {
    404: "Deze pagina of dit document bestaat niet.",
    405: "Dit adres kent deze opdracht niet.",
    500: "Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw.",
}


def problem(
    status: int, detail: str, *, retry_after: int | None = None, **more: object
) -> JSONResponse:
    """Return a problem document."""
    title = _TITLES.get(status, "Er ging iets mis")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else None
    return JSONResponse(
        body, status_code=status, headers=headers, media_type="application/problem+json"
    )


def add_problem_handlers(app: FastAPI) -> None:
    """Let every error of `app` end as a problem document."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(WegwijzerError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def status_of(error: WegwijzerError) -> int:
    """Return the HTTP status of one of our errors."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type
    faults = [
        {"field": _field(fault["loc"]), "message": _message(fault["type"], fault["msg"])}
        for fault in error.errors()
    ]
    first = faults[0]
    return problem(422, f"Het veld {first['field']} {first['message']}.", errors=faults)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, WegwijzerError)  # noqa: S101 - registered for this type
    status = status_of(error)
    if status == 500:
        log.error("request_failed", error=type(error).__name__)
        return problem(500, _DETAILS[500])
    retry_after = RETRY_AFTER_SECONDS if status == 503 else None
    return problem(status, str(error), retry_after=retry_after)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type
    detail = _DETAILS.get(error.status_code, str(error.detail))
    return problem(error.status_code, detail)


async def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    log.error("request_failed", error=type(error).__name__)
    return problem(500, _DETAILS[500])


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
