"""Understand a law that was written down as Markdown: its chapters, articles and leden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.readers.outline import Heading, Item
from ingest.reading import Part

SITE = "https://wetten.overheid.nl"
LEVELS = {
    "boek": 1, "deel": 2, "hoofdstuk": 3, "titel": 4, "afdeling": 5, "paragraaf": 6, "§": 6,
    "artikel": 8, "bijlage": 3,
}  # fmt: skip
NAMED = re.compile(
    r"(boek|deel|hoofdstuk|titel|afdeling|paragraaf|§|artikel|bijlage)\s*([\dIVXLC][\w.:]*)?",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"Artikel ((?:\d|[IVX]+\b)[\w:]*(?:\.\d\w*)*)")
LID = re.compile(r"(\d{1,2})([a-z]?)\.?\s+(?=[A-ZÀ-Ý\u00ab\u2018-\u201f\"'(\[])")
GONE = re.compile(r"\[?(vervallen|gereserveerd)[^\n]{0,60}", re.IGNORECASE)
BWB = re.compile(r"BWBR\d{7}")


@dataclass(frozen=True, slots=True)
class _Lid:
    number: str | None
    text: str


def is_law(items: Iterable[Item]) -> bool:
    """Tell whether there are headings such as `Artikel 40`."""
    return any(isinstance(item, Heading) and ARTICLE.match(item.text) for item in items)


def law_items(items: Iterable[Item]) -> Iterator[Item]:
    """Give headings the level of their name and join `Artikel 1` with the title under it."""
    waiting: Heading | None = None
    for item in items:
        if isinstance(item, Heading):
            if waiting and not _level(item):
                waiting = replace(waiting, text=f"{waiting.text}. {item.text}")
                continue
            yield from _known(waiting)
            waiting = _levelled(item)
        else:
            yield from _known(waiting)
            waiting = None
            yield item
    yield from _known(waiting)


def _known(heading: Heading | None) -> Iterator[Item]:
    if heading:
        yield heading


def _levelled(heading: Heading) -> Heading:
    return replace(heading, level=_level(heading) or 7)


def _level(heading: Heading) -> int:
    named = NAMED.match(heading.text)
    return LEVELS[named[1].lower()] if named and named[2] else 0


def law_parts(parts: Iterable[Part], metadata: dict[str, str]) -> Iterator[Part]:
    """Split the Parts of an article into its leden; expired articles are left out."""
    for part in parts:
        article = ARTICLE.match(part.headings[-1]) if part.headings else None
        if not article:
            yield part
        elif not GONE.fullmatch(part.text):
            yield from _leden_parts(replace(part, article=article[1]), metadata)


def _leden_parts(part: Part, metadata: dict[str, str]) -> Iterator[Part]:
    url = _url(part.article, metadata)
    for lid in _leden(part):
        if not GONE.fullmatch(LID.sub("", lid.text, count=1)):
            yield replace(part, text=lid.text, paragraph=lid.number, url=url)


def _url(article: str | None, metadata: dict[str, str]) -> str | None:
    law, day = metadata.get("identifier", ""), metadata.get("valid_from")
    return f"{SITE}/{law}/{day}#Artikel{article}" if BWB.fullmatch(law) and day else None


def _leden(part: Part) -> Iterator[_Lid]:
    """Split at `1 De …`, `2. …`, rising; a numbered list inside a lid begins again at 1."""
    if part.kind == "table" or not LID.match(part.text):
        yield _Lid(None, part.text)
        return
    lines: list[str] = []
    number = ""
    for line in part.text.split("\n"):
        found = LID.match(line)
        if found and _order(found[1] + found[2]) > _order(number):
            yield from _filled(number, lines)
            number, lines = found[1] + found[2], []
        lines.append(line)
    yield from _filled(number, lines)


def _filled(number: str, lines: list[str]) -> Iterator[_Lid]:
    if number:
        yield _Lid(number, "\n".join(lines).strip())


def _order(number: str) -> tuple[int, str]:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits or 0), number[len(digits) :]
