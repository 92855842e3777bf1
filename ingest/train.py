"""Train the decision over rights pages on their example questions.

A linear classifier over the vectors of the questions (logistic regression, one class a page).
Fixed seed and order: the same pages give the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.page_index import PageArrays, PageTexts
from assistant.core.model import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.take import Taken

STRENGTH = 3.0
SCALE = 10.0
MOST_ROUNDS = 400


def page_texts(taken: Sequence[Taken]) -> PageTexts:
    """Return the texts that pages are recognised by; the title counts twice."""
    rights = [one for one in taken if one.document.kind is Kind.RECHTEN]
    asked = [
        (place, question)
        for place, one in enumerate(rights)
        for question in (one.document.title, *one.document.questions)
    ]
    return PageTexts(
        pages=tuple(one.document.id for one in rights),
        whole=tuple(
            " ".join([one.document.title, *one.document.questions, one.text]) for one in rights
        ),
        questions=tuple(question for _, question in asked),
        owners=tuple(place for place, _ in asked),
    )


def train(texts: PageTexts, vector_of: Mapping[str, Sequence[float]]) -> PageArrays:
    """Return the trained arrays; `vector_of` gives the vector of each example question."""
    vectors = np.asarray([vector_of[one] for one in texts.questions], np.float32)
    if len(texts.pages) < 2:
        width = vectors.shape[1] if vectors.ndim == 2 else 0
        empty = np.zeros((len(texts.pages), width), np.float32)
        return PageArrays(
            vectors.reshape(len(texts.questions), width),
            empty,
            np.zeros(len(texts.pages), np.float32),
            empty[:1].sum(0),
        )
    centre = vectors.mean(axis=0)
    weights, bias = _classifier((vectors - centre) * SCALE, texts.owners)
    return PageArrays(vectors, weights * SCALE, bias, centre)


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
