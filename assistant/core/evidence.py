"""What was found for one need, and whether it is enough to answer from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from assistant.core.model import Document, Evidence, Sector


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a parent wants to know, standing on its own.

    `text` is theirs (redacted); `search` has terms of art added for the search. `looks_back`
    asks for the law of an earlier day, so expired texts are searched too.
    """

    text: str
    search: str
    as_of: datetime.date
    sector: Sector | None = None
    looks_back: bool = False


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
    pages: int
    another_page: float
    source: float
    source_alone: float
    source_margin: float


def fitting_pages(found: Found, limits: Thresholds) -> list[PageMatch]:
    """Return the pages to answer from: the best, and others only when they may be meant too."""
    told = any(one.score >= limits.source_alone for one in found.sources)
    if found.confidence < (limits.beside_source if told else limits.confidence):
        return []
    return [
        match
        for place, match in enumerate(found.pages[: limits.pages])
        if place == 0 or match.score >= limits.another_page * found.pages[0].score
    ]


def fitting_sources(found: Found, limits: Thresholds, *, alone: bool) -> list[Evidence]:
    """Return the passages worth quoting; more is asked of them when no page fits."""
    best = max((one.score for one in found.sources), default=0.0)
    if best < (limits.source_alone if alone else limits.source):
        return []
    return [one for one in found.sources if one.score >= best - limits.source_margin]


def is_enough(found: Found, limits: Thresholds) -> bool:
    """Tell whether there is anything to answer from."""
    return bool(fitting_pages(found, limits) or fitting_sources(found, limits, alone=True))
