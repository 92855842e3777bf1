"""The parent's window as Gradio Blocks: the window itself, and the channel answers come in by."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import gradio as gr

from assistant.adapters.registers import load_terms
from assistant.bootstrap import Application
from assistant.ui.asking import Conversation, Frame
from assistant.ui.glossary import Explained, Glossary
from assistant.ui.page import window_html
from assistant.ui.texts import HOME_LANGUAGE, load_texts

_ON_WINDOW = (
    "window.wegwijzerWindow = {element, trigger};"
    "window.dispatchEvent(new CustomEvent('wegwijzer:window', {detail: {element, trigger}}))"
)
_ON_FRAME = (
    "watch('value', () => window.dispatchEvent("
    "new CustomEvent('wegwijzer:frame', {detail: props.value})))"
)


def build_chat(application: Application) -> gr.Blocks:
    """Return the Blocks. Asking is an event of the window; each frame is a value of the channel."""
    _silence_gradio()
    settings = application.settings
    conversation = Conversation(application, glossary_of(application))
    texts = load_texts(HOME_LANGUAGE)
    blocks = gr.Blocks(title=texts.sentences["title"], analytics_enabled=False)
    with blocks:
        window = gr.HTML(
            window_html(texts, settings.max_question),
            apply_default_css=False,
            js_on_load=_ON_WINDOW,
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
            concurrency_limit=settings.answers_at_once,
            api_visibility="private",
        )
    blocks.queue(max_size=settings.answers_at_once + settings.answers_waiting, api_open=False)
    return blocks


def _silence_gradio() -> None:
    """Let Gradio tell nobody anything, and keep no table of when was asked."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", str(sys.maxsize))


def glossary_of(application: Application) -> Glossary:
    """Return the terms of the corpus under their names and their abbreviations."""
    terms = load_terms(application.settings.corpus)
    names = [Explained(one.term, one.explanation) for one in terms]
    short = [Explained(one.abbreviation, one.explanation) for one in terms if one.abbreviation]
    return Glossary([*short, *names])
