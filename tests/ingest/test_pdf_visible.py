from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.pdf import read_pdf, read_pdf_with_pdfium
from ingest.readers.pdf_visible import MOST_STAMPED, visible_pages
from tests.ingest.test_pdf import LINE, SENTENCE, pdf

SEEN = LINE % b"De school overlegt altijd met de ouders over het plan."
SECRET = b"BT %s Tf %s (GEHEIM woord) Tj ET\n"
AT = b"40 300 Td"


def text(tmp_path: Path, *contents: bytes) -> str:
    file = tmp_path / "stuk.pdf"
    file.write_bytes(pdf(*contents))
    both = {read("\n".join(part.text for part in reader(file).parts)) for reader in READERS}
    assert len(both) == 1
    return both.pop()


READERS = (read_pdf, read_pdf_with_pdfium)


def read(raw: str) -> str:
    return " ".join(raw.split())


@pytest.mark.parametrize(
    "secret",
    [
        b"1 1 1 rg " + SECRET % (b"/F1 12", AT),
        b"0.99 g " + SECRET % (b"/F1 12", AT),
        b"0 0 0 0 k " + SECRET % (b"/F1 12", AT),
        SECRET % (b"/F1 1", AT),
        b"q 0.01 0 0 0.01 40 300 cm " + SECRET % (b"/F1 12", b"0 0 Td") + b" Q",
        SECRET % (b"3 Tr /F1 12", AT),
        SECRET % (b"7 Tr /F1 12", AT),
        SECRET % (b"/F1 12", b"40 -400 Td"),
        SECRET % (b"/F1 12", b"4000 300 Td"),
        b"1 0 0 rg 30 100 80 80 re f 1 g " + SECRET % (b"/F1 12", AT),
    ],
)
def test_letters_that_nobody_sees_are_not_read(tmp_path: Path, secret: bytes) -> None:
    assert text(tmp_path, SEEN + b"\n" + secret) == read(SEEN.decode()[SEEN.index(b"(") + 1 : -7])


@pytest.mark.parametrize(
    "shown",
    [
        b"0 0.2 0.4 rg 30 290 300 30 re f 1 g " + SECRET % (b"/F1 12", AT),
        b"1 g 0 G " + SECRET % (b"1 Tr /F1 12", AT),
        b"1 g 0 G " + SECRET % (b"2 Tr /F1 12", AT),
        SECRET % (b"/F1 12", b"0 1 -1 0 300 300 Tm"),
        SECRET % (b"/F1 4", AT),
    ],
)
def test_letters_that_can_be_seen_are_read(tmp_path: Path, shown: bytes) -> None:
    assert "GEHEIM woord" in text(tmp_path, SEEN + b"\n" + shown)


def test_the_text_layer_of_a_scan_stays_also_under_a_stamp(tmp_path: Path) -> None:
    layer = b"BT 3 Tr /F1 12 Tf 40 500 Td (%s) Tj ET\n" % (SENTENCE * 3)
    stamp = b"BT 0 Tr /F1 12 Tf 40 780 Td (Ontvangen 12 mei 2024) Tj ET\n"
    assert SENTENCE.decode() in text(tmp_path, layer + stamp)
    assert len("Ontvangen 12 mei 2024") < MOST_STAMPED


def test_a_page_that_hides_nothing_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "stuk.pdf"
    file.write_bytes(pdf(SEEN, SEEN + b"\n1 g " + SECRET % (b"/F1 12", AT)))
    assert [page.is_whole for page in visible_pages(file)] == [True, False]
