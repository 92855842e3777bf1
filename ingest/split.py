"""Cut a stored text into Passages: by structure first, by size second, never inside a sentence.

Only a sentence that is itself too long (a list without full stops, a wide table) is cut, by
LangChain's recursive splitter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.core.model import Passage
from assistant.core.sentences import Span, sentence_spans

if TYPE_CHECKING:
    from ingest.assemble import Block

TARGET = 700
LIMIT = 1_000
TABLE_LIMIT = 2_000


def split(document_id: str, text: str, blocks: Sequence[Block]) -> list[Passage]:
    """Return the passages of a text in order; they do not overlap.

    `TARGET` and `LIMIT` count code points: passages are filled up to the first, a single
    sentence may reach the second, a table `TABLE_LIMIT`.
    """
    return [
        Passage(
            id=f"{document_id}:{span.start}",
            document_id=document_id,
            start=span.start,
            end=span.end,
            headings=block.headings,
            page=block.page,
            article=block.article,
            paragraph=block.paragraph,
            url=block.url,
        )
        for block in _merged(blocks)
        for span in _spans(text, block)
        if text[span.start : span.end].strip()
    ]


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Join short neighbours under one heading, so that a passage holds a thought."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and _belongs(waiting, block):
            waiting = replace(waiting, end=block.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _belongs(first: Block, second: Block) -> bool:
    same_place = (first.headings, first.page, first.url) == (
        second.headings,
        second.page,
        second.url,
    )
    plain = first.kind == second.kind == "text" and not (first.article or second.article)
    return same_place and plain and second.end - first.start <= TARGET


def _spans(text: str, block: Block) -> Iterator[Span]:
    whole = _stripped(text, Span(block.start, block.end))
    limit = TABLE_LIMIT if block.kind == "table" else LIMIT
    if whole.end - whole.start <= limit:
        yield whole
        return
    yield from _packed(_pieces(text, whole, limit))


def _pieces(text: str, whole: Span, limit: int) -> Iterator[Span]:
    for span in sentence_spans(text[whole.start : whole.end]):
        start, end = whole.start + span.start, whole.start + span.end
        if end - start <= limit:
            yield Span(start, end)
        else:
            yield from _cut(text, Span(start, end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=TARGET, chunk_overlap=0, add_start_index=True, strip_whitespace=True
    )
    for chunk in splitter.create_documents([text[span.start : span.end]]):
        start = span.start + int(chunk.metadata["start_index"])
        yield Span(start, start + len(chunk.page_content))


def _packed(pieces: Iterator[Span]) -> Iterator[Span]:
    start = end = -1
    for piece in pieces:
        if start >= 0 and piece.end - start > TARGET:
            yield Span(start, end)
            start = -1
        start = piece.start if start < 0 else start
        end = piece.end
    if start >= 0:
        yield Span(start, end)


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + max(left, len(piece.rstrip())))
