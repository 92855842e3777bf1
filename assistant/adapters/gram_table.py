"""Texts by their n-grams: the cosine of any text with each of them (TF-IDF, sublinear).

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


class Cut(Enum):
    """How a text is cut: what n-grams are made of, and how long they are."""

    LETTERS = ("char_wb", (3, 5))
    WORDS = ("word", (1, 2))


class GramTable:
    """Knows some texts; tells how alike another text is to each. Safe to share between threads.

    `table` is sparse (n-grams, texts): n-grams are the rows, so that only those of the asked text
    are read. `rarity` is the inverse document frequency of each n-gram, already inside `table`.
    """

    def __init__(
        self,
        cut: Cut,
        known: Mapping[str, int],
        rarity: NDArray[np.float32],
        table: Any,  # noqa: ANN401 - scipy has no types
    ) -> None:
        self._cut = cut
        self._known = known
        self._rarity = rarity
        self._table = table
        self._grams = _vectorizer(cut).build_analyzer()

    def similar(self, text: str) -> NDArray[np.float32]:
        """Return the cosine of `text` with each text, 0..1."""
        grams = (self._known.get(gram) for gram in self._grams(text))
        counts = Counter(place for place in grams if place is not None)
        places = np.fromiter(counts.keys(), np.int64, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(often)) * self._rarity[places]
        weights /= max(float(np.linalg.norm(weights)), 1e-9)
        similar: NDArray[np.float32] = self._table[places].T @ weights
        return similar

    def write(self, folder: Path, name: str) -> None:
        """Write the table to `folder`."""
        grams = sorted(self._known, key=self._known.__getitem__)
        (folder / f"{name}.json").write_text(json.dumps(grams, ensure_ascii=False), "utf-8")
        np.savez(
            folder / f"{name}.npz",
            rarity=self._rarity,
            data=self._table.data,
            indices=self._table.indices,
            indptr=self._table.indptr,
            shape=np.asarray(self._table.shape),
        )


def fit_grams(cut: Cut, texts: Sequence[str]) -> GramTable:
    """Return the table of `texts`, also when there are none."""
    from scipy.sparse import csr_array

    if not texts:
        return GramTable(cut, {}, np.zeros(0, np.float32), csr_array((0, 0), dtype=np.float32))
    vectorizer = _vectorizer(cut)
    table = csr_array(vectorizer.fit_transform(texts).T)
    known = {gram: int(place) for gram, place in vectorizer.vocabulary_.items()}
    return GramTable(cut, known, vectorizer.idf_.astype(np.float32), table)


def read_grams(cut: Cut, folder: Path, name: str) -> GramTable:
    """Read a table from `folder`. Raises OSError, ValueError, KeyError or BadZipFile."""
    from scipy.sparse import csr_array

    grams = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
        parts = (file["data"], file["indices"], file["indptr"])
        table = csr_array(parts, shape=tuple(file["shape"]))
        known = {gram: place for place, gram in enumerate(grams)}
        return GramTable(cut, known, file["rarity"], table)


def _vectorizer(cut: Cut) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.feature_extraction.text import TfidfVectorizer

    analyzer, lengths = cut.value
    return TfidfVectorizer(
        analyzer=analyzer, ngram_range=lengths, sublinear_tf=True, dtype=np.float32
    )
