"""What nobody foresaw ends as a kind 500, and the log gets the kind and place, never the message.

The message of an error may hold what a parent typed; the server's own log would print it.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.refusals import refusal

SENTENCE = "Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw."
log = structlog.get_logger()


class LastResort:
    """Middleware that lets no error through to the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; on an error answer 500, or break off what was begun."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            log.error("request_failed", error=type(error).__name__, place=_place(error))  # noqa: TRY400
            if not started:
                await refusal(scope, 500, SENTENCE)(scope, receive, send)


def _place(error: Exception) -> str:
    """Return the file and line where the error came from."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
