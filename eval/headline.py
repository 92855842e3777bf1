"""The table that a run is summed up in: every metric against its goal. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.metrics import CATALOGUE, Metric, Rule, values
from eval.slices import language_share

if TYPE_CHECKING:
    from eval.results import Results

LANGUAGE_GOAL = 0.85
_BEATEN_ON = ("recall@5", "mrr@10")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, what it should be, and whether it is. None is *not measured*."""

    name: str
    label: str
    rule: Rule
    meaning: str
    value: float | None
    goal: str
    reached: bool | None


def headline(results: Results) -> list[Row]:
    """Return all rows: the metrics of the catalogue, then what only shows between them."""
    measured = values(results.scores())
    rows = [_row(metric, measured[metric.name]) for metric in CATALOGUE]
    return [*rows, *(_lead(measured, name) for name in _BEATEN_ON), _languages(results)]


def points(row: Row) -> str:
    """Return the value as it is printed."""
    return "niet gemeten" if row.value is None else f"{row.value:.3f}"


def _row(metric: Metric, value: float | None) -> Row:
    goal = ""
    if metric.goal is not None:
        goal = f"{'≤' if metric.lower_is_better else '≥'} {metric.goal:.2f}"
    reached = None if value is None or metric.goal is None else metric.reached(value)
    return Row(metric.name, metric.label, metric.rule, metric.meaning, value, goal, reached)


def _lead(measured: Mapping[str, float | None], name: str) -> Row:
    """Return by how much both roads together beat the better one of the two."""
    hybrid, words, meaning = (measured[f"{road}_{name}"] for road in ("hybrid", "words", "meaning"))
    value = None
    if hybrid is not None and words is not None and meaning is not None:
        value = hybrid - max(words, meaning)
    return Row(
        name=f"hybrid_lead_{name}",
        label=f"Voorsprong van samen op {name}",
        rule=Rule.SHOWN,
        meaning="samen min de beste van woorden en betekenis",
        value=value,
        goal="> 0",
        reached=None if value is None else value > 0,
    )


def _languages(results: Results) -> Row:
    value = language_share(results.cases)
    return Row(
        name="language_share",
        label="Andere talen tegen Nederlands",
        rule=Rule.SHOWN,
        meaning="juiste bron genoemd, als deel van wat Nederlands haalt",
        value=value,
        goal=f"≥ {LANGUAGE_GOAL:.2f}",
        reached=None if value is None else value >= LANGUAGE_GOAL,
    )
