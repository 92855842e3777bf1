"""The only place that chooses implementations."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from assistant.adapters import answer_policy as policy
from assistant.adapters.capacity import Capacity
from assistant.adapters.contact_register import ContactRegister
from assistant.adapters.crisis_reading import open_crisis_reader
from assistant.adapters.database import CountingDatabase
from assistant.adapters.embedding import SentenceEmbedder
from assistant.adapters.generations import Layout, PublishedLibrary
from assistant.adapters.langchain_retriever import PassageRetriever
from assistant.adapters.language import LinguaDetector
from assistant.adapters.policies import load_crisis_policy, load_privacy_policy
from assistant.adapters.registers import load_contacts, load_terms
from assistant.adapters.switch import FileSwitch
from assistant.adapters.timing import timed, timing
from assistant.core.assistant import Assistant, Event, Parts
from assistant.core.clarifying import Clarifying
from assistant.core.composing import ExtractiveWriter
from assistant.core.crisis import CrisisGuard, SecondLook
from assistant.core.feedback import Verdict, kept_from
from assistant.core.messages import Messages
from assistant.core.model import Answer, Evidence, Question, Sector
from assistant.core.ports import FeedbackStore, Generation, Library
from assistant.core.privacy import names_a_person
from assistant.core.redacting import redact_question
from assistant.core.retrieval import Retriever, Road
from assistant.core.routing import RouteGuard
from assistant.core.understanding import Understanding
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Application:
    """The assistant, put together, with what the doors show beside answers."""

    settings: Settings
    assistant: Assistant
    library: Library
    contacts: ContactRegister
    messages: Messages
    embedder: SentenceEmbedder
    languages: LinguaDetector
    understanding: Understanding
    retriever: Retriever
    writer: str
    feedback: FeedbackStore
    switch: FileSwitch
    capacity: Capacity

    def warm(self) -> None:
        """Load the models now, so that no parent waits for them."""
        self.embedder.warm()
        self.languages.warm()

    def answer(self, question: Question) -> Answer:
        """Return the whole answer to one question. Raises SwitchedOffError while it is off."""
        self.switch.must_be_on()
        return self.assistant.answer(question)

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield verified statements as they come. Raises SwitchedOffError while it is off."""
        self.switch.must_be_on()
        yield from self.assistant.stream(question)

    def retrieve(
        self, text: str, road: Road, count: int, sector: Sector | None = None
    ) -> list[Evidence]:
        """Return passages by one road or both, without writing an answer."""
        question = Question(text=text, as_of=today(), sector=sector)
        need = self.understanding.needs(question, looks_back=False)[0]
        embed = self.embedder.embed_query
        return self.retriever.passages(need, self.library.current(), embed, road, count)

    def as_retriever(self, count: int = 5) -> PassageRetriever:
        """Return the search for a LangChain chain: both roads, `count` passages."""
        return PassageRetriever(
            search=lambda text, most: self.retrieve(text, "hybrid", most), count=count
        )

    def give_feedback(self, verdict: Verdict) -> None:
        """Count a verdict of today. Raises StorageError."""
        self.feedback.record(verdict, today())

    def purge(self) -> int:
        """Forget what is older than the retention time; return how many counts went."""
        return self.feedback.purge(kept_from(today(), self.settings.retention_days))

    def timed(self) -> AbstractContextManager[dict[str, float]]:
        """Collect milliseconds by part for the calls made inside."""
        return timed()


class TimedLibrary:
    """Gives generations whose stores are timed."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def current(self) -> Generation:
        """Return the published generation with a stopwatch on each store."""
        generation = self._library.current()
        return replace(
            generation,
            vectors=timing(generation.vectors, "meaning"),
            words=timing(generation.words, "words"),
            documents=timing(generation.documents, "documents"),
        )


def open_application(
    settings: Settings,
    embedder: SentenceEmbedder | None = None,
    search: policy.SearchPolicy | None = None,
) -> Application:
    """Put the assistant together. Loads no model and opens no index yet.

    `embedder` takes the place of the one that the settings name, `search` of retrieval.yaml.
    """
    embedder = embedder or SentenceEmbedder(settings.embedding_model, settings.data_dir, threads=1)
    languages = LinguaDetector()
    search = search or policy.load_search_policy()
    answers = policy.load_answer_policy()
    messages = policy.load_messages()
    known_contacts = load_contacts(settings.corpus)
    privacy = load_privacy_policy(policy.FOLDER / "privacy.yaml", known_contacts.values())
    understanding = Understanding(policy.load_understanding(load_terms(settings.corpus)))
    retriever = Retriever(search.weights)
    library = TimedLibrary(PublishedLibrary(Layout(settings.data_dir), embedder.fingerprint))
    contacts = ContactRegister(known_contacts, answers.general_contacts)
    writer = ExtractiveWriter(
        search.thresholds, answers.lengths, lambda text: names_a_person(text, privacy)
    )
    crisis = load_crisis_policy(policy.FOLDER / "crisis.yaml")
    reader = open_crisis_reader(embedder.fingerprint)
    parts = Parts(
        crisis=CrisisGuard(crisis),
        second_look=SecondLook(crisis, reader.sense if reader else None),
        embedder=timing(embedder, "embed"),
        redact=lambda question: redact_question(question, privacy),
        routes=RouteGuard(policy.load_routes(), messages),
        languages=languages,
        understanding=understanding,
        clarifying=Clarifying(policy.load_clarify()),
        retriever=retriever,
        thresholds=search.thresholds,
        writer=writer,
        library=library,
        contacts=contacts,
        messages=messages,
        today=today,
        budget=answers.budget,
    )
    return Application(
        settings=settings,
        assistant=Assistant(parts),
        library=library,
        contacts=contacts,
        messages=messages,
        embedder=embedder,
        languages=languages,
        understanding=understanding,
        retriever=retriever,
        writer=writer.name,
        feedback=CountingDatabase(settings.database_url, settings.data_dir),
        switch=FileSwitch(settings.data_dir),
        capacity=Capacity(settings.answers_at_once, settings.answers_waiting),
    )


def today() -> datetime.date:
    """Return the day here and now."""
    return datetime.date.today()
