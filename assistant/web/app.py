"""Put the HTTP door together."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.bootstrap import Application
from assistant.web import answers, documents, health, metrics
from assistant.web.capacity import Capacity, TooBusyError
from assistant.web.problems import add_problem_handlers, problem

AT_ONCE = 4
WAITING = 32
DESCRIPTION = "Antwoorden op vragen van ouders over passend onderwijs, met de bronnen erbij."


def create_app(application: Application) -> FastAPI:
    """Return the app; the model is warmed in the background once it serves."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=application.embedder.warm, daemon=True).start()
        yield

    app = FastAPI(
        title="Wegwijzer Passend Onderwijs",
        description=DESCRIPTION,
        version="0.1.0",
        lifespan=lifespan,
    )
    app.state.application = application
    app.state.capacity = Capacity(AT_ONCE, WAITING)
    add_problem_handlers(app)
    app.add_exception_handler(TooBusyError, _too_busy)
    for module in (answers, documents, health, metrics):
        app.include_router(module.router)
    return app


async def _too_busy(_: Request, __: Exception) -> JSONResponse:
    detail = "Er stellen nu veel mensen een vraag. Probeer het over een halve minuut opnieuw."
    return problem(503, detail, retry_after=30)
