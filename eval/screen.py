"""What a maintainer sees in the terminal: a bar on stderr, tables on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from eval.compare import Comparison, Verdict
from eval.door import ROADS
from eval.headline import Row, points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console
    from rich.progress import TaskID

    from eval.results import Timings
    from eval.side_by_side import SideBySide

SIGNS = {True: "ja", False: "NEE", None: ""}
VERDICTS = {
    Verdict.FAILED: "GEZAKT",
    Verdict.MISSING: "ONTBREEKT",
    Verdict.BETTER: "beter",
    Verdict.SAME: "gelijk",
    Verdict.WORSE: "iets minder",
    Verdict.UNKNOWN: "nieuw",
}


class Bar:
    """Shows progress with rich; use as a context manager."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = RichProgress(*columns, TimeElapsedColumn(), console=console)
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def begin(self, what: str, total: int) -> None:
        """Start a bar."""
        self._task = self._progress.add_task(what, total=total)

    def done(self, count: int) -> None:
        """Move the current bar."""
        if self._task is not None:
            self._progress.advance(self._task, count)


def headline_table(rows: Sequence[Row]) -> Table:
    """Return every metric against its goal."""
    table = _table("Maat", ["Waarde", "Doel", "Gehaald"])
    for row in rows:
        style = "bold red" if row.reached is False else ""
        table.add_row(row.label, points(row), row.goal, SIGNS[row.reached], style=style)
    return table


def latency_table(timings: Timings) -> Table:
    """Return the milliseconds of each part."""
    table = _table("Milliseconden", ["p50", "p95", "aantal"])
    for name, one in timings.parts.items():
        table.add_row(name, f"{one.p50:.1f}", f"{one.p95:.1f}", str(one.count))
    return table


def comparison_table(comparison: Comparison) -> Table:
    """Return every metric before and after."""
    table = _table("Maat", ["Was", "Is", "Oordeel"])
    for one in comparison.differences:
        style = "bold red" if one.verdict in (Verdict.FAILED, Verdict.MISSING) else ""
        numbers = [_number(one.before), _number(one.after)]
        table.add_row(one.metric.label, *numbers, VERDICTS[one.verdict], style=style)
    return table


def roads_table(values: Mapping[str, float | None]) -> Table:
    """Return a row a road and a column a measure."""
    measures = sorted({name.partition("_")[2] for name in values})
    table = _table("Weg", measures)
    for road in ROADS:
        table.add_row(road, *(_number(values.get(f"{road}_{one}")) for one in measures))
    return table


def beside_table(beside: SideBySide) -> Table:
    """Return a column a retriever and a row a measure."""
    table = _table("Naast elkaar", beside.columns)
    for label, numbers in beside.rows:
        table.add_row(label, *map(_number, numbers))
    return table


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _table(first: str, others: Sequence[str]) -> Table:
    table = Table(first, box=None, pad_edge=False)
    for name in others:
        table.add_column(name, justify="right")
    return table
