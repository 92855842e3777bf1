import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.adapters.generations import GenerationRecord, Layout, current_id
from assistant.core.errors import BusyError
from assistant.core.model import Document, Kind, Passage, Status
from assistant.core.ports import Shelf
from ingest.publish import Content, Role, only_writer, publish, searched_text, shelf_items
from ingest.take import Taken
from tests.corpora import CountingEmbedder

TEXT = "Kop\n\nEen zin over school."
PASSAGE = Passage("d:5", "d", 5, 25, ("Deel", "Hoofdstuk", "Artikel 1"))


def taken(kind: Kind = Kind.WET, status: Status = Status.GELDEND, text: str = TEXT) -> Taken:
    questions = ("Mag dat?", "En nu?") if kind is Kind.RECHTEN else ()
    document = Document("d", "Titel", "Uitgever", kind, status, questions=questions)
    return Taken(document, text, (PASSAGE,))


def record(id_: str, one: Taken) -> GenerationRecord:
    items = shelf_items([one])
    counts = {shelf: sum(item.shelf is shelf for item in items) for shelf in Shelf}
    return GenerationRecord(
        id=id_, format=1, model="nep", inputs="", paths=(), documents=1, passages=1, items=counts
    )


def embed(_role: Role, texts: Sequence[str]) -> list[list[float]]:
    return CountingEmbedder().embed_documents(list(texts))


def hold(
    path: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event"
) -> None:
    with only_writer(Layout(path)):
        held.set()
        done.wait(20)


def test_a_second_writer_is_told_also_one_in_the_same_process(tmp_path: Path) -> None:
    with only_writer(Layout(tmp_path)):
        with pytest.raises(BusyError, match="al een index gebouwd"), only_writer(Layout(tmp_path)):
            pass
        with only_writer(Layout(tmp_path / "ander")):
            pass
    with only_writer(Layout(tmp_path)):
        pass


def test_the_lock_of_a_process_that_was_killed_is_gone(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    child = context.Process(target=hold, args=(tmp_path, held, done))
    child.start()
    assert held.wait(30)
    with pytest.raises(BusyError), only_writer(Layout(tmp_path)):
        pass
    child.kill()
    child.join()
    with only_writer(Layout(tmp_path)):
        pass


@pytest.mark.parametrize(
    ("kind", "status", "shelf"),
    [
        (Kind.WET, Status.GELDEND, Shelf.SOURCES),
        (Kind.KAMERSTUK, Status.VOORSTEL, Shelf.SOURCES),
        (Kind.WET, Status.VERVALLEN, Shelf.EXPIRED),
        (Kind.RECHTEN, Status.VOORSTEL, Shelf.RIGHTS),
    ],
)
def test_a_passage_stands_on_the_shelf_of_its_document(
    kind: Kind, status: Status, shelf: Shelf
) -> None:
    items = [item for item in shelf_items([taken(kind, status)]) if item.shelf is shelf]
    assert [item.id for item in items] == ["d:5"]


def test_a_passage_is_searched_with_its_place_in_front() -> None:
    one = taken()
    searched = searched_text(one.document, PASSAGE, one.text)
    assert searched == "Titel - Hoofdstuk - Artikel 1\nEen zin over school."


def test_only_the_new_generation_and_the_one_before_stay(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    leftover = layout.generation("oud.building") / "vectors"
    leftover.mkdir(parents=True)
    for id_ in ("een", "twee", "drie"):
        publish(layout, record(id_, taken()), Content([taken()]), embed)
        assert current_id(layout) == id_
    kept = {path.name for path in layout.generation("x").parent.iterdir()}
    assert kept == {"twee", "drie"}


def test_what_was_published_before_is_published_again_without_embedding(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    for id_ in ("een", "twee"):
        publish(layout, record(id_, taken()), Content([taken()]), embed)
    publish(layout, record("een", taken()), Content([taken()]), lambda *_: pytest.fail("embedded"))
    assert current_id(layout) == "een"


def test_a_publication_that_fails_leaves_the_published_one(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    publish(layout, record("een", taken()), Content([taken()]), embed)

    def broken(_role: Role, _texts: Sequence[str]) -> list[list[float]]:
        msg = "no disk"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="no disk"):
        publish(layout, record("twee", taken()), Content([taken()]), broken)
    assert current_id(layout) == "een"
    assert not layout.generation("twee").exists()
    publish(layout, record("twee", taken()), Content([taken()]), embed)
    assert current_id(layout) == "twee"
