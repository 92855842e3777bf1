from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.readers.bwb import read_bwb
from ingest.readers.text import read_text
from ingest.reading import Part, Reading

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
PROSE = "De school overlegt met de ouders over de ondersteuning van het kind."


def cleaned(*parts: Part) -> list[str]:
    return [part.text for part in clean(Reading(parts)).parts]


def pages(*texts: str) -> list[str]:
    return cleaned(*(Part(text, at + 1, kind="page") for at, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("thuiszitter.⁴³ En dan", "thuiszitter. En dan"),
        ("geen definitie.^{19 20 21} Ook", "geen definitie. Ook"),
        ("het NVO² vraagt", "het NVO vraagt"),
        ("in 2021³ nog 80%⁴", "in 2021 nog 80%"),
        ("100 m² en 3 km² en 10³", "100 m² en 3 km² en 10³"),
        ("¹ Kamerstuk 31 497", "¹ Kamerstuk 31 497"),
        ("veel   spaties ", "veel spaties"),
    ],
)
def test_marks_of_footnotes_go_and_numbers_stay(raw: str, text: str) -> None:
    assert cleaned(Part(raw)) == [text]


def test_numbers_of_footnotes_between_prose_go_and_a_column_of_numbers_stays() -> None:
    (text,) = pages(f"{PROSE}\n24\n{PROSE}\n12\n34\n56\n{PROSE}")
    assert re.findall(r"\d+", text) == ["12", "34", "56"]


def test_a_table_keeps_its_rows_tabs_and_digits() -> None:
    rows = "Jaar\tAantal²\n2018-2019\t4.958\t2.712\n\t\t12"
    assert cleaned(Part(rows, kind="table")) == [rows]


def test_headings_are_cleaned_too() -> None:
    found = clean(Reading((Part("Tekst.", headings=("De\u200b  kop³",)),)))
    assert found.parts[0].headings == ("De kop",)


def test_a_part_of_which_nothing_is_left_is_gone() -> None:
    assert cleaned(Part("\u200b \n"), Part("Tekst.")) == ["Tekst."]


def test_metadata_and_places_stay() -> None:
    part = Part("Tekst.", 3, ("Kop",), "40", "4", "https://a.nl", "text")
    assert clean(Reading((part,), {"title": "T"})) == Reading((part,), {"title": "T"})


def test_lists_of_a_law_keep_their_lines() -> None:
    law = "1 De school beslist:\na. wie komt, en\nb. wanneer.\n\n2 Binnen 6 weken."
    assert cleaned(Part(law)) == [law]


sentences = st.lists(st.text("abc 0123456789.,()€%", min_size=1, max_size=40), max_size=6)


@given(sentences)
def test_digits_in_sentences_never_change(lines: list[str]) -> None:
    parts = [Part("zin " + line + " einde.") for line in lines]
    found = "".join(cleaned(*parts))
    assert re.findall(r"\d", found) == re.findall(r"\d", "".join(lines))


@given(st.lists(st.lists(st.text("ab 0123456789.,-", max_size=8), min_size=2), max_size=5))
def test_digits_in_tables_never_change(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    found = "".join(cleaned(Part(text, kind="table")))
    assert re.findall(r"\d", found) == re.findall(r"\d", text)


@pytest.mark.shared
@needs_corpus
def test_the_real_memorie_reads_as_whole_paragraphs() -> None:
    file = CORPUS / "kamerstukken" / "003_98b878eb97fa9d91.txt"
    text = "\n".join(cleaned(*read_text(file).parts))
    assert "de ondoorzichtigheid van het passend onderwijsstelsel. Het vinden" in text
    assert "ten aanzien van leerlingen. Dit heeft tot gevolg" in text
    assert not re.search(r"^\d{2}$", text, re.MULTILINE)
    assert "PO -Magazine 2019/7 afl. 5, p. 41." in text


@pytest.mark.shared
@needs_corpus
def test_the_lines_of_a_real_law_stay_as_they_are() -> None:
    law = read_bwb(CORPUS / "wetten" / "BWBR0003420_2024-07-01_0.xml")
    assert cleaned(*law.parts) == [part.text for part in law.parts]


@pytest.mark.shared
@needs_corpus
def test_every_number_of_the_real_papers_with_more_than_two_digits_stays() -> None:
    for file in CORPUS.glob("*/*.txt"):
        reading = read_text(file)
        before = "\n".join(part.text for part in reading.parts)
        after = "\n".join(cleaned(*reading.parts))
        numbers = re.compile(r"(?<![\d^{])\d{3,}(?!\d)")
        assert sorted(numbers.findall(after)) == sorted(numbers.findall(before)), file.name
