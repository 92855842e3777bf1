"""The same metrics over parts of the cases, and what only shows between parts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.metrics import NOTHING, totals, values
from eval.results import CaseResult

SHOWN_FROM = 5  # a slice of fewer cases says nothing
DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Slice:
    """The metrics of the cases that share something. `kind` is tag, sector, language or split."""

    kind: str
    name: str
    cases: int
    values: dict[str, float | None]


def slices(cases: Sequence[CaseResult]) -> list[Slice]:
    """Return every slice of at least five cases, by kind and name."""
    found = [
        *_by("splitsing", cases, lambda one: (one.split,)),
        *_by("taal", cases, lambda one: (one.language,)),
        *_by("sector", cases, lambda one: (one.sector or "niet gezegd",)),
        *_by("label", cases, lambda one: one.tags),
    ]
    return [one for one in found if one.cases >= SHOWN_FROM]


def weakest(found: Sequence[Slice], metric: str, count: int) -> list[Slice]:
    """Return the `count` slices with the lowest value of `metric`, lowest first."""
    measured = [one for one in found if one.values.get(metric) is not None]
    return sorted(measured, key=lambda one: (one.values[metric] or 0.0, one.name))[:count]


def language_share(cases: Sequence[CaseResult]) -> float | None:
    """Return what other languages reach of what the same questions in Dutch do.

    Reaching is citing the right ground. Without Dutch counterparts: None.
    """
    other = [one for one in cases if one.language != DUTCH]
    paired = [one for one in other if "right_ground_dutch" in one.scores]
    dutch = _value(paired, "right_ground_dutch")
    reached = _value(paired, "right_ground")
    return reached / dutch if dutch and reached is not None else None


def _value(cases: Sequence[CaseResult], metric: str) -> float | None:
    return totals(one.measured() for one in cases).get(metric, NOTHING).value


def _by(
    kind: str, cases: Sequence[CaseResult], names: Callable[[CaseResult], Sequence[str]]
) -> list[Slice]:
    groups: dict[str, list[CaseResult]] = {}
    for case in cases:
        for name in names(case):
            groups.setdefault(name, []).append(case)
    return [
        Slice(kind, name, len(group), values(one.measured() for one in group))
        for name, group in sorted(groups.items())
    ]
