"""What every LexicalIndex keeps: the fake, and bm25s with the Dutch stemmer."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.adapters.bm25 import Bm25LexicalIndex
from assistant.core.ports import Hit, LexicalIndex, Shelf
from tests.fakes import InMemoryLexicalIndex

Shelves = Mapping[Shelf, Mapping[str, str]]
Filled = Callable[[Shelves], LexicalIndex]
TEXTS = {
    Shelf.SOURCES: {
        "plicht": "De leerplichtambtenaar belt de ouders.",
        "lijst": "Ons kind staat op de wachtlijst van de school.",
        "creche": "De opvang is geen school.",
    },
    Shelf.RIGHTS: {"recht": "Een school mag uw kind niet weigeren."},
    Shelf.EXPIRED: {},
}


@pytest.fixture(params=["fake", "bm25s"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    if request.param == "fake":
        return InMemoryLexicalIndex(TEXTS)
    made = Bm25LexicalIndex(tmp_path / "words")
    for shelf, texts in TEXTS.items():
        made.add(shelf, list(texts), list(texts.values()))
    return made


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_texts_with_the_words_are_found_best_first(index: LexicalIndex) -> None:
    hits = index.search(Shelf.SOURCES, "kind wachtlijst school", 10)
    assert ids(hits) == ["lijst", "creche"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)


def test_case_does_not_matter(index: LexicalIndex) -> None:
    assert ids(index.search(Shelf.SOURCES, "WACHTLIJST", 10)) == ["lijst"]


def test_shelves_do_not_mix(index: LexicalIndex) -> None:
    assert ids(index.search(Shelf.RIGHTS, "school", 10)) == ["recht"]


@pytest.mark.parametrize("text", ["", "?!", "onbekendwoord", "الطفل"])
def test_nothing_known_gives_no_hits(index: LexicalIndex, text: str) -> None:
    assert index.search(Shelf.SOURCES, text, 10) == []


@pytest.mark.parametrize(("count", "expected"), [(-1, 0), (0, 0), (1, 1), (50, 2)])
def test_there_are_never_more_hits_than_asked(
    index: LexicalIndex, count: int, expected: int
) -> None:
    assert len(index.search(Shelf.SOURCES, "school", count)) == expected


def test_an_empty_shelf_gives_no_hits(index: LexicalIndex) -> None:
    assert index.search(Shelf.EXPIRED, "school", 5) == []
