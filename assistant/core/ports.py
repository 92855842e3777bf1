"""What the core needs from outside, named by the business. Each docstring is the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime

    from assistant.core.evidence import Found
    from assistant.core.feedback import Verdict
    from assistant.core.model import (
        Answer,
        Basis,
        Contact,
        Document,
        Passage,
        Question,
        Section,
        Status,
    )
    from assistant.core.paging import PageScores


class Shelf(StrEnum):
    """A set of texts with a vector collection and a word index of its own.

    Separate shelves instead of filters: a filtered search costs ten times an unfiltered one.
    """

    RIGHTS = "rechten"
    SOURCES = "bronnen"
    EXPIRED = "oud"


@dataclass(frozen=True, slots=True)
class Hit:
    """An id on a shelf with its score; higher is better."""

    id: str
    score: float


class Embedder(Protocol):
    """Turns text into vectors of length 1. Any LangChain `Embeddings` fits unchanged."""

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text, in order."""
        ...


Embed = Callable[[str], Sequence[float]]


class VectorStore(Protocol):
    """Nearest texts by meaning."""

    def search(self, shelf: Shelf, vector: Sequence[float], count: int) -> list[Hit]:
        """Return at most `count` hits, best first; score is the cosine. Empty shelf: no hits."""
        ...


class LexicalIndex(Protocol):
    """Best texts by words."""

    def search(self, shelf: Shelf, text: str, count: int) -> list[Hit]:
        """Return at most `count` hits with a score above 0 (BM25), best first."""
        ...


class PageIndex(Protocol):
    """Which rights pages a question is about."""

    def scores(
        self, text: str, expanded: str, vector: Sequence[float], told: Sequence[str] = ()
    ) -> PageScores:
        """Return raw scores of all pages; none when there are no pages."""
        ...


class DocumentStore(Protocol):
    """The stored texts of one generation."""

    def documents(self) -> list[Document]:
        """Return all documents, by id, without their texts."""
        ...

    def document(self, document_id: str) -> Document:
        """Return one document. Raises UnknownDocumentError."""
        ...

    def text(self, document_id: str) -> str:
        """Return the exact stored text. Raises UnknownDocumentError."""
        ...

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of a document in order. Raises UnknownDocumentError."""
        ...

    def passage(self, passage_id: str) -> Passage:
        """Return one passage. Raises UnknownDocumentError."""
        ...


@dataclass(frozen=True, slots=True)
class Generation:
    """One published index, whole and unchanging."""

    id: str
    vectors: VectorStore
    words: LexicalIndex
    pages: PageIndex
    documents: DocumentStore


class Library(Protocol):
    """Gives the generation to answer from. Held for a whole answer."""

    def current(self) -> Generation:
        """Return the published generation. Raises NoIndexError or OtherModelError."""
        ...


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a stored text: `text(document.id)[start:end]`, with the grounds it rests on."""

    document: Document
    passage: Passage
    status: Status
    start: int
    end: int
    text: str
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a Writer offers, with the quotes that should carry it.

    `lead` names a fixed phrase that says what the source is; only `text` is held against quotes.
    """

    text: str
    section: Section
    quotes: tuple[Quote, ...]
    lead: str = ""


class Writer(Protocol):
    """Turns evidence into sentences, in the order of reading."""

    name: str

    def write(self, found: Found, documents: DocumentStore, budget: int) -> Iterator[Written]:
        """Yield sentences of about `budget` words; nobody reads one before it was verified."""
        ...


class Guard(Protocol):
    """Looks at a question first. A guard that breaks raises; it never lets text through."""

    def stop(self, question: Question) -> Answer | None:
        """Return the answer that ends the turn, or None to go on."""
        ...


class LanguageDetector(Protocol):
    """Hears in which language somebody writes."""

    def language_of(self, text: str) -> str:
        """Return a two-letter code; Dutch when in doubt, as for a few words."""
        ...


class Contacts(Protocol):
    """Who can help."""

    def named(self, ids: Iterable[str]) -> list[Contact]:
        """Return the contacts with these ids, in order; unknown ids are left out."""
        ...

    def general(self) -> list[Contact]:
        """Return the contacts for any question about passend onderwijs, best first."""
        ...


class FeedbackStore(Protocol):
    """Keeps counts of verdicts by day; there is no room in it for a text."""

    def record(self, verdict: Verdict, day: datetime.date) -> None:
        """Count one verdict. Raises StorageError."""
        ...

    def purge(self, before: datetime.date) -> int:
        """Forget every day before `before`; return how many counts went. Raises StorageError."""
        ...
