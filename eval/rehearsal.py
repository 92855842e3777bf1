"""A small made-up assistant behind the same door, to prove that the gate sees what breaks.

It knows forty documents of two passages. Every passage has a term of art that only words find and
a lay word that only meaning finds, so that both roads together beat each alone. `Faults` break it
in known ways; without faults it answers everything right and refuses what it should.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

from assistant.core.assistant import Event
from assistant.core.model import (
    Answer,
    Basis,
    Citation,
    Document,
    Evidence,
    GroundedSentence,
    Kind,
    Outcome,
    Passage,
    Question,
    Sector,
    Statement,
    Status,
)
from assistant.core.sentences import words
from eval.cases import Case, Gold
from eval.door import Road
from eval.rehearsal_library import RehearsalLibrary, Shelved

DOCUMENTS = 40
UNKNOWN = 20
DEPTH = 10
THRESHOLD = 0.5
CHANCE = 0.2  # what any passage scores on any question
TODAY = datetime.date(2026, 11, 24)
_SYLLABLES = ("bo", "da", "fe", "gi", "ku", "lo", "me", "ni", "pa", "ru")


@dataclass(frozen=True, slots=True)
class Faults:
    """What is broken. `threshold` is the score from which it answers."""

    no_words: bool = False
    no_pages: bool = False
    off_by_one: bool = False
    shuffled: bool = False
    threshold: float = THRESHOLD
    breaks_on: str = ""


@dataclass(frozen=True, slots=True)
class RehearsalDoor:
    """Answers from the made-up documents."""

    faults: Faults = field(default_factory=Faults)
    library: RehearsalLibrary = field(default_factory=lambda: RehearsalLibrary(shelved()))
    known: tuple[Evidence, ...] = field(default_factory=lambda: tuple(evidence(shelved())))

    def answer(self, question: Question) -> Answer:
        """Answer with the best passage, or say that there is no evidence."""
        if self.faults.breaks_on and self.faults.breaks_on in question.text:
            raise RuntimeError("zo bedoeld")
        best = self.retrieve(question.text, "hybrid", 1, question.sector)
        if not best or best[0].score < self.faults.threshold:
            return Answer(Outcome.NO_EVIDENCE, "Dat staat niet in de bronnen.")
        return self._answer(best[0])

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield the whole answer at once."""
        yield self.answer(question)

    def retrieve(
        self, text: str, road: Road, count: int, sector: Sector | None = None
    ) -> list[Evidence]:
        """Return the passages that hold the words or the lay words of `text`."""
        del sector
        said = frozenset(words(text))
        scored = [replace(one, score=self._score(one, said, road)) for one in self.known]
        ranked = sorted(scored, key=lambda one: (-one.score, one.passage.id))[: max(count, DEPTH)]
        return (ranked[::-1] if self.faults.shuffled else ranked)[:count]

    @contextmanager
    def timed(self) -> Iterator[dict[str, float]]:
        """Yield made-up milliseconds."""
        yield {"embed": 1.0, "words": 0.5}

    def _score(self, one: Evidence, said: frozenset[str], road: Road) -> float:
        by_words = term(one.passage.id) in said and not self.faults.no_words
        by_meaning = lay(one.passage.id) in said
        found = {"words": by_words, "meaning": by_meaning, "hybrid": by_words or by_meaning}
        return 1.0 if found[road] else CHANCE

    def _answer(self, best: Evidence) -> Answer:
        document = best.document
        inside = [one for one in document.grounded if best.passage.start <= one.start]
        citations = tuple(
            self._citation(number, best, sentence)
            for number, sentence in enumerate(inside[:2], start=1)
        )
        shift = int(self.faults.off_by_one)
        statements = tuple(Statement(one.quote, (one.number + shift,), "kort") for one in citations)
        return Answer(Outcome.ANSWERED, "", statements, citations)

    def _citation(self, number: int, best: Evidence, sentence: GroundedSentence) -> Citation:
        text = self.library.current().documents.text(best.document.id)
        page = None if self.faults.no_pages else best.passage.page
        return Citation(
            number=number,
            document=best.document,
            passage=replace(best.passage, page=page),
            status=Status.GELDEND,
            quote=text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            basis=sentence.basis,
        )


def cases() -> list[Case]:
    """Return one case a passage, asked by term or by lay word, and twenty without an answer."""
    known = [
        _known(place, shelf, passage)
        for shelf in shelved()
        for place, passage in enumerate(shelf.passages)
    ]
    return [*known, *(_unknown(place) for place in range(UNKNOWN))]


def shelved() -> tuple[Shelved, ...]:
    """Return the made-up documents with their texts and passages."""
    return tuple(_shelved(place) for place in range(DOCUMENTS))


def evidence(shelves: Sequence[Shelved]) -> list[Evidence]:
    """Return every passage as evidence without a score."""
    return [
        Evidence(one.document, passage, one.text[passage.start : passage.end], Status.GELDEND)
        for one in shelves
        for passage in one.passages
    ]


@cache
def term(passage_id: str) -> str:
    """Return the term of art of a passage: a made-up word."""
    return "regel" + "".join(_SYLLABLES[int(digit)] for digit in passage_id if digit.isdigit())


@cache
def lay(passage_id: str) -> str:
    """Return what parents call it; it stands nowhere in the text."""
    return "gedoe" + "".join(_SYLLABLES[int(digit)] for digit in passage_id if digit.isdigit())


def _shelved(place: int) -> Shelved:
    id_ = f"document-{place:02}"
    title = f"Document {place}"
    spoken = [_sentences(f"{id_}:{number}", place * 2 + number) for number in range(2)]
    text, grounded, passages = title, [], []
    for number, pair in enumerate(spoken):
        start = len(text) + 2
        for sentence in pair:
            text += "\n\n" if not sentence.startswith("Na ") else " "
            basis = (Basis(f"Regeling, artikel {place + 1} lid {number + 1}", None),)
            grounded.append(GroundedSentence(len(text), len(text) + len(sentence), "kort", basis))
            text += sentence
        passages.append(Passage(f"{id_}:{number}", id_, start, len(text), page=number + 1))
    document = Document(
        id=id_,
        title=title,
        publisher="Oefening",
        kind=Kind.RECHTEN,
        status=Status.GELDEND,
        grounded=tuple(grounded),
    )
    return Shelved(document, text, tuple(passages))


def _sentences(passage_id: str, number: int) -> Sequence[str]:
    name = term(passage_id)
    return (
        f"Voor {name} geldt een termijn van {number + 2} weken.",
        f"Na {number + 3} dagen krijgt u van {name} bericht.",
    )


def _known(place: int, shelf: Shelved, passage: Passage) -> Case:
    word = term(passage.id) if place % 2 else lay(passage.id)
    sentence = shelf.document.grounded[place * 2]
    quote = shelf.text[sentence.start : sentence.end]
    return Case(
        id=f"vraag-{passage.id.replace(':', '-')}",
        question=f"Hoe zit het met {word}?",
        paraphrases=(f"Ik wil iets weten over {word} graag",),
        expect=(Outcome.ANSWERED,),
        gold=(Gold(document=shelf.document.id, quote=quote),),
        pages=(shelf.document.id,),
        nuggets=(rf"{term(passage.id)}.*\d+ weken",),
        tags=("woord" if place % 2 else "leek",),
    )


def _unknown(place: int) -> Case:
    return Case(
        id=f"onbekend-{place:02}",
        question=f"Wat kost een fiets van {place} jaar oud?",
        expect=(Outcome.NO_EVIDENCE,),
        tags=("geen-bron",),
    )
