"""Headers that keep a browser from running or loading what is not ours, on every response."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

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
        "script-src 'self' 'unsafe-eval'",  # Gradio makes functions of the scripts of components
        "style-src 'self' 'unsafe-inline'",  # and writes styles in elements
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
"""For the chat window, which Gradio writes; the inline scripts of its page are added by hash."""
CHAT_PAGE = "/"
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
_INLINE_SCRIPT = re.compile(
    rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE
)


class SecurityHeaders:
    """Middleware that adds the headers to every response, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back gets its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == CHAT_PAGE:
            send = _AllowingInlineScripts(send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), path, message["status"])
            await send(message)

        await self._app(scope, receive, with_headers)


class _AllowingInlineScripts:
    """Holds a page until it is whole; lets the scripts that stand in it run, and no others."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self._held.append(message)
        if message["type"] == "http.response.start" or message.get("more_body"):
            return
        page = b"".join(one.get("body", b"") for one in self._held)
        headers = MutableHeaders(scope=self._held[0])
        headers["Content-Security-Policy"] = allowing(
            headers["Content-Security-Policy"], _INLINE_SCRIPT.findall(page)
        )
        for one in self._held:
            await self._send(one)


def policy_of(path: str, status: int = 200) -> str:
    """Return the Content-Security-Policy of a path; an error page is always ours."""
    return OURS if path.startswith(OUR_PAGES) or status >= 400 else CHAT


def allowing(policy: str, scripts: Iterable[bytes]) -> str:
    """Return `policy` with the hashes of inline scripts; a policy without scripts gets none."""
    digests = (base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts)
    listed = " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(digests))
    return policy.replace("script-src 'self'", f"script-src 'self' {listed}") if listed else policy


def _add(headers: MutableHeaders, path: str, status: int) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = policy_of(path, status)
    if path.startswith(PRIVATE):
        headers["Cache-Control"] = "no-store"
