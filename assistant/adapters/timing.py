"""Time as a wrapper around a port, so that the core has no stopwatch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_parts: ContextVar[dict[str, float] | None] = ContextVar("parts", default=None)


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Collect milliseconds by part for the calls made inside."""
    collected: dict[str, float] = {}
    token = _parts.set(collected)
    start = time.perf_counter()
    try:
        yield collected
    finally:
        collected["total"] = (time.perf_counter() - start) * 1000
        _parts.reset(token)


class _Timed:
    """Passes everything on and adds up the time of method calls."""

    def __init__(self, port: object, part: str) -> None:
        self._port = port
        self._part = part

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as wide as what it wraps
        found = getattr(self._port, name)
        return self._wrapped(found) if callable(found) else found

    def _wrapped(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object, **named: object) -> Any:  # noqa: ANN401
            start = time.perf_counter()
            try:
                return method(*arguments, **named)
            finally:
                collected = _parts.get()
                if collected is not None:
                    spent = (time.perf_counter() - start) * 1000
                    collected[self._part] = collected.get(self._part, 0.0) + spent

        return call


def timing(port: T, part: str) -> T:
    """Return `port` with its calls timed under the name `part`."""
    return cast("T", _Timed(port, part))
