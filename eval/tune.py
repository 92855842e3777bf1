"""Fit the weights of the search on `dev`: which page it is, and whether a page answers at all.

Two fits, both with a fixed start and order, so that the same cases give the same numbers:
a listwise softmax over pages (Cao et al. 2007, ListNet, top one), and a logistic regression on
what sets pages apart from what no page answers. Only `dev` is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.core.model import Question, Turn
from assistant.core.paging import guesses, signals_of

if TYPE_CHECKING:
    import datetime

    from numpy.typing import NDArray

    from assistant.bootstrap import Application
    from assistant.core.paging import PageScores
    from eval.cases import Case

FEATURES = ("asked", "classed", "spelled", "worded")
SIGNALS = ("asked_lead", "classed_mass", "worded_mass")
ROUNDS = 400
STEP = 0.3
SHRINK = 0.002


@dataclass(frozen=True, slots=True)
class Example:
    """Scores of all pages for one question, and which pages are right (none: unanswerable)."""

    scores: PageScores
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tuned:
    """Weights for policy/retrieval.yaml, and how often the right page came first or in three."""

    page: dict[str, float]
    confidence: dict[str, float]
    first: float
    in_three: float


def examples(application: Application, cases: Sequence[Case], day: datetime.date) -> list[Example]:
    """Return an example for every question and paraphrase that asks for a page or for nothing."""
    pages = application.library.current().pages
    found = []
    for case in cases:
        if "story" in case.tags or case.needs != "corpus" or "smalltalk" in case.expect:
            continue
        for place, text in enumerate([case.question, *case.paraphrases]):
            history = [] if place else case.history
            turns = tuple(Turn(turn.role, turn.text) for turn in history)
            question = Question(text, day, history=turns, sector=case.sector)
            need = application.understanding.needs(question, looks_back=False)[0]
            vector = application.embedder.embed_query(need.text)
            scores = pages.scores(need.text, need.search, vector)
            right = tuple(scores.pages.index(id_) for id_ in case.pages if id_ in scores.pages)
            found.append(Example(scores, right))
    return found


def tune(found: Sequence[Example]) -> Tuned:
    """Return fitted weights."""
    answerable = [one for one in found if one.right]
    weights = _fit_pages([_table(one) for one in answerable], [one.right for one in answerable])
    page = dict(zip(FEATURES, (round(float(one), 3) for one in weights), strict=True))
    ranks = [_rank(one, page) for one in answerable]
    return Tuned(
        page=page,
        confidence=_fit_confidence(found, page),
        first=float(np.mean([rank < 1 for rank in ranks])),
        in_three=float(np.mean([rank < 3 for rank in ranks])),
    )


def _table(one: Example) -> NDArray[np.float64]:
    """Return a row a page and a column a feature."""
    return np.array([one.scores.by_name[name] for name in FEATURES]).T


def _fit_pages(
    tables: Sequence[NDArray[np.float64]], right: Sequence[tuple[int, ...]]
) -> NDArray[np.float64]:
    """Climb in units of a usual spread between pages, so that every feature takes equal steps."""
    spread = np.mean([table.std(axis=0) for table in tables], axis=0)
    scaled = [table / spread for table in tables]
    weights = np.full(len(FEATURES), 0.5)
    for _ in range(ROUNDS):
        slope = sum(
            (_gradient(table, pages, weights) for table, pages in zip(scaled, right, strict=True)),
            np.zeros(len(FEATURES)),
        )
        weights = weights + STEP * slope / max(1, len(tables)) - SHRINK * weights
    found: NDArray[np.float64] = weights / spread
    return found


def _gradient(
    table: NDArray[np.float64], right: tuple[int, ...], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    sums = table @ weights
    chances = np.exp(sums - sums.max())
    chances /= chances.sum()
    wanted = np.zeros(len(chances))
    wanted[list(right)] = chances[list(right)] / chances[list(right)].sum()
    slope: NDArray[np.float64] = (wanted - chances) @ table
    return slope


def _rank(one: Example, page: dict[str, float]) -> int:
    names = {one.scores.pages[place] for place in one.right}
    ranked = [guess.page for guess in guesses(one.scores, page)]
    return min(ranked.index(name) for name in names)


def _fit_confidence(found: Sequence[Example], page: dict[str, float]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    signals = [signals_of(one.scores, guesses(one.scores, page)[0]) for one in found]
    rows = np.array([[one[name] for name in SIGNALS] for one in signals])
    spread = rows.std(axis=0)
    model = LogisticRegression(class_weight="balanced").fit(
        (rows - rows.mean(axis=0)) / spread, [bool(one.right) for one in found]
    )
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (slopes * rows.mean(axis=0)).sum())
    fitted = dict(zip(SIGNALS, (round(float(one), 2) for one in slopes), strict=True))
    return {"bias": round(bias, 2), **fitted}
