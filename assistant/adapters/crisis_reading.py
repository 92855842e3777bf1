"""A second look for crises: how a message reads by meaning and by spelling.

The signs of policy/crisis.yaml know words; this knows wordings it has seen the like of. Weights are
fitted by `python -m eval tune-crisis` and kept beside the policy, for the bundled model only: with
another embedding model there is no second look, and `doctor` says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.core.crisis import CrisisKind, Sense

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.core.ports import Embed

SECOND_LOOK = Path(__file__).parent.parent / "policy" / "crisis_second_look.npz"
NONE = "none"
KINDS = (NONE, *(kind.value for kind in CrisisKind))
GRAMS = 2**14
SCALE = 10.0


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """Weights for kinds (k): meaning (k, d), spelling (k, GRAMS), bias (k,); centre (d,).

    `rarity` is the inverse document frequency of n-grams, already inside `spelling`. `model` is the
    fingerprint of the embedding model that they were fitted with.
    """

    model: str
    meaning: NDArray[np.float32]
    spelling: NDArray[np.float16]
    rarity: NDArray[np.float32]
    bias: NDArray[np.float32]
    centre: NDArray[np.float32]


class CrisisReader:
    """Senses a crisis in a message; safe to share between threads."""

    def __init__(self, weights: ReadingWeights) -> None:
        self._weights = weights
        self._grams = _hashing()

    def sense(self, text: str, embed: Embed) -> Sense:
        """Return the likeliest kind, and the log-odds that it is a crisis at all."""
        weights = self._weights
        vector = np.asarray([embed(text)], np.float32)
        scores = scaled(vector, weights.centre)[0] @ weights.meaning.T + weights.bias
        scores = scores + self._spelled(text)
        kinds = scores[1:]
        top = float(kinds.max())
        odds = top + math.log(float(np.exp(kinds - top).sum())) - float(scores[0])
        return Sense(CrisisKind(KINDS[1 + int(kinds.argmax())]), odds)

    def _spelled(self, text: str) -> NDArray[np.float32]:
        """Return the part of each kind's score that its n-grams give."""
        row = self._grams.transform([text]).tocoo()
        counts = 1 + np.log(row.data)
        length = np.linalg.norm(counts * self._weights.rarity[row.col])
        weights = self._weights.spelling[:, row.col].astype(np.float32)
        spelled: NDArray[np.float32] = weights @ counts / max(length, 1e-9)
        return spelled


def counted(texts: Sequence[str]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    """Return a sparse table (texts, GRAMS) with how often each hashed n-gram occurs."""
    return _hashing().transform(texts)


def scaled(vectors: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors around their centre, about as long as spelling."""
    return (vectors - centre) * SCALE


def write_reading(path: Path, weights: ReadingWeights) -> None:
    """Write weights to `path`."""
    np.savez_compressed(
        path,
        model=np.asarray(weights.model),
        meaning=weights.meaning,
        spelling=weights.spelling,
        rarity=weights.rarity,
        bias=weights.bias,
        centre=weights.centre,
    )


def open_crisis_reader(fingerprint: str) -> CrisisReader | None:
    """Return the reader for this embedding model; None when its weights are for another."""
    if not SECOND_LOOK.exists():
        return None
    weights = read_reading(SECOND_LOOK)
    return CrisisReader(weights) if weights.model == fingerprint else None


def read_reading(path: Path) -> ReadingWeights:
    """Read weights from `path`."""
    with np.load(path, allow_pickle=False) as file:
        return ReadingWeights(
            model=str(file["model"]),
            meaning=file["meaning"],
            spelling=file["spelling"],
            rarity=file["rarity"],
            bias=file["bias"],
            centre=file["centre"],
        )


def _hashing() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(2, 5),
        n_features=GRAMS,
        alternate_sign=False,
        norm=None,
        dtype=np.float32,
    )
