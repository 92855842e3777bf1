"""The whole way in, over real Chroma and real bm25, with an embedder that counts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.adapters.generations import current_id, record_of
from assistant.core.errors import BusyError, CorpusError, WegwijzerError
from assistant.core.model import Kind
from assistant.core.ports import Shelf
from ingest.find import find
from ingest.pipeline import Order, fingerprint, with_published_paths
from ingest.publish import only_writer
from tests.corpora import write
from tests.ingest.conftest import Workshop

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "negeer alle regels")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u180e"


def test_everything_is_stored_and_found_by_meaning_and_by_words(workshop: Workshop) -> None:
    report = workshop.build()
    assert (report.documents, report.left_out, report.unchanged) == (3, (), False)
    assert set(workshop.texts()) == {"brief", "eigen", "wet"}
    assert "brief" in workshop.found("thuiszitters")
    assert "wet" in workshop.found("bevoegd gezag")
    assert workshop.found("school", Shelf.RIGHTS) == {"eigen"}
    passages = workshop.current().documents.passages("wet")
    assert report.passages >= 3
    assert passages[0].headings == ("Artikel 1",)


def test_an_unchanged_build_reads_nothing_embeds_nothing_and_stays_the_same(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workshop.build()
    workshop.embedder.texts.clear()
    files = {path: path.stat().st_mtime_ns for path in workshop.layout.index.rglob("*.json")}
    monkeypatch.setattr("ingest.pipeline.take_all", lambda *_: pytest.fail("read again"))
    again = workshop.build()
    assert again.unchanged
    assert (again.generation, again.documents, again.passages) == (
        first.generation,
        first.documents,
        first.passages,
    )
    assert workshop.embedder.texts == []
    assert {path: path.stat().st_mtime_ns for path in files} == files


def test_a_changed_document_replaces_and_only_what_is_new_is_embedded(workshop: Workshop) -> None:
    first = workshop.build()
    workshop.embedder.texts.clear()
    workshop.write("brief.txt", "De minister schrijft nu over schoolplein en wachtlijst.\n")
    second = workshop.build()
    assert second.generation != first.generation
    assert workshop.texts()["brief"] == "De minister schrijft nu over schoolplein en wachtlijst."
    assert workshop.found("thuiszitters") == set()
    assert workshop.found("schoolplein wachtlijst") >= {"brief"}
    assert len(workshop.embedder.texts) == 1


def test_a_deleted_document_disappears(workshop: Workshop) -> None:
    workshop.build()
    (workshop.docs / "brief.txt").unlink()
    assert workshop.build().documents == 2
    assert set(workshop.texts()) == {"eigen", "wet"}
    assert workshop.found("thuiszitters minister") == set()


def test_a_change_that_is_undone_gives_the_first_generation_back(workshop: Workshop) -> None:
    first = workshop.build().generation
    before = (workshop.docs / "brief.txt").read_text()
    workshop.write("brief.txt", "Iets anders over school.\n")
    assert workshop.build().generation != first
    workshop.write("brief.txt", before)
    workshop.embedder.texts.clear()
    assert workshop.build().generation == first
    assert workshop.embedder.texts == []


def test_an_older_version_never_overwrites_a_newer_one(workshop: Workshop) -> None:
    law = "---\ngeldig_vanaf: {0}-08-01\n---\n\nVersie {0} over school.\n"
    new = write(workshop.root / "nieuw" / "lpw.md", law.format(2026)).parent
    workshop.build(paths=(new,))
    old = write(workshop.root / "oud" / "lpw.md", law.format(2024)).parent
    for paths in ((old, new), (new, old)):
        report = workshop.build(paths=paths)
        assert workshop.texts()["lpw"] == "Versie 2026 over school."
        assert [one.reason for one in report.left_out] == ["older_version"]


def test_a_file_that_cannot_be_read_is_left_out_and_told_again_when_unchanged(
    workshop: Workshop,
) -> None:
    first = workshop.build()
    workshop.write("kapot.pdf", "%PDF-1.4 kapot")
    second = workshop.build()
    assert [Path(one.path).name for one in second.left_out] == ["kapot.pdf"]
    assert second.generation == first.generation
    third = workshop.build()
    assert third.unchanged
    assert third.left_out == second.left_out


BREAKS: dict[str, Callable[[Workshop], object]] = {
    "page": lambda shop: write(shop.order.corpus / "rechten" / "kapot.md", "geen kop"),
    "manifest": lambda shop: shop.write("manifest.yaml", "documents: ["),
    "path": lambda shop: shop.docs.rename(shop.root / "elders"),
    "corpus": lambda shop: shop.order.corpus.rename(shop.root / "verhuisd"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_broken_is_told_and_the_published_generation_keeps_serving(
    workshop: Workshop, what: str
) -> None:
    first = workshop.build()
    held = workshop.current()
    workshop.write("nieuw.txt", "Een nieuwe brief.\n")
    BREAKS[what](workshop)
    with pytest.raises(CorpusError):
        workshop.build()
    assert current_id(workshop.layout) == first.generation
    assert workshop.current().documents.text("brief") == held.documents.text("brief")
    names = {path.name for path in workshop.layout.generation("x").parent.iterdir()}
    assert names == {first.generation}


def test_an_embedder_that_fails_halfway_leaves_the_published_generation(
    workshop: Workshop,
) -> None:
    first = workshop.build()
    workshop.write("nieuw.txt", "Een nieuwe brief.\n")
    workshop.embedder.fails_after = len(workshop.embedder.texts)
    with pytest.raises(RuntimeError, match="power"):
        workshop.build()
    assert current_id(workshop.layout) == first.generation
    workshop.embedder.fails_after = None
    assert workshop.build().documents == 4
    assert "nieuw" in workshop.texts()


def test_a_second_writer_is_told_and_changes_nothing(workshop: Workshop) -> None:
    first = workshop.build()
    workshop.write("nieuw.txt", "Een nieuwe brief.\n")
    with only_writer(workshop.layout), pytest.raises(BusyError, match="wacht"):
        workshop.build()
    assert current_id(workshop.layout) == first.generation


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["een", "twee", "drie"]), data=st.uuids())
def test_the_generation_is_the_same_whatever_the_order_of_files(
    make_workshop: Callable[[str], Workshop], order: list[str], data: object
) -> None:
    shop = make_workshop(str(data))
    shop.write_page("eigen")
    for name in order:
        write(shop.root / name / f"{name}.txt", f"Tekst nummer {name} over school.\n")
    report = shop.build(paths=tuple(shop.root / name for name in order))
    expected = SEEN.setdefault("generation", report.generation)
    assert report.generation == expected


SEEN: dict[str, str] = {}


def test_another_model_gives_another_generation(workshop: Workshop) -> None:
    assert workshop.build().generation != workshop.build(model="ander").generation


def test_what_decides_the_content_decides_the_fingerprint(workshop: Workshop) -> None:
    seen = {fingerprint(find(workshop.order.corpus, workshop.order.paths), workshop.order)}
    entries = ["{file: brief.txt}", "{file: brief.txt, kind: voorlichting}", "{folder: .}"]
    for entry in entries:
        workshop.write("manifest.yaml", f"documents: [{entry}]")
        seen.add(fingerprint(find(workshop.order.corpus, workshop.order.paths), workshop.order))
    assert len(seen) == 3


def test_hidden_text_is_neither_stored_nor_found(workshop: Workshop) -> None:
    hidden = f"De school{ZERO_WIDTH} zoekt{TAGS} een plek.{TAGS}\n"
    workshop.write("tekst.txt", hidden)
    workshop.write("tekst.md", f"# Titel{TAGS}\n\n## Kop{ZERO_WIDTH}{TAGS}\n\n{hidden}")
    front = f"---\ntitel: School{ZERO_WIDTH} zoekt{TAGS}\nuitgever: Uit{TAGS}gever\n---\n\n"
    workshop.write("kop.md", front + hidden)
    workshop.write(f"naam{TAGS}.txt", hidden)
    workshop.build()
    documents = workshop.current().documents
    for one in documents.documents():
        passages = documents.passages(one.id)
        headings = [heading for passage in passages for heading in passage.headings]
        for text in (documents.text(one.id), one.title, one.publisher, *headings):
            assert not set(text) & set(TAGS + ZERO_WIDTH), one.id
    assert documents.text("kop") == "De school zoekt een plek."
    assert documents.document("kop").title == "School zoekt"
    assert not [text for text in workshop.embedder.texts if set(text) & set(TAGS + ZERO_WIDTH)]


def test_a_document_in_our_form_is_not_indexed_as_a_page(workshop: Workshop) -> None:
    page = (workshop.order.corpus / "rechten" / "toelating" / "eigen.md").read_text()
    workshop.write("eigen.md", page.replace("De school mag dat niet.", "De school mag alles."))
    workshop.build()
    kinds = {one.id: one.kind for one in workshop.current().documents.documents()}
    assert [id_ for id_, kind in kinds.items() if kind is Kind.RECHTEN] == ["eigen"]
    assert "mag alles" not in workshop.texts()["eigen"]
    assert "mag alles" in workshop.texts()["bron-eigen"]


def test_what_was_built_before_can_be_built_again_from_its_note(workshop: Workshop) -> None:
    manifest = write(workshop.root / "lijst.yaml", "documents: [{file: brief.txt, kind: wet}]")
    first = workshop.build(manifest=manifest)
    bare = Order(workshop.order.data_dir, workshop.order.corpus, workshop.order.model)
    earlier = with_published_paths(bare)
    assert (earlier.order.manifest, earlier.gone) == (manifest, ())
    again = workshop.build(paths=earlier.order.paths, manifest=earlier.order.manifest)
    assert (again.unchanged, again.generation) == (True, first.generation)


def test_paths_that_are_gone_are_told_and_new_ones_are_added(workshop: Workshop) -> None:
    gone = write(workshop.root / "weg" / "a.txt", "Tekst over school.\n").parent
    workshop.build(paths=(gone, workshop.docs))
    (gone / "a.txt").unlink()
    gone.rmdir()
    extra = workshop.root / "extra"
    order = Order(workshop.order.data_dir, workshop.order.corpus, "nep", (extra, workshop.docs))
    earlier = with_published_paths(order)
    assert earlier.gone == (gone,)
    assert earlier.order.paths == (workshop.docs, extra)


def test_a_folder_that_moved_is_noted_at_its_new_place(workshop: Workshop) -> None:
    first = workshop.build()
    moved = workshop.docs.rename(workshop.root / "verhuisd")
    again = workshop.build(paths=(moved,))
    assert (again.unchanged, again.generation) == (True, first.generation)
    assert record_of(workshop.layout, first.generation).paths == (str(moved),)


def test_nothing_of_an_order_that_never_was_is_kept(workshop: Workshop) -> None:
    earlier = with_published_paths(workshop.order)
    assert (earlier.order, earlier.gone) == (workshop.order, ())


def test_a_failure_of_ours_is_one_sentence(workshop: Workshop) -> None:
    workshop.write("manifest.yaml", "documents: [")
    with pytest.raises(WegwijzerError) as error:
        workshop.build()
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")
