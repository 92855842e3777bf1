"""Small honest fakes of the ports, and an application put together from them.

Each keeps the contract of its port, in memory and without a model, a file or a network.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from assistant.adapters import answer_policy as policy
from assistant.adapters.capacity import Capacity
from assistant.adapters.contact_register import ContactRegister
from assistant.adapters.embedding import Precision, SentenceEmbedder
from assistant.adapters.language import LinguaDetector
from assistant.adapters.policies import load_crisis_policy
from assistant.adapters.registers import load_contacts
from assistant.adapters.switch import FileSwitch
from assistant.bootstrap import Application, today
from assistant.core.assistant import Assistant, Parts
from assistant.core.clarifying import Clarifying
from assistant.core.composing import ExtractiveWriter
from assistant.core.crisis import CrisisPolicy, SecondLook
from assistant.core.errors import NoIndexError, StorageError, UnknownDocumentError
from assistant.core.feedback import Verdict
from assistant.core.messages import Messages
from assistant.core.model import Answer, Contact, Document, Kind, Passage, Question, Status
from assistant.core.paging import PageScores
from assistant.core.ports import FeedbackStore, Generation, Guard, Hit, Library, Shelf
from assistant.core.retrieval import Retriever
from assistant.core.routing import RouteGuard
from assistant.core.sentences import words
from assistant.core.understanding import Understanding
from assistant.settings import Settings
from ingest.publish import shelf_items
from ingest.rights_page import FrontMatter, GroundEntry, Page, PageSentence, stored
from ingest.split import split
from ingest.take import Taken

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
DIMENSIONS = 256
LAW = "wpo-40-4"
ASKED = "asked"


class FakeEmbedder:
    """Embeds a text as the words in it: the same words are near, other words are far."""

    fingerprint = "nep"
    precision = Precision("fp32", "er is geen model")

    def embed_query(self, text: str) -> list[float]:
        counts = [0.0] * DIMENSIONS
        for word in words(text):
            counts[int.from_bytes(hashlib.md5(word.encode()).digest()[:4]) % DIMENSIONS] += 1  # noqa: S324
        counts[0] += not any(counts)
        length = math.sqrt(sum(one * one for one in counts))
        return [one / length for one in counts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def warm(self) -> None:
        """Have nothing to load."""


class InMemoryVectorStore:
    """Compares with every vector."""

    def __init__(self, vectors: Mapping[Shelf, Mapping[str, Sequence[float]]]) -> None:
        self._vectors = vectors

    def search(self, shelf: Shelf, vector: Sequence[float], count: int) -> list[Hit]:
        hits = [
            Hit(id_, sum(a * b for a, b in zip(vector, one, strict=True)))
            for id_, one in self._vectors.get(shelf, {}).items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[: max(count, 0)]


class InMemoryLexicalIndex:
    """Counts shared words, rare ones more."""

    def __init__(self, texts: Mapping[Shelf, Mapping[str, str]]) -> None:
        self._words = {
            shelf: {id_: Counter(words(text)) for id_, text in inside.items()}
            for shelf, inside in texts.items()
        }

    def search(self, shelf: Shelf, text: str, count: int) -> list[Hit]:
        inside = self._words.get(shelf, {})
        spread = Counter(word for one in inside.values() for word in one)
        wanted = [word for word in set(words(text)) if spread[word]]
        hits = [
            Hit(id_, sum(10 / spread[word] for word in wanted if word in one))
            for id_, one in inside.items()
        ]
        found = [hit for hit in hits if hit.score > 0]
        return sorted(found, key=lambda hit: (-hit.score, hit.id))[: max(count, 0)]


class WordPageIndex:
    """Scores a page by the largest share of a question's words that one of its own has."""

    def __init__(self, taken: Sequence[Taken]) -> None:
        self._questions = {
            one.document.id: [set(words(text)) for text in (one.document.title, *own)]
            for one in taken
            if (own := one.document.questions) or one.document.kind is Kind.RECHTEN
        }

    def scores(
        self, text: str, expanded: str, vector: Sequence[float], told: Sequence[str] = ()
    ) -> PageScores:
        del expanded, vector
        wanted = set(words(" ".join([text, *told])))
        row = tuple(
            max(len(wanted & one) / (len(wanted) or 1) for one in questions)
            for questions in self._questions.values()
        )
        return PageScores(tuple(self._questions), {ASKED: row})


