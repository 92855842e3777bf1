"""Nobody may ask too often or send too much: 429 and 413 before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings, networks
from assistant.web.clients import Clients
from assistant.web.rates import Rate
from assistant.web.refusals import refusal

ALL = "iedereen"
UNLIMITED_PATHS = frozenset({"/health", "/ready", "/metrics"})
COSTLY_PATHS = ("/gesprekskaart.pdf",)
TOO_OFTEN = "U stelt snel achter elkaar veel vragen. Wacht even en probeer het dan opnieuw."
TOO_MANY = "Er stellen nu veel mensen een vraag. Wacht even en probeer het dan opnieuw."
TOO_LARGE = "Wat u stuurt, is te groot. Maak het korter en probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates that count for a request."""

    clients: Clients
    requests: Rate
    questions: Rate
    questions_of_all: Rate

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits as they are set."""
        return cls(
            clients=Clients(
                networks(settings.trusted_proxies), networks(settings.unlimited_clients)
            ),
            requests=Rate(settings.requests_per_minute),
            questions=Rate(settings.questions_per_minute),
            questions_of_all=Rate(settings.questions_per_minute_all),
        )

    def wait_of(self, scope: Scope) -> int:
        """Return the seconds that this client must wait: 0 to go on."""
        if self.clients.is_unlimited(scope):
            return 0
        client = self.clients.name(scope)
        wait = self.requests.wait_for(client)
        if wait or not _is_costly(scope):
            return wait
        return self.questions.wait_for(client)

    def wait_of_all(self, scope: Scope) -> int:
        """Return the seconds that everybody must wait: 0 to go on."""
        return self.questions_of_all.wait_for(ALL) if _is_costly(scope) else 0


class RateLimit:
    """Middleware that answers 429 with Retry-After to who asks too often."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["path"] in UNLIMITED_PATHS:
            await self._app(scope, receive, send)
            return
        for wait, detail in self._waits(scope):
            if wait:
                await refusal(scope, 429, detail, retry_after=wait)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _waits(self, scope: Scope) -> Sequence[tuple[int, str]]:
        own = self._limits.wait_of(scope)
        if own:
            return [(own, TOO_OFTEN)]
        return [(self._limits.wait_of_all(scope), TOO_MANY)]


class BodyLimit:
    """Middleware that reads a body up to `most` bytes and answers 413 to a larger one."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body read, or refuse it."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        messages = None if self._is_announced_too_large(scope) else await self._read(receive)
        if messages is None:
            await refusal(scope, 413, TOO_LARGE)(scope, receive, send)
            return
        await self._app(scope, _replayed(messages, receive), send)

    def _is_announced_too_large(self, scope: Scope) -> bool:
        announced = Headers(scope=scope).get("content-length", "0")
        return announced.isdecimal() and int(announced) > self._most

    async def _read(self, receive: Receive) -> list[Message] | None:
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self._most:
                return None
            if not message.get("more_body", False):
                return messages


def _is_costly(scope: Scope) -> bool:
    return scope["method"] == "POST" or scope["path"] in COSTLY_PATHS


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def replay() -> Message:
        return next(waiting, None) or await receive()

    return replay
