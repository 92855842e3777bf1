"""Read office files: a guard against zip bombs, then docx with python-docx or odt by its XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from ingest.readers import odt
from ingest.readers.docx_hidden import drop_hidden_runs
from ingest.readers.outline import Body, Heading, Item, from_rows, to_parts
from ingest.readers.visible import visible_title
from ingest.reading import Reading, Reason, UnreadableError

LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_FILES = 5000
LONGEST_HEADING = 90
DEEPEST = 9
HEADING_STYLE = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
HEADING_TEXT = re.compile(r"(?:Vraag|Antwoord)\b[^.?!]*\d")
BROKEN = (KeyError, ValueError, LxmlError, BadZipFile, PackageNotFoundError, NotImplementedError)


def read_docx(path: Path) -> Reading:
    """Read a Word document in order; headers, footers and comments are left out.

    Raises UnreadableError: WRONG_TYPE, DAMAGED, TOO_LARGE (a zip bomb), NO_TEXT.
    """
    _check_zip(path, "word/document.xml")
    try:
        document = docx.Document(str(path))
        drop_hidden_runs(document)
        items, title = list(_items(document)), document.core_properties.title
    except BROKEN as error:
        raise _damaged() from error
    return _reading(items, title)


def read_odt(path: Path) -> Reading:
    """Read an OpenDocument text in order; comments and tracked changes are left out.

    Raises UnreadableError: WRONG_TYPE, PASSWORD, DAMAGED, TOO_LARGE (a zip bomb), NO_TEXT.
    """
    _check_zip(path, "content.xml")
    try:
        with ZipFile(path) as archive:
            items, title = list(odt.items(archive)), odt.title(archive)
    except BROKEN as error:
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
        suffix = path.suffix.lower()
        raise UnreadableError(Reason.WRONG_TYPE, f"Dit bestand heet {suffix}, maar is dat niet.")


def _damaged() -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, "Dit bestand is beschadigd en kan niet worden gelezen.")


def _reading(items: Iterable[Item], title: str) -> Reading:
    parts = tuple(to_parts(items))
    if not any(character.isalpha() for part in parts for character in part.text):
        raise UnreadableError(Reason.NO_TEXT, "In dit bestand staat geen tekst.")
    words = title.split()
    return Reading(parts, visible_title(" ".join(words) if len(words) > 1 else "", parts))


def _items(document: Document) -> Iterator[Item]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from from_rows(_rows(block))


def _paragraph(paragraph: Paragraph) -> Iterator[Item]:
    text = paragraph.text.replace("\t", " ").strip()
    level = _heading_level(paragraph, text)
    if level:
        yield Heading(level, " ".join(text.split()))
    elif text:
        yield Body(f"- {text}" if _is_list_item(paragraph) else text)


def _heading_level(paragraph: Paragraph, text: str) -> int:
    if not text or len(text) > 2 * LONGEST_HEADING:
        return 0
    styled = HEADING_STYLE.match(_style(paragraph))
    if styled:
        return int(styled[1])
    return DEEPEST if HEADING_TEXT.fullmatch(text) or _is_bold_line(paragraph, text) else 0


def _is_bold_line(paragraph: Paragraph, text: str) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    is_short = len(text) <= LONGEST_HEADING and text[-1] not in ".,;:?!"
    return is_short and bool(runs) and all(run.bold for run in runs)


def _is_list_item(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style else ""


def _rows(table: Table) -> Iterator[list[str]]:
    """Yield the cells of each row; a merged cell comes once, where it begins."""
    seen: set[object] = set()
    for row in table.rows:
        fresh = {id(cell._tc): cell for cell in row.cells if cell._tc not in seen}
        seen.update(cell._tc for cell in fresh.values())
        yield [cell.text for cell in fresh.values()]
