"""What was found for one need, and whether it is enough to answer from. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from assistant.core.model import Document, Evidence, Sector


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a parent wants to know, standing on its own.

    `text` is theirs (redacted); `search` has terms of art added for the search. `told` are the
    sentences of a story that it leans on, with their terms. `looks_back` asks for the law of an
    earlier day, so expired texts are searched too.
    """

    text: str
    search: str
    as_of: datetime.date
    sector: Sector | None = None
    looks_back: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMatch:
    """A rights page with how sure we are that it is the right one, 0..1."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Pages and passages for one need, best first, all in force or labelled background.

    `confidence` is how sure we are that the pages answer the need at all, 0..1.
    """

    need: Need
    pages: tuple[PageMatch, ...]
    sources: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where enough begins. Fitted on `dev`; see policy/retrieval.yaml."""

    confidence: float
    beside_source: float
    in_story: float
    pages: int
    another_page: float
    source: float
    source_alone: float
    source_margin: float


def answerable_needs(found: Sequence[Found], most: int) -> list[Found]:
    """Return what a story asks, in its order: one for each page that answers, the surest ones.

    Questions with the same best page are one need; of more than `most` the surest stay.
    """
    by_page: dict[str, Found] = {}
    for one in found:
        page = one.pages[0].document.id if one.pages else ""
        before = by_page.get(page)
        by_page[page] = _joined(before, one) if before else one
    surest = sorted(by_page.values(), key=lambda one: -one.confidence)[:most]
    return [one for one in by_page.values() if one in surest]


def _joined(one: Found, other: Found) -> Found:
    """Return the surer of two with the words of both, in order."""
    need = replace(
        one.need,
        text=f"{one.need.text} {other.need.text}",
        search=f"{one.need.search} {other.need.search}",
    )
    return replace(max(one, other, key=lambda found: found.confidence), need=need)


def fitting_pages(found: Found, limits: Thresholds) -> list[PageMatch]:
    """Return the pages to answer from: the best, and others only when they may be meant too."""
    if found.confidence < _least_confidence(found, limits):
        return []
    return [
        match
        for place, match in enumerate(found.pages[: limits.pages])
        if place == 0 or match.score >= limits.another_page * found.pages[0].score
    ]


def _least_confidence(found: Found, limits: Thresholds) -> float:
    """Return how sure we must be; a story says more than the question in it."""
    if found.need.told:
        return limits.in_story
    told = any(one.score >= limits.source_alone for one in found.sources)
    return limits.beside_source if told else limits.confidence


def fitting_sources(found: Found, limits: Thresholds, *, alone: bool) -> list[Evidence]:
    """Return the passages worth quoting; more is asked of them when no page fits."""
    best = max((one.score for one in found.sources), default=0.0)
    if best < (limits.source_alone if alone else limits.source):
        return []
    return [one for one in found.sources if one.score >= best - limits.source_margin]


def is_enough(found: Found, limits: Thresholds) -> bool:
    """Tell whether there is anything to answer from."""
    return bool(fitting_pages(found, limits) or fitting_sources(found, limits, alone=True))