class InMemoryDocumentStore:
    """Holds documents, their texts and passages."""

    def __init__(self, taken: Sequence[Taken]) -> None:
        self._taken = {one.document.id: one for one in taken}
        self._passages = {passage.id: passage for one in taken for passage in one.passages}

    def documents(self) -> list[Document]:
        return [self._taken[id_].document for id_ in sorted(self._taken)]

    def document(self, document_id: str) -> Document:
        return self._one(document_id).document

    def text(self, document_id: str) -> str:
        return self._one(document_id).text

    def passages(self, document_id: str) -> list[Passage]:
        return list(self._one(document_id).passages)

    def passage(self, passage_id: str) -> Passage:
        if passage_id not in self._passages:
            raise UnknownDocumentError("Dit document staat niet in de index.")
        return self._passages[passage_id]

    def _one(self, document_id: str) -> Taken:
        if document_id not in self._taken:
            raise UnknownDocumentError("Dit document staat niet in de index.")
        return self._taken[document_id]


class FixedLibrary:
    """Always gives the same generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def current(self) -> Generation:
        return self._generation


class EmptyLibrary:
    """Has nothing published yet."""

    def current(self) -> Generation:
        raise NoIndexError("Er is nog geen index. Maak hem met: python -m ingest build")


class OpenGuard:
    """Lets every question through."""

    def stop(self, question: Question) -> Answer | None:  # noqa: ARG002 - the port's own shape
        return None


class FailingGuard:
    """Breaks on every question, with the question in its message: the worst that can happen."""

    def stop(self, question: Question) -> Answer | None:
        raise RuntimeError(question.text)


class AlwaysDutch:
    """Hears Dutch in everything."""

    def language_of(self, text: str) -> str:  # noqa: ARG002 - the port's own shape
        return "nl"

    def warm(self) -> None:
        """Have nothing to load."""


class InMemoryFeedback:
    """Counts in a dictionary."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[datetime.date, Verdict]] = Counter()

    def record(self, verdict: Verdict, day: datetime.date) -> None:
        self.counted[day, verdict] += 1

    def purge(self, before: datetime.date) -> int:
        old = [key for key in self.counted if key[0] < before]
        for key in old:
            del self.counted[key]
        return len(old)


class BrokenFeedback:
    """Is a database that is down."""

    def record(self, verdict: Verdict, day: datetime.date) -> None:  # noqa: ARG002
        raise StorageError("De database is nu niet bereikbaar.")

    def purge(self, before: datetime.date) -> int:  # noqa: ARG002
        raise StorageError("De database is nu niet bereikbaar.")


def rights_page(
    id_: str,
    title: str,
    sections: Mapping[str, Sequence[str]],
    *,
    questions: Sequence[str] = (),
    status: Status = Status.GELDEND,
) -> Taken:
    """Return a rights page; every sentence rests on one article of the law."""
    ground = GroundEntry(
        label="Wet op het primair onderwijs, artikel 40 lid 4",
        url="https://wetten.overheid.nl/BWBR0003420/2026-08-01#Artikel40",
    )
    front = FrontMatter(
        id=id_,
        title=title,
        status=status,
        checked_on=datetime.date(2026, 11, 24),
        valid_from=datetime.date(2014, 8, 1),
        grounds={LAW: ground},
        questions=tuple(questions),
    )
    sentences = tuple(
        PageSentence(sentence, heading, "same" if place else "paragraph", (LAW,))
        for heading, inside in sections.items()
        for place, sentence in enumerate(inside)
    )
    page = stored(Page(Path(f"{id_}.md"), front, sentences))
    return Taken(page.document, page.text, tuple(split(id_, page.text, page.blocks)))


def source(document: Document, text: str, headings: Sequence[str] = ()) -> Taken:
    """Return a document of others with a passage for each block that is no heading."""
    passages = []
    start = 0
    above: tuple[str, ...] = ()
    for block in text.split("\n\n"):
        if block in headings:
            above = (block,)
        elif block.strip():
            place = f"{document.id}:{start}"
            passages.append(Passage(place, document.id, start, start + len(block), above))
        start += len(block) + 2
    return Taken(document, text, tuple(passages))


