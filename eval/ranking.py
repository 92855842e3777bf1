"""How good a ranking is. Pure: from which gold each place covers to a number.

Sources: recall and reciprocal rank as in TREC (Voorhees, 1999); nDCG with a binary gain and a
logarithmic discount (Jarvelin and Kekalainen, 2002). Without gold every measure has no chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

from eval.metrics import NOTHING, Score, once

Covered = Sequence[Set[int]]  # a place of the ranking -> numbers of the gold spans it covers


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of one document."""

    document: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share at least one character."""
        same = self.document == other.document
        return same and self.start < other.end and other.start < self.end


def covered(hits: Sequence[Span], gold: Sequence[Span]) -> list[frozenset[int]]:
    """Return for each hit which gold spans it overlaps."""
    return [
        frozenset(number for number, span in enumerate(gold) if hit.overlaps(span)) for hit in hits
    ]


def recall_at(places: Covered, gold: int, k: int) -> Score:
    """Return the share of gold spans among the first `k` places. No gold: no chance."""
    if not gold:
        return NOTHING
    found = frozenset[int]().union(*places[:k])
    return once(len(found) / gold)


def reciprocal_rank(places: Covered, gold: int, k: int = 10) -> Score:
    """Return 1 / the first place that covers gold, 0 when none of the first `k` does."""
    if not gold:
        return NOTHING
    ranks = (rank for rank, found in enumerate(places[:k], start=1) if found)
    first = next(ranks, None)
    return once(1 / first if first else 0.0)


def ndcg_at(places: Covered, ideal: int, k: int = 10) -> Score:
    """Return the discounted gain over that of the best order.

    A place gains 1 when it covers gold that no earlier place did; `ideal` is how many passages
    are needed to cover all gold. No gold (`ideal == 0`): no chance.
    """
    return ndcg_of(_gains(places), [1] * ideal, k)


def ndcg_of(gains: Sequence[int], possible: Sequence[int], k: int = 10) -> Score:
    """Return the discounted gain of a ranking over that of all `possible` gains, best first."""
    best = _discounted(sorted(possible, reverse=True)[:k])
    return once(min(1.0, _discounted(gains[:k]) / best)) if best else NOTHING


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _gains(places: Covered) -> list[int]:
    seen: frozenset[int] = frozenset()
    gains = []
    for found in places:
        gains.append(int(bool(found - seen)))
        seen |= found
    return gains
