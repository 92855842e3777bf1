"""The flow of a question, top to bottom.

crisis?            the crisis card, before anything else
redact             names and numbers leave the text; its language is heard
crisis, sensed?    the card as well, or the numbers beside the answer
route              smalltalk and other subjects get a fixed, kind sentence
understand         needs that stand on their own
retrieve           pages and passages, by meaning and words
enough evidence?   else no_evidence, with who can help
clear?             else clarify: one short question beside a general answer
write              sentences with their quotes
verify             what no quote carries is dropped
answer             statements, citations, next steps, contacts
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.core.citing import CitationBook
from assistant.core.clarifying import Clarification, Clarifying
from assistant.core.crisis import SecondLook, with_care
from assistant.core.evidence import (
    Found,
    PageMatch,
    Thresholds,
    answerable_needs,
    fitting_pages,
    is_enough,
)
from assistant.core.messages import HOME_LANGUAGE, Messages
from assistant.core.model import Answer, Citation, Contact, Outcome, Question, Statement
from assistant.core.opening import opening_of, opening_without_evidence
from assistant.core.ports import (
    Contacts,
    DocumentStore,
    Embed,
    Embedder,
    Generation,
    Guard,
    LanguageDetector,
    Library,
    Writer,
)
from assistant.core.retrieval import Retriever
from assistant.core.understanding import Understanding

MOST_FOLLOW_UPS = 3
MOST_NEEDS = 3
MOST_CONTACTS = 4
SURE_CONTACTS = 2
MOST_TERMS = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """What the assistant is doing, as the name of a fixed sentence."""

    name: str


Event = Progress | Citation | Statement | Answer


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the flow is made of; `bootstrap` chooses."""

    crisis: Guard
    second_look: SecondLook
    embedder: Embedder
    redact: Callable[[Question], Question]
    languages: LanguageDetector
    routes: Guard
    understanding: Understanding
    clarifying: Clarifying
    retriever: Retriever
    thresholds: Thresholds
    writer: Writer
    library: Library
    contacts: Contacts
    messages: Messages
    today: Callable[[], datetime.date]
    budget: int


