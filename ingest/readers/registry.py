"""Choose the reader of a file: by its suffix, if the first bytes agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.reading import Reading, Reason, UnreadableError
from ingest.sandbox import DEFAULT, MEGABYTE, Limits, load, read_in_child

LARGEST = 50 * MEGABYTE
LARGEST_IN_PROCESS = 5 * MEGABYTE
FIRST = 2048
FIRST_TRY = 0.6
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0"
BINARY = (
    b"%PDF-", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
    b"{\\rtf", b"SQLite format", OLE,
)  # fmt: skip
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HTML = (b"<!doctype html", b"<html")
RETRY = frozenset({Reason.TOO_SLOW, Reason.TOO_MUCH_MEMORY, Reason.DAMAGED})


def _is_pdf(first: bytes) -> bool:
    return b"%PDF-" in first[:1024]


def _is_zip(first: bytes) -> bool:
    return first.startswith(b"PK\x03\x04")


def _is_xml(first: bytes) -> bool:
    return first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<toestand"))


def _is_text(first: bytes) -> bool:
    if first.startswith(BINARY) or first.lstrip().lower().startswith(HTML):
        return False
    return b"\0" not in first or first.startswith(UTF16)


@dataclass(frozen=True, slots=True)
class Format:
    """How a sort of file is read: `reader` and `second` are names for `sandbox.load`.

    `in_child` files are read in a child process; `second` is tried when `reader` gives up.
    """

    name: str
    reader: str
    agrees: Callable[[bytes], bool]
    in_child: bool = False
    second: str | None = None


_TEXT = Format("tekstbestand", "ingest.readers.text:read_text", _is_text)
_MARKDOWN = Format("Markdown-bestand", "ingest.readers.markdown:read_markdown", _is_text)
FORMATS = {
    ".txt": _TEXT,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".xml": Format("XML-bestand", "ingest.readers.bwb:read_bwb", _is_xml),
    ".pdf": Format(
        "PDF",
        "ingest.readers.pdf:read_pdf",
        _is_pdf,
        in_child=True,
        second="ingest.readers.pdf:read_pdf_with_pdfium",
    ),
    ".docx": Format("Word-bestand", "ingest.readers.office:read_docx", _is_zip, in_child=True),
    ".odt": Format(
        "OpenDocument-bestand", "ingest.readers.office:read_odt", _is_zip, in_child=True
    ),
}


def read(path: Path, limits: Limits = DEFAULT) -> Reading:
    """Read a file of any known sort.

    Raises UnreadableError with the reason; never returns an empty Reading.
    """
    try:
        return _read(path, limits)
    except (OSError, RecursionError) as error:
        raise UnreadableError(Reason.DAMAGED, "Dit bestand kan niet worden geopend.") from error


def _read(path: Path, limits: Limits) -> Reading:
    sort = _format(path)
    size = path.stat().st_size
    _check_size(size)
    _check_content(path, sort)
    if sort.in_child or size > LARGEST_IN_PROCESS:
        return _read_apart(sort, path, limits)
    return load(sort.reader)(path)


def _format(path: Path) -> Format:
    if not path.exists():
        raise UnreadableError(Reason.NOT_FOUND, "Dit bestand bestaat niet.")
    if not path.is_file():
        raise UnreadableError(Reason.WRONG_TYPE, "Dit is een map of iets anders, geen bestand.")
    sort = FORMATS.get(path.suffix.lower())
    if sort is None:
        known = ", ".join(sorted(FORMATS))
        raise UnreadableError(
            Reason.UNKNOWN_TYPE, f"Dit soort bestand kan niet worden gelezen. Wel: {known}."
        )
    return sort


def _check_size(size: int) -> None:
    if size == 0:
        raise UnreadableError(Reason.NO_TEXT, "Dit bestand is leeg.")
    if size > LARGEST:
        raise UnreadableError(
            Reason.TOO_LARGE, f"Dit bestand is groter dan {LARGEST // MEGABYTE} MB."
        )


def _check_content(path: Path, sort: Format) -> None:
    first = _first_bytes(path)
    if sort.agrees(first):
        return
    if first.startswith(OLE) and ENCRYPTED_OFFICE in path.read_bytes():
        raise UnreadableError(Reason.PASSWORD, "Dit bestand is beveiligd met een wachtwoord.")
    raise UnreadableError(
        Reason.WRONG_TYPE, f"Dit bestand heet {path.suffix.lower()}, maar is geen {sort.name}."
    )


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FIRST)


def _read_apart(sort: Format, path: Path, limits: Limits) -> Reading:
    """Read in a child; both tries together stay within the limits."""
    if sort.second is None:
        return read_in_child(sort.reader, path, limits)
    first = replace(limits, seconds=limits.seconds * FIRST_TRY)
    try:
        return read_in_child(sort.reader, path, first)
    except UnreadableError as error:
        if error.reason not in RETRY:
            raise
        return _try_again(sort.second, path, limits, error)


def _try_again(reader: str, path: Path, limits: Limits, why: UnreadableError) -> Reading:
    rest = replace(limits, seconds=limits.seconds * (1 - FIRST_TRY))
    try:
        return read_in_child(reader, path, rest)
    except UnreadableError as error:
        raise (error if error.reason is Reason.PASSWORD else why) from None
