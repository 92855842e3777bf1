"""Parse our own pages: front matter, sections, and sentences with their grounds.

The stored text of a page is its title, headings and sentences without the ground markers, so
that a quote is exactly what a parent reads. `corpus/README.md` has the format.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.core.errors import CorpusError
from assistant.core.model import (
    Basis,
    Document,
    GroundedSentence,
    Kind,
    Section,
    Sector,
    Status,
)
from assistant.core.sentences import sentences
from ingest.assemble import Block

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS: dict[str, Section] = {
    "Kort antwoord": "kort",
    "Uitleg": "uitleg",
    "Wat kunt u doen": "stappen",
    "Let op": "uitleg",
    "Wat is het": "bron",
    "Wat betekent het voor ouders": "bron",
}
_FRONT = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_MARKERS = re.compile(r"(?:\s*\[[a-z0-9_]+(?:-[A-Za-z0-9_.:°]+)*\])+")
_MARKER = re.compile(r"\[([^\]]+)\]")
_ITEM = re.compile(r"^(?:\d+\.|[-*])\s+")


class GroundEntry(BaseModel):
    """What a ground id stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    url: str | None = None


class FrontMatter(BaseModel):
    """The head of a rights page or summary."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    status: Status
    checked_on: datetime.date
    grounds: dict[str, GroundEntry]
    kind: Kind = Kind.RECHTEN
    source: str | None = None
    date: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    sectors: tuple[Sector, ...] = ()
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSentence:
    """One sentence as written, with its heading, whether it opens a list item, and grounds."""

    text: str
    heading: str
    layout: Literal["paragraph", "item", "same"]
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page; nothing is checked yet but its form."""

    path: Path
    front: FrontMatter
    sentences: tuple[PageSentence, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order, each once."""
        return tuple(dict.fromkeys(sentence.heading for sentence in self.sentences))


def parse_page(path: Path) -> Page:
    """Read one page. Raises CorpusError with the place when its form is broken."""
    try:
        found = _FRONT.match(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name} kan niet worden gelezen.") from error
    if found is None:
        raise CorpusError(f"{path.name}: er is geen kop tussen twee regels met ---.")
    return Page(path, _front(path, found.group(1)), tuple(_body(path, found.group(2))))


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as a Document, its stored text, and a Block a section."""

    document: Document
    text: str
    blocks: tuple[Block, ...]


def stored(page: Page) -> Stored:
    """Return the page as it is stored; every sentence keeps its offsets."""
    pieces = [page.front.title]
    length = len(page.front.title)
    grounded: list[GroundedSentence] = []
    blocks: list[Block] = []
    heading = ""
    for sentence in page.sentences:
        lead = _lead(sentence, heading)
        start = length + len(lead)
        length = start + len(sentence.text)
        grounded.append(_grounded(page.front, sentence, start))
        if sentence.heading != heading:
            heading = sentence.heading
            blocks.append(Block(start, length, headings=(heading,)))
        blocks[-1] = replace(blocks[-1], end=length)
        pieces += [lead, sentence.text]
    document = _document(page.front, tuple(grounded))
    return Stored(document, "".join(pieces), tuple(blocks))


def _lead(sentence: PageSentence, heading: str) -> str:
    if sentence.heading != heading:
        return f"\n\n{sentence.heading}\n\n"
    return {"paragraph": "\n\n", "item": "\n", "same": " "}[sentence.layout]


def _grounded(front: FrontMatter, sentence: PageSentence, start: int) -> GroundedSentence:
    entries = [front.grounds[ground] for ground in sentence.grounds if ground in front.grounds]
    return GroundedSentence(
        start=start,
        end=start + len(sentence.text),
        section=SECTIONS.get(sentence.heading, "uitleg"),
        basis=tuple(Basis(entry.label, entry.url) for entry in entries),
    )


def _document(front: FrontMatter, grounded: tuple[GroundedSentence, ...]) -> Document:
    summary = front.kind is not Kind.RECHTEN
    first = next(iter(front.grounds.values()), None)
    return Document(
        id=front.id,
        title=f"Samenvatting: {front.title}" if summary else front.title,
        publisher="Wegwijzer Passend Onderwijs",
        kind=front.kind,
        status=front.status,
        date=front.date or front.checked_on,
        valid_from=front.valid_from,
        valid_to=front.valid_to,
        url=first.url if summary and first else None,
        sectors=front.sectors,
        topics=front.topics,
        contacts=front.contacts,
        see_also=front.see_also,
        questions=front.questions,
        grounded=grounded,
    )


def _front(path: Path, text: str) -> FrontMatter:
    try:
        return FrontMatter.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise CorpusError(f"{path.name}: de kop is geen geldige YAML, regel {line}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CorpusError(f"{path.name}: {place}: {first['msg']}.") from error
    except ValueError as error:
        raise CorpusError(f"{path.name}: de kop klopt niet: {error}.") from error


def _body(path: Path, text: str) -> list[PageSentence]:
    found: list[PageSentence] = []
    heading = ""
    for block in _blocks(text):
        if block.startswith("## "):
            heading = block[3:].strip()
            continue
        if not heading:
            raise CorpusError(f"{path.name}: er staat tekst voor de eerste kop met ##.")
        found += _sentences(block, heading)
    return found


def _blocks(text: str) -> list[str]:
    """Return headings, list items and paragraphs, each on one line."""
    blocks: list[str] = []
    joining = False
    for line in (raw.strip() for raw in text.splitlines()):
        starts = bool(_ITEM.match(line)) or line.startswith("## ")
        if line and joining and not starts:
            blocks[-1] += f" {line}"
        elif line:
            blocks.append(line)
        joining = bool(line) and not line.startswith("## ")
    return blocks


def _sentences(block: str, heading: str) -> list[PageSentence]:
    item = _ITEM.match(block)
    layout: Literal["paragraph", "item", "same"] = "item" if item else "paragraph"
    rest = block[item.end() :] if item else block
    found: list[PageSentence] = []
    at = 0
    for markers in _MARKERS.finditer(rest):
        grounds = tuple(_MARKER.findall(markers.group()))
        found += _run(rest[at : markers.start()], heading, layout if not found else "same", grounds)
        at = markers.end()
    return found + _run(rest[at:], heading, layout if not found else "same", ())


def _run(
    text: str,
    heading: str,
    layout: Literal["paragraph", "item", "same"],
    grounds: tuple[str, ...],
) -> list[PageSentence]:
    """Return the sentences before a marker; only the last one carries its grounds."""
    pieces = sentences(text)
    return [
        PageSentence(
            text=piece,
            heading=heading,
            layout=layout if place == 0 else "same",
            grounds=grounds if place == len(pieces) - 1 else (),
        )
        for place, piece in enumerate(pieces)
    ]
