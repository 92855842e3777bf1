"""What goes over HTTP, in JSON. The names are a contract; see README."""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from assistant.core.messages import Messages
from assistant.core.model import (
    Answer,
    Basis,
    Citation,
    Contact,
    Document,
    Kind,
    Outcome,
    Passage,
    Question,
    Section,
    Sector,
    Statement,
    Status,
    Support,
    Turn,
)
from assistant.core.rendering import markdown

LONGEST_QUESTION = 4_000
MOST_TURNS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _plain(text: str) -> str:
    if not text.strip():
        msg = "mag niet leeg zijn"
        raise ValueError(msg)
    if _CONTROL.search(text):
        msg = "bevat tekens die niet kunnen (stuurtekens)"
        raise ValueError(msg)
    return text


Text = Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(_plain)]


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TurnIn(_Schema):
    """An earlier message."""

    role: str = Field(pattern="^(parent|assistant)$")
    text: Annotated[str, Field(max_length=4 * LONGEST_QUESTION)]


class QuestionIn(_Schema):
    """A question, with what is known around it."""

    question: Text = Field(description="In the parent's own words, at most 4,000 characters.")
    history: list[TurnIn] = Field(default=[], max_length=MOST_TURNS)
    sector: Sector | None = None
    region: Annotated[str, Field(max_length=100)] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    as_of: datetime.date | None = Field(default=None, description="Law as it stood on this day.")

    @field_validator("as_of")
    @classmethod
    def _sensible(cls, day: datetime.date | None) -> datetime.date | None:
        if day is not None and not 1968 <= day.year <= 2100:
            msg = "moet tussen 1968 en 2100 liggen"
            raise ValueError(msg)
        return day

    def question_on(self, today: datetime.date) -> Question:
        """Return the core's Question."""
        return Question(
            text=self.question,
            as_of=self.as_of or today,
            history=tuple(
                Turn("parent" if one.role == "parent" else "assistant", one.text)
                for one in self.history
            ),
            sector=self.sector,
            region=self.region,
            language=self.language,
        )


class BasisOut(_Schema):
    """A legal ground."""

    label: str
    url: str | None

    @classmethod
    def of(cls, basis: Basis) -> BasisOut:
        """Show a Basis."""
        return cls(label=basis.label, url=basis.url)


class CitationOut(_Schema):
    """`GET /documents/{document_id}/text` at `[start:end]` is `quote`."""

    number: int
    document_id: str
    passage_id: str
    title: str
    publisher: str
    kind: Kind
    status: Status
    identifier: str | None
    date: datetime.date | None
    url: str | None
    page: int | None
    article: str | None
    paragraph: str | None
    quote: str
    start: int
    end: int
    basis: list[BasisOut]

    @classmethod
    def of(cls, one: Citation) -> CitationOut:
        """Show a Citation."""
        return cls(
            number=one.number,
            document_id=one.document.id,
            passage_id=one.passage.id,
            title=one.document.title,
            publisher=one.document.publisher,
            kind=one.document.kind,
            status=one.status,
            identifier=one.document.identifier,
            date=one.document.date or one.document.valid_from,
            url=one.passage.url or one.document.url,
            page=one.passage.page,
            article=one.passage.article,
            paragraph=one.passage.paragraph,
            quote=one.quote,
            start=one.start,
            end=one.end,
            basis=[BasisOut.of(basis) for basis in one.basis],
        )


class StatementOut(_Schema):
    """One verified sentence."""

    text: str
    citations: list[int]
    section: Section
    support: Support

    @classmethod
    def of(cls, one: Statement) -> StatementOut:
        """Show a Statement."""
        return cls(
            text=one.text, citations=list(one.citations), section=one.section, support=one.support
        )


class ContactOut(_Schema):
    """Who can help."""

    name: str
    what: str
    phone: str | None
    url: str | None

    @classmethod
    def of(cls, one: Contact) -> ContactOut:
        """Show a Contact."""
        return cls(name=one.name, what=one.what, phone=one.phone, url=one.url)


class AnswerOut(_Schema):
    """The whole answer."""

    id: str
    outcome: Outcome
    language: str
    writer: str
    ai_generated: bool
    opening: str
    markdown: str
    statements: list[StatementOut]
    citations: list[CitationOut]
    contacts: list[ContactOut]
    follow_ups: list[str]
    timings_ms: dict[str, float]

    @classmethod
    def of(cls, answer: Answer, timings: dict[str, float], messages: Messages) -> AnswerOut:
        """Show an Answer under a new id."""
        return cls(
            id=uuid.uuid4().hex,
            outcome=answer.outcome,
            language=answer.language,
            writer=answer.writer,
            ai_generated=answer.ai_generated,
            opening=answer.opening,
            markdown=markdown(answer, lambda name: messages.say(name, answer.language)),
            statements=[StatementOut.of(one) for one in answer.statements],
            citations=[CitationOut.of(one) for one in answer.citations],
            contacts=[ContactOut.of(one) for one in answer.contacts],
            follow_ups=list(answer.follow_ups),
            timings_ms={part: round(spent, 2) for part, spent in timings.items()},
        )


class DocumentOut(_Schema):
    """A document without its text."""

    id: str
    title: str
    publisher: str
    kind: Kind
    status: Status
    identifier: str | None
    date: datetime.date | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    url: str | None
    sectors: list[str]
    topics: list[str]

    @classmethod
    def of(cls, one: Document, day: datetime.date) -> DocumentOut:
        """Show a Document with its status on `day`."""
        return cls(
            id=one.id,
            title=one.title,
            publisher=one.publisher,
            kind=one.kind,
            status=one.status_on(day),
            identifier=one.identifier,
            date=one.date,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            url=one.url,
            sectors=list(one.sectors),
            topics=list(one.topics),
        )


class OutlineItem(_Schema):
    """A passage in the outline of a document."""

    passage_id: str
    headings: list[str]
    article: str | None
    paragraph: str | None
    page: int | None
    start: int
    end: int

    @classmethod
    def of(cls, one: Passage) -> OutlineItem:
        """Show where a Passage stands."""
        return cls(
            passage_id=one.id,
            headings=list(one.headings),
            article=one.article,
            paragraph=one.paragraph,
            page=one.page,
            start=one.start,
            end=one.end,
        )


class DocumentWithOutline(DocumentOut):
    """A document with the places in it."""

    outline: list[OutlineItem]


class DocumentText(_Schema):
    """The exact stored text."""

    text: str


class Health(_Schema):
    """Whether the process lives, and whether it can answer."""

    status: str
    generation: str | None = None
    documents: int | None = None
