"""Risk against coverage: what a stricter threshold would buy. Pure.

El-Yaniv and Wiener (2010). Questions are put in order of the best score that both roads together
give. At each coverage (the share of questions that would be answered) the risk is the share of
those whose best evidence is not of a right page; an unanswerable question is always wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.results import CaseResult

_NO_NEED = frozenset({"crisis", "smalltalk"})


@dataclass(frozen=True, slots=True)
class Point:
    """Answer everything with a score of at least `threshold`: this share, with this risk."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(cases: Sequence[CaseResult]) -> list[Point]:
    """Return a point a distinct score, coverage rising; no case with a score: no points."""
    judged = [case for case in cases if _is_judged(case)]
    ordered = sorted(judged, key=lambda case: -(case.confidence or 0.0))
    points: list[Point] = []
    wrong = 0
    for place, case in enumerate(ordered, start=1):
        wrong += not (case.answerable and case.lands)
        point = Point(case.confidence or 0.0, place / len(ordered), wrong / place)
        if points and points[-1].threshold == point.threshold:
            points.pop()  # equal scores are answered together or not at all
        points.append(point)
    return points


def area_under(points: Sequence[Point]) -> float | None:
    """Return the mean risk over all coverages (AURC, lower is better), or None without points."""
    if not points:
        return None
    area, covered = 0.0, 0.0
    for point in points:
        area += point.risk * (point.coverage - covered)
        covered = point.coverage
    return area / covered


def _is_judged(case: CaseResult) -> bool:
    return case.confidence is not None and not _NO_NEED & set(case.expected.outcomes)
