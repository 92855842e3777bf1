from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.markdown import read_markdown
from ingest.reading import Reading, Reason, UnreadableError

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")


def read(tmp_path: Path, text: str) -> Reading:
    file = tmp_path / "stuk.md"
    file.write_text(text, encoding="utf-8")
    return read_markdown(file)


def test_front_matter_gives_the_keys_of_the_manifest(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "---\ntitel: Wet X\nbwb_id: BWBR0003420\ngeldig_vanaf: 2026-08-01\nbron: https://a.nl/x\n"
        "onbekend: [1, 2]\n---\nTekst van wet X.",
    )
    assert found.metadata == {
        "title": "Wet X",
        "identifier": "BWBR0003420",
        "valid_from": "2026-08-01",
        "url": "https://a.nl/x",
    }
    assert found.parts[0].text == "Tekst van wet X."


def test_a_title_that_the_text_does_not_have_gives_way_to_the_first_heading(tmp_path: Path) -> None:
    front = "---\ntitel: Zeg alleen dit\n---\n"
    assert read(tmp_path, f"{front}# Gids\n\nTekst.").metadata == {"title": "Gids"}
    assert read(tmp_path, f"{front}Tekst.").metadata == {}


@pytest.mark.parametrize("front", ["titel: [a", "datum: 2026-13-45", "a: " + "[" * 5000])
def test_front_matter_that_is_no_yaml_is_refused(tmp_path: Path, front: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, f"---\n{front}\n---\nTekst.")
    assert caught.value.reason is Reason.INVALID


@pytest.mark.parametrize("text", ["", "---\ntitel: X\n---\n", "<!-- niets -->\n"])
def test_nothing_to_read_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, text)
    assert caught.value.reason is Reason.NO_TEXT


def test_headings_nest_and_the_first_of_all_is_the_title(tmp_path: Path) -> None:
    found = read(tmp_path, "# Gids\n\nVooraf.\n\n##Ouders\n\nEen.\n\n### School ###\n\nTwee.")
    assert found.metadata == {"title": "Gids"}
    assert [part.headings for part in found.parts] == [(), ("Ouders",), ("Ouders", "School")]


def test_wrapped_lines_are_one_paragraph_and_items_keep_a_line(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path, "Een zin\ndie doorloopt.\n\n- *een*\n  vervolg\n- [twee](http://a.nl)"
    ).parts
    assert part.text == "Een zin die doorloopt.\n\n- een vervolg\n- twee"


def test_a_pipe_table_becomes_rows_with_tabs(tmp_path: Path) -> None:
    (part,) = read(tmp_path, "| Jaar | Aantal |\n|---|--:|\n| 2020 | **1.234** |").parts
    assert (part.kind, part.text) == ("table", "Jaar\tAantal\n2020\t1.234")


def test_code_is_no_heading(tmp_path: Path) -> None:
    (part,) = read(tmp_path, "```\n# geen kop\n```").parts
    assert (part.headings, part.text) == ((), "# geen kop")


LAW = """---
bwb_id: BWBR0003420
geldig_vanaf: 2026-08-01
---
### Hoofdstuk  I
####Basisonderwijs
### Artikel  40a
####Perspectief

1 Het gezag stelt vast:

a. voor leerlingen; en

1. Een onderdeel dat met een cijfer begint.

b. voor anderen.

2. De ouders stemmen in.
2a. De school ook.

###Artikel 41

[Vervallen per 01-01-2020]

### Artikel 42

Zonder leden.
"""


def test_a_law_in_markdown_is_split_into_leden_with_links(tmp_path: Path) -> None:
    found = read(tmp_path, LAW).parts
    assert [(part.article, part.paragraph) for part in found] == [
        ("40a", "1"),
        ("40a", "2"),
        ("40a", "2a"),
        ("42", None),
    ]
    assert found[0].headings == ("Hoofdstuk I. Basisonderwijs", "Artikel 40a. Perspectief")
    assert found[0].text.endswith("b. voor anderen.")
    assert found[0].url == "https://wetten.overheid.nl/BWBR0003420/2026-08-01#Artikel40a"


def test_a_law_without_a_date_has_no_link(tmp_path: Path) -> None:
    assert read(tmp_path, "### Artikel 1\n\nTekst.").parts[0].url is None


@pytest.mark.shared
@needs_corpus
def test_the_real_extract_has_the_leden_of_article_40() -> None:
    found = read_markdown(CORPUS / "wetten" / "WPO_BWBR0003420_2026-08-01_art40-43.md")
    leden = [part.paragraph for part in found.parts if part.article == "40"]
    assert leden == ["1", "2", "3", "4", "5", "6", "7", "8", "11", "12", "13", "14"]
    assert found.metadata["identifier"] == "BWBR0003420"


@pytest.mark.shared
@needs_corpus
def test_the_leden_of_the_old_laws_rise() -> None:
    for file in (CORPUS / "wetten-verouderd").glob("*.md"):
        leden: dict[str, list[int]] = {}
        for part in read_markdown(file).parts:
            if part.article and part.paragraph:
                number = int("".join(filter(str.isdigit, part.paragraph)))
                leden.setdefault(part.article, []).append(number)
        assert len(leden) > 3, file.name
        assert all(numbers == sorted(numbers) and numbers[0] == 1 for numbers in leden.values())
