"""Turn a run of headings and texts into Parts that know the headings above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from ingest.reading import Part


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the outermost."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph, list or table under the heading before it. `page` counts from 1."""

    text: str
    kind: Literal["text", "table"] = "text"
    page: int | None = None


Item = Heading | Body


def to_parts(items: Iterable[Item]) -> Iterator[Part]:
    """Yield one Part for each run of bodies under the same headings; tables stay apart.

    A heading without any body under it stays text, so that no word of the file is lost.
    """
    for _, group in groupby(_single_parts(items), key=_place):
        parts = list(group)
        yield replace(parts[0], text="\n\n".join(part.text for part in parts))


def _place(part: Part) -> tuple[object, ...]:
    apart = id(part) if part.kind == "table" else None
    return part.headings, part.page, part.kind, apart


def _single_parts(items: Iterable[Item]) -> Iterator[Part]:
    path: list[Heading] = []
    used = 0
    for item in items:
        if isinstance(item, Body):
            used = len(path)
            yield Part(item.text, item.page, _texts(path), kind=item.kind)
            continue
        outer = [heading for heading in path if heading.level < item.level]
        yield from _unused(outer, path[max(used, len(outer)) :])
        used = min(used, len(outer))
        path = [*outer, item]
    yield from _unused(path[:used], path[used:])


def _unused(above: list[Heading], headings: list[Heading]) -> Iterator[Part]:
    for heading in headings:
        yield Part(heading.text, headings=_texts(above))


def _texts(path: list[Heading]) -> tuple[str, ...]:
    return tuple(heading.text for heading in path)


def from_rows(rows: Iterable[Iterable[str]]) -> Iterator[Body]:
    """Write the rows of a table with tabs; a table for layout, one cell a row, is text."""
    filled = [cells for cells in map(list, rows) if "".join(cells).strip()]
    if any(sum(bool(cell.strip()) for cell in row) > 1 for row in filled):
        yield Body("\n".join(map(_row, filled)), "table")
    else:
        yield from (Body("\n".join(row).strip()) for row in filled)


def _row(cells: list[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells)
