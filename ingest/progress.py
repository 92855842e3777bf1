"""Show how far a build is: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as RichProgress

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.pipeline import Progress

STEPS = 10


class Bars:
    """A bar a step, drawn with rich."""

    def __init__(self, progress: RichProgress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, what: str, total: int) -> None:
        """Start a bar for a step."""
        self._task = self._progress.add_task(what, total=total)

    def done(self, count: int) -> None:
        """Move the bar of the current step."""
        if self._task is not None:
            self._progress.advance(self._task, count)


class Lines:
    """A line when a step begins and at every tenth of it, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._what = ""
        self._total = self._done = self._said = 0

    def begin(self, what: str, total: int) -> None:
        """Name a step and its size."""
        self._what, self._total = what, total
        self._done = self._said = 0
        self._print(f"{what}: {total}")

    def done(self, count: int) -> None:
        """Say how far the step is, when a tenth more is done."""
        self._done += count
        tenths = STEPS * self._done // max(self._total, 1)
        if tenths > self._said:
            self._said = tenths
            share = 100 * self._done // max(self._total, 1)
            self._print(f"{self._what}: {self._done}/{self._total} ({share} %)")

    def _print(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def shown_progress(console: Console) -> Iterator[Progress]:
    """Show progress on `console` as it can."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with RichProgress(*columns, console=console) as progress:
        yield Bars(progress)