class Assistant:
    """Answers one question at a time; holds no state between them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def answer(self, question: Question) -> Answer:
        """Return the whole answer. Raises NoIndexError when there is nothing to answer from."""
        for event in self.stream(question):
            if isinstance(event, Answer):
                return event
        message = "a stream ends with an Answer"
        raise AssertionError(message)

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield verified statements as they come, each after its citations; the Answer last."""
        parts = self._parts
        crisis = parts.crisis.stop(question)
        if crisis is not None:
            yield crisis
            return
        question = self._in_its_language(parts.redact(question))
        embed = cache(parts.embedder.embed_query)  # the same text is read once a turn
        concern = parts.second_look.look(question, embed)
        if concern is not None and concern.certain:
            yield concern.answer
            return
        care = parts.messages.say("care_first", question.language)
        for event in self._answered(question, embed):
            yield with_care(event, concern, care) if isinstance(event, Answer) else event

    def _answered(self, question: Question, embed: Embed) -> Iterator[Event]:
        """Answer a question that is no crisis, from route to verified statements."""
        parts = self._parts
        routed = parts.routes.stop(question)
        if routed is not None:
            yield self._with_helpers(routed)
            return
        generation = parts.library.current()
        needs = parts.understanding.needs(
            question,
            looks_back=question.as_of < parts.today(),
            is_reply=parts.clarifying.is_reply(question),
        )
        yield Progress("searching")
        found = answerable_needs(
            [parts.retriever.find(need, generation, embed) for need in needs], MOST_NEEDS
        )
        enough = [one for one in found if is_enough(one, parts.thresholds)]
        if not enough:
            yield self._no_evidence(question, found, generation.documents)
            return
        yield Progress("writing")
        yield from self._verified(question, found, enough, generation)

    def _verified(
        self,
        question: Question,
        found: Sequence[Found],
        enough: Sequence[Found],
        generation: Generation,
    ) -> Iterator[Event]:
        messages = self._parts.messages
        book = CitationBook(lambda name: messages.say(name, question.language))
        statements: list[Statement] = []
        for event in self._written(enough, generation.documents, book):
            yield event
            if isinstance(event, Statement):
                statements.append(event)
        if not statements:
            yield self._no_evidence(question, found, generation.documents)
            return
        answer = self._whole(question, found, enough, statements, book)
        follow_ups = self._follow_ups(enough, generation.documents)
        answer = replace(answer, follow_ups=tuple(follow_ups))
        unclear = self._parts.clarifying.needed(question, found)
        yield _asking(answer, unclear) if unclear else answer

    def _written(
        self, enough: Sequence[Found], documents: DocumentStore, book: CitationBook
    ) -> Iterator[Citation | Statement]:
        budget = self._parts.budget // len(enough)
        for one in enough:
            for written in self._parts.writer.write(one, documents, budget):
                entry = book.enter(written)
                if entry is not None:
                    yield from entry.citations
                    yield entry.statement

    def _whole(
        self,
        question: Question,
        found: Sequence[Found],
        enough: Sequence[Found],
        statements: Sequence[Statement],
        book: CitationBook,
    ) -> Answer:
        partly = len(enough) < len(found)
        answer = Answer(
            outcome=Outcome.PARTLY_ANSWERED if partly else Outcome.ANSWERED,
            opening="",
            statements=tuple(statements),
            citations=tuple(book.citations),
            contacts=tuple(self._contacts(enough)),
            writer=self._parts.writer.name,
            language=question.language or HOME_LANGUAGE,
        )
        terms = self._key_terms(enough)
        return replace(answer, opening=opening_of(answer, question, terms, self._parts.messages))

    def _no_evidence(
        self, question: Question, found: Sequence[Found], documents: DocumentStore
    ) -> Answer:
        opening = opening_without_evidence(question, documents, self._parts.messages)
        return Answer(
            outcome=Outcome.NO_EVIDENCE,
            opening=opening,
            contacts=tuple(self._nearest_contacts(found)),
            language=question.language or HOME_LANGUAGE,
        )

    def _with_helpers(self, routed: Answer) -> Answer:
        """Add whom everybody may turn to, where a route ends without an answer."""
        if routed.outcome is not Outcome.NO_EVIDENCE:
            return routed
        return replace(routed, contacts=tuple(self._parts.contacts.general()[:MOST_CONTACTS]))

    def _in_its_language(self, question: Question) -> Question:
        """Return the question with the language we speak to the parent; a wish goes first."""
        heard = question.language or self._parts.languages.language_of(question.text)
        known = self._parts.messages.by_language
        return replace(question, language=heard if heard in known else HOME_LANGUAGE)

    def _key_terms(self, enough: Sequence[Found]) -> list[str]:
        """Return the Dutch words of the first page that a parent can use at school."""
        page = next((match for one in enough for match in self._fitting(one)), None)
        topics = page.document.topics if page else ()
        return self._parts.understanding.terms_of(topics)[:MOST_TERMS] or list(topics[:1])

    def _fitting(self, found: Found) -> list[PageMatch]:
        return fitting_pages(found, self._parts.thresholds)

    def _contacts(self, enough: Sequence[Found]) -> list[Contact]:
        ids = [
            id_ for one in enough for match in self._fitting(one) for id_ in match.document.contacts
        ]
        named = self._parts.contacts.named(dict.fromkeys(ids))
        return (named or self._parts.contacts.general())[:MOST_CONTACTS]

    def _nearest_contacts(self, found: Sequence[Found]) -> list[Contact]:
        """Return whom everybody may turn to, and then who goes with the nearest subject."""
        near = [id_ for one in found for match in one.pages[:1] for id_ in match.document.contacts]
        contacts = self._parts.contacts
        both = [*contacts.general()[:SURE_CONTACTS], *contacts.named(dict.fromkeys(near))]
        return list({one.id: one for one in both}.values())[:MOST_CONTACTS]

    def _follow_ups(self, enough: Sequence[Found], documents: DocumentStore) -> list[str]:
        """Return titles of neighbouring pages: each has an answer in the corpus."""
        used = {match.document.id for one in enough for match in self._fitting(one)}
        near = {
            id_: None
            for one in enough
            for match in self._fitting(one)[:1]
            for id_ in match.document.see_also
            if id_ not in used
        }
        known = {document.id: document.title for document in documents.documents()}
        return [known[id_] for id_ in near if id_ in known][:MOST_FOLLOW_UPS]


def _asking(answer: Answer, unclear: Clarification) -> Answer:
    """Turn a general answer into one that asks back; the choices come as follow-ups."""
    opening = " ".join(part for part in (unclear.asks, answer.opening) if part)
    return replace(answer, outcome=Outcome.CLARIFY, opening=opening, follow_ups=unclear.choices)
