"""Two roads that meet: which problem is this, and which passage says it.

Pages are found through their example questions and their own text; passages of laws, papers and
other sources by meaning and words. Scores are brought to 0..1 and weighed by policy.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.core.analysis import content_words
from assistant.core.evidence import Found, Need, PageMatch
from assistant.core.fusion import best_by, reciprocal_rank, rescaled, saturated, weighted
from assistant.core.model import Document, Evidence, Status
from assistant.core.paging import PageGuess, PageScores, guesses, logistic, signals_of
from assistant.core.ports import DocumentStore, Embed, Generation, Hit, Shelf
from assistant.core.sentences import sentence_spans

Road = Literal["words", "meaning", "hybrid"]
CELL = "\t"


@dataclass(frozen=True, slots=True)
class Weights:
    """Policy of the search; see policy/retrieval.yaml for what each number does."""

    candidates: int
    pages: int
    sources: int
    cosine_low: float
    cosine_high: float
    words_half: float
    page: dict[str, float]
    confidence: dict[str, float]
    source: dict[str, float]
    authority: dict[str, float]
    other_sector: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of one id by name, each 0..1."""

    id: str
    features: dict[str, float]


class Retriever:
    """Finds pages and passages for one need in one generation."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def find(self, need: Need, generation: Generation, embed: Embed) -> Found:
        """Return what was found, best first. Expired law is left out unless `as_of` is past."""
        vector = embed(need.text)
        scores = generation.pages.scores(need.text, need.search, vector, need.told)
        guessed = guesses(scores, self._weights.page)
        return Found(
            need=need,
            pages=tuple(self._pages(need, guessed, generation.documents)),
            sources=tuple(self._sources(need, vector, generation)),
            confidence=self._confidence(scores, guessed),
        )

    def passages(
        self, need: Need, generation: Generation, embed: Embed, road: Road, count: int
    ) -> list[Evidence]:
        """Return passages by one road only, or by both: for measuring and for other chains."""
        if road == "hybrid":
            return self._both_roads(need, generation, embed, count)
        vector = embed(need.text) if road == "meaning" else None
        rankings = [
            generation.words.search(shelf, need.search, count)
            if vector is None
            else generation.vectors.search(shelf, vector, count)
            for shelf in _shelves(need)
        ]
        scores = (
            reciprocal_rank([[hit.id for hit in hits] for hits in rankings])
            if (road == "words")
            else best_by(hit for hits in rankings for hit in hits)
        )
        best = sorted(scores, key=lambda id_: -scores[id_])
        found = [_evidence(id_, scores[id_], generation.documents, need.as_of) for id_ in best]
        return [one for one in found if one.status is not Status.VERVALLEN][:count]

    def _both_roads(
        self, need: Need, generation: Generation, embed: Embed, count: int
    ) -> list[Evidence]:
        found = self.find(need, generation, embed)
        documents = generation.documents
        from_pages = [
            _evidence(passage.id, match.score, documents, need.as_of)
            for match in found.pages
            for passage in self._best_passages(need, match.document, documents)
        ]
        ranked = sorted([*from_pages, *found.sources], key=lambda one: -one.score)
        return ranked[:count]

    def _best_passages(self, need: Need, document: Document, documents: DocumentStore) -> list[Hit]:
        text = documents.text(document.id)
        wanted = content_words(need.search)
        scored = [
            Hit(one.id, overlap(wanted, text[one.start : one.end]))
            for one in documents.passages(document.id)
        ]
        return sorted(scored, key=lambda hit: -hit.score)[:2]

    def _pages(
        self, need: Need, guessed: Sequence[PageGuess], documents: DocumentStore
    ) -> list[PageMatch]:
        matches = [
            self._match(guess, need, documents.document(guess.page))
            for guess in guessed[: 2 * self._weights.pages]
        ]
        in_force = [
            match
            for match in matches
            if match.document.status_on(need.as_of) is not Status.VERVALLEN
        ]
        return sorted(in_force, key=lambda m: (-m.score, m.document.id))[: self._weights.pages]

    def _match(self, guess: PageGuess, need: Need, document: Document) -> PageMatch:
        fits = not need.sector or not document.sectors or need.sector in document.sectors
        score = guess.probability if fits else guess.probability * self._weights.other_sector
        return PageMatch(document, score)

    def _confidence(self, scores: PageScores, guessed: Sequence[PageGuess]) -> float:
        """Return how sure we are that a page answers the need at all."""
        if not guessed:
            return 0.0
        return logistic(signals_of(scores, guessed[0]), self._weights.confidence)

    def _sources(
        self, need: Need, vector: Sequence[float], generation: Generation
    ) -> list[Evidence]:
        count = self._weights.candidates
        wanted = content_words(need.search)
        scored = [
            one
            for shelf in _shelves(need)
            if shelf is not Shelf.RIGHTS
            for one in self._features(
                said=best_by(generation.vectors.search(shelf, vector, count)),
                said_words=best_by(generation.words.search(shelf, need.search, count)),
            )
        ]
        found = [self._source(one, wanted, need, generation.documents) for one in scored]
        kept = [one for one in found if one.status is not Status.VERVALLEN]
        ranked = sorted(kept, key=lambda one: (-one.score, one.passage.id))
        return _diverse(ranked)[: self._weights.sources]

    def _source(
        self, scored: Scored, wanted: frozenset[str], need: Need, documents: DocumentStore
    ) -> Evidence:
        plain = _evidence(scored.id, 0.0, documents, need.as_of)
        sentence = best_sentence(wanted, plain.text)
        features = {**scored.features, "sentence": sentence}
        bonus = self._weights.authority.get(plain.document.kind.value, 0.0)
        score = weighted(features, self._weights.source) + bonus
        return Evidence(
            document=plain.document,
            passage=plain.passage,
            text=plain.text,
            status=plain.status,
            meaning=features.get("said", 0.0),
            words=features.get("said_words", 0.0),
            score=score,
        )

    def _features(self, **scores: dict[str, float]) -> list[Scored]:
        ids = dict.fromkeys(id_ for by_id in scores.values() for id_ in by_id)
        return [
            Scored(
                id_,
                {
                    name: self._feature(name, by_id[id_])
                    for name, by_id in scores.items()
                    if id_ in by_id
                },
            )
            for id_ in ids
        ]

    def _feature(self, name: str, score: float) -> float:
        if name.endswith("words"):
            return saturated(score, self._weights.words_half)
        return rescaled(score, self._weights.cosine_low, self._weights.cosine_high)


def overlap(wanted: frozenset[str], text: str) -> float:
    """Return the share of `wanted` words in a stored text; six letters match by their start."""
    return _share(wanted, _forms(text))


def best_sentence(wanted: frozenset[str], text: str) -> float:
    """Return the best overlap of one sentence of `text`, or of a sentence with its neighbour.

    A table is read as one sentence: a row says little without its head.
    """
    return max((_share(wanted, forms) for forms in _forms_of_pairs(text)), default=0.0)


@lru_cache(maxsize=8192)
def _forms_of_pairs(text: str) -> tuple[frozenset[str], ...]:
    """Return the forms of each sentence with the next; kept, for passages come by often."""
    if CELL in text:
        return (_forms(text),)
    spans = sentence_spans(text)
    following = [*spans[1:], *spans[-1:]]
    return tuple(
        _forms(text[one.start : after.end]) for one, after in zip(spans, following, strict=True)
    )


@lru_cache(maxsize=8192)
def _forms(text: str) -> frozenset[str]:
    """Return the words of a stored text that carry meaning, whole and by their first six letters.

    Kept: the same passages come by in answer after answer.
    """
    given = content_words(text)
    return given | {word[:6] for word in given}


def _share(wanted: frozenset[str], forms: frozenset[str]) -> float:
    if not wanted:
        return 0.0
    return sum(word in forms or word[:6] in forms for word in wanted) / len(wanted)


def _shelves(need: Need) -> tuple[Shelf, ...]:
    return (Shelf.RIGHTS, Shelf.SOURCES, *([Shelf.EXPIRED] if need.looks_back else []))


def _evidence(
    passage_id: str, score: float, documents: DocumentStore, as_of: datetime.date
) -> Evidence:
    passage = documents.passage(passage_id)
    document = documents.document(passage.document_id)
    text = documents.text(document.id)[passage.start : passage.end]
    return Evidence(document, passage, text, document.status_on(as_of), score=score)


def _diverse(ranked: list[Evidence]) -> list[Evidence]:
    """Keep at most two passages of one document: five that say the same help nobody."""
    seen: dict[str, int] = {}
    kept = []
    for one in ranked:
        seen[one.document.id] = seen.get(one.document.id, 0) + 1
        if seen[one.document.id] <= 2:
            kept.append(one)
    return kept
