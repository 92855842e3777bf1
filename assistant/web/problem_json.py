"""One error as RFC 9457 problem JSON, with a clear Dutch sentence in `detail`."""

from __future__ import annotations

from fastapi.responses import JSONResponse

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
