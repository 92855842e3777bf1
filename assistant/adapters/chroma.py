"""Vectors in Chroma: one persistent directory a generation, one collection a shelf."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.core.errors import NoIndexError
from assistant.core.ports import Hit, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

BATCH = 2_000


class ChromaVectorStore:
    """Cosine search in an embedded Chroma."""

    def __init__(self, client: ClientAPI) -> None:
        self._client = client
        self._collections: dict[Shelf, Collection] = {}

    def search(self, shelf: Shelf, vector: Sequence[float], count: int) -> list[Hit]:
        """Return the nearest ids; the score is the cosine."""
        collection = self._collection(shelf)
        size = collection.count()
        if not size or count < 1:
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

    def add(self, shelf: Shelf, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        """Put texts on a shelf by id."""
        collection = self._collection(shelf)
        for start in range(0, len(ids), BATCH):
            collection.add(
                ids=list(ids[start : start + BATCH]),
                embeddings=np.asarray(vectors[start : start + BATCH], np.float32),
            )

    def close(self) -> None:
        """Let go of the files."""
        close = getattr(self._client, "close", None)
        if close is not None:
            close()

    def _collection(self, shelf: Shelf) -> Collection:
        if shelf not in self._collections:
            self._collections[shelf] = self._client.get_or_create_collection(
                f"wegwijzer-{shelf.value}",
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                embedding_function=None,
            )
        return self._collections[shelf]


def open_chroma(directory: Path) -> ChromaVectorStore:
    """Open the collections under `directory`, made if it is new."""
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        settings = Settings(anonymized_telemetry=False, is_persistent=True)
        client = chromadb.PersistentClient(path=str(directory), settings=settings)
    except (ChromaError, ValueError, OSError) as error:
        raise NoIndexError("De index kan niet worden geopend; bouw hem opnieuw.") from error
    return ChromaVectorStore(client)
