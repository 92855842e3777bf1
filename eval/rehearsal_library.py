"""The shelves of the made-up assistant: documents in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.errors import UnknownDocumentError
from assistant.core.model import Document, Passage
from assistant.core.paging import PageScores
from assistant.core.ports import Generation, Hit, Shelf


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document with its text and passages."""

    document: Document
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class RehearsalDocuments:
    """A DocumentStore in memory."""

    shelved: tuple[Shelved, ...]

    def documents(self) -> list[Document]:
        """Return all documents."""
        return [one.document for one in self.shelved]

    def document(self, document_id: str) -> Document:
        """Return one document. Raises UnknownDocumentError."""
        return self._found(document_id).document

    def text(self, document_id: str) -> str:
        """Return the exact stored text. Raises UnknownDocumentError."""
        return self._found(document_id).text

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of a document. Raises UnknownDocumentError."""
        return list(self._found(document_id).passages)

    def passage(self, passage_id: str) -> Passage:
        """Return one passage. Raises UnknownDocumentError."""
        for one in self._found(passage_id.rpartition(":")[0]).passages:
            if one.id == passage_id:
                return one
        raise UnknownDocumentError(passage_id)

    def _found(self, document_id: str) -> Shelved:
        for one in self.shelved:
            if one.document.id == document_id:
                return one
        raise UnknownDocumentError(document_id)


class Nothing:
    """An index that finds nothing: the made-up assistant searches its evidence itself."""

    def search(self, shelf: Shelf, wanted: Sequence[float] | str, count: int) -> list[Hit]:
        """Return no hits."""
        del shelf, wanted, count
        return []

    def scores(
        self, text: str, expanded: str, vector: Sequence[float], told: Sequence[str] = ()
    ) -> PageScores:
        """Return no pages."""
        del text, expanded, vector, told
        return PageScores((), {})


@dataclass(frozen=True, slots=True)
class RehearsalLibrary:
    """Always the same generation."""

    shelved: tuple[Shelved, ...]

    def current(self) -> Generation:
        """Return the made-up generation."""
        nothing, documents = Nothing(), RehearsalDocuments(self.shelved)
        return Generation(
            id="oefening", vectors=nothing, words=nothing, pages=nothing, documents=documents
        )