def refusal_page() -> Taken:
    """Return the page that most tests ask about."""
    return rights_page(
        "aanmelding-geweigerd",
        "De school wil mijn kind niet aannemen",
        {
            "Kort antwoord": ["Een school mag uw kind niet zomaar weigeren."],
            "Uitleg": ["De school moet eerst een andere school vinden."],
            "Wat kunt u doen": ["Vraag de school om de weigering op papier."],
        },
        questions=["Mag de school mijn kind weigeren?"],
    )


def generation_of(taken: Sequence[Taken]) -> Generation:
    """Return a generation in memory."""
    items = shelf_items(taken)
    embedder = FakeEmbedder()
    texts = {
        shelf: {item.id: item.text for item in items if item.shelf is shelf} for shelf in Shelf
    }
    vectors = {
        shelf: {id_: embedder.embed_query(text) for id_, text in inside.items()}
        for shelf, inside in texts.items()
    }
    return Generation(
        id="nep",
        vectors=InMemoryVectorStore(vectors),
        words=InMemoryLexicalIndex(texts),
        pages=WordPageIndex(taken),
        documents=InMemoryDocumentStore(taken),
    )


@cache
def policies() -> tuple[policy.SearchPolicy, policy.AnswerPolicy, Messages]:
    return policy.load_search_policy(), policy.load_answer_policy(), policy.load_messages()


@cache
def crisis_policy() -> CrisisPolicy:
    return load_crisis_policy(policy.FOLDER / "crisis.yaml")


@cache
def contact_register() -> dict[str, Contact]:
    return load_contacts(CORPUS)


def application_of(
    settings: Settings,
    taken: Sequence[Taken] | None = None,
    *,
    library: Library | None = None,
    crisis: Guard | None = None,
    redact: Callable[[Question], Question] = lambda question: question,
    feedback: FeedbackStore | None = None,
) -> Application:
    """Return an application of fakes that answers from `taken`; its data folder is real."""
    embedder, languages = FakeEmbedder(), AlwaysDutch()
    search, answers, messages = policies()
    weights = replace(
        search.weights,
        cosine_low=0.0,
        cosine_high=1.0,
        page={ASKED: 3.0},
        confidence={"bias": -4.0, ASKED: 10.0},
    )
    understanding = Understanding(policy.load_understanding(()))
    served = library or FixedLibrary(generation_of([refusal_page()] if taken is None else taken))
    contacts = ContactRegister(contact_register(), answers.general_contacts)
    retriever = Retriever(weights)
    writer = ExtractiveWriter(search.thresholds, answers.lengths, lambda _: False)
    parts = Parts(
        crisis=crisis or OpenGuard(),
        second_look=SecondLook(crisis_policy(), None),
        embedder=embedder,
        redact=redact,
        routes=RouteGuard(policy.load_routes(), messages),
        languages=languages,
        understanding=understanding,
        clarifying=Clarifying(policy.load_clarify()),
        retriever=retriever,
        thresholds=search.thresholds,
        writer=writer,
        library=served,
        contacts=contacts,
        messages=messages,
        today=today,
        budget=answers.budget,
    )
    return Application(
        settings=settings,
        assistant=Assistant(parts),
        library=served,
        contacts=contacts,
        messages=messages,
        embedder=cast("SentenceEmbedder", embedder),
        languages=cast("LinguaDetector", languages),
        understanding=understanding,
        retriever=retriever,
        writer=writer.name,
        feedback=feedback or InMemoryFeedback(),
        switch=FileSwitch(settings.data_dir),
        capacity=Capacity(settings.answers_at_once, settings.answers_waiting),
    )


def a_law(id_: str = "wpo", kind: Kind = Kind.WET) -> Document:
    """Return a law without its text."""
    return Document(
        id=id_,
        title="Wet op het primair onderwijs",
        publisher="Overheid.nl",
        kind=kind,
        status=Status.GELDEND,
        identifier="BWBR0003420",
        valid_from=datetime.date(2026, 8, 1),
        url="https://wetten.overheid.nl/BWBR0003420",
    )
