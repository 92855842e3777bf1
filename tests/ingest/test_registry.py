from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.readers.registry import ENCRYPTED_OFFICE, FORMATS, LARGEST, OLE, read
from ingest.reading import Reason, UnreadableError
from ingest.sandbox import Limits

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not here")
HOSTILE = sorted((SHARED / "hostile").glob("*.pdf"))
CORPUS = sorted(file for file in (SHARED / "corpus").glob("*/*") if file.is_file())


def reason(file: Path, limits: Limits | None = None) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        read(file, limits or Limits())
    assert caught.value.sentence.endswith(".")
    return caught.value.reason


def made(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"PK\x03\x04", Reason.UNKNOWN_TYPE),
        ("zonder-suffix", b"tekst", Reason.UNKNOWN_TYPE),
        ("a.pdf", b"<html>geen pdf</html>", Reason.WRONG_TYPE),
        ("a.PDF", b"MZ\x90\x00", Reason.WRONG_TYPE),
        ("a.docx", b"%PDF-1.4", Reason.WRONG_TYPE),
        ("a.odt", b"tekst", Reason.WRONG_TYPE),
        ("a.txt", b"MZ\x90\x00\x03", Reason.WRONG_TYPE),
        ("a.txt", b"%PDF-1.4 tekst", Reason.WRONG_TYPE),
        ("a.md", b"  <!DOCTYPE HTML><p>tekst", Reason.WRONG_TYPE),
        ("a.txt", b"\x89PNG\r\n", Reason.WRONG_TYPE),
        ("a.xml", b"%PDF-1.4", Reason.WRONG_TYPE),
        ("a.docx", OLE + b"oud Word", Reason.WRONG_TYPE),
        ("a.docx", OLE + ENCRYPTED_OFFICE, Reason.PASSWORD),
        ("a.txt", b"", Reason.NO_TEXT),
        ("a.pdf", b"", Reason.NO_TEXT),
        ("a.pdf", b"%PDF-1.4 en verder niets", Reason.DAMAGED),
        ("a.docx", b"PK\x03\x04 en verder niets", Reason.DAMAGED),
    ],
)
def test_a_file_that_is_not_what_it_says_has_a_reason(
    tmp_path: Path, name: str, content: bytes, expected: Reason
) -> None:
    assert reason(made(tmp_path, name, content)) is expected


def test_what_is_no_file_has_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "map.pdf"
    folder.mkdir()
    pipe = tmp_path / "pijp.txt"
    os.mkfifo(pipe)
    assert reason(folder) is Reason.WRONG_TYPE
    assert reason(pipe) is Reason.WRONG_TYPE
    assert reason(tmp_path / "weg.txt") is Reason.NOT_FOUND


def test_a_law_nested_too_deep_has_a_reason(tmp_path: Path) -> None:
    deep = "<lijst><li>" * 120 + "<al>diep</al>" + "</li></lijst>" * 120
    law = f'<toestand bwb-id="B"><artikel><kop><nr>1</nr></kop>{deep}</artikel></toestand>'
    assert outcome(made(tmp_path, "a.xml", law.encode())) in {"text", Reason.DAMAGED}


def test_a_file_that_may_not_be_opened_has_a_reason(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may open every file")
    file = made(tmp_path, "dicht.txt", b"tekst")
    file.chmod(0)
    assert reason(file) is Reason.DAMAGED


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "groot.txt"
    with file.open("wb") as hole:
        hole.truncate(LARGEST + 1)
    assert reason(file) is Reason.TOO_LARGE


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_reader_of_the_table_exists(suffix: str) -> None:
    for name in filter(None, (FORMATS[suffix].reader, FORMATS[suffix].second)):
        module, function = name.split(":")
        assert hasattr(__import__(module, fromlist=[function]), function)


def test_a_bomb_of_zipped_spaces_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bom.docx"
    with ZipFile(file, "w", 8) as archive:
        archive.writestr("word/document.xml", b" " * 120_000_000)
    assert reason(file) is Reason.TOO_LARGE


def outcome(file: Path) -> str:
    try:
        return "text" if any(part.text.strip() for part in read(file).parts) else "nothing"
    except UnreadableError as error:
        return error.reason if error.sentence else "no sentence"


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name)
def test_a_hostile_pdf_ends_in_text_or_in_a_reason(file: Path) -> None:
    assert outcome(file) in {"text", Reason.PASSWORD, Reason.NO_TEXT, Reason.DAMAGED}


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_every_real_document_gives_text(file: Path) -> None:
    if file.name == "scan-zonder-tekstlaag.pdf":
        assert reason(file) is Reason.NO_TEXT
    else:
        assert sum(len(part.text) for part in read(file).parts) > 500
