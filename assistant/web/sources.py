"""The source page: a document as it is stored, at the place that was quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.bootstrap import today
from assistant.core import source_text
from assistant.core.errors import UnknownDocumentError
from assistant.core.model import Citation, Document, Passage
from assistant.core.ports import DocumentStore
from assistant.core.sentences import Span
from assistant.web.answers import Served
from assistant.web.pages import render

router = APIRouter(tags=["pages"])
MOST_DIGITS = 12
Offset = Annotated[str, Query(max_length=2_000, description="A code point offset in the text.")]


@dataclass(frozen=True, slots=True)
class QuoteLink:
    """Where the quote is: on this part of the text or on another."""

    is_shown: bool
    href: str


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """A place in the document with its address."""

    label: str
    depth: int
    href: str


@router.get("/bron/{document_id}", response_class=HTMLResponse)
def source(
    document_id: str, application: Served, van: Offset = "", tot: Offset = "", vanaf: Offset = ""
) -> HTMLResponse:
    """Show a document with `text[van:tot]` marked; `vanaf` is where to read from."""
    store = application.library.current().documents
    try:
        document, text = store.document(document_id), store.text(document_id)
    except UnknownDocumentError:
        return render("unknown_source.html", http_status=404)
    quote = source_text.quote_span(text, _offset(van), _offset(tot))
    return _page(document, text, store, quote, _offset(vanaf))


def source_address(citation: Citation) -> str:
    """Return the address of the source page where the quote of `citation` is marked."""
    offsets = {"van": citation.start, "tot": citation.end}
    return f"{_address(citation.document.id, offsets)}#citaat"


def _page(
    document: Document, text: str, store: DocumentStore, quote: Span | None, start: int | None
) -> HTMLResponse:
    passages = store.passages(document.id)
    levels = source_text.heading_levels(passages)
    part = _part(text, quote, start, levels)
    offsets = {"van": quote.start, "tot": quote.end} if quote else {}

    def at(place: int) -> str:
        return _address(document.id, {**offsets, "vanaf": place}) + "#tekst"

    return render(
        "source.html",
        document=document,
        status=document.status_on(today()),
        official=_official(document, passages, quote),
        quote=_quote_link(document, part, quote),
        outline=[
            OutlineLink(one.label, one.depth, at(one.start))
            for one in source_text.outline(passages)
        ],
        earlier=at(max(0, part.start - source_text.AFTER)) if part.start else None,
        later=at(part.end) if part.end < len(text) else None,
        blocks=source_text.text_blocks(text, part, quote, levels),
    )


def _part(text: str, quote: Span | None, start: int | None, levels: Mapping[str, int]) -> Span:
    if start is None and quote is not None:
        return source_text.around(text, quote)
    return source_text.part_from(text, start or 0, levels)


def _quote_link(document: Document, part: Span, quote: Span | None) -> QuoteLink | None:
    if quote is None:
        return None
    offsets = {"van": quote.start, "tot": quote.end}
    is_shown = part.start <= quote.start < part.end
    return QuoteLink(is_shown, _address(document.id, offsets) + "#citaat")


def _official(document: Document, passages: list[Passage], quote: Span | None) -> str | None:
    """Return the official address, of the passage that holds the quote when it has its own."""
    holding = (
        one.url for one in passages if quote and one.start <= quote.start < one.end and one.url
    )
    return next(holding, document.url)


def _address(document_id: str, offsets: dict[str, int]) -> str:
    asked = f"?{urlencode(offsets)}" if offsets else ""
    return f"/bron/{quoted(document_id, safe='')}{asked}"


def _offset(text: str) -> int | None:
    plain = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if plain else None
