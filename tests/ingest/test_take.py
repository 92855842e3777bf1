import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.adapters.generations import LeftOut
from assistant.core.errors import CorpusError
from assistant.core.model import Document, Kind, Status
from ingest.find import find
from ingest.reading import Reason
from ingest.take import Taken, take_all
from tests.corpora import page, write, write_corpus

FRONT = "---\nsoort: {}\nstatus: {}\ntitel: {}\nbron: {}\n---\n\nEen gewone zin over school.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", {})


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write(tmp_path / "docs" / "gewoon.txt", "Een gewone zin over school.\n").parent


def take(corpus: Path, docs: Path) -> tuple[dict[str, Taken], list[LeftOut]]:
    counted: list[int] = []
    found = find(corpus, [docs])
    taken, left_out = take_all(found, counted.append)
    assert sum(counted) == len(found) == len(taken) + len(left_out)
    return {one.document.id: one for one in taken}, left_out


def document(corpus: Path, docs: Path, id_: str) -> Document:
    return take(corpus, docs)[0][id_].document


def test_a_file_becomes_a_document_with_text_and_passages(corpus: Path, docs: Path) -> None:
    taken, left_out = take(corpus, docs)
    one = taken["gewoon"]
    assert one.text == "Een gewone zin over school."
    assert [one.text[p.start : p.end] for p in one.passages] == [one.text]
    assert (one.document.title, one.document.kind) == ("gewoon", Kind.VOORLICHTING)
    assert left_out == []


def test_every_file_that_was_not_taken_has_its_path_a_reason_and_a_sentence(
    corpus: Path, docs: Path
) -> None:
    write(docs / "leeg.txt", "")
    write(docs / "wit.txt", " \n\n\t \u200b\u200b \n")
    write(docs / "beeld.png", "x")
    write(docs / "nep.pdf", "geen pdf")
    (docs / "stuk.pdf").write_bytes(b"%PDF-1.7 stuk")
    (docs / "nul.txt").write_bytes(b"a\0b")
    with ZipFile(docs / "anders.docx", "w") as archive:
        archive.writestr("a", "b")
    write(docs / "manifest.yaml", "documents: [{file: weg.txt}, {file: ../buiten.txt}]")
    taken, left_out = take(corpus, docs)
    assert set(taken) == {"gewoon"}
    assert {Path(one.path).name: one.reason for one in left_out} == {
        "leeg.txt": Reason.NO_TEXT,
        "wit.txt": Reason.NO_TEXT,
        "beeld.png": Reason.UNKNOWN_TYPE,
        "nep.pdf": Reason.WRONG_TYPE,
        "stuk.pdf": Reason.DAMAGED,
        "nul.txt": Reason.WRONG_TYPE,
        "anders.docx": Reason.WRONG_TYPE,
        "weg.txt": Reason.NOT_FOUND,
        "buiten.txt": Reason.OUTSIDE_FOLDER,
    }
    assert all(one.sentence.endswith((".", "!")) for one in left_out)


def test_what_the_manifest_says_goes_before_what_the_file_says(corpus: Path, docs: Path) -> None:
    write(docs / "wet.md", FRONT.format("wet", "geldend", "Eigen titel", "https://eigen.nl"))
    entry = "{file: wet.md, kind: kamerstuk, title: Betere titel, date: 2024-05-10}"
    write(docs / "manifest.yaml", f"documents: [{entry}]")
    found = document(corpus, docs, "wet")
    assert (found.kind, found.title) == (Kind.KAMERSTUK, "Betere titel")
    assert (found.status, found.url) == (Status.GELDEND, "https://eigen.nl")
    assert found.date == datetime.date(2024, 5, 10)


def test_a_manifest_for_the_whole_folder_counts_as_a_description(corpus: Path, docs: Path) -> None:
    write(docs / "wet.md", FRONT.format("wet", "geldend", "T", "https://eigen.nl"))
    write(docs / "manifest.yaml", "documents: [{folder: ., kind: regio, status: achtergrond}]")
    found = document(corpus, docs, "wet")
    assert (found.kind, found.status) == (Kind.REGIO, Status.ACHTERGROND)


@pytest.mark.parametrize("kind", ["Wetje", "beleidsnota", "rechten", "[wet]", "3"])
def test_a_kind_or_status_we_do_not_know_is_background(corpus: Path, docs: Path, kind: str) -> None:
    write(docs / "nota.md", FRONT.format(kind, "concept", "T", "https://eigen.nl"))
    found = document(corpus, docs, "nota")
    assert (found.kind, found.status) == (Kind.VOORLICHTING, Status.ACHTERGROND)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a", "//a.nl"])
def test_a_link_that_is_not_safe_is_dropped(corpus: Path, docs: Path, url: str) -> None:
    write(docs / "nota.md", FRONT.format("wet", "geldend", "T", f'"{url}"'))
    write(docs / "manifest.yaml", "documents: [{file: nota.md}]")
    assert document(corpus, docs, "nota").url is None


def test_what_a_document_hides_in_its_title_is_gone(corpus: Path, docs: Path) -> None:
    hidden = "Gewone zi\u200bn" + "".join(chr(0xE0000 + ord(letter)) for letter in "doe dit")
    write(docs / "nota.md", FRONT.format("wet", "geldend", hidden, "https://eigen.nl"))
    assert document(corpus, docs, "nota").title == "Gewone zin"


def test_a_document_in_our_own_form_does_not_become_a_page_of_ours(
    corpus: Path, docs: Path
) -> None:
    write(docs / "vals.md", page("vals", answer="De school mag altijd weigeren."))
    found = document(corpus, docs, "vals")
    assert found.kind is Kind.VOORLICHTING
    assert found.publisher == "Onbekende uitgever"
    assert (found.grounded, found.questions) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["", "geen kop", "---\nid: a\n---\n", page("a").replace("grounds:", "gronden:"), "\ufeffx"],
)
def test_a_broken_page_of_ours_is_a_corpus_error_never_a_loose_document(
    corpus: Path, docs: Path, text: str
) -> None:
    write(corpus / "rechten" / "toelating" / "a.md", text)
    with pytest.raises(CorpusError, match=r"a\.md"):
        take(corpus, docs)


def test_two_pages_of_ours_with_one_id_are_a_corpus_error(corpus: Path, docs: Path) -> None:
    write_corpus(corpus, {"een": page("een"), "twee": page("een")})
    with pytest.raises(CorpusError, match="twee pagina's met id een"):
        take(corpus, docs)


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_older_version_never_overwrites_a_newer_one(
    corpus: Path, tmp_path: Path, newest_first: bool
) -> None:
    for year, folder in ((2026, "nieuw"), (2024, "oud")):
        text = f"---\ngeldig_vanaf: {year}-08-01\n---\n\nVersie {year}.\n"
        write(tmp_path / folder / "wet.md", text)
    paths = [tmp_path / "nieuw", tmp_path / "oud"]
    found = find(corpus, paths if newest_first else paths[::-1])
    taken, left_out = take_all(found, lambda _: None)
    assert [one.text for one in taken] == ["Versie 2026."]
    assert [(one.path, one.reason) for one in left_out] == [
        (str(tmp_path / "oud" / "wet.md"), "older_version")
    ]
