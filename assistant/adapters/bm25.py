"""Words with bm25s and the Dutch Snowball stemmer: one index a shelf."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from assistant.core.analysis import query_tokens, tokens
from assistant.core.errors import NoIndexError
from assistant.core.ports import Hit, Shelf

IDS = "ids.json"


class DutchStemmer:
    """Snowball's Dutch stemmer; it is not safe to share between threads, so each has its own."""

    def __init__(self) -> None:
        self._local = threading.local()

    def __call__(self, word: str) -> str:
        """Return the stem of one lower-case word."""
        stemmer = getattr(self._local, "stemmer", None)
        if stemmer is None:
            import Stemmer

            stemmer = self._local.stemmer = Stemmer.Stemmer("dutch")
        return str(stemmer.stemWord(word))


class Bm25LexicalIndex:
    """BM25 over the words of each shelf."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stem = DutchStemmer()
        self._shelves: dict[Shelf, tuple[Any, list[str]] | None] = {}
        self._lock = threading.Lock()

    def search(self, shelf: Shelf, text: str, count: int) -> list[Hit]:
        """Return the ids with the best BM25 scores above 0. Raises NoIndexError when damaged."""
        loaded = self._shelf(shelf)
        if loaded is None or count < 1:
            return []
        model, ids = loaded
        vocabulary = model.vocab_dict
        wanted = [word for word in query_tokens(text, self._stem, vocabulary) if word in vocabulary]
        if not wanted:
            return []
        scores = model.get_scores(wanted)
        best = scores.argsort(kind="stable")[::-1][:count]
        return [Hit(ids[place], float(scores[place])) for place in best if scores[place] > 0]

    def add(self, shelf: Shelf, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Write the index of a shelf; an empty shelf writes nothing."""
        import bm25s

        if not ids:
            return
        folder = self._directory / shelf.value
        folder.mkdir(parents=True, exist_ok=True)
        bags = [tokens(text, self._stem) for text in texts]
        if any(bags):
            model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
            model.index(bags, show_progress=False)
            model.save(str(folder), show_progress=False)
        (folder / IDS).write_text(json.dumps(list(ids) if any(bags) else []))
        self._shelves.pop(shelf, None)

    def holds(self, shelf: Shelf) -> bool:
        """Tell whether a shelf was written."""
        return (self._directory / shelf.value / IDS).exists()

    def _shelf(self, shelf: Shelf) -> tuple[Any, list[str]] | None:
        with self._lock:
            if shelf not in self._shelves:
                self._shelves[shelf] = self._load(self._directory / shelf.value)
            return self._shelves[shelf]

    def _load(self, folder: Path) -> tuple[Any, list[str]] | None:
        if not (folder / IDS).exists():
            return None
        import bm25s

        try:
            ids: list[str] = json.loads((folder / IDS).read_text())
            return (bm25s.BM25.load(str(folder)), ids) if ids else None
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            message = "De woordenlijst van de index is beschadigd; bouw de index opnieuw."
            raise NoIndexError(message) from error
