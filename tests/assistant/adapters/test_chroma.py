import gc
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from assistant.adapters.chroma import BATCH, open_chroma
from assistant.core.errors import NoIndexError
from assistant.core.ports import Shelf


def vectors(count: int) -> list[list[float]]:
    made: list[list[float]] = np.random.default_rng(1).normal(size=(count, 8)).tolist()
    return made


def test_what_one_process_wrote_the_next_finds_also_over_a_batch(tmp_path: Path) -> None:
    count = BATCH + 300
    store = open_chroma(tmp_path)
    store.add(Shelf.RIGHTS, [str(place) for place in range(count)], vectors(count))
    store.close()
    again = open_chroma(tmp_path)
    assert again.size(Shelf.RIGHTS) == count
    for place in (0, BATCH - 1, BATCH, count - 1):
        best = again.search(Shelf.RIGHTS, vectors(count)[place], 1)[0]
        assert best.id == str(place)
        assert best.score == pytest.approx(1, abs=1e-5)
    assert len(again.search(Shelf.RIGHTS, vectors(1)[0], count)) == count
    again.close()


def test_a_reader_makes_no_shelves(tmp_path: Path) -> None:
    store = open_chroma(tmp_path)
    assert store.search(Shelf.RIGHTS, [1.0, 0.0], 5) == []
    assert store.size(Shelf.RIGHTS) == 0
    store.add(Shelf.RIGHTS, ["a"], [[1.0, 0.0]])
    assert store.size(Shelf.RIGHTS) == 1
    store.close()


def test_threads_may_search_at_once(tmp_path: Path) -> None:
    store = open_chroma(tmp_path)
    store.add(Shelf.RIGHTS, [str(place) for place in range(50)], vectors(50))
    alone = store.search(Shelf.RIGHTS, vectors(1)[0], 5)
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(lambda _: store.search(Shelf.RIGHTS, vectors(1)[0], 5), range(50))
    assert all(hits == alone for hits in together)
    store.close()


def test_files_are_let_go_when_nobody_holds_the_store(tmp_path: Path) -> None:
    store = open_chroma(tmp_path / "een")
    other = open_chroma(tmp_path / "een")
    store.close()
    store.close()
    assert other.size(Shelf.RIGHTS) == 0
    del other
    gc.collect()
    assert str(tmp_path / "een") not in SharedSystemClient._identifier_to_system


def test_a_damaged_store_is_told_never_empty(tmp_path: Path) -> None:
    store = open_chroma(tmp_path / "heel")
    store.add(Shelf.RIGHTS, [str(place) for place in range(BATCH)], vectors(BATCH))
    store.close()
    for name in ("sqlite3", "bin"):
        broken = tmp_path / name
        shutil.copytree(tmp_path / "heel", broken)
        for file in broken.rglob(f"*.{name}"):
            file.write_bytes(b"onzin " * 99)
        with pytest.raises(NoIndexError, match="bouw hem opnieuw"):
            open_chroma(broken).search(Shelf.RIGHTS, vectors(1)[0], 5)


def test_a_question_of_another_model_is_told(tmp_path: Path) -> None:
    store = open_chroma(tmp_path)
    store.add(Shelf.RIGHTS, ["a"], [[1.0, 0.0]])
    with pytest.raises(NoIndexError):
        store.search(Shelf.RIGHTS, [1.0, 0.0, 0.0], 5)
    store.close()
