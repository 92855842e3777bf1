"""Fit the second look for crises on messages that show and do not show one.

A multinomial logistic regression on the meaning of a message and its character n-grams, one class
a kind of crisis and one for none. Questions of the corpus count as harmless. Fixed order: the same
messages give the same numbers. Those of eval/safety are never learned from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.crisis_reading import KINDS, NONE, ReadingWeights, counted, scaled
from assistant.adapters.embedding import embed_queries

if TYPE_CHECKING:
    from assistant.core.ports import DocumentStore, Embedder

TRAINING = Path(__file__).parent / "training" / "crisis.jsonl"
STRENGTH = 1.0
MOST_ROUNDS = 200
UNSEEN = -1e3  # the score of a kind without messages


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, and the kind of crisis it shows; `none` for none."""

    text: str
    kind: str


def training_messages(path: Path = TRAINING) -> list[Message]:
    """Return the messages to learn from."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Message(row["text"], row["kind"] or NONE) for row in rows]


def harmless_questions(corpus: Path, documents: DocumentStore) -> list[Message]:
    """Return the questions of pages and of practice, which are all harmless."""
    own = [question for one in documents.documents() for question in one.questions]
    practised = [
        json.loads(line)["question"]
        for path in sorted((corpus / "vragen").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Message(text, NONE) for text in dict.fromkeys([*own, *practised])]


def fit_second_look(
    messages: Sequence[Message], embedder: Embedder, fingerprint: str
) -> ReadingWeights:
    """Return the weights."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    texts = [one.text for one in messages]
    vectors = np.asarray(embed_queries(embedder, texts), np.float32)
    centre = vectors.mean(axis=0)
    spelling = TfidfTransformer(sublinear_tf=True)
    table = spelling.fit_transform(counted(texts))
    rows = hstack([scaled(vectors, centre), 2 * table]).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=MOST_ROUNDS)
    model.fit(rows, [KINDS.index(one.kind) for one in messages])
    width = vectors.shape[1]
    weights = np.zeros((len(KINDS), rows.shape[1]))
    bias = np.full(len(KINDS), UNSEEN)
    weights[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return ReadingWeights(
        model=fingerprint,
        meaning=weights[:, :width].astype(np.float32),
        spelling=(2 * weights[:, width:] * spelling.idf_).astype(np.float16),
        rarity=spelling.idf_.astype(np.float32),
        bias=bias.astype(np.float32),
        centre=centre,
    )
