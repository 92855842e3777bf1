"""Train the decision over rights pages on the questions that parents ask.

A linear classifier over the vectors of the questions (logistic regression, one class a page, and
one for what no page answers). Fixed seed and order: the same questions give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.page_index import PageArrays, PageTexts
from assistant.core.model import Kind
from assistant.core.sentences import sentences, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.practice import Practice
    from ingest.take import Taken

STRENGTH = 0.5
SCALE = 10.0
MOST_ROUNDS = 300
LEAST_WORDS = 4


def page_texts(taken: Sequence[Taken], practice: Sequence[Practice]) -> PageTexts:
    """Return the texts that pages are recognised by; questions of one page stand together.

    What no page answers comes last, owned by the place after the last page.
    """
    rights = [one for one in taken if one.document.kind is Kind.RECHTEN]
    place_of = {one.document.id: place for place, one in enumerate(rights)}
    owned = [*_own_questions(rights), *_practised(practice, place_of)]
    ordered = sorted(dict.fromkeys(owned), key=lambda pair: pair[0])
    return PageTexts(
        pages=tuple(place_of),
        sentences=tuple(_without_headings(sentences(one.text)) for one in rights),
        questions=tuple(question for _, question in ordered),
        owners=tuple(owner for owner, _ in ordered),
    )


def train(texts: PageTexts, vector_of: Mapping[str, Sequence[float]]) -> PageArrays:
    """Return the trained arrays; `vector_of` gives the vector of each question."""
    vectors = np.asarray([vector_of[one] for one in texts.questions], np.float32)
    if len(set(texts.owners)) < 2:
        width = vectors.shape[1] if vectors.ndim == 2 else 0
        empty = np.zeros((len(texts.pages), width), np.float32)
        return PageArrays(
            vectors.reshape(len(texts.questions), width),
            empty,
            np.zeros(len(texts.pages), np.float32),
            np.zeros(width, np.float32),
        )
    centre = vectors.mean(axis=0)
    weights, bias = _classifier((vectors - centre) * SCALE, texts.owners)
    return PageArrays(vectors, weights * SCALE, bias, centre)


def _own_questions(rights: Sequence[Taken]) -> Iterator[tuple[int, str]]:
    for place, one in enumerate(rights):
        for question in (one.document.title, *one.document.questions):
            yield place, question


def _without_headings(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece for piece in pieces if len(words(piece)) >= LEAST_WORDS)


def _practised(
    practice: Sequence[Practice], place_of: Mapping[str, int]
) -> Iterator[tuple[int, str]]:
    for one in practice:
        if one.page is None:
            yield len(place_of), one.question
        elif one.page in place_of:
            yield place_of[one.page], one.question


def _classifier(
    rows: NDArray[np.float32], owners: Sequence[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=MOST_ROUNDS)
    model.fit(rows, owners)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights.astype(np.float32), bias.astype(np.float32)
