"""From the scores of all rights pages to how sure we are of each. Pure.

The weighted sum of the scores of different kinds becomes a probability (a product of experts).
The weights are fitted on `dev`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageScores:
    """Raw scores by name, one a page, in the order of `pages`.

    `outside` holds the same scores, where there are such, of what no page answers.
    """

    pages: tuple[str, ...]
    by_name: Mapping[str, Sequence[float]]
    outside: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageGuess:
    """A page with the probability that it is the right one among pages."""

    page: str
    probability: float


def guesses(scores: PageScores, weights: Mapping[str, float]) -> list[PageGuess]:
    """Return all pages, the likeliest first; probabilities sum to 1."""
    sums = [0.0] * len(scores.pages)
    for name, weight in weights.items():
        for place, value in enumerate(scores.by_name.get(name, ())):
            sums[place] += weight * value
    found = [
        PageGuess(page, chance) for page, chance in zip(scores.pages, softmax(sums), strict=True)
    ]
    return sorted(found, key=lambda guess: (-guess.probability, guess.page))


def signals_of(scores: PageScores, best: PageGuess) -> dict[str, float]:
    """Return what tells whether a page answers the question at all.

    By name the scores of the best page; `<name>_lead` is how far such a score lies above that of
    what no page answers, `<name>_mass` the same for all pages together (log-sum-exp).
    """
    place = scores.pages.index(best.page)
    signals = {name: row[place] for name, row in scores.by_name.items()}
    for name, value in scores.outside.items():
        signals[f"{name}_lead"] = signals[name] - value
        signals[f"{name}_mass"] = log_sum_exp(scores.by_name[name]) - value
    return signals


def log_sum_exp(values: Sequence[float]) -> float:
    """Return log(sum(exp(value))), also of values too large to raise."""
    top = max(values, default=0.0)
    return top + math.log(sum(math.exp(value - top) for value in values))


def softmax(values: Sequence[float]) -> list[float]:
    """Return probabilities in proportion to exp(value)."""
    top = max(values, default=0.0)
    powers = [math.exp(value - top) for value in values]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return a probability from signals; the weight called `bias` stands alone."""
    total = weights.get("bias", 0.0) + sum(
        weight * signals.get(name, 0.0) for name, weight in weights.items() if name != "bias"
    )
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, total))))
