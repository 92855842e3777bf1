from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.bwb import read_bwb
from ingest.reading import Part, Reading, Reason, UnreadableError

LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "wetten"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="the shared laws are not here")

LAW = """<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0009999" inwerkingtreding="2026-08-01"><wetgeving soort="wet">
<intitule>Wet van 1 mei<meta-data><brondata>Stb. 1</brondata></meta-data></intitule>
<citeertitel>Proefwet<meta-data><brondata>Stb. 2</brondata></meta-data></citeertitel>
<wet-besluit><aanhef><wij>Wij Beatrix</wij></aanhef><wettekst>
<hoofdstuk status="goed"><kop><label>Hoofdstuk</label><nr>I</nr><titel>Onderwijs</titel></kop>
 {articles}
</hoofdstuk></wettekst></wet-besluit></wetgeving></toestand>"""
TWO_LEDEN = """<artikel status="goed">
 <kop><label>Artikel</label><nr>40</nr><titel>Toelating</titel></kop>
 <lid><lidnr>1</lidnr><al>De school beslist over <extref>artikel 8</extref>:</al>
  <lijst><li><li.nr>a.</li.nr><al>wie komt, en</al>
   <lijst><li><li.nr>1°.</li.nr><al>wanneer;</al></li></lijst></li>
  <li><li.nr>b.</li.nr><al>hoe.</al></li></lijst><meta-data><jci>weg</jci></meta-data></lid>
 <lid><lidnr>2</lidnr><al>Binnen 6 weken.<redactie>Noot van de redactie</redactie></al></lid>
 </artikel>"""


def read(tmp_path: Path, articles: str) -> Reading:
    file = tmp_path / "wet.xml"
    file.write_text(LAW.format(articles=articles), encoding="utf-8")
    return read_bwb(file)


def reason(file: Path) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        read_bwb(file)
    assert caught.value.sentence
    return caught.value.reason


def test_every_lid_is_a_part_that_knows_its_article_and_place(tmp_path: Path) -> None:
    first, second = read(tmp_path, TWO_LEDEN).parts
    assert first.headings == ("Hoofdstuk I. Onderwijs", "Artikel 40. Toelating")
    assert (first.article, first.paragraph) == ("40", "1")
    assert (second.article, second.paragraph) == ("40", "2")
    assert first.url == "https://wetten.overheid.nl/BWBR0009999/2026-08-01#Artikel40"


def test_a_list_stays_inside_its_lid_with_its_labels(tmp_path: Path) -> None:
    first = read(tmp_path, TWO_LEDEN).parts[0]
    assert first.text == (
        "1 De school beslist over artikel 8:\na. wie komt, en\n1°. wanneer;\nb. hoe."
    )


def test_notes_of_the_editors_and_metadata_are_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, TWO_LEDEN).parts[1].text == "2 Binnen 6 weken."


def test_the_law_says_what_it_is(tmp_path: Path) -> None:
    assert read(tmp_path, TWO_LEDEN).metadata == {
        "title": "Proefwet",
        "identifier": "BWBR0009999",
        "valid_from": "2026-08-01",
        "url": "https://wetten.overheid.nl/BWBR0009999/2026-08-01",
        "publisher": "Overheid.nl",
        "kind": "wet",
    }


def test_an_article_without_leden_is_one_part(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path,
        "<artikel><kop><label>Artikel</label><nr>2</nr></kop><al>Een.</al><al>Twee.</al></artikel>",
    ).parts
    assert (part.article, part.paragraph, part.text) == ("2", None, "Een.\n\nTwee.")


def test_a_term_stands_before_its_definition(tmp_path: Path) -> None:
    (part,) = read(
        tmp_path,
        "<artikel><kop><nr>1</nr></kop><al>Hier betekent:</al><al><nadruk>school:</nadruk></al>"
        "<al>een basisschool;</al><al>ouders:</al><al>ouders of voogden.</al></artikel>",
    ).parts
    assert part.text == "Hier betekent:\n\nschool: een basisschool;\n\nouders: ouders of voogden."


