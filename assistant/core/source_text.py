"""Lay a stored text out for reading: a part of it, in blocks, with the quote marked. Pure.

All offsets count code points of the stored text. Blocks stand apart by a blank line; a line with
a tab is a row of a table; a block that a passage names as its heading is a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.core.model import Passage
from assistant.core.sentences import Span

BETWEEN = "\n\n"
WHOLE = 16_000
BEFORE = 3_000
AFTER = 5_000
LONGEST_QUOTE = 4_000
SLACK = 2_000
MOST_ENTRIES = 120
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, marked or not; `is_first` is where the mark begins."""

    text: str
    marked: bool = False
    is_first: bool = False


Run = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph, or a table. `level` is 2 to 6 and counts for a heading."""

    kind: Literal["heading", "paragraph", "table"]
    pieces: Run = ()
    rows: tuple[Row, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A place in a document; `depth` counts from 0."""

    label: str
    start: int
    depth: int


def quote_span(text: str, start: int | None, end: int | None) -> Span | None:
    """Return the span of a quote, or None when the offsets are no place in `text`."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return Span(start, end)


def around(text: str, quote: Span) -> Span:
    """Return the part to show around a quote: whole blocks, the whole text when it is short."""
    if len(text) <= WHOLE:
        return Span(0, len(text))
    end = min(quote.end, quote.start + LONGEST_QUOTE)
    return Span(_block_start(text, quote.start - BEFORE), _block_end(text, end + AFTER))


def part_from(text: str, start: int, levels: Mapping[str, int]) -> Span:
    """Return the part to show from about `start` on, with the headings right above it."""
    if len(text) <= WHOLE:
        return Span(0, len(text))
    start = min(max(0, start), len(text) - 1)
    begin = _with_headings(text, _block_start(text, start), levels)
    return Span(begin, _block_end(text, start + BEFORE + AFTER))


def text_blocks(
    text: str, part: Span, quote: Span | None, levels: Mapping[str, int]
) -> list[TextBlock]:
    """Return the blocks of `text[part.start:part.end]` with `quote` marked.

    A heading is at most one level under the heading before it, as readers of a page expect.
    """
    blocks = []
    above = 1
    for span in _spans(text, part, BETWEEN):
        block = _block(text, span, quote, levels)
        if block.kind == "heading":
            above = min(block.level, above + 1)
            block = replace(block, level=above)
        blocks.append(block)
    return blocks


def heading_levels(passages: Sequence[Passage]) -> dict[str, int]:
    """Return each heading of a document with its level, 2 for the outermost."""
    levels: dict[str, int] = {}
    for passage in passages:
        for depth, heading in enumerate(passage.headings):
            level = min(depth + 2, DEEPEST)
            levels[heading] = min(level, levels.get(heading, level))
    return levels


def outline(passages: Sequence[Passage]) -> list[OutlineEntry]:
    """Return the places of a document, as deep as fits in a list that a person can read."""
    entries = list(_pages(passages)) or _headings(passages, DEEPEST)
    for depth in range(DEEPEST - 1, 0, -1):
        if len(entries) <= MOST_ENTRIES:
            break
        entries = _headings(passages, depth)
    return entries[: MOST_ENTRIES * 2]


def _pages(passages: Sequence[Passage]) -> Iterator[OutlineEntry]:
    shown = 0
    for passage in passages:
        if passage.page is not None and passage.page > shown:
            shown = passage.page
            yield OutlineEntry(f"Pagina {shown}", passage.start, 0)


def _headings(passages: Sequence[Passage], depth: int) -> list[OutlineEntry]:
    above: tuple[str, ...] = ()
    entries: list[OutlineEntry] = []
    for passage in passages:
        path = passage.headings[:depth]
        entries += [
            OutlineEntry(heading, passage.start, place)
            for place, heading in enumerate(path)
            if path[: place + 1] != above[: place + 1]
        ]
        above = path
    return entries


def _block(text: str, span: Span, quote: Span | None, levels: Mapping[str, int]) -> TextBlock:
    words = text[span.start : span.end]
    if "\t" in words:
        return TextBlock("table", rows=tuple(_rows(text, span, quote)))
    level = levels.get(words.strip())
    pieces = _marked(text, span, quote)
    return TextBlock("heading" if level else "paragraph", pieces, level=level or 2)


def _rows(text: str, span: Span, quote: Span | None) -> Iterator[Row]:
    for line in _spans(text, span, "\n"):
        yield Row(tuple(_marked(text, cell, quote) for cell in _spans(text, line, "\t")))


def _spans(text: str, part: Span, separator: str) -> Iterator[Span]:
    """Yield what stands between separators; empty stretches count only between tabs."""
    start = part.start
    while start <= part.end:
        found = text.find(separator, start, part.end)
        end = part.end if found == -1 else found
        if separator == "\t" or text[start:end].strip():
            yield Span(start, end)
        start = end + len(separator)


def _marked(text: str, span: Span, quote: Span | None) -> Run:
    """Return the words of a span in at most three pieces: before, in and after the quote."""
    start = max(span.start, quote.start) if quote else span.end
    end = min(span.end, quote.end) if quote else span.end
    if quote is None or start >= end:
        return (Piece(text[span.start : span.end]),)
    is_first = not text[quote.start : start].strip()
    pieces = (
        Piece(text[span.start : start]),
        Piece(text[start:end], marked=True, is_first=is_first),
        Piece(text[end : span.end]),
    )
    return tuple(piece for piece in pieces if piece.text)


def _block_start(text: str, near: int) -> int:
    if near <= 0:
        return 0
    found = text.rfind(BETWEEN, max(0, near - SLACK), near + len(BETWEEN))
    return near if found == -1 else found + len(BETWEEN)


def _block_end(text: str, near: int) -> int:
    if near >= len(text):
        return len(text)
    found = text.find(BETWEEN, max(0, near - len(BETWEEN)), near + SLACK)
    return near if found == -1 else found


def _with_headings(text: str, start: int, levels: Mapping[str, int]) -> int:
    """Return where the headings right above the block at `start` begin."""
    while start > len(BETWEEN):
        end = start - len(BETWEEN)
        found = text.rfind(BETWEEN, max(0, end - SLACK), end)
        above = found + len(BETWEEN) if found != -1 else 0
        if text[above:end].strip() not in levels:
            return start
        start = above
    return start
