"""Read Word (docx) and OpenDocument (odt) text: headings, paragraphs, lists and tables in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from ingest.reading import Reading, Reason, UnreadableError
from ingest.readers import odt
from ingest.readers.outline import Body, Heading, Item, to_parts

LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_FILES = 5000
HEADING_STYLE = re.compile(r"(?:heading|kop|koptekst niveau)\s*(\d)", re.IGNORECASE)


def read_docx(path: Path) -> Reading:
    """Read a Word document; headers, footers and comments are left out.

    Raises UnreadableError: WRONG_TYPE, DAMAGED, TOO_LARGE (a zip bomb), NO_TEXT.
    """
    _check_zip(path, "word/document.xml")
    try:
        document = docx.Document(str(path))
        items = list(_items(document))
    except (KeyError, ValueError, SyntaxError, BadZipFile) as error:
        raise _damaged() from error
    return _reading(items, document.core_properties.title)


def read_odt(path: Path) -> Reading:
    """Read an OpenDocument text.

    Raises UnreadableError: WRONG_TYPE, PASSWORD, DAMAGED, TOO_LARGE (a zip bomb), NO_TEXT.
    """
    _check_zip(path, "content.xml")
    try:
        with ZipFile(path) as archive:
            items, title = list(odt.items(archive)), odt.title(archive)
    except (KeyError, SyntaxError, BadZipFile) as error:
        raise _damaged() from error
    return _reading(items, title)


def _check_zip(path: Path, needed: str) -> None:
    """Refuse what unpacks to too much before anything is unpacked."""
    try:
        with ZipFile(path) as archive:
            files = archive.infolist()
    except BadZipFile as error:
        raise _damaged() from error
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST_UNPACKED:
        raise UnreadableError(Reason.TOO_LARGE, "Dit bestand wordt uitgepakt veel te groot.")
    if needed not in {file.filename for file in files}:
        raise UnreadableError(
            Reason.WRONG_TYPE, f"Dit bestand heet {path.suffix}, maar is dat niet."
        )


def _damaged() -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, "Dit bestand is beschadigd en kan niet worden gelezen.")


def _reading(items: Iterable[Item], title: str) -> Reading:
    parts = tuple(to_parts(items))
    if not any(character.isalpha() for part in parts for character in part.text):
        raise UnreadableError(Reason.NO_TEXT, "In dit bestand staat geen tekst.")
    words = title.split()
    return Reading(parts, {"title": " ".join(words)} if len(words) > 1 else {})


def _items(document: Document) -> Iterator[Item]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from table_items(_rows(block))


def _paragraph(paragraph: Paragraph) -> Iterator[Item]:
    text = paragraph.text.replace("\t", " ").strip()
    if not text:
        return
    level = _heading_level(paragraph)
    if level:
        yield Heading(level, " ".join(text.split()))
    else:
        yield Body(f"- {text}" if _is_list_item(paragraph) else text)
