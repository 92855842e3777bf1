from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.text import read_text
from ingest.reading import Part, Reason, UnreadableError

PAPERS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
needs_papers = pytest.mark.skipif(not PAPERS.is_dir(), reason="the shared corpus is not here")


def read(tmp_path: Path, text: str | bytes) -> tuple[Part, ...]:
    file = tmp_path / "stuk.txt"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_text(file).parts


def test_a_paper_has_the_headings_of_the_fractions(tmp_path: Path) -> None:
    parts = read(
        tmp_path,
        "I Vragen en opmerkingen\n\nInbreng van de leden van de SP-fractie\n\nZij vragen.\n\n"
        "Passend onderwijs\n\nZij zeggen.\n\n"
        "Inbreng van de leden van de SGP-fractie\n\nZij zien.\n\n"
        "II Reactie van de minister\n\nDank.",
    )
    assert [part.headings for part in parts] == [
        ("I Vragen en opmerkingen", "Inbreng van de leden van de SP-fractie"),
        ("I Vragen en opmerkingen", "Inbreng van de leden van de SP-fractie", "Passend onderwijs"),
        ("I Vragen en opmerkingen", "Inbreng van de leden van de SGP-fractie"),
        ("II Reactie van de minister",),
    ]


def test_numbered_headings_nest_by_their_number(tmp_path: Path) -> None:
    parts = read(tmp_path, "1 Inleiding\n\nEen.\n\n1.2 Doel\n\nTwee.\n\n2 Methode\n\nDrie.")
    assert [part.headings for part in parts] == [
        ("1 Inleiding",),
        ("1 Inleiding", "1.2 Doel"),
        ("2 Methode",),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Dit is een zin.",
        "- een punt",
        "23",
        "26 695",
        "² NVO: een vereniging",
        "met een kleine letter",
    ],
)
def test_a_line_that_is_no_heading_stays_text(tmp_path: Path, line: str) -> None:
    (part,) = read(tmp_path, f"{line}\n\nEn dan dit.")
    assert part.headings == ()
    assert part.text.startswith(line)


def test_a_table_is_a_part_with_its_caption_and_header(tmp_path: Path) -> None:
    before, table, after = read(
        tmp_path,
        "Er waren er veel.\n\nTabel 3 Thuiszitters\n\n"
        "Jaar\tAantal\n2018\t4.958\n2019\t5.570\n\nEn nu.",
    )
    assert table.kind == "table"
    assert table.text == "Tabel 3 Thuiszitters\nJaar\tAantal\n2018\t4.958\n2019\t5.570"
    assert (before.text, after.text) == ("Er waren er veel.", "En nu.")


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    parts = read(tmp_path, "Een zin.\fTwee zinnen.")
    assert [(part.page, part.text) for part in parts] == [(1, "Een zin."), (2, "Twee zinnen.")]


def test_a_line_of_spaces_parts_paragraphs(tmp_path: Path) -> None:
    (part,) = read(tmp_path, "Een zin.\n   \nTwee zinnen.\n")
    assert part.text == "Een zin.\n\nTwee zinnen."


def test_empty_lines_between_all_lines_are_no_paragraphs(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path, "Dit is een zin die\n\ndoorloopt tot\n\nhet einde.\n   \nEen nieuwe\n\nzin hier."
    )
    assert part.text == "Dit is een zin die\ndoorloopt tot\nhet einde.\n\nEen nieuwe\nzin hier."


@pytest.mark.parametrize(
    "raw",
    ["geïnformeerd".encode(), "geïnformeerd".encode("cp1252"), "geïnformeerd".encode("utf-16")],
)
def test_letters_come_out_whatever_the_encoding(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw)[0].text == "geïnformeerd"


@pytest.mark.parametrize(
    ("raw", "reason"), [(b" \n\n", Reason.NO_TEXT), (b"a\0b", Reason.WRONG_TYPE)]
)
def test_no_text_and_binary_have_a_reason(tmp_path: Path, raw: bytes, reason: Reason) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, raw)
    assert caught.value.reason is reason


@pytest.mark.shared
@needs_papers
def test_the_count_of_children_at_home_keeps_its_header_and_rows() -> None:
    file = PAPERS / "kamerstukken" / "002_36324dac5452f995.txt"
    (table,) = [part for part in read_text(file).parts if part.kind == "table"]
    rows = [row.split("\t") for row in table.text.split("\n")]
    assert rows[0][0] == "Schooljaar"
    assert next(row for row in rows if row[0] == "2018-2019")[4] == "2.712"


@pytest.mark.shared
@needs_papers
def test_every_word_of_the_real_papers_is_kept() -> None:
    for file in PAPERS.glob("*/*.txt"):
        parts = read_text(file).parts
        found = {
            word for part in parts for text in (part.text, *part.headings) for word in text.split()
        }
        assert set(file.read_text(encoding="utf-8").split()) <= found, file.name
