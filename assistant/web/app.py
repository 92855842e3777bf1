"""Put the HTTP door together."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from assistant.bootstrap import Application
from assistant.ui.mount import mount_chat
from assistant.web import (
    about,
    answers,
    conversation_cards,
    documents,
    feedback,
    health,
    metrics,
    pages,
    plain_form,
    reference,
    sources,
)
from assistant.web.closed import Closed
from assistant.web.last_resort import LastResort
from assistant.web.limits import BodyLimit, Limits, RateLimit
from assistant.web.problem_json import PROBLEMS
from assistant.web.problems import add_problem_handlers
from assistant.web.security_headers import SecurityHeaders

ROUTES = (answers, feedback, documents, health, metrics)
PAGES = (pages, plain_form, about, sources, conversation_cards, reference)
DESCRIPTION = "Antwoorden op vragen van ouders over passend onderwijs, met de bronnen erbij."


def create_app(application: Application) -> FastAPI:
    """Return the whole app: the API, the pages and the chat window."""
    app = create_door(application)
    mount_chat(app, application)
    return app


def create_door(application: Application) -> FastAPI:
    """Return the API and pages, guarded; models are warmed in the background once it serves."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=application.warm, daemon=True).start()
        yield

    app = FastAPI(
        title="Wegwijzer Passend Onderwijs",
        description=DESCRIPTION,
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.application = application
    add_problem_handlers(app)
    for module in ROUTES:
        app.include_router(module.router, responses=PROBLEMS)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    _guard(app, application)
    return app


def _guard(app: FastAPI, application: Application) -> None:
    """Put the guards around the app, the innermost first."""
    settings = application.settings
    app.add_middleware(BodyLimit, most=settings.max_body)
    app.add_middleware(RateLimit, limits=Limits.of(settings))
    app.add_middleware(Closed, application=application)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders)
