"""How many answers are made at once, and how many may wait; more are sent away at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

FULL_AFTER_SECONDS = 10.0


class TooBusyError(Exception):
    """Everybody is being helped and the queue is full."""


class Capacity:
    """A bounded pool with a bounded queue."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._slots = threading.BoundedSemaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0
        self._full_since: float | None = None
        self._lock = threading.Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place while an answer is made. Raises TooBusyError within no time."""
        self._enter()
        try:
            with self._slots:
                yield
        finally:
            self._leave()

    def is_full(self) -> bool:
        """Tell whether nobody could get in for ten seconds."""
        since = self._full_since
        return since is not None and time.monotonic() - since >= FULL_AFTER_SECONDS

    def _enter(self) -> None:
        with self._lock:
            if self._inside >= self._most:
                raise TooBusyError
            self._inside += 1
            if self._inside >= self._most and self._full_since is None:
                self._full_since = time.monotonic()

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1
            self._full_since = None
