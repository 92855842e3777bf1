"""Hang the window in the web app, and let nothing of Gradio in that the window does not use."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import FileResponse
from starlette.middleware import Middleware
from starlette.routing import Match, Mount
from starlette.types import Scope

from assistant.bootstrap import Application
from assistant.ui.chat import build_chat
from assistant.ui.page import spoken_texts
from assistant.ui.shell import Shell
from assistant.ui.texts import LANGUAGES

FOLDER = Path(__file__).parent
FILES = frozenset(
    path.name for kind in ("*.css", "*.js", "favicon.svg") for path in FOLDER.glob(kind)
)
USED_PATHS = frozenset(
    "/ /theme.css /favicon.ico /gradio_api/queue/join /gradio_api/queue/data "
    "/gradio_api/app_id".split()
)
USED_FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")
_A_YEAR = "public, max-age=31536000, immutable"

router = APIRouter(prefix="/window", include_in_schema=False)


class WindowMount(Mount):
    """Gradio at `/`, without its uploads, file server, docs and settings: they do not exist."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match what the window uses, so that all else is the web app's to refuse."""
        path = scope.get("path", "")
        if path in USED_PATHS or path.startswith(USED_FOLDERS):
            return super().matches(scope)
        return Match.NONE, {}


def mount_chat(app: FastAPI, application: Application) -> None:
    """Hang the window at `/`."""
    app.include_router(router)
    gr.mount_gradio_app(
        app,
        build_chat(application),
        path="/",
        app_kwargs={"middleware": [Middleware(Shell, longest=application.settings.max_question)]},
        theme=gr.themes.Base(font=["system-ui"], font_mono=["monospace"]),
        favicon_path=str(FOLDER / "favicon.svg"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
    )
    gradio = app.router.routes.pop()
    assert isinstance(gradio, Mount)  # noqa: S101 - mount_gradio_app has just put it there
    app.router.routes.append(WindowMount("/", app=gradio.app))


@router.get("/texts/{language}.json")
def texts_of(language: str) -> Response:
    """Return what the window says in a language."""
    if language not in LANGUAGES:
        raise HTTPException(404)
    return Response(spoken_texts(language), media_type="application/json")


@router.get("/{name}")
def file_of(name: str) -> FileResponse:
    """Return a style sheet, script or picture of the window."""
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(FOLDER / name, headers={"Cache-Control": _A_YEAR})
