from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from ingest.readers.office import LARGEST_UNPACKED, read_docx, read_odt
from ingest.reading import Reader, Reason, UnreadableError

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "office"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not here")
ODT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
 <office:body><office:text>{}</office:text></office:body></office:document-content>"""


def odt(tmp_path: Path, content: str, **others: str) -> Path:
    file = tmp_path / "stuk.odt"
    with ZipFile(file, "w") as archive:
        archive.writestr("content.xml", ODT.format(content))
        for name, text in others.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file


def reason(read: Reader, file: Path) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        read(file)
    return caught.value.reason


def test_a_word_document_keeps_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Ondersteuning", 1)
    document.add_paragraph("De school helpt.")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Jaar", "Aantal", "Bron"), strict=True):
        cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "2024\n1.234"
    table.rows[1].cells[2].text = "DUO"
    document.add_heading("Route", 2)
    document.add_paragraph("Praat met school.")
    document.add_paragraph().add_run("Vraag 1").bold = True
    document.add_paragraph("Mag dat?")
    document.core_properties.title = "De school helpt"
    document.save(str(tmp_path / "stuk.docx"))
    found = read_docx(tmp_path / "stuk.docx")
    assert found.metadata == {"title": "De school helpt"}
    assert [(part.headings, part.kind, part.text) for part in found.parts] == [
        (("Ondersteuning",), "text", "De school helpt."),
        (("Ondersteuning",), "table", "Jaar\tAantal\tBron\n2024 1.234\tDUO"),
        (("Ondersteuning", "Route"), "text", "Praat met school."),
        (("Ondersteuning", "Route", "Vraag 1"), "text", "Mag dat?"),
    ]


def test_an_opendocument_text_keeps_headings_lists_notes_and_tables(tmp_path: Path) -> None:
    file = odt(
        tmp_path,
        "<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">De<text:s/>route</text:h>'
        "<text:p>Praat<text:tab/>met <text:span>school</text:span>.<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Een noot.</text:p></text:note-body>"
        "</text:note> Ja.</text:p>"
        "<text:list><text:list-item><text:p>een</text:p></text:list-item></text:list>"
        "<table:table><table:table-row>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>'
        "<table:table-cell><text:p>1.234</text:p></table:table-cell></table:table-row></table:table>",
    )
    text, table = read_odt(file).parts
    assert text.headings == ("De route",)
    assert text.text == "Praat met school. Ja.\n\nEen noot.\n\n- een"
    assert (table.kind, table.text) == ("table", "a\ta\t1.234")


def test_an_encrypted_opendocument_needs_a_password(tmp_path: Path) -> None:
    file = odt(tmp_path, "", **{"META-INF__manifest": "<m><encryption-data/></m>"})
    assert reason(read_odt, file) is Reason.PASSWORD


@pytest.mark.parametrize(
    ("read", "name"), [(read_docx, "word/document.xml"), (read_odt, "content.xml")]
)
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, read: Reader, name: str) -> None:
    file = tmp_path / "bom"
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open(name, "w") as entry:
        for _ in range(LARGEST_UNPACKED // 1_000_000 + 10):
            entry.write(b" " * 1_000_000)
    assert file.stat().st_size < 1_000_000
    assert reason(read, file) is Reason.TOO_LARGE


@pytest.mark.parametrize("read", [read_docx, read_odt])
def test_other_zips_and_broken_ones_have_a_reason(tmp_path: Path, read: Reader) -> None:
    other, broken, wrong = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    with ZipFile(other, "w") as archive:
        archive.writestr("hallo.txt", "hallo")
    broken.write_bytes(b"PK\x03\x04 en verder niets")
    with ZipFile(wrong, "w") as archive:
        archive.writestr("word/document.xml", "<geen")
        archive.writestr("content.xml", "<geen")
    assert reason(read, other) is Reason.WRONG_TYPE
    assert reason(read, broken) is Reason.DAMAGED
    assert reason(read, wrong) is Reason.DAMAGED


def test_empty_documents_say_so(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "leeg.docx"))
    assert reason(read_docx, tmp_path / "leeg.docx") is Reason.NO_TEXT
    assert reason(read_odt, odt(tmp_path, "<text:p/>")) is Reason.NO_TEXT


@pytest.mark.shared
@needs_shared
def test_the_answers_of_the_minister_stand_under_their_question() -> None:
    found = read_docx(SHARED / "kamervragen-noodnummer.docx")
    answers = {part.headings[-1]: part.text for part in found.parts if part.headings}
    assert answers["Antwoord op vraag 1"].startswith(
        "KPN is geen eigenaar van het nummer 0900-0904"
    )


@pytest.mark.shared
@needs_shared
def test_the_plan_of_activities_keeps_its_tables() -> None:
    tables = [p for p in read_odt(SHARED / "activiteitenplanning.odt").parts if p.kind == "table"]
    assert any(part.text.startswith("NR\tActiviteit") for part in tables)
