"""Headers that keep a browser from running or loading what is not ours, on every response."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OURS = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""For our own pages and the API: no script at all."""
CHAT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
"""For the chat window, which Gradio writes."""
OUR_PAGES = (
    "/api/",
    "/bron/",
    "/docs",
    "/eenvoudig",
    "/gesprekskaart",
    "/health",
    "/metrics",
    "/openapi.json",
    "/over",
    "/ready",
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PRIVATE = ("/api/v1/answers", "/eenvoudig")


class SecurityHeaders:
    """Middleware that adds the headers to every response, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back gets its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, with_headers)


def policy_of(path: str, status: int = 200) -> str:
    """Return the Content-Security-Policy of a path; an error page is always ours."""
    return OURS if path.startswith(OUR_PAGES) or status >= 400 else CHAT


def _add(headers: MutableHeaders, path: str, status: int) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = policy_of(path, status)
    if path.startswith(PRIVATE):
        headers["Cache-Control"] = "no-store"
