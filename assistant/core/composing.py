"""Write without a language model: chosen sentences of rights pages, then quotes of sources.

Every sentence is cut from a stored text by its offsets, so it is its own quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.core.analysis import content_words
from assistant.core.evidence import Found, Thresholds, fitting_pages, fitting_sources
from assistant.core.laws import LawShelf
from assistant.core.model import (
    Basis,
    Document,
    Evidence,
    GroundedSentence,
    Passage,
    Status,
)
from assistant.core.ports import DocumentStore, Quote, Written
from assistant.core.retrieval import overlap
from assistant.core.sentences import Span, sentence_spans, words
from assistant.core.tables import is_table, row_aloud

_SECTOR_OPENINGS = {
    "vo": re.compile(
        r"^(?:in het (?:gewone )?voortgezet onderwijs|op de middelbare school|in het vo\b)", re.I
    ),
    "po": re.compile(
        r"^(?:in het (?:gewone )?basisonderwijs|op de (?:gewone )?basisschool|in het po\b)", re.I
    ),
    "so": re.compile(r"^(?:in het (?:\(voortgezet\) )?speciaal onderwijs|in het \(v\)so)", re.I),
    "vso": re.compile(
        r"^(?:in het (?:\(?voortgezet\)? )speciaal onderwijs|in het \(v\)so|in het vso)", re.I
    ),
    "mbo": re.compile(r"^(?:in|op) het mbo\b", re.I),
}
LONGEST_QUOTE = 600
A_PAGE = 60  # words of budget for each page, so that a story with three needs stays readable
FEWEST_PAGES = 2
EXPLAINING = 30  # words of budget for each sentence that explains, so that steps keep their room
WARNING_HEADING = "Let op"


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many sentences of each sort an answer takes; see policy/answers.yaml."""

    explanation: int
    steps: int
    warnings: int
    others: int
    sources: int


