"""Read plain text: pages, headings as parliamentary papers have them, tables with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ingest.readers.outline import Body, Heading, Item, to_parts
from ingest.reading import Reading, Reason, UnreadableError

FORM_FEED = "\f"
LONGEST_HEADING = 90
DEEPEST = 9
KNOWN_HEADINGS = (
    (re.compile(r"[IVX]{1,5}\.? +[A-Z]"), 1),
    (re.compile(r"(Inbreng van de leden van|Hoofdstuk \w+|Bijlage \w+)"), 2),
    (re.compile(r"(Artikel|Paragraaf|§) *\d"), 4),
)
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.? +[A-ZÀ-Ý]")
CAPTION = re.compile(r"(Tabel|Figuur|Grafiek|Overzicht)\b")
NO_HEADING = re.compile(r"[.?!:;,…-]$|\.{4}|^Nr\.?$|\t|@|https?:|^\W|^\d+$|^\d[\d ]*$")
DOUBLE_SPACED = 0.3


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[str, ...]
    page: int | None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_text(path: Path) -> Reading:
    """Read a text file, UTF-8 or else cp1252; a form feed begins a page.

    Raises UnreadableError: NO_TEXT for an empty file, WRONG_TYPE for a binary one.
    """
    parts = tuple(to_parts(_items(_blocks(decode(path.read_bytes())))))
    if not parts:
        raise UnreadableError(Reason.NO_TEXT, "In dit bestand staat geen tekst.")
    return Reading(parts)


def decode(raw: bytes) -> str:
    """Decode as UTF-8, as UTF-16 when it says so, or else as cp1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise UnreadableError(Reason.WRONG_TYPE, "Dit bestand is geen tekst.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _blocks(text: str) -> Iterator[_Block]:
    pages = _single_spaced(text).split(FORM_FEED)
    for number, page in enumerate(pages, start=1):
        for lines in _paragraphs(page):
            yield _Block(lines, number if len(pages) > 1 else None)


def _paragraphs(page: str) -> Iterator[tuple[str, ...]]:
    for is_blank, lines in groupby(page.splitlines(), key=lambda line: not line.strip()):
        if not is_blank:
            yield tuple(line.rstrip() for line in lines)


def _single_spaced(text: str) -> str:
    """Drop the empty lines of a text with a line between every two; there `   ` parts."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    followed = [after for line, between, after in zip(lines, lines[1:], lines[2:], strict=False)
                if line.strip() and not between and after.strip()]  # fmt: skip
    continuing = sum(after.lstrip()[0].islower() for after in followed)
    if continuing <= DOUBLE_SPACED * sum(bool(line.strip()) for line in lines):
        return "\n".join(lines)
    return "\n".join(line for line in lines if line)


def _items(blocks: Iterator[_Block]) -> Iterator[Item]:
    caption: list[str] = []
    for block in blocks:
        if _is_caption(block):
            caption.append(block.text)
            continue
        yield from _items_of(block, caption)
        caption = []
    yield from (Body(text) for text in caption)


def _is_caption(block: _Block) -> bool:
    return len(block.lines) == 1 and bool(CAPTION.match(block.lines[0].strip()))


def _items_of(block: _Block, caption: list[str]) -> Iterator[Item]:
    """Yield a table with the caption above it, or the headings and text of the block."""
    if _is_table(block):
        yield Body("\n".join([*caption, block.text]), "table", block.page)
        return
    yield from (Body(text, page=block.page) for text in caption)
    for is_heading, lines in groupby(_marked(block.lines), key=lambda marked: marked[1]):
        texts = [line for line, _ in lines]
        if is_heading:
            yield from (Heading(_level(text), text.strip()) for text in texts)
        else:
            yield Body("\n".join(texts), page=block.page)


def _is_table(block: _Block) -> bool:
    return sum("\t" in line.strip() for line in block.lines) >= 2


def _marked(lines: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(line, _is_heading(line, at, lines)) for at, line in enumerate(lines)]


def _is_heading(line: str, at: int, lines: tuple[str, ...]) -> bool:
    """Tell whether the line is a heading: short, no sentence, and a block or a number begins."""
    text = line.strip()
    if len(text) > LONGEST_HEADING or NO_HEADING.search(text) or not _begins(text):
        return False
    if NUMBERED.match(text):
        return at in {0, len(lines) - 1}
    return at == 0 and _stands_out(text, lines[1:])


def _begins(text: str) -> bool:
    return text[0].isupper() or text[0].isdecimal() or text[0] == "§"


def _stands_out(text: str, following: tuple[str, ...]) -> bool:
    if not following:
        return True
    full = max(map(len, following))
    return len(text) < full * 0.6 and full > 60 and following[0].lstrip()[0].isupper()


def _level(text: str) -> int:
    for pattern, level in KNOWN_HEADINGS:
        if pattern.match(text.strip()):
            return level
    numbered = NUMBERED.match(text.strip())
    return 2 + numbered[1].count(".") if numbered else DEEPEST
