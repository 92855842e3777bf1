"""Logging: one JSON line an event on stderr, and never a question or an answer."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog

FORBIDDEN = frozenset({"question", "answer", "text", "history", "body", "markdown", "quote"})


def set_up_logs(level: str) -> None:
    """Send our events to stderr from `level` up; quiet the libraries."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    stream = sys.stderr
    logging.basicConfig(level=logging.WARNING, stream=stream)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(_open_stream(stream)),
    )


def without_words(
    _: object, __: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Drop every field that could hold what a parent wrote."""
    return {name: value for name, value in event.items() if name not in FORBIDDEN}


def _open_stream(stream: TextIO) -> TextIO:
    """Return the stream that was set up, or stderr of this moment when that one was closed."""
    return sys.stderr if stream.closed else stream
