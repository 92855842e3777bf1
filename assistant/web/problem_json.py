"""One error as RFC 9457 problem JSON, with a clear Dutch sentence in `detail`."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel

RETRY_AFTER_SECONDS = 30
TITLES = {
    400: "Dat kan niet",
    403: "Dat mag hier niet",
    404: "Niet gevonden",
    405: "Dat kan hier niet",
    413: "Te groot",
    422: "Ongeldige invoer",
    429: "Te veel vragen",
    500: "Er ging iets mis",
    503: "Nu niet beschikbaar",
}


class Fault(BaseModel):
    """What is wrong with one field of what was sent."""

    field: str
    message: str


class Problem(BaseModel):
    """An error as RFC 9457 describes it; `detail` is a sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


def described(description: str) -> dict[str, Any]:
    """Return how OpenAPI tells that a response is a problem document."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["properties"]["errors"]["items"] = schema.pop("$defs")["Fault"]
    content = {"application/problem+json": {"schema": schema}}
    return {"description": description, "content": content}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: described("Invoer die niet klopt; het veld staat erbij."),
    "default": described("Een fout, met een zin die een mens kan lezen."),
}


def problem(
    status: int, detail: str, *, retry_after: int | None = None, **more: object
) -> JSONResponse:
    """Return a problem document."""
    title = TITLES.get(status, TITLES[500])
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else None
    return JSONResponse(
        body, status_code=status, headers=headers, media_type="application/problem+json"
    )
