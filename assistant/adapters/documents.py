"""Documents, their stored texts and passages in one SQLite file a generation, read-only."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from assistant.core.errors import NoIndexError, UnknownDocumentError
from assistant.core.model import Document, Passage

if TYPE_CHECKING:
    from pathlib import Path

TEXTS_KEPT = 64
PASSAGES_KEPT = 20_000
_DOCUMENT = TypeAdapter(Document)
_PASSAGE = TypeAdapter(Passage)
_SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, document TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL, start INTEGER NOT NULL, passage TEXT NOT NULL
);
CREATE INDEX passages_of ON passages (document_id, start);
"""


class SqliteDocumentStore:
    """Reads what `write_documents` wrote; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise NoIndexError("De documenten van de index ontbreken; bouw de index opnieuw.")
        self._address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self.document = lru_cache(maxsize=None)(self._document)
        self.text = lru_cache(maxsize=TEXTS_KEPT)(self._text)
        self.passage = lru_cache(maxsize=PASSAGES_KEPT)(self._passage)
        self._passages_of = lru_cache(maxsize=TEXTS_KEPT)(self._read_passages)

    def __len__(self) -> int:
        """Return the number of documents."""
        return int(self._rows("SELECT count(*) FROM documents", ())[0][0])

    def documents(self) -> list[Document]:
        """Return all documents by id."""
        rows = self._rows("SELECT id FROM documents ORDER BY id", ())
        return [self.document(row[0]) for row in rows]

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of one document in order."""
        return list(self._passages_of(document_id))

    def _read_passages(self, document_id: str) -> tuple[Passage, ...]:
        self.document(document_id)
        rows = self._rows(
            "SELECT passage FROM passages WHERE document_id = ? ORDER BY start", (document_id,)
        )
        return tuple(_PASSAGE.validate_json(row[0]) for row in rows)

    def _passage(self, passage_id: str) -> Passage:
        return _PASSAGE.validate_json(
            self._one("SELECT passage FROM passages WHERE id = ?", passage_id)
        )

    def _document(self, document_id: str) -> Document:
        return _DOCUMENT.validate_json(
            self._one("SELECT document FROM documents WHERE id = ?", document_id)
        )

    def _text(self, document_id: str) -> str:
        return self._one("SELECT text FROM documents WHERE id = ?", document_id)

    def _one(self, query: str, id_: str) -> str:
        rows = self._rows(query, (id_,))
        if not rows:
            raise UnknownDocumentError("Dit document staat niet in de index.")
        return str(rows[0][0])

    def _rows(self, query: str, values: Sequence[str]) -> list[Any]:
        connection = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = sqlite3.connect(self._address, uri=True)
                self._local.connection = connection
            return list(connection.execute(query, values).fetchall())
        except sqlite3.DatabaseError as error:
            message = "De documenten van de index zijn beschadigd; bouw de index opnieuw."
            raise NoIndexError(message) from error


def write_documents(path: Path, stored: Iterable[tuple[Document, str, Sequence[Passage]]]) -> None:
    """Write documents with their texts and passages to a new file at `path`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        for document, text, passages in stored:
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?)",
                (document.id, _DOCUMENT.dump_json(document).decode(), text),
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?)",
                [(one.id, one.document_id, one.start, json.dumps(asdict(one))) for one in passages],
            )
