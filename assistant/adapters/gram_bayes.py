"""Which class a text belongs to by its n-grams: multinomial naive Bayes over TF-IDF (sublinear).

Rennie et al. 2003, "Tackling the Poor Assumptions of Naive Bayes": weighted and normalised counts.
Fitted at ingest with scikit-learn and kept as plain arrays and JSON, so that opening costs nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SMOOTHING = 0.003  # weight of an n-gram that a class was never seen with


class Cut(Enum):
    """How a text is cut: what n-grams are made of, and how long they are."""

    LETTERS = ("char_wb", (3, 4))
    WORDS = ("word", (1, 2))


class GramBayes:
    """Scores a text against every class. Safe to share between threads.

    `told` is sparse (n-grams, classes): what an n-gram adds to the score of a class it was seen
    with; `silent` (classes,) is what any other n-gram adds. `rarity` is the inverse document
    frequency of each n-gram.
    """

    def __init__(
        self,
        cut: Cut,
        known: Mapping[str, int],
        rarity: NDArray[np.float32],
        told: Any,  # noqa: ANN401 - scipy has no types
        silent: NDArray[np.float32],
    ) -> None:
        self._cut = cut
        self._known = known
        self._rarity = rarity
        self._told = told
        self._silent = silent
        self._grams = _vectorizer(cut).build_analyzer()

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return the log-likelihood of `text` in each class, of a text brought to length 1.

        N-grams that were never seen count for nothing.
        """
        grams = (self._known.get(gram) for gram in self._grams(text))
        counts = Counter(place for place in grams if place is not None)
        places = np.fromiter(counts.keys(), np.int64, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(often)) * self._rarity[places]
        weights /= max(float(np.linalg.norm(weights)), 1e-9)
        scores: NDArray[np.float32] = self._told[places].T @ weights + self._silent * weights.sum()
        return scores

    def write(self, folder: Path, name: str) -> None:
        """Write what was learned to `folder`."""
        grams = sorted(self._known, key=self._known.__getitem__)
        (folder / f"{name}.json").write_text(json.dumps(grams, ensure_ascii=False), "utf-8")
        np.savez(
            folder / f"{name}.npz",
            rarity=self._rarity,
            silent=self._silent,
            data=self._told.data,
            indices=self._told.indices,
            indptr=self._told.indptr,
            shape=np.asarray(self._told.shape),
        )


def fit_grams(cut: Cut, texts: Sequence[str], owners: Sequence[int], classes: int) -> GramBayes:
    """Learn from `texts`, each with the number of its class; also from none at all."""
    from scipy.sparse import csr_array

    if not texts:
        nothing = csr_array((0, classes), dtype=np.float32)
        none = np.zeros(0, np.float32)
        return GramBayes(cut, {}, none, nothing, np.zeros(classes, np.float32))
    vectorizer = _vectorizer(cut)
    weighed = csr_array(vectorizer.fit_transform(texts))
    ones = np.ones(len(texts), np.float32)
    belonging = csr_array((ones, (owners, np.arange(len(texts)))), shape=(classes, len(texts)))
    told = csr_array((belonging @ weighed).T)
    totals = told.sum(axis=0) + SMOOTHING * told.shape[0]
    told.data = np.log1p(told.data / SMOOTHING)
    silent = (np.log(SMOOTHING) - np.log(totals)).astype(np.float32)
    known = {gram: int(place) for gram, place in vectorizer.vocabulary_.items()}
    return GramBayes(cut, known, vectorizer.idf_.astype(np.float32), told, silent)


def read_grams(cut: Cut, folder: Path, name: str) -> GramBayes:
    """Read what was learned from `folder`. Raises OSError, ValueError, KeyError or BadZipFile."""
    from scipy.sparse import csr_array

    grams = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
        parts = (file["data"], file["indices"], file["indptr"])
        told = csr_array(parts, shape=tuple(file["shape"]))
        known = {gram: place for place, gram in enumerate(grams)}
        return GramBayes(cut, known, file["rarity"], told, file["silent"])


def _vectorizer(cut: Cut) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.feature_extraction.text import TfidfVectorizer

    analyzer, lengths = cut.value
    return TfidfVectorizer(
        analyzer=analyzer, ngram_range=lengths, sublinear_tf=True, dtype=np.float32
    )
