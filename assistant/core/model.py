"""The words of the product as frozen values. Every offset counts Unicode code points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What sort of source a Document is."""

    WET = "wet"
    REGELING = "regeling"
    LEIDRAAD = "leidraad"
    RECHTEN = "rechten"
    KAMERSTUK = "kamerstuk"
    UITSPRAAK = "uitspraak"
    VOORLICHTING = "voorlichting"
    ONDERZOEK = "onderzoek"
    REGIO = "regio"


class Status(StrEnum):
    """Whether a Document is law now, a plan, gone, or background."""

    GELDEND = "geldend"
    VOORSTEL = "voorstel"
    VERVALLEN = "vervallen"
    ACHTERGROND = "achtergrond"


class Outcome(StrEnum):
    """How a turn ended."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CLARIFY = "clarify"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    CRISIS = "crisis"
    SMALLTALK = "smalltalk"
    REFUSED = "refused"


Section = Literal["kort", "uitleg", "stappen", "bron"]
Support = Literal["full", "partial"]
Sector = Literal["po", "vo", "so", "vso", "mbo"]


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal ground: a label that a person can read and where to look it up."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class GroundedSentence:
    """One sentence of a rights page or summary: `text[start:end]`, its section and grounds."""

    start: int
    end: int
    section: Section
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One source with what is known about it; the stored text is kept beside it."""

    id: str
    title: str
    publisher: str
    kind: Kind
    status: Status
    identifier: str | None = None
    date: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    url: str | None = None
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    grounded: tuple[GroundedSentence, ...] = field(default=(), repr=False)

    def status_on(self, day: datetime.date) -> Status:
        """Return the status on `day`: a text is law from valid_from up to and with valid_to."""
        if self.status in {Status.VOORSTEL, Status.ACHTERGROND}:
            return self.status
        begun = self.valid_from is None or self.valid_from <= day
        if self.status is Status.VERVALLEN:
            dated = self.valid_from is not None and self.valid_to is not None
            ended = not dated or self.valid_to is None or day > self.valid_to
        else:
            ended = self.valid_to is not None and day > self.valid_to
        return Status.GELDEND if begun and not ended else Status.VERVALLEN


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a Document, small enough to quote: `text[start:end]`."""

    id: str
    document_id: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    page: int | None = None
    article: str | None = None
    paragraph: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A Passage with its scores for one question. Scores lie in 0..1, higher is better."""

    document: Document
    passage: Passage
    text: str
    status: Status
    meaning: float = 0.0
    words: float = 0.0
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a Statement comes from: `stored_text[start:end] == quote`."""

    number: int
    document: Document
    passage: Passage
    status: Status
    quote: str
    start: int
    end: int
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of the Citations that carry it."""

    text: str
    citations: tuple[int, ...]
    section: Section
    support: Support = "full"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who can help. A phone number is only here when it was checked."""

    id: str
    name: str
    what: str
    phone: str | None = None
    url: str | None = None
    when: str | None = None
    email: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["parent", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a parent asks, with what is known around it."""

    text: str
    as_of: datetime.date
    history: tuple[Turn, ...] = ()
    sector: Sector | None = None
    region: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a turn, whatever the Outcome."""

    outcome: Outcome
    opening: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    follow_ups: tuple[str, ...] = ()
    writer: str = "extractive"
    language: str = "nl"
    ai_generated: bool = False
