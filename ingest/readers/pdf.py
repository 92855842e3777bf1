"""Read a PDF page by page: with pypdf, and with pdfium when pypdf fails or finds nothing.

Meant for the child process of `ingest.sandbox`: both libraries can be made to eat time and memory.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdf
import pypdfium2
from pypdf.generic import Destination

from ingest.readers.pdf_visible import visible_pages
from ingest.readers.visible import seen_words, stands_in, visible_title
from ingest.reading import Part, Reading, Reason, UnreadableError

FEWEST_LETTERS = 20
FEWEST_LETTERS_A_PAGE = 10
MOST_ENTRIES = 1000
LONGEST_TITLE = 200
PDFIUM_PASSWORD = 4
NO_TITLE = ("microsoft word", "untitled", "naamloos", "document", "logo")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents: where it points, counted from 0, and what is above."""

    page: int
    headings: tuple[str, ...]


def read_pdf(path: Path) -> Reading:
    """Read one Part a page.

    Raises UnreadableError: PASSWORD, DAMAGED, or NO_TEXT for a scan without a text layer.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read_with_pypdf(path)
    except MemoryError:
        raise
    except Exception:  # a broken file makes pypdf raise anything; pdfium gives the reason
        return read_pdf_with_pdfium(path)


def read_pdf_with_pdfium(path: Path) -> Reading:
    """Read one Part a page with pdfium: much faster, without the table of contents.

    Raises UnreadableError: PASSWORD, DAMAGED, NO_TEXT.
    """
    try:
        texts = tuple(page.text for page in visible_pages(path))
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error) from error
    _check_text(texts)
    return Reading(tuple(_parts(texts, ())))


def _unreadable(error: pypdfium2.PdfiumError) -> UnreadableError:
    if getattr(error, "err_code", None) == PDFIUM_PASSWORD or "password" in str(error).lower():
        return UnreadableError(Reason.PASSWORD, "Dit bestand is beveiligd met een wachtwoord.")
    return UnreadableError(Reason.DAMAGED, "Deze PDF is beschadigd en kan niet worden gelezen.")


def _read_with_pypdf(path: Path) -> Reading:
    with pypdf.PdfReader(path) as reader:
        if reader.is_encrypted:
            reader.decrypt("")
        texts = _visible(tuple(page.extract_text() for page in reader.pages), path)
        _check_text(texts)
        parts = tuple(_parts(texts, _entries(reader, texts)))
        return Reading(parts, visible_title(_title(reader), parts))


def _visible(texts: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """Keep the texts of pypdf, but of a page that hides something only what pdfium can see."""
    seen = tuple(visible_pages(path))
    if len(seen) != len(texts):
        return tuple(page.text for page in seen)
    pairs = zip(texts, seen, strict=True)
    return tuple(text if page.is_whole else page.text for text, page in pairs)


def _parts(texts: tuple[str, ...], entries: tuple[_Entry, ...]) -> Iterator[Part]:
    for number, text in enumerate(texts):
        if text.strip():
            yield Part(text, number + 1, _headings(entries, number), kind="page")


def _headings(entries: tuple[_Entry, ...], page: int) -> tuple[str, ...]:
    """Give the first heading that begins on the page, or else the last one before it."""
    before: tuple[str, ...] = ()
    for entry in entries:
        if entry.page == page:
            return entry.headings
        if entry.page < page:
            before = entry.headings
    return before


def _entries(reader: pypdf.PdfReader, texts: tuple[str, ...]) -> tuple[_Entry, ...]:
    """Read the table of contents; one that is broken does not matter for the text.

    An entry that says what the pages do not say is left out.
    """
    found: list[_Entry] = []
    with suppress(Exception):
        found.extend(islice(_walk(reader, reader.outline, ()), MOST_ENTRIES))
    seen = seen_words(texts)
    visible = (entry for entry in found if stands_in(" ".join(entry.headings), seen))
    return tuple(sorted(visible, key=lambda entry: entry.page))


def _walk(reader: pypdf.PdfReader, outline: object, above: tuple[str, ...]) -> Iterator[_Entry]:
    """Walk the outline: after an entry, a list holds the entries under it."""
    inner = above
    for item in outline if isinstance(outline, list) else ():
        if isinstance(item, Destination):
            inner = (*above, " ".join(str(item.title).split())[:LONGEST_TITLE])
            yield from _entry(reader, item, inner)
        else:
            yield from _walk(reader, item, inner)


def _entry(
    reader: pypdf.PdfReader, item: Destination, headings: tuple[str, ...]
) -> Iterator[_Entry]:
    page = reader.get_destination_page_number(item)
    if page is not None and page >= 0 and all(headings):
        yield _Entry(page, headings)


def _title(reader: pypdf.PdfReader) -> str:
    """Return the title, if it is one: not the name of a file or of a word processor."""
    title = ""
    with suppress(Exception):
        title = " ".join(str(reader.metadata.title or "").split()) if reader.metadata else ""
    if len(title.split()) < 2 or title.lower().startswith(NO_TITLE) or "." in title[-5:]:
        return ""
    return title[:LONGEST_TITLE]


def _check_text(texts: tuple[str, ...]) -> None:
    """Tell a document from a scan with only a stamp or a page number as text."""
    letters = sum(character.isalpha() for text in texts for character in text)
    if letters < max(FEWEST_LETTERS, FEWEST_LETTERS_A_PAGE * len(texts)):
        raise UnreadableError(
            Reason.NO_TEXT, "Dit bestand bestaat uit plaatjes; er staat geen leesbare tekst in."
        )
