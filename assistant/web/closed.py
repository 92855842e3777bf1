"""The kill switch at the door: while it is off nothing is answered, but you see who can help.

`/health`, `/ready` and `/metrics` stay, so that a machine sees what is going on.
"""

from __future__ import annotations

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.bootstrap import Application
from assistant.core.model import Contact
from assistant.web.problem_json import RETRY_AFTER_SECONDS
from assistant.web.refusals import refusal

OPEN_PATHS = frozenset({"/health", "/ready", "/metrics", "/static/wegwijzer.css"})
IN_AN_EMERGENCY = ("112", "zelfmoordpreventie_113", "veilig_thuis")
SENTENCE = (
    "De wegwijzer is nu uitgezet, dus u kunt hier even geen vragen stellen. "
    "Deze mensen kunnen u wel helpen."
)
log = structlog.get_logger()


class Closed:
    """Middleware that answers 503 to everybody while the switch is off."""

    def __init__(self, app: ASGIApp, application: Application) -> None:
        self._app = app
        self._application = application
        self._was_off = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say that the assistant is off."""
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS or not self._is_off():
            await self._app(scope, receive, send)
            return
        response = refusal(
            scope, 503, SENTENCE, retry_after=RETRY_AFTER_SECONDS, contacts=self._contacts()
        )
        await response(scope, receive, send)

    def _is_off(self) -> bool:
        """Look at the switch; log once when it was turned."""
        state = self._application.switch.state()
        is_off = state is not None
        if is_off != self._was_off:
            log.warning("doors_closed" if is_off else "doors_opened", reason=state and state.reason)
        self._was_off = is_off
        return is_off

    def _contacts(self) -> list[Contact]:
        register = self._application.contacts
        return [*register.general(), *register.named(IN_AN_EMERGENCY)]
