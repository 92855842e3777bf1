"""Which problem is this: scores of all rights pages for a question, in NumPy and scikit-learn.

Trained at ingest on the example questions (see ingest/train.py) and kept as plain arrays and
JSON: no pickle.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from assistant.adapters.gram_bayes import Cut, GramBayes, fit_grams, read_grams
from assistant.core.errors import NoIndexError
from assistant.core.paging import PageScores

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BEST = 3
FILLING = -1  # the place after the last question
NOWHERE = -2.0  # below any cosine
USUAL = 0.86  # nearness of questions about something else
ARRAYS = "arrays.npz"
TEXTS = "texts.json"
LETTERS = "letters"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Per page its id and its sentences; per question the place of its page, in rising order.

    A question that no page answers is owned by the place after the last page.
    """

    pages: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    questions: tuple[str, ...]
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageArrays:
    """Vectors of the questions (n, d) and the linear classifier over pages (p, d), (p,), (d,).

    With questions that no page answers, the classifier has a last row for those.
    """

    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    centre: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PageGrams:
    """What n-grams of letters and of words tell about the page."""

    letters: GramBayes
    words: GramBayes


def grams_of(texts: PageTexts) -> PageGrams:
    """Learn the n-grams of the questions and sentences of each page, and of what none answers."""
    said = [(place, one) for place, page in enumerate(texts.sentences) for one in page]
    wording = [*texts.questions, *(one for _, one in said)]
    owners = [*texts.owners, *(place for place, _ in said)]
    classes = len(texts.pages) + 1
    return PageGrams(
        fit_grams(Cut.LETTERS, wording, owners, classes),
        fit_grams(Cut.WORDS, wording, owners, classes),
    )


class LinearPageIndex:
    """Scores every page by meaning and by spelling; safe to share between threads."""

    def __init__(self, texts: PageTexts, arrays: PageArrays, grams: PageGrams) -> None:
        self._texts = texts
        self._arrays = arrays
        self._grams = grams
        places = range(len(texts.pages) + 1)
        self._starts = np.searchsorted(np.asarray(texts.owners, np.int64), [*places, len(places)])
        self._outside = bool(self._starts[-2] < self._starts[-1])
        self._table = _padded(self._starts[:-1])

    def scores(
        self, text: str, expanded: str, vector: Sequence[float], told: Sequence[str] = ()
    ) -> PageScores:
        """Return scores a page by name; `expanded` has the terms of art that `text` stands for.

        What a story tells beside the question counts by the sentence that says most for a page.
        """
        count = len(self._texts.pages)
        if not count:
            return PageScores((), {})
        meaning = np.asarray(vector, np.float32)
        features = {
            "asked": self._best(self._arrays.vectors @ meaning),
            "classed": self._arrays.weights @ (meaning - self._arrays.centre) + self._arrays.bias,
            "spelled": self._grams.letters.scores(text),
            "worded": self._grams.words.scores(expanded),
        }
        return PageScores(
            pages=self._texts.pages,
            by_name={
                name: tuple(map(float, row[:count]))
                for name, row in (features | self._told(told)).items()
            },
            outside=self._outside_of(features),
        )

    def _told(self, sentences: Sequence[str]) -> dict[str, NDArray[Any]]:
        """Return by name the best any sentence says for a page, over what it says for all."""
        if not sentences:
            return {}
        readers = {"told_spelled": self._grams.letters, "told_worded": self._grams.words}
        rows = {
            name: np.stack([reader.scores(sentence) for sentence in sentences])
            for name, reader in readers.items()
        }
        return {
            name: (row - row.mean(axis=1, keepdims=True)).max(axis=0) for name, row in rows.items()
        }

    def _outside_of(self, features: Mapping[str, NDArray[Any]]) -> dict[str, float]:
        """Return what no page answers scores; a usual value where no practice tells."""
        if self._outside:
            return {name: float(row[-1]) for name, row in features.items()}
        count = len(self._texts.pages)
        usual = {name: float(row[:count].mean()) for name, row in features.items()}
        return {name: mean + math.log(count) for name, mean in usual.items()} | {"asked": USUAL}

    def _best(self, similarity: NDArray[Any]) -> NDArray[Any]:
        """Return per page, and last for no page, the mean of its nearest questions."""
        outside = similarity[self._starts[-2] :]
        of_pages = _mean_of_best(np.append(similarity, NOWHERE)[self._table])
        return np.append(of_pages, _mean_of_best(outside[None, :]))


def _padded(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of each page's questions in a row of its own, filled up with -1."""
    lengths = np.diff(starts)
    steps = np.arange(max(BEST, int(lengths.max(initial=0))))
    table: NDArray[np.int64] = np.where(
        steps < lengths[:, None], starts[:-1, None] + steps, FILLING
    )
    return table


def _mean_of_best(rows: NDArray[Any]) -> NDArray[Any]:
    """Return the mean of the best few of each row, without what only fills it up; none: 0."""
    best = np.partition(rows, -BEST, axis=1)[:, -BEST:] if rows.shape[1] > BEST else rows
    real = best > NOWHERE
    means: NDArray[Any] = np.where(real, best, 0).sum(axis=1) / np.maximum(real.sum(axis=1), 1)
    return means


def write_page_index(folder: Path, texts: PageTexts, arrays: PageArrays) -> None:
    """Write the index to `folder`, with the n-grams that it needs."""
    folder.mkdir(parents=True, exist_ok=True)
    grams = grams_of(texts)
    grams.letters.write(folder, LETTERS)
    grams.words.write(folder, WORDS)
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
        grams = PageGrams(
            read_grams(Cut.LETTERS, folder, LETTERS), read_grams(Cut.WORDS, folder, WORDS)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise NoIndexError("De paginawijzer van de index is beschadigd; bouw hem opnieuw.") from (
            error
        )
    return LinearPageIndex(texts, arrays, grams)
