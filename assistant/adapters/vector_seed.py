"""Vectors that come with texts, so that only what is new has to be embedded.

`corpus/vectoren.npz` (for a first build; renewed by `python -m ingest seed`) and
`eval/vectoren.npz` (for the questions of the cases; `python -m eval seed`) hold, by the hash of
model, role and text, each vector in 8 bits (one scale a vector; cosines stay within 0.001). A text
that changed has another hash and is embedded anew, so a file can be behind but never wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NAME = "vectoren.npz"
KEY_BYTES = 12
STEPS = 127


def vector_key(model: str, role: str, text: str) -> str:
    """Return the hexadecimal key of a vector.

    `role` keeps vectors of one text apart that are made as a query and as a passage.
    """
    return hashlib.sha256(f"{model}\n{role}\n{text}".encode()).hexdigest()


class VectorSeed:
    """Vectors by key, read from a file; a missing or damaged file is an empty seed."""

    def __init__(self, path: Path) -> None:
        self._rows: dict[bytes, int] = {}
        self._vectors: NDArray[np.int8] = np.zeros((0, 0), np.int8)
        try:
            with np.load(path, allow_pickle=False) as file:
                keys, self._vectors = file["keys"], file["vectors"]
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return
        self._rows = {key.tobytes(): row for row, key in enumerate(keys)}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: str) -> list[float] | None:
        """Return the unit vector under a hexadecimal `key`, or None."""
        row = self._rows.get(_short(key))
        if row is None:
            return None
        vector = self._vectors[row].astype(np.float32)
        unit: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return unit


def write_seed(path: Path, vectors: Mapping[str, Sequence[float]]) -> None:
    """Write vectors by hexadecimal key, in the order of the keys."""
    ordered = sorted(vectors)
    rows = np.asarray([vectors[key] for key in ordered], np.float32)
    scaled = rows * STEPS / np.abs(rows).max(axis=1, keepdims=True)
    keys = np.frombuffer(b"".join(map(_short, ordered)), np.uint8).reshape(-1, KEY_BYTES)
    np.savez_compressed(path, keys=keys, vectors=np.rint(scaled).astype(np.int8))


def _short(key: str) -> bytes:
    return bytes.fromhex(key)[:KEY_BYTES]
