"""Clean what a reader read: whole paragraphs, no page furniture, nothing invisible.

Digits in sentences and tables stay exactly as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.characters import normalised
from ingest.reading import Part, Reading
from ingest.reflow import is_wrapped, reflow, without_interruption

EDGE = 4
FEWEST_PAGES = 3
SHARE_OF_PAGES = 0.4
PROSE = 25
MARK = re.compile(
    r"(?<=[\w.,;:?!)\]\"'”’])(?<!\d)(?<!\bm)(?<!\b[kcdm]m)[⁰¹²³⁴-⁹]+(?:[ ,⁻][⁰¹²³⁴-⁹]+)*"
    r"|\^\{[\d ,]+\}"
)
PAGE_NUMBER = re.compile(
    r"(?:pagina|page|blz\.?|bladzijde|p\.)?\s*[-–|]?\s*\d{1,4}\s*[-–|]?"
    r"(?:\s*(?:van|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What only the whole document can tell about its parts."""

    words: frozenset[str]
    running: frozenset[str]
    is_wrapped: bool


def clean(reading: Reading) -> Reading:
    """Return the reading with clean parts; a part of which nothing is left is gone."""
    parts = [replace(part, text=normalised(part.text)) for part in reading.parts]
    whole = _Whole(
        words=_words(parts),
        running=_running_lines(parts),
        is_wrapped=is_wrapped("\n".join(part.text for part in parts if part.kind == "text")),
    )
    cleaned = (_clean_part(part, whole) for part in parts)
    return replace(reading, parts=tuple(part for part in cleaned if part.text))


def _clean_part(part: Part, whole: _Whole) -> Part:
    headings = tuple(_line(MARK.sub("", normalised(heading))) for heading in part.headings)
    return replace(part, headings=headings, text=_CLEANERS[part.kind](part.text, whole))


def _clean_table(text: str, _: _Whole) -> str:
    return "\n".join(filter(None, map(_row, text.split("\n"))))


def _clean_page(text: str, whole: _Whole) -> str:
    text = _without_running_lines(text, whole.running)
    return _even(MARK.sub("", reflow(_without_bare_numbers(text), whole.words)))


def _clean_text(text: str, whole: _Whole) -> str:
    if whole.is_wrapped:
        lines = ("" if BARE_NUMBER.fullmatch(line.strip()) else line for line in text.split("\n"))
        text = reflow("\n".join(lines), whole.words)
    else:
        text = without_interruption(_even(text))
    return _even(MARK.sub("", text))


_CLEANERS = {"table": _clean_table, "page": _clean_page, "text": _clean_text}


def _row(line: str) -> str:
    return "\t".join(_line(cell) for cell in line.split("\t")) if line.strip() else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _even(text: str) -> str:
    """Collapse spaces, and blank lines to one."""
    lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _words(parts: list[Part]) -> frozenset[str]:
    """Return the words of the document, lower case, those with a hyphen in them whole."""
    found = (re.findall(r"\w+(?:-\w+)*", part.text.lower()) for part in parts)
    return frozenset(word for words in found for word in words)


def _running_lines(parts: list[Part]) -> frozenset[str]:
    """Find the lines that stand at the top or bottom of many pages, page numbers aside."""
    pages = [part.text.split("\n") for part in parts if part.kind == "page"]
    counted = Counter(shape for lines in pages for shape in set(_edge_shapes(lines)))
    fewest = max(FEWEST_PAGES, SHARE_OF_PAGES * len(pages))
    return frozenset(shape for shape, count in counted.items() if count >= fewest)


def _edge_shapes(lines: list[str]) -> Iterator[str]:
    for index in _edges(lines):
        shape = _shape(lines[index])
        if sum(map(str.isalpha, shape)) > 2:
            yield shape


def _edges(lines: list[str]) -> list[int]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", _line(line))


def _without_running_lines(text: str, running: frozenset[str]) -> str:
    lines = text.split("\n")
    gone = {index for index in _edges(lines) if _shape(lines[index]) in running}
    kept = [line for index, line in enumerate(lines) if index not in gone]
    edges = set(_edges(kept))
    return "\n".join(
        line
        for index, line in enumerate(kept)
        if index not in edges or not PAGE_NUMBER.fullmatch(line.strip())
    )


def _without_bare_numbers(text: str) -> str:
    """Drop the numbers of footnotes that stand on a line of their own between prose."""
    lines = text.split("\n")
    filled = [line.strip() for line in lines if line.strip()]
    kept: list[str] = []
    at = 0
    for line in lines:
        neighbours = filled[max(at - 1, 0) : at] + filled[at + 1 : at + 2]
        is_mark = BARE_NUMBER.fullmatch(line.strip()) and all(map(_is_prose, neighbours))
        kept.append("" if is_mark else line)
        at += bool(line.strip())
    return "\n".join(kept)


def _is_prose(line: str) -> bool:
    return len(line) >= PROSE and sum(map(str.isalpha, line)) > len(line) / 2
