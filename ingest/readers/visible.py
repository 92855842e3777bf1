"""Believe what a file says of itself only when its text says it too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.characters import normalised
from ingest.reading import Part

WORD = re.compile(r"\w+")
BROKEN = re.compile(r"-[ \t]*\n[ \t]*")


def seen_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of the texts, lower case; a word broken off at a line is whole too."""
    found: set[str] = set()
    for text in map(normalised, texts):
        found.update(WORD.findall(text.lower()), WORD.findall(BROKEN.sub("", text).lower()))
    return frozenset(found)


def stands_in(text: str, seen: frozenset[str]) -> bool:
    """Tell whether every word of `text` is among the words that a reader sees."""
    words = WORD.findall(normalised(text).lower())
    return bool(words) and seen.issuperset(words)


def visible_title(title: str, parts: Sequence[Part]) -> dict[str, str]:
    """Return the title as metadata when the text has its words, else the first heading.

    Nothing when there is neither, or when the file gives no title.
    """
    if not title:
        return {}
    headings = [heading for part in parts for heading in part.headings]
    if stands_in(title, seen_words([*(part.text for part in parts), *headings])):
        return {"title": title}
    return {"title": headings[0]} if headings else {}
