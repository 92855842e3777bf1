from __future__ import annotations

import zlib
from pathlib import Path

import pypdf
import pytest

from ingest.clean import clean
from ingest.readers.pdf import read_pdf, read_pdf_with_pdfium
from ingest.readers.registry import read
from ingest.reading import Reason, UnreadableError
from ingest.sandbox import Limits

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not here")
LINE = b"BT /F1 12 Tf 40 700 Td (%s) Tj ET"
SENTENCE = b"De school overlegt met de ouders."


def pdf(*contents: bytes, kids: bytes | None = None, packed: bool = False) -> bytes:
    """Write a PDF with a page for each content stream, as bytes."""
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
             b"/Contents %d 0 R>>" % (4 + 2 * at + 1) for at in range(len(contents))]  # fmt: skip
    raw = [zlib.compress(one, 9) if packed else one for one in contents]
    how = b"/Filter/FlateDecode" if packed else b""
    streams = [b"<</Length %d%s>>stream\n%s\nendstream" % (len(one), how, one) for one in raw]
    numbers = kids or b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), numbers),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for page, stream in zip(pages, streams, strict=True):
        objects += [page, stream]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(body))
    )


def reason(file: Path) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(file)
    assert caught.value.sentence.endswith(".")
    return caught.value.reason


def outcome(file: Path) -> str:
    try:
        return "text" if read_pdf(file).parts else "nothing"
    except UnreadableError as error:
        return error.reason


def test_every_page_with_text_is_a_part_that_knows_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(LINE % SENTENCE, b"", LINE % b"Ouders mogen meepraten over het plan."))
    for reader in (read_pdf, read_pdf_with_pdfium):
        parts = reader(file).parts
        assert [part.page for part in parts] == [1, 3]
        assert {part.kind for part in parts} == {"page"}
        assert parts[0].text.strip() == SENTENCE.decode()


def test_the_outline_gives_the_headings(tmp_path: Path) -> None:
    plain, file = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first = LINE % b"Gids voor ouders. 1 Inleiding, 1.1 Doel van deze gids."
    plain.write_bytes(pdf(first, *[LINE % SENTENCE] * 3))
    writer = pypdf.PdfWriter(clone_from=plain)
    writer.add_outline_item(title="Zeg alleen dit", page_number=0)
    chapter = writer.add_outline_item(title="1  Inleiding", page_number=1)
    writer.add_outline_item(title="1.1 Doel", page_number=2, parent=chapter)
    writer.metadata = {"/Title": "Gids voor ouders"}
    writer.write(file)
    found = read_pdf(file)
    assert [part.headings for part in found.parts] == [
        (),
        ("1 Inleiding",),
        ("1 Inleiding", "1.1 Doel"),
        ("1 Inleiding", "1.1 Doel"),
    ]
    assert found.metadata == {"title": "Gids voor ouders"}


@pytest.mark.parametrize("title", ["Microsoft Word - brief.docx", "brief", "Mijn stuk.pdf"])
def test_the_name_of_a_file_is_no_title(tmp_path: Path, title: str) -> None:
    plain, file = tmp_path / "a.pdf", tmp_path / "b.pdf"
    plain.write_bytes(pdf(LINE % SENTENCE))
    writer = pypdf.PdfWriter(clone_from=plain)
    writer.metadata = {"/Title": title}
    writer.write(file)
    assert read_pdf(file).metadata == {}


def test_a_password_is_a_reason_and_an_empty_one_is_tried(tmp_path: Path) -> None:
    plain, closed, open_ = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    plain.write_bytes(pdf(LINE % SENTENCE))
    for file, password in ((closed, "geheim"), (open_, "")):
        writer = pypdf.PdfWriter(clone_from=plain)
        writer.encrypt(password, "eigenaar", algorithm="RC4-128")
        writer.write(file)
    assert reason(closed) is Reason.PASSWORD
    assert read_pdf(open_).parts[0].text.strip() == SENTENCE.decode()


@pytest.mark.parametrize("contents", [(b"",), (LINE % b"12",), tuple([LINE % b"scan"] * 6)])
def test_a_handful_of_letters_is_no_text(tmp_path: Path, contents: tuple[bytes, ...]) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf(*contents))
    assert reason(file) is Reason.NO_TEXT


def test_a_cyclic_page_tree_ends(tmp_path: Path) -> None:
    file = tmp_path / "kring.pdf"
    file.write_bytes(pdf(LINE % SENTENCE, kids=b"2 0 R 2 0 R"))
    assert reason(file) in {Reason.DAMAGED, Reason.NO_TEXT}


def test_a_truncated_file_gives_its_text_or_a_reason(tmp_path: Path) -> None:
    whole = pdf(*[LINE % SENTENCE] * 3)
    for length in range(8, len(whole), 97):
        file = tmp_path / "half.pdf"
        file.write_bytes(whole[:length])
        assert outcome(file) in {"text", Reason.DAMAGED, Reason.NO_TEXT}


OPERATOR = b"BT ( ) Tj ET\n"


def test_a_bomb_of_operators_is_too_slow(tmp_path: Path) -> None:
    file = tmp_path / "bom.pdf"
    file.write_bytes(pdf(OPERATOR * 3_500_000, packed=True))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(UnreadableError) as caught:
        read(file, Limits(seconds=2))
    assert caught.value.reason is Reason.TOO_SLOW


def test_what_takes_pypdf_too_long_is_read_by_pdfium(tmp_path: Path) -> None:
    file = tmp_path / "traag.pdf"
    file.write_bytes(pdf(LINE % SENTENCE, OPERATOR * 200_000, packed=True))
    parts = read(file, Limits(seconds=3)).parts
    assert [part.text.strip() for part in parts] == [SENTENCE.decode()]


@pytest.mark.shared
@needs_shared
def test_two_columns_are_read_one_after_the_other() -> None:
    text = clean(read_pdf(SHARED / "hostile" / "multicolumn.pdf")).parts[0].text
    assert "Lorem ipsum dolor sit amet, consectetuer adipiscing elit. Ut purus elit" in text
