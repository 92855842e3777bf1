"""Which problem is this: scores of all rights pages for a question, in NumPy and scikit-learn.

Trained at ingest on the example questions (see ingest/train.py) and kept as plain arrays and
JSON: no pickle. The n-gram tables are fitted again when the index is opened.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from assistant.core.errors import NoIndexError
from assistant.core.paging import PageScores

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BEST = 3
ARRAYS = "arrays.npz"
TEXTS = "texts.json"


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Per page its id and whole text; per example question the place of its page."""

    pages: tuple[str, ...]
    whole: tuple[str, ...]
    questions: tuple[str, ...]
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageArrays:
    """Vectors of the questions (n, d) and the linear classifier over pages (p, d), (p,), (d,)."""

    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    centre: NDArray[np.float32]


class LinearPageIndex:
    """Scores every page by meaning and by spelling; safe to share between threads."""

    def __init__(self, texts: PageTexts, arrays: PageArrays) -> None:
        self._texts = texts
        self._arrays = arrays
        self._owners = np.asarray(texts.owners, dtype=np.int64)
        self._lock = threading.Lock()
        self._grams: _Grams | None = None

    def scores(self, text: str, expanded: str, vector: Sequence[float]) -> PageScores:
        """Return six scores a page; `expanded` has the terms of art that `text` stands for."""
        if not self._texts.pages:
            return PageScores((), {})
        grams = self._fitted()
        spoken = grams.questions.transform([text])
        alike = (grams.question_table @ spoken.T).toarray().ravel()
        meaning = np.asarray(vector, np.float32)
        features = {
            "asked": self._best(self._arrays.vectors @ meaning, BEST),
            "classed": self._arrays.weights @ (meaning - self._arrays.centre) + self._arrays.bias,
            "spelled": self._best(alike, BEST),
            "echoed": self._best(alike, 1) ** 3,
            "page_spelled": _similar(grams.spelling, grams.spelling_table, text),
            "page_worded": _similar(grams.wording, grams.wording_table, expanded),
        }
        return PageScores(
            self._texts.pages,
            {name: tuple(map(float, column)) for name, column in features.items()},
        )

    def warm(self) -> None:
        """Fit the n-gram tables now."""
        self._fitted()

    def _best(self, similarity: NDArray[Any], count: int) -> NDArray[Any]:
        """Return per page the mean of its `count` best questions."""
        means = np.zeros(len(self._texts.pages))
        for page in range(len(self._texts.pages)):
            own = np.sort(similarity[self._owners == page])[::-1][:count]
            means[page] = own.mean() if own.size else 0.0
        return means

    def _fitted(self) -> _Grams:
        with self._lock:
            if self._grams is None:
                self._grams = _fit(self._texts)
            return self._grams


@dataclass(frozen=True, slots=True)
class _Grams:
    questions: Any
    question_table: Any
    spelling: Any
    spelling_table: Any
    wording: Any
    wording_table: Any


def _fit(texts: PageTexts) -> _Grams:
    from sklearn.feature_extraction.text import TfidfVectorizer

    def characters() -> Any:  # noqa: ANN401 - scikit-learn has no types
        return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)

    questions, spelling = characters(), characters()
    wording = TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True)
    return _Grams(
        questions=questions,
        question_table=questions.fit_transform(texts.questions),
        spelling=spelling,
        spelling_table=spelling.fit_transform(texts.whole),
        wording=wording,
        wording_table=wording.fit_transform(texts.whole),
    )


def _similar(vectorizer: Any, table: Any, text: str) -> NDArray[Any]:  # noqa: ANN401
    similar: NDArray[Any] = (table @ vectorizer.transform([text]).T).toarray().ravel()
    return similar


def write_page_index(folder: Path, texts: PageTexts, arrays: PageArrays) -> None:
    """Write the index to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEXTS).write_text(json.dumps(asdict(texts), ensure_ascii=False), encoding="utf-8")
    np.savez(
        folder / ARRAYS,
        vectors=arrays.vectors,
        weights=arrays.weights,
        bias=arrays.bias,
        centre=arrays.centre,
    )


def open_page_index(folder: Path) -> LinearPageIndex:
    """Read the index from `folder`. Raises NoIndexError."""
    try:
        rows = json.loads((folder / TEXTS).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as file:
            arrays = PageArrays(file["vectors"], file["weights"], file["bias"], file["centre"])
        texts = PageTexts(**{name: tuple(row) for name, row in rows.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise NoIndexError("De paginawijzer van de index is beschadigd; bouw hem opnieuw.") from (
            error
        )
    return LinearPageIndex(texts, arrays)
