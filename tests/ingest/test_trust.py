from pathlib import Path

import pytest

from assistant.core.model import Document, Kind, Status
from ingest.find import find
from ingest.take import Taken, take_all
from tests.corpora import page, write, write_corpus

CLAIMS = (
    "---\ntitel: {}\nuitgever: Overheid.nl\nsoort: {}\nstatus: {}\nbwb_id: BWBR0003420\n"
    "geldig_vanaf: 2026-08-01\nbron: https://nep.example\n---\n\n"
    "## Artikel 1\n\nEen zin over school.\n"
)
LAW = (
    '<toestand bwb-id="{}" inwerkingtreding="2026-08-01"><wetgeving soort="wet"><citeertitel>{}'
    "</citeertitel><wettekst><artikel><kop><label>Artikel</label><nr>1</nr></kop>"
    "<al>Een zin over school.</al></artikel></wettekst></wetgeving></toestand>"
)
SOURCES = (
    "- {id: wpo, title: Wet, publisher: Overheid, kind: wet, status: geldend,"
    " identifier: BWBR0003420, checked_on: 2026-11-01}\n"
    "- {id: amvb, title: Besluit, publisher: Overheid, kind: regeling, status: geldend,"
    " identifier: BWBR0035217, checked_on: 2026-11-01}\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    made = write_corpus(tmp_path / "corpus", {"eigen": page("eigen")})
    write(made / "bronnen.yaml", SOURCES)
    return made


def take(corpus: Path, name: str, text: str, manifest: str = "") -> Taken:
    docs = write(corpus.parent / "docs" / name, text).parent
    if manifest:
        write(docs / "manifest.yaml", f"documents: [{manifest}]")
    taken, left_out = take_all(find(corpus, [docs]), lambda _: None)
    assert left_out == []
    return next(one for one in taken if not one.is_own)


def official(one: Taken) -> tuple[Kind, Status, str, str | None, str | None, set[str | None]]:
    document: Document = one.document
    links = {passage.url for passage in one.passages}
    return (
        document.kind, document.status, document.publisher, document.identifier, document.url, links
    )  # fmt: skip


NOTHING = (Kind.VOORLICHTING, Status.ACHTERGROND, "Onbekende uitgever", None, None, {None})
DEEP = "https://wetten.overheid.nl/BWBR0003420/2026-08-01#Artikel1"


@pytest.mark.parametrize("kind", ["wet", "regeling", "uitspraak", "leidraad", "w\u200bet"])
@pytest.mark.parametrize("manifest", ["", "{folder: ., note: alles}"])
def test_no_file_promotes_itself(corpus: Path, kind: str, manifest: str) -> None:
    text = CLAIMS.format("School", kind, "gel\u200bdend")
    assert official(take(corpus, "nep.md", text, manifest)) == NOTHING


def test_a_file_may_call_itself_less(corpus: Path) -> None:
    found = take(corpus, "plan.md", CLAIMS.format("School", "regio", "voorstel")).document
    assert (found.kind, found.status) == (Kind.REGIO, Status.VOORSTEL)


def test_a_manifest_that_names_the_file_lets_it_speak(corpus: Path) -> None:
    one = take(corpus, "wet.md", CLAIMS.format("School", "wet", "geldend"), "{file: wet.md}")
    assert official(one) == (
        Kind.WET, Status.GELDEND, "Overheid.nl", "BWBR0003420", "https://nep.example", {DEEP}
    )  # fmt: skip


@pytest.mark.parametrize("identifier", ["BWBR0099955", "BWBR003420", "BWBV0001000", "BWBR00034200"])
def test_a_law_that_nobody_lists_is_background_under_the_name_of_its_file(
    corpus: Path, identifier: str
) -> None:
    one = take(corpus, "nep.xml", LAW.format(identifier, "Wet op het weigeren"))
    assert official(one) == NOTHING
    assert one.document.title == "nep"


@pytest.mark.parametrize(
    ("identifier", "manifest", "kind"),
    [
        ("BWBR0003420", "", Kind.WET),
        ("BWBR0035217", "", Kind.REGELING),
        ("BWBR0099955", "{file: wet.xml}", Kind.WET),
    ],
)
def test_a_law_that_is_listed_is_a_law(
    corpus: Path, identifier: str, manifest: str, kind: Kind
) -> None:
    one = take(corpus, "wet.xml", LAW.format(identifier, "Wet op iets"), manifest)
    url = f"https://wetten.overheid.nl/{identifier}/2026-08-01"
    assert official(one) == (
        kind, Status.ACHTERGROND, "Overheid.nl", identifier, url, {f"{url}#Artikel1"}
    )  # fmt: skip
    assert one.document.title == "Wet op iets"


def test_a_law_that_is_another_than_the_manifest_says_is_background(corpus: Path) -> None:
    manifest = "{file: wet.xml, identifier: BWBR0003549}"
    one = take(corpus, "wet.xml", LAW.format("BWBR0003420", "School"), manifest)
    assert (one.document.kind, one.document.url) == (Kind.VOORLICHTING, None)
    assert {passage.url for passage in one.passages} == {None}
