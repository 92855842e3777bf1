"""Read Markdown with optional YAML front matter; sloppy headings are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml

from ingest.readers.law_markdown import is_law, law_items, law_parts
from ingest.readers.markup import paragraph, plain, table
from ingest.readers.markup_hidden import without_hidden
from ingest.readers.outline import Body, Heading, Item, to_parts
from ingest.readers.text import decode
from ingest.readers.visible import seen_words, stands_in
from ingest.reading import Reading, Reason, UnreadableError

FENCED_YAML = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)  # fmt: skip
KEYS = {
    "titel": "title", "title": "title", "uitgever": "publisher", "publisher": "publisher",
    "soort": "kind", "kind": "kind", "status": "status", "bwb_id": "identifier",
    "identifier": "identifier", "datum": "date", "publicatiedatum": "date", "date": "date",
    "geldig_vanaf": "valid_from", "valid_from": "valid_from", "geldig_tot": "valid_to",
    "valid_to": "valid_to", "bron": "url", "url": "url",
}  # fmt: skip
HEADING = re.compile(r" {0,3}(#(?=[ \t])|#{2,6})[ \t]*([^#\s].*?)[ \t]*#*[ \t]*$")
FENCE = re.compile(r"\s*(?:```|~~~)")


def read_markdown(path: Path) -> Reading:
    """Read headings and text; in a law every lid becomes a Part with article and link.

    Raises UnreadableError: NO_TEXT when empty, INVALID when the front matter is no YAML.
    """
    text = decode(path.read_bytes()).replace("\r\n", "\n")
    front = FENCED_YAML.match(text)
    metadata = _metadata(front[1]) if front else {}
    found = list(_items(without_hidden(text[front.end() if front else 0 :])))
    _forget_unseen_title(metadata, found)
    items = _take_title(found, metadata)
    if is_law(items):
        parts = tuple(law_parts(to_parts(law_items(items)), metadata))
    else:
        parts = tuple(to_parts(items))
    if not parts:
        raise UnreadableError(Reason.NO_TEXT, "In dit bestand staat geen tekst.")
    return Reading(parts, metadata)


def _metadata(front: str) -> dict[str, str]:
    try:
        values = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableError(
            Reason.INVALID, "De gegevens boven aan dit bestand zijn geen geldige YAML."
        ) from error
    if not isinstance(values, dict):
        return {}
    known = {KEYS[key]: value for key, value in values.items() if key in KEYS}
    return {key: str(value) for key, value in known.items() if isinstance(value, str | date | int)}


def _items(text: str) -> Iterator[Item]:
    for is_code, lines in _fenced(text.splitlines()):
        if is_code:
            yield Body("\n".join(lines))
        else:
            yield from _blocks(lines)


def _fenced(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    inside = False
    kept: list[str] = []
    for line in lines:
        if FENCE.match(line):
            if kept:
                yield inside, kept
            inside, kept = not inside, []
        else:
            kept.append(line)
    if kept:
        yield inside, kept


def _blocks(lines: list[str]) -> Iterator[Item]:
    for sort, group in groupby(lines, key=_sort):
        block = list(group)
        if sort == "heading":
            yield from map(_heading, block)
        elif sort == "table" and len(block) > 1:
            yield Body(table(block), "table")
        elif sort != "blank" and (text := paragraph(block)):
            yield Body(text)


def _sort(line: str) -> str:
    if not plain(line):
        return "blank"
    if HEADING.match(line):
        return "heading"
    return "table" if line.lstrip().startswith("|") else "text"


def _heading(line: str) -> Heading:
    found = HEADING.match(line)
    marks, text = found.groups() if found else ("#", line)
    return Heading(len(marks), " ".join(plain(text).split()))


def _forget_unseen_title(metadata: dict[str, str], items: list[Item]) -> None:
    """Drop a title that the text itself does not have."""
    title = metadata.get("title")
    if title is not None and not stands_in(title, seen_words(item.text for item in items)):
        del metadata["title"]


def _take_title(items: list[Item], metadata: dict[str, str]) -> list[Item]:
    """Take a first heading above all others as the title, unless there is a title."""
    levels = [item.level for item in items if isinstance(item, Heading)]
    first = items[0] if items else None
    if not isinstance(first, Heading) or min(levels[1:], default=9) <= first.level:
        return items
    if metadata.setdefault("title", first.text) != first.text:
        return items
    return items[1:]
