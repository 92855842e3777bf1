"""Vectors in Chroma: one persistent directory a generation, one collection a shelf."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import numpy as np

from assistant.core.errors import NoIndexError
from assistant.core.ports import Hit, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

BATCH = 2_000


class ChromaVectorStore:
    """Cosine search in an embedded Chroma; lets go of its files when nobody holds it any more."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._collections: dict[Shelf, Collection] = {}
        self._sizes: dict[Shelf, int] = {}
        self._closing = weakref.finalize(self, client.close)
        self._closing.atexit = False

    def search(self, shelf: Shelf, vector: Sequence[float], count: int) -> list[Hit]:
        """Return the nearest ids; the score is the cosine. Raises NoIndexError when damaged."""
        with _damage_told():
            collection = self._collection(shelf)
            size = self._size(shelf, collection) if collection and count > 0 else 0
            if collection is None or not size:
                return []
            found = collection.query(
                query_embeddings=np.asarray([vector], np.float32),
                n_results=min(count, size),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return [
            Hit(id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def size(self, shelf: Shelf) -> int:
        """Return how many texts stand on a shelf. Raises NoIndexError when damaged."""
        with _damage_told():
            collection = self._collection(shelf)
            return self._size(shelf, collection) if collection else 0

    def add(self, shelf: Shelf, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        """Put texts on a shelf by id."""
        collection = self._client.get_or_create_collection(
            _name(shelf),
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            embedding_function=None,
        )
        self._sizes.pop(shelf, None)
        for start in range(0, len(ids), BATCH):
            collection.add(
                ids=list(ids[start : start + BATCH]),
                embeddings=np.asarray(vectors[start : start + BATCH], np.float32),
            )

    def close(self) -> None:
        """Let go of the files."""
        self._closing()

    def _size(self, shelf: Shelf, collection: Collection) -> int:
        """Count once: counting takes as long as searching."""
        if shelf not in self._sizes:
            self._sizes[shelf] = collection.count()
        return self._sizes[shelf]

    def _collection(self, shelf: Shelf) -> Collection | None:
        from chromadb.errors import NotFoundError

        if shelf not in self._collections:
            try:
                found = self._client.get_collection(_name(shelf), embedding_function=None)
            except NotFoundError:
                return None
            self._collections[shelf] = found
        return self._collections[shelf]


def _name(shelf: Shelf) -> str:
    return f"wegwijzer-{shelf.value}"


@contextmanager
def _damage_told() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError) as error:
        raise NoIndexError("De index kan niet worden geopend; bouw hem opnieuw.") from error


def open_chroma(directory: Path) -> ChromaVectorStore:
    """Open the collections under `directory`, made if it is new. Raises NoIndexError."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, is_persistent=True)
    with _damage_told(), _half_made_forgotten(str(directory)):
        client = chromadb.PersistentClient(path=str(directory), settings=settings)
        return ChromaVectorStore(cast("Client", client))


@contextmanager
def _half_made_forgotten(path: str) -> Iterator[None]:
    """Keep Chroma from handing out again what it could not open, also after a repair."""
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        yield
    except Exception:
        SharedSystemClient._identifier_to_system.pop(path, None)
        raise
