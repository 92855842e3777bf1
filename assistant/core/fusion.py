"""Bring scores of different kinds together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.core.ports import Hit


def reciprocal_rank(rankings: Iterable[Sequence[str]], constant: int = 60) -> dict[str, float]:
    """Return fused scores: the sum of 1 / (constant + rank) over the rankings.

    Cormack, Clarke and Buettcher (2009), Reciprocal Rank Fusion. Ranks count from 1.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + 1.0 / (constant + rank)
    return scores


def saturated(score: float, half: float) -> float:
    """Map an unbounded score of 0 and more to 0..1; `half` is where it reaches a half."""
    return score / (score + half) if score > 0 else 0.0


def rescaled(cosine: float, low: float, high: float) -> float:
    """Map a cosine to 0..1 between the values that mean nothing and everything."""
    return min(1.0, max(0.0, (cosine - low) / (high - low)))


def weighted(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted mean of the values that have a weight; without weights 0."""
    total = sum(weights.values())
    return sum(weight * values.get(name, 0.0) for name, weight in weights.items()) / (total or 1.0)


def best_by(hits: Iterable[Hit]) -> dict[str, float]:
    """Return the best score by id."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.id] = max(best.get(hit.id, float("-inf")), hit.score)
    return best
