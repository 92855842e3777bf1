"""The parent's window as Gradio Blocks, and how it is hung in the web app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gradio as gr
from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import FileResponse
from starlette.middleware import Middleware

from assistant.adapters.registers import load_terms
from assistant.bootstrap import Application
from assistant.ui.asking import Conversation, Frame
from assistant.ui.glossary import Explained, Glossary
from assistant.ui.page import page_html, spoken_texts
from assistant.ui.shell import Shell
from assistant.ui.texts import HOME_LANGUAGE, LANGUAGES, load_texts

FOLDER = Path(__file__).parent
FILES = {"chat.css", "answer.css", "print.css", "chat.js", "words.js", "turns.js", "reading.js"} | {"favicon.svg"}
AT_ONCE = 4
WAITING = 32
_A_YEAR = "public, max-age=31536000, immutable"
_ON_WINDOW = (
    "window.wegwijzerWindow = {element, trigger};"
    "window.dispatchEvent(new CustomEvent('wegwijzer:window', {detail: {element, trigger}}))"
)
_ON_FRAME = (
    "watch('value', () => window.dispatchEvent("
    "new CustomEvent('wegwijzer:frame', {detail: props.value})))"
)

router = APIRouter(prefix="/window", include_in_schema=False)


def build_chat(application: Application) -> gr.Blocks:
    """Return the Blocks: the window, and the channel on which answers come in."""
    conversation = Conversation(application, glossary_of(application))
    longest = application.settings.max_question
    texts = load_texts(HOME_LANGUAGE)
    with gr.Blocks(title=texts.sentences["title"], analytics_enabled=False) as blocks:
        window = gr.HTML(
            page_html(texts, longest), apply_default_css=False, js_on_load=_ON_WINDOW
        )
        channel = gr.HTML(
            None, html_template="", visible="hidden", apply_default_css=False, js_on_load=_ON_FRAME
        )

        def ask(event: gr.EventData) -> Iterator[Frame]:
            yield from conversation.frames(dict(event._data or {}))

        window.submit(
            ask,
            outputs=channel,
            show_progress="hidden",
            trigger_mode="multiple",
            concurrency_limit=AT_ONCE,
            api_visibility="private",
        )
    blocks.queue(max_size=WAITING, api_open=False)
    return blocks


def mount_chat(app: FastAPI, application: Application) -> None:
    """Hang the window at `/`. Call it last: what comes later cannot be reached."""
    app.include_router(router)
    shell = Middleware(Shell, longest=application.settings.max_question)
    gr.mount_gradio_app(
        app,
        build_chat(application),
        path="/",
        app_kwargs={"middleware": [shell]},
        favicon_path=str(FOLDER / "favicon.svg"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
    )


def glossary_of(application: Application) -> Glossary:
    """Return the terms of the corpus under their names and their abbreviations."""
    terms = load_terms(application.settings.corpus)
    names = [Explained(one.term, one.explanation) for one in terms]
    short = [Explained(one.abbreviation, one.explanation) for one in terms if one.abbreviation]
    return Glossary([*short, *names])


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
