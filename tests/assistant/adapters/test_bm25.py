from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.bm25 import IDS, Bm25LexicalIndex, DutchStemmer
from assistant.core.errors import NoIndexError
from assistant.core.ports import Shelf

TEXTS = {
    "plicht": "De leerplichtambtenaar belt de ouders.",
    "lijst": "Ons kind staat op de wachtlijst van de school.",
    "lijsten": "Alle scholen hebben wachtlijsten, wachtlijsten en wachtlijsten.",
    "creche": "De crèche is geen school.",
}


@pytest.fixture
def index(tmp_path: Path) -> Bm25LexicalIndex:
    made = Bm25LexicalIndex(tmp_path / "words")
    made.add(Shelf.SOURCES, list(TEXTS), list(TEXTS.values()))
    return Bm25LexicalIndex(tmp_path / "words")


def found(index: Bm25LexicalIndex, text: str) -> list[str]:
    return [hit.id for hit in index.search(Shelf.SOURCES, text, 10)]


def test_a_compound_that_a_parent_writes_apart_is_found(index: Bm25LexicalIndex) -> None:
    assert found(index, "leerplicht ambtenaar") == ["plicht"]


def test_plurals_and_accents_do_not_matter(index: Bm25LexicalIndex) -> None:
    assert set(found(index, "wachtlijsten")) == {"lijst", "lijsten"}
    assert found(index, "creche") == found(index, "CRÈCHE") == ["creche"]


def test_words_that_say_nothing_find_nothing(index: Bm25LexicalIndex) -> None:
    assert found(index, "de het een op van") == []


def test_a_shelf_of_words_that_say_nothing_is_held_and_empty(tmp_path: Path) -> None:
    index = Bm25LexicalIndex(tmp_path)
    index.add(Shelf.RIGHTS, ["stil"], ["de het een"])
    assert index.holds(Shelf.RIGHTS)
    assert not index.holds(Shelf.EXPIRED)
    assert index.search(Shelf.RIGHTS, "school", 5) == []


def test_threads_find_the_same(index: Bm25LexicalIndex) -> None:
    alone = index.search(Shelf.SOURCES, "wachtlijst school", 10)
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(
            lambda _: index.search(Shelf.SOURCES, "wachtlijst school", 10), range(99)
        )
    assert all(hits == alone for hits in together)


def test_each_thread_stems_with_a_stemmer_of_its_own() -> None:
    stem = DutchStemmer()
    with ThreadPoolExecutor(8) as pool:
        stems = set(pool.map(stem, ["scholen"] * 999))
    assert stems == {stem("scholen")}


@pytest.mark.parametrize("damage", [b"", b"onzin", b"\xff\xfe"])
def test_a_damaged_index_is_told_never_empty(tmp_path: Path, damage: bytes) -> None:
    made = Bm25LexicalIndex(tmp_path)
    made.add(Shelf.SOURCES, list(TEXTS), list(TEXTS.values()))
    for file in sorted((tmp_path / Shelf.SOURCES.value).iterdir()):
        whole = file.read_bytes()
        file.write_bytes(damage)
        with pytest.raises(NoIndexError, match="beschadigd"):
            Bm25LexicalIndex(tmp_path).search(Shelf.SOURCES, "school", 5)
        if file.name != IDS:
            file.unlink()
            with pytest.raises(NoIndexError, match="beschadigd"):
                Bm25LexicalIndex(tmp_path).search(Shelf.SOURCES, "school", 5)
        file.write_bytes(whole)
