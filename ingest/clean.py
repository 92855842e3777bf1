"""Clean what a reader read: whole paragraphs, no page furniture, nothing invisible.

Digits in sentences and tables stay exactly as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.characters import normalised
from ingest.page_furniture import Mark, running_marks, without_page_furniture
from ingest.reading import Part, Reading
from ingest.reflow import is_wrapped, reflow, without_interruption

PROSE = 25
MARK = re.compile(
    r"(?:(?<=[^\W\d_])(?<!\bm)(?<!\b[kcdm]m)|(?<=\d{3})|(?<=[.,;:?!%)\]\"'”’»]))"
    r"[⁰¹²³⁴-⁹]+(?:[ ,⁻][⁰¹²³⁴-⁹]+)*|\^\{[\d ,]+\}"
)
BARE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What only the whole document can tell about its parts."""

    words: frozenset[str]
    running: frozenset[Mark]
    is_wrapped: bool


def clean(reading: Reading) -> Reading:
    """Return the reading with clean parts; a part of which nothing is left is gone."""
    parts = [replace(part, text=normalised(part.text)) for part in reading.parts]
    whole = _Whole(
        words=_words(parts),
        running=running_marks(parts),
        is_wrapped=is_wrapped("\n".join(part.text for part in parts if part.kind == "text")),
    )
    cleaned = (_clean_part(part, whole) for part in parts)
    return replace(reading, parts=tuple(part for part in cleaned if part.text))


def _clean_part(part: Part, whole: _Whole) -> Part:
    headings = tuple(_line(MARK.sub("", normalised(heading))) for heading in part.headings)
    return replace(part, headings=headings, text=_CLEANERS[part.kind](part, whole))


def _clean_table(part: Part, _: _Whole) -> str:
    return "\n".join(filter(None, map(_row, part.text.split("\n"))))


def _clean_page(part: Part, whole: _Whole) -> str:
    text = without_page_furniture(part, whole.running)
    return _even(MARK.sub("", reflow(_without_bare_numbers(text), whole.words)))


def _clean_text(part: Part, whole: _Whole) -> str:
    text = part.text
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
