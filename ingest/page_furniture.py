"""Find what a PDF repeats on its pages: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.reading import Part

EDGE = 4
FEWEST_PAGES = 3
SHARE_OF_PAGES = 0.4
NUMBER = re.compile(r"\d{1,4}")
COUNTED = re.compile(
    r"(?:vraag|antwoord|artikel|hoofdstuk|stap|bijlage|tabel|figuur)\b", re.IGNORECASE
)
CONTENTS_LINE = re.compile(r".{0,200}?(?:\.{5,}|(?:\. ){5,})\s*\d{1,4}")
PAGE_LABEL = re.compile(
    r"(?:pagina|page|blz\.?|bladzijde|p\.)\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line at the edge of a page can be known again on another page.

    `place` counts from the top (0, 1, …) or the bottom (-1, -2, …). A page number in the text is
    `#`, and `ahead` is how much it is more than the number of the page.
    """

    place: int
    text: str
    ahead: int | None = None


def running_marks(parts: Sequence[Part]) -> frozenset[Mark]:
    """Return the marks that stand on many pages at the same place."""
    pages = [part for part in parts if part.kind == "page"]
    counted = Counter(mark for part in pages for marks in _edge(part).values() for mark in marks)
    fewest = max(FEWEST_PAGES, SHARE_OF_PAGES * len(pages))
    return frozenset(mark for mark, count in counted.items() if count >= fewest)


def without_page_furniture(part: Part, running: frozenset[Mark]) -> str:
    """Return the text of the page without running lines, page number and table of contents."""
    gone = {index for index, marks in _edge(part).items() if not running.isdisjoint(marks)}
    lines = part.text.split("\n")
    kept = [line for index, line in enumerate(lines) if index not in gone]
    first_and_last = _filled(kept)[:1] + _filled(kept)[-1:]
    own = {index for index in first_and_last if _is_page_number(kept[index], part.page)}
    return "\n".join(
        line for index, line in enumerate(kept) if index not in own and not _is_contents_line(line)
    )


def _edge(part: Part) -> dict[int, tuple[Mark, ...]]:
    """Map the index of each line at the top or bottom to its marks."""
    lines = part.text.split("\n")
    filled = _filled(lines)
    places = [*enumerate(filled[:EDGE]), *zip(range(-1, -EDGE - 1, -1), filled[::-1], strict=False)]
    found: dict[int, tuple[Mark, ...]] = {}
    for place, index in places:
        marks = tuple(_marks(place, " ".join(lines[index].split()), part.page or 0))
        found[index] = found.get(index, ()) + marks
    return found


def _filled(lines: list[str]) -> list[int]:
    return [index for index, line in enumerate(lines) if line.strip()]


def _marks(place: int, line: str, page: int) -> Iterator[Mark]:
    if sum(map(str.isalpha, line)) > 2:
        yield Mark(place, line)
    for number in () if COUNTED.match(line) else NUMBER.finditer(line):
        text = f"{line[: number.start()]}#{line[number.end() :]}"
        yield Mark(place, text, int(number[0]) - page)


def _is_page_number(line: str, page: int | None) -> bool:
    return bool(PAGE_LABEL.fullmatch(line.strip())) or line.strip() == str(page)


def _is_contents_line(line: str) -> bool:
    return bool(CONTENTS_LINE.fullmatch(line.strip()))
