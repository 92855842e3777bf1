"""Vectors that were made before, so that an unchanged text is never embedded again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.vector_seed import vector_key

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.adapters.vector_seed import VectorSeed


BATCH = 64
Embed = Callable[[list[str]], list[list[float]]]
ASKED = 500


class VectorCache:
    """Keeps vectors by the hash of model and text; holds no text itself.

    What is in `seed` need not be made.
    """

    def __init__(
        self, connection: sqlite3.Connection, model: str, seed: VectorSeed | None = None
    ) -> None:
        self._connection = connection
        self._model = model
        self._seed = seed
        self.used: dict[str, list[float]] = {}
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)"
            )

    def embed(
        self, texts: Sequence[str], embed: Embed, role: str, done: Callable[[int], None]
    ) -> list[list[float]]:
        """Return a vector a text; embed only what is new, and keep it batch by batch.

        For `role` see `vector_key`. `done` hears how many texts were finished since the last time.
        """
        keys = [vector_key(self._model, role, text) for text in texts]
        known = self._seeded(keys) | self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        done(len(keys) - len(missing))
        for batch in _batches(missing):
            vectors = embed([text for _, text in batch])
            found = {key: vector for (key, _), vector in zip(batch, vectors, strict=True)}
            self._keep(found)
            known.update(found)
            done(len(batch))
        self.used |= {key: known[key] for key in keys}
        return [known[key] for key in keys]

    def _seeded(self, keys: Sequence[str]) -> dict[str, list[float]]:
        if self._seed is None:
            return {}
        found = {key: self._seed.get(key) for key in keys}
        return {key: vector for key, vector in found.items() if vector is not None}

    def _known(self, keys: Sequence[str]) -> dict[str, list[float]]:
        known: dict[str, list[float]] = {}
        for start in range(0, len(keys), ASKED):
            some = keys[start : start + ASKED]
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})",  # noqa: S608
                some,
            )
            known.update({key: np.frombuffer(blob, np.float32).tolist() for key, blob in rows})
        return known

    def _keep(self, vectors: dict[str, list[float]]) -> None:
        rows = [(key, np.asarray(vector, np.float32).tobytes()) for key, vector in vectors.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)


@contextmanager
def open_vector_cache(
    path: Path, model: str, seed: VectorSeed | None = None
) -> Iterator[VectorCache]:
    """Open the cache at `path`, made if it is new; a damaged one is thrown away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not _is_sound(path):
        path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        yield VectorCache(connection, model, seed)


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _batches(texts: dict[str, str]) -> Iterator[list[tuple[str, str]]]:
    """Yield texts of like length together: padding costs as much as reading."""
    ordered = sorted(texts.items(), key=lambda pair: (len(pair[1]), pair[0]))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