class ExtractiveWriter:
    """Chooses and orders sentences; invents none."""

    name = "extractive"

    def __init__(
        self, limits: Thresholds, lengths: Lengths, is_private: Callable[[str], bool]
    ) -> None:
        """Take `is_private` to keep sentences that name a private person or a school out."""
        self._limits = limits
        self._lengths = lengths
        self._is_private = is_private

    def write(self, found: Found, documents: DocumentStore, budget: int) -> Iterator[Written]:
        """Yield the short answer, explanation, steps and quotes of sources."""
        pages = fitting_pages(found, self._limits)[: max(FEWEST_PAGES, budget // A_PAGE)]
        spent = 0
        for place, match in enumerate(pages):
            page = PageText(match.document, documents)
            for sentence in self._chosen(page, found, budget, first=place == 0):
                written = page.written(sentence)
                spent += len(words(written.text))
                if spent > budget and written.section != "kort":
                    continue
                yield written
        sources = fitting_sources(found, self._limits, alone=not pages)
        yield from self._quotes(found, pages[0].document if pages else None, sources, documents)

    def _chosen(
        self, page: PageText, found: Found, budget: int, *, first: bool
    ) -> list[GroundedSentence]:
        """Return the sentences of a page for this need, in the order of reading."""
        fits = [one for one in page.sentences if _fits_sector(page.text_of(one), found)]
        short = [one for one in fits if one.section == "kort"]
        if not first:
            return short[: self._lengths.others]
        warnings = [one for one in fits if page.heading_of(one) == WARNING_HEADING]
        explanation = [one for one in fits if one.section == "uitleg" and one not in warnings]
        steps = [one for one in fits if one.section == "stappen"]
        return [
            *short,
            *page.best(explanation, found, min(self._lengths.explanation, budget // EXPLAINING)),
            *steps[: self._lengths.steps],
            *page.best(warnings, found, self._lengths.warnings),
        ]

    def _quotes(
        self,
        found: Found,
        page: Document | None,
        sources: Sequence[Evidence],
        documents: DocumentStore,
    ) -> Iterator[Written]:
        law = LawShelf(documents, found.need.as_of).first_ground(page) if page else None
        count = 0
        for evidence in [*([law] if law else []), *sources]:
            span = _opening(evidence) if evidence is law else self._span(evidence, found)
            if span is None or count >= self._lengths.sources:
                continue
            if count and law is not None and evidence.passage.id == law.passage.id:
                continue
            count += 1
            yield _quoted(evidence, span, found, documents)

    def _span(self, evidence: Evidence, found: Found) -> Span | None:
        """Return the stretch of whole sentences that says most; None if it names a person."""
        text = evidence.text
        spans = sentence_spans(text)
        if not spans:
            return None
        if is_table(text):
            return Span(spans[0].start, spans[-1].end)
        wanted = content_words(found.need.search)
        best = max(
            spans, key=lambda span: (overlap(wanted, text[span.start : span.end]), -span.start)
        )
        chosen = _widened(spans, best, text)
        return None if self._is_private(text[chosen.start : chosen.end]) else chosen


class PageText:
    """A rights page with its sentences cut out."""

    def __init__(self, document: Document, documents: DocumentStore) -> None:
        self.document = document
        self.text = documents.text(document.id)
        self.passages = documents.passages(document.id)
        self.sentences = document.grounded
        spread = Counter(
            word for one in self.sentences for word in content_words(self.text_of(one))
        )
        self._rarity = {word: 1 / count for word, count in spread.items()}

    def text_of(self, sentence: GroundedSentence) -> str:
        """Return the words of a sentence."""
        return self.text[sentence.start : sentence.end]

    def heading_of(self, sentence: GroundedSentence) -> str:
        """Return the heading that a sentence stands under."""
        headings = self._passage(sentence).headings
        return headings[-1] if headings else ""

    def best(
        self, candidates: Sequence[GroundedSentence], found: Found, count: int
    ) -> list[GroundedSentence]:
        """Return the `count` sentences nearest to the need, in the order of the page."""
        wanted = content_words(found.need.search)
        ranked = sorted(candidates, key=lambda one: (-self._nearness(one, wanted), one.start))
        return sorted(ranked[:count], key=lambda one: one.start)

    def written(self, sentence: GroundedSentence) -> Written:
        """Return a sentence as a statement that is its own quote."""
        text = self.text_of(sentence)
        passage = self._passage(sentence)
        quote = Quote(
            document=self.document,
            passage=passage,
            status=self.document.status,
            start=sentence.start,
            end=sentence.end,
            text=text,
            basis=sentence.basis,
        )
        return Written(text=text, section=sentence.section, quotes=(quote,))

    def _nearness(self, sentence: GroundedSentence, wanted: frozenset[str]) -> float:
        given = content_words(self.text_of(sentence))
        stems = {word[:6] for word in wanted}
        return sum(
            self._rarity.get(word, 0.0) for word in given if word in wanted or word[:6] in stems
        )

    def _passage(self, sentence: GroundedSentence) -> Passage:
        return next(
            one for one in self.passages if one.start <= sentence.start and sentence.end <= one.end
        )


def _fits_sector(text: str, found: Found) -> bool:
    """Tell whether a sentence that opens with a sector is about the sector asked for."""
    sector = found.need.sector
    opens = {name for name, pattern in _SECTOR_OPENINGS.items() if pattern.search(text)}
    return sector is None or not opens or sector in opens


def _opening(evidence: Evidence) -> Span:
    """Return the start of a passage up to the length of a quote, in whole sentences."""
    spans = sentence_spans(evidence.text)
    fitting = [span.end for span in spans if span.end <= LONGEST_QUOTE]
    return Span(spans[0].start, fitting[-1] if fitting else spans[0].end)


def _widened(spans: Sequence[Span], best: Span, text: str) -> Span:
    """Add the sentence after `best` while the quote stays short."""
    place = spans.index(best)
    start, end = best.start, best.end
    for later in spans[place + 1 : place + 2]:
        if later.end - start <= LONGEST_QUOTE and "\n\n" not in text[end : later.start]:
            end = later.end
    return Span(start, end)


def _quoted(evidence: Evidence, span: Span, found: Found, documents: DocumentStore) -> Written:
    start = evidence.passage.start + span.start
    end = evidence.passage.start + span.end
    text = documents.text(evidence.document.id)[start:end]
    quote = Quote(
        document=evidence.document,
        passage=evidence.passage,
        status=evidence.status,
        start=start,
        end=end,
        text=text,
        basis=_basis(evidence, start, end),
    )
    aloud = row_aloud(text, content_words(found.need.search)) if is_table(text) else None
    return Written(text=aloud or text, section="bron", quotes=(quote,), lead=_lead(evidence))


def _basis(evidence: Evidence, start: int, end: int) -> tuple[Basis, ...]:
    grounded = evidence.document.grounded
    inside = [one for one in grounded if one.start < end and start < one.end]
    return tuple(dict.fromkeys(basis for one in inside for basis in one.basis))


def _lead(evidence: Evidence) -> str:
    """Return the name of the fixed phrase that says what sort of source this is."""
    named_by_status = evidence.status in {Status.VOORSTEL, Status.VERVALLEN}
    return f"lead_{evidence.status if named_by_status else evidence.document.kind}"
