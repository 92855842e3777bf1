"""What every VectorStore keeps: the fake, and Chroma."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.adapters.chroma import open_chroma
from assistant.core.ports import Hit, Shelf, VectorStore
from tests.fakes import InMemoryVectorStore

Shelves = Mapping[Shelf, Mapping[str, Sequence[float]]]
Filled = Callable[[Shelves], VectorStore]


@pytest.fixture(params=["fake", "chroma"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Filled]:
    with ExitStack() as stack:

        def chroma(shelves: Shelves) -> VectorStore:
            store = open_chroma(tmp_path / "vectors")
            stack.callback(store.close)
            for shelf, vectors in shelves.items():
                store.add(shelf, list(vectors), list(vectors.values()))
            return store

        yield InMemoryVectorStore if request.param == "fake" else chroma


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_the_nearest_comes_first_and_the_score_is_the_cosine(filled: Filled) -> None:
    vectors = {"op": [1.0, 0.0], "schuin": [0.6, 0.8], "dwars": [0.0, 1.0], "tegen": [-1.0, 0.0]}
    hits = filled({Shelf.RIGHTS: vectors}).search(Shelf.RIGHTS, [1.0, 0.0], 4)
    assert ids(hits) == ["op", "schuin", "dwars", "tegen"]
    assert [hit.score for hit in hits] == pytest.approx([1, 0.6, 0, -1], abs=1e-5)


def test_a_shelf_nobody_filled_gives_no_hits(filled: Filled) -> None:
    store = filled({Shelf.SOURCES: {}})
    assert store.search(Shelf.SOURCES, [1.0, 0.0], 5) == []
    assert store.search(Shelf.EXPIRED, [1.0, 0.0], 5) == []


def test_shelves_do_not_mix(filled: Filled) -> None:
    store = filled({Shelf.RIGHTS: {"a": [1.0, 0.0]}, Shelf.SOURCES: {"b": [1.0, 0.0]}})
    assert ids(store.search(Shelf.RIGHTS, [1.0, 0.0], 5)) == ["a"]


@pytest.mark.parametrize(("count", "expected"), [(-1, 0), (0, 0), (1, 1), (2, 2), (50, 3)])
def test_there_are_never_more_hits_than_asked(filled: Filled, count: int, expected: int) -> None:
    store = filled({Shelf.RIGHTS: {"a": [1.0, 0.0], "b": [0.6, 0.8], "c": [0.0, 1.0]}})
    assert len(store.search(Shelf.RIGHTS, [1.0, 0.0], count)) == expected
