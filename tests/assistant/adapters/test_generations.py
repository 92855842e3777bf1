import gc
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from assistant.adapters.generations import (
    Layout,
    PublishedLibrary,
    current_id,
    is_whole,
    record_of,
    switch_to,
    write_note,
)
from assistant.core.errors import NoIndexError, OtherModelError
from assistant.core.ports import Generation, Shelf
from ingest.pipeline import Order, build
from tests.corpora import CountingEmbedder, Silence, page, write_corpus

MODEL = "nep"
EMBEDDER = CountingEmbedder()


@pytest.fixture
def order(tmp_path: Path) -> Order:
    corpus = write_corpus(tmp_path / "corpus", {"een": page("een", answer="Eerste tekst.")})
    return Order(tmp_path / "data", corpus, MODEL)


@pytest.fixture
def layout(order: Order) -> Layout:
    return Layout(order.data_dir)


def publish(order: Order, answer: str) -> str:
    write_corpus(order.corpus, {"een": page("een", answer=answer)})
    return build(order, EMBEDDER, Silence()).generation


def answers(generation: Generation) -> bool:
    """Tell whether every part of a generation gives the page."""
    vector = EMBEDDER.embed_query("tekst")
    text = generation.documents.text("een")
    passages = generation.documents.passages("een")
    meant = generation.vectors.search(Shelf.RIGHTS, vector, 9)
    said = generation.words.search(Shelf.RIGHTS, "tekst", 9)
    pages = generation.pages.scores("tekst", "tekst", vector).pages
    ids = {passage.id for passage in passages}
    return (
        "tekst" in text
        and {hit.id for hit in meant} == ids
        and {hit.id for hit in said} <= ids
        and len(said) > 0
        and pages == ("een",)
    )


def test_before_anything_is_built_there_is_no_index(layout: Layout) -> None:
    assert current_id(layout) is None
    with pytest.raises(NoIndexError, match="python -m ingest build"):
        PublishedLibrary(layout, MODEL).current()


def test_a_library_picks_up_a_new_generation_without_a_restart(
    order: Order, layout: Layout
) -> None:
    library = PublishedLibrary(layout, MODEL)
    first = publish(order, "Eerste tekst.")
    assert library.current().id == first
    assert library.current() is library.current()
    second = publish(order, "Tweede tekst.")
    assert second != first
    assert library.current().id == second
    assert "Tweede tekst." in library.current().documents.text("een")


def test_who_holds_the_old_generation_keeps_it_whole(order: Order, layout: Layout) -> None:
    publish(order, "Eerste tekst.")
    library = PublishedLibrary(layout, MODEL)
    held = library.current()
    publish(order, "Tweede tekst.")
    assert "Tweede tekst." in library.current().documents.text("een")
    assert answers(held)
    assert "Eerste tekst." in held.documents.text("een")


def test_a_generation_nobody_holds_lets_go_of_its_files(order: Order, layout: Layout) -> None:
    first = publish(order, "Eerste tekst.")
    library = PublishedLibrary(layout, MODEL)
    library.current()
    publish(order, "Tweede tekst.")
    library.current()
    gc.collect()
    opened = SharedSystemClient._identifier_to_system
    assert str(layout.generation(first) / "vectors") not in opened


def test_the_switch_is_atomic_for_who_reads_meanwhile(layout: Layout) -> None:
    layout.index.mkdir(parents=True)
    ids = [f"{n:016x}" for n in range(2)]
    switch_to(layout, ids[0])
    done = threading.Event()
    seen: set[str | None] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(current_id(layout))

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(300):
        switch_to(layout, ids[n % 2])
    done.set()
    reader.join()
    assert seen <= set(ids)
    assert [path.name for path in layout.index.iterdir()] == ["CURRENT"]


def test_another_model_is_refused_by_name(order: Order, layout: Layout) -> None:
    publish(order, "Eerste tekst.")
    with pytest.raises(OtherModelError, match=r"nep.*ander"):
        PublishedLibrary(layout, "ander").current()


def test_another_format_is_refused(order: Order, layout: Layout) -> None:
    id_ = publish(order, "Eerste tekst.")
    record = record_of(layout, id_)
    write_note(layout.generation(id_), record.model_copy(update={"format": 0}))
    with pytest.raises(NoIndexError, match="andere versie"):
        PublishedLibrary(layout, MODEL).current()


@pytest.mark.parametrize(
    "part",
    ["generation.json", "documents.sqlite", "vectors", "words", "words/rechten", "pages", ""],
)
def test_a_generation_with_a_part_gone_is_no_index_and_the_next_build_repairs_it(
    order: Order, layout: Layout, part: str
) -> None:
    id_ = publish(order, "Eerste tekst.")
    lost = layout.generation(id_) / part
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    assert not is_whole(layout, id_)
    library = PublishedLibrary(layout, MODEL)
    with pytest.raises(NoIndexError, match=r"beschadigd|ontbreken"):
        library.current()
    assert publish(order, "Eerste tekst.") == id_
    assert answers(library.current())


@pytest.mark.parametrize(
    "name",
    [
        "generation.json",
        "documents.sqlite",
        "vectors/chroma.sqlite3",
        "pages/arrays.npz",
        "pages/texts.json",
    ],
)
def test_a_generation_with_a_damaged_part_is_no_index_and_the_next_build_repairs_it(
    order: Order, layout: Layout, name: str
) -> None:
    id_ = publish(order, "Eerste tekst.")
    (layout.generation(id_) / name).write_bytes(b"onzin " * 99)
    with pytest.raises(NoIndexError, match=r"beschadigd|niet worden geopend"):
        PublishedLibrary(layout, MODEL).current()
    assert publish(order, "Eerste tekst.") == id_
    assert answers(PublishedLibrary(layout, MODEL).current())


def test_a_pointer_to_nowhere_is_no_index(order: Order, layout: Layout) -> None:
    id_ = publish(order, "Eerste tekst.")
    switch_to(layout, "weg")
    with pytest.raises(NoIndexError, match="beschadigd"):
        PublishedLibrary(layout, MODEL).current()
    switch_to(layout, "")
    with pytest.raises(NoIndexError):
        PublishedLibrary(layout, MODEL).current()
    assert publish(order, "Eerste tekst.") == id_


def test_a_backup_that_is_put_back_answers_the_same(order: Order) -> None:
    id_ = publish(order, "Eerste tekst.")
    backup = order.data_dir.with_name("backup")
    shutil.copytree(order.data_dir, backup)
    shutil.rmtree(order.data_dir)
    moved = replace(order, data_dir=backup)
    library = PublishedLibrary(Layout(backup), MODEL)
    assert library.current().id == id_
    assert answers(library.current())
    assert build(moved, EMBEDDER, Silence()).unchanged
