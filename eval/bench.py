"""How fast answers are, here and now, against their parts. Times are printed, never asserted."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from assistant.core.model import Question

if TYPE_CHECKING:
    import datetime

    from eval.door import Door

PARTS = ("embed", "words", "meaning")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its unit or goal."""

    name: str
    value: float
    unit: str


def answer_figures(door: Door, questions: Sequence[str], day: datetime.date) -> list[Figure]:
    """Return times of answers and their parts in milliseconds, and what they hold together."""
    door.answer(Question(questions[0], day))
    rows = [_timed_answer(door, text, day) for text in questions]
    totals = [row["total"] for row in rows]
    parts = {part: _p95([row.get(part, 0.0) for row in rows]) for part in PARTS}
    meaning = [_milliseconds(partial(door.retrieve, text, "meaning", 10)) for text in questions]
    hybrid = [_milliseconds(partial(door.retrieve, text, "hybrid", 10)) for text in questions]
    against_parts = _ratio(_p95(totals), sum(parts.values()))
    against_meaning = _ratio(_p95(hybrid), _p95(meaning))
    one = _throughput(door, questions, day, 1)
    eight = _throughput(door, questions, day, 8)
    return [
        Figure("answer p50", statistics.median(totals), "ms"),
        Figure("answer p95", _p95(totals), "ms"),
        *[Figure(f"part {name} p95", value, "ms") for name, value in parts.items()],
        Figure("answer p95 / sum of parts", against_parts, "goal <= 1.5"),
        Figure("hybrid p95 / meaning-only p95", against_meaning, "goal <= 1.5"),
        Figure("answers with 1 client", one, "answers/s"),
        Figure("8 clients / 1 client", eight / one, "goal >= 1.6"),
    ]


def _timed_answer(door: Door, text: str, day: datetime.date) -> dict[str, float]:
    with door.timed() as timings:
        door.answer(Question(text, day))
    return timings


def _throughput(door: Door, questions: Sequence[str], day: datetime.date, clients: int) -> float:
    """Return answers a second with so many clients asking at the same time."""

    def ask(text: str) -> None:
        door.answer(Question(text, day))

    with ThreadPoolExecutor(clients) as pool:
        seconds = _seconds(lambda: list(pool.map(ask, questions)))
    return len(questions) / seconds


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _milliseconds(work: Callable[[], object]) -> float:
    return 1000 * _seconds(work)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def _ratio(top: float, bottom: float) -> float:
    """Return a ratio; without a divisor it is not a number."""
    return top / bottom if bottom else math.nan
