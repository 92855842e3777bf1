"""How sure a difference is: a paired bootstrap, clustered by document. Seeded, so repeatable.

Efron and Tibshirani (1993); clusters because questions about one document rise and fall together
(Cameron, Gelbach and Miller, 2008). Both runs are resampled with the same documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.metrics import Score

ROUNDS = 2_000
SEED = 20_261_124
ONE_SIDED = 95.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A metric of one case, before and after, and the document it belongs to."""

    cluster: str
    before: Score
    after: Score


def upper_bound(pairs: Sequence[Pair], seed: int = SEED) -> float | None:
    """Return the one-sided 95 % upper bound of after - before, as a ratio.

    Below 0 means: a drop that chance does not explain. None without a chance on either side.
    """
    sums = _sums_by_cluster(pairs)
    if not len(sums) or not sums[:, 1].any() or not sums[:, 3].any():
        return None
    picks = np.random.default_rng(seed).integers(0, len(sums), size=(ROUNDS, len(sums)))
    drawn = sums[picks].sum(axis=1)
    drawn = drawn[(drawn[:, 1] > 0) & (drawn[:, 3] > 0)]
    differences = drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1]
    return float(np.percentile(differences, ONE_SIDED))


def _sums_by_cluster(pairs: Sequence[Pair]) -> npt.NDArray[np.float64]:
    """Return a row a cluster: hits before, chances before, hits after, chances after."""
    rows: dict[str, npt.NDArray[np.float64]] = {}
    for pair in sorted(pairs, key=lambda one: one.cluster):
        row = np.array([pair.before.hits, pair.before.of, pair.after.hits, pair.after.of])
        rows[pair.cluster] = rows.get(pair.cluster, np.zeros(4)) + row
    return np.array(list(rows.values()))
