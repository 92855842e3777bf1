"""Vectors that come with the corpus, so that a first build embeds only what is new.

`corpus/vectoren.npz` holds, by the hash of model, role and text, each vector in 8 bits (one scale a
vector; cosines stay within 0.001). A text that changed has another hash and is embedded anew, so
the file can be behind but never wrong. `python -m ingest seed` renews it.
"""

from __future__ import annotations

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
