"""Say no in the form that the asker can read: a page for a browser, problem JSON for a machine."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from assistant.core.model import Contact
from assistant.web.pages import render
from assistant.web.problem_json import TITLES, problem
from assistant.web.schemas import ContactOut


def wants_page(scope: Scope) -> bool:
    """Tell whether a person reads the response: a browser that asks for a page of ours."""
    accepts = Headers(scope=scope).get("accept", "")
    return "text/html" in accepts and not scope["path"].startswith("/api/")


def refusal(
    scope: Scope,
    status: int,
    detail: str,
    *,
    retry_after: int | None = None,
    contacts: Sequence[Contact] = (),
) -> Response:
    """Return the response that says no, and who can help when `contacts` are given."""
    if not wants_page(scope):
        more = {"contacts": [ContactOut.of(one).model_dump() for one in contacts]}
        return problem(status, detail, retry_after=retry_after, **(more if contacts else {}))
    response = render(
        "refusal.html",
        http_status=status,
        status=status,
        title=TITLES.get(status, TITLES[500]),
        detail=detail,
        contacts=contacts,
    )
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
