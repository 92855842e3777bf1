"""Join the cleaned Parts into the one text that is stored and quoted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.reading import Part, Reading

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A Part in the stored text: `text[start:end]`, in code points, with what the Part knew."""

    start: int
    end: int
    headings: tuple[str, ...] = ()
    page: int | None = None
    article: str | None = None
    paragraph: str | None = None
    url: str | None = None
    kind: Literal["text", "table", "page"] = "text"


@dataclass(frozen=True, slots=True)
class Assembled:
    """The stored text of a document and the Blocks in it, in order and apart."""

    text: str
    blocks: tuple[Block, ...]


def assemble(reading: Reading) -> Assembled:
    """Join the Parts with blank lines; `text[block.start:block.end]` is the text of its Part.

    A heading that is new stands in the text above its Block, outside it, so that the stored
    text reads as the document does. A page of a PDF has its headings in its own text already.
    """
    text: list[str] = []
    blocks: list[Block] = []
    position = 0
    above: tuple[str, ...] = ()
    for part in reading.parts:
        lead = _lead(part, above, is_first=not text)
        blocks.append(_block(part, position + len(lead)))
        text += [lead, part.text]
        position = blocks[-1].end
        above = part.headings
    return Assembled("".join(text), tuple(blocks))


def _lead(part: Part, above: tuple[str, ...], *, is_first: bool) -> str:
    headings = "".join(heading + BETWEEN for heading in _new_headings(part, above))
    return headings if is_first else BETWEEN + headings


def _new_headings(part: Part, above: tuple[str, ...]) -> tuple[str, ...]:
    if part.kind == "page":
        return ()
    shared = 0
    for mine, theirs in zip(part.headings, above, strict=False):
        if mine != theirs:
            break
        shared += 1
    return part.headings[shared:]


def _block(part: Part, start: int) -> Block:
    return Block(
        start=start,
        end=start + len(part.text),
        headings=part.headings,
        page=part.page,
        article=part.article,
        paragraph=part.paragraph,
        url=part.url,
        kind=part.kind,
    )