def test_a_table_is_a_part_of_its_own_with_its_title_and_header(tmp_path: Path) -> None:
    table = (
        "<table><title>Bedragen</title><tgroup><thead><row><entry><al>Jaar</al></entry><entry>"
        "<al>Euro</al></entry></row></thead><tbody><row><entry><al>2024</al></entry><entry>"
        "<al>1.500</al></entry></row></tbody></tgroup></table>"
    )
    articles = (
        f"<artikel><kop><nr>3</nr></kop><lid><lidnr>1</lidnr><al>Zie:</al>{table}</lid></artikel>"
    )
    text, found = read(tmp_path, articles).parts
    assert (text.kind, text.text) == ("text", "1 Zie:")
    assert found == Part(
        "Bedragen\nJaar\tEuro\n2024\t1.500",
        headings=text.headings,
        article="3",
        paragraph="1",
        url=text.url,
        kind="table",
    )


@pytest.mark.parametrize(
    "gone",
    [
        '<artikel status="vervallen"><kop><nr>9</nr></kop><al>Weg.</al></artikel>',
        "<artikel><kop><nr>9</nr></kop><al><redactie>Vervallen</redactie></al></artikel>",
        '<artikel status="nogniet"><kop><nr>9</nr></kop><al>Nog niet.</al></artikel>',
        "<artikel><kop><nr>9</nr></kop><al>[Vervallen]</al></artikel>",
        "<artikel><kop><nr>9</nr></kop><lid><lidnr>1</lidnr><al>Vervallen.</al></lid></artikel>",
        '<artikel><kop><nr>9</nr></kop><lid status="vervallen"><al>Weg.</al></lid></artikel>',
        "<artikel><kop><nr>9</nr></kop><script>Weg.</script><x><al>Weg.</al></x></artikel>",
    ],
)
def test_what_is_no_law_now_is_left_out(tmp_path: Path, gone: str) -> None:
    assert {part.article for part in read(tmp_path, TWO_LEDEN + gone).parts} == {"40"}


def test_an_element_that_no_law_has_is_not_read(tmp_path: Path) -> None:
    article = "<artikel><kop><nr>1<b>x</b></nr></kop><al>Een<script>x</script> twee.</al></artikel>"
    (part,) = read(tmp_path, article).parts
    assert (part.article, part.text) == ("1", "Een twee.")


def test_a_law_of_which_nothing_is_left_says_so(tmp_path: Path) -> None:
    file = tmp_path / "wet.xml"
    file.write_text(LAW.format(articles=""), encoding="utf-8")
    assert reason(file) is Reason.NO_TEXT


def test_broken_xml_and_other_xml_have_a_reason(tmp_path: Path) -> None:
    broken, other = tmp_path / "a.xml", tmp_path / "b.xml"
    broken.write_text("<toestand><wet", encoding="utf-8")
    other.write_text("<rss/>", encoding="utf-8")
    assert reason(broken) is Reason.DAMAGED
    assert reason(other) is Reason.WRONG_TYPE


def test_an_entity_is_neither_resolved_nor_blown_up(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    file = tmp_path / "wet.xml"
    doctype = f'<!DOCTYPE toestand [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    law = LAW.format(articles="<artikel><kop><nr>1</nr></kop><al>Een &x; twee.</al></artikel>")
    file.write_text(law.replace("?>", "?>" + doctype, 1), encoding="utf-8")
    assert "GEHEIM" not in "".join(part.text for part in read_bwb(file).parts)


@pytest.mark.shared
@needs_laws
def test_the_real_laws_give_the_leden_that_parents_ask_about() -> None:
    wpo = read_bwb(LAWS / "BWBR0003420_2024-07-01_0.xml")
    places = {(part.article, part.paragraph): part for part in wpo.parts}
    assert places["40", "4"].text.startswith("4 Indien de toelating van een leerling")
    assert places["43", "2"].text.endswith("b. artikel 40a, eerste, tweede en vijfde lid.")
    wvo = read_bwb(LAWS / "BWBR0044212_2024-06-13_0.xml")
    assert any(part.article == "2.44" and part.paragraph == "3" for part in wvo.parts)
    assert not any(part.article == "2.47a" for part in wvo.parts), "not in force on this day"


@pytest.mark.shared
@needs_laws
@pytest.mark.parametrize("name", ["BWBR0002628", "BWBR0003420", "BWBR0034925", "BWBR0044212"])
def test_no_two_parts_of_a_real_law_share_article_and_lid(name: str) -> None:
    (file,) = LAWS.glob(f"{name}*.xml")
    places = [(part.article, part.paragraph) for part in read_bwb(file).parts]
    assert len(places) == len(set(places)) > 90
    assert None not in {article for article, _ in places}
