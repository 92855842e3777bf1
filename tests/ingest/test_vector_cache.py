from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.vector_cache import ASKED, BATCH, open_vector_cache
from tests.corpora import CountingEmbedder

TEXTS = [f"tekst nummer {n}" for n in range(2 * BATCH + 5)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nieuw" / "vectors.sqlite"


def embed(
    path: Path, texts: list[str], embedder: CountingEmbedder, model: str = "nep"
) -> list[list[float]]:
    with open_vector_cache(path, model) as cache:
        return cache.embed(texts, embedder.embed_documents, "passage", lambda _: None)


def test_every_text_gets_its_own_vector_in_order(path: Path) -> None:
    texts = ["lang " * 50, "kort", "", "kort", "middel lang"]
    vectors = embed(path, texts, CountingEmbedder())
    expected = CountingEmbedder().embed_documents(texts)
    for vector, right in zip(vectors, expected, strict=True):
        assert vector == pytest.approx(right, abs=1e-6)


def test_nothing_is_embedded_twice(path: Path) -> None:
    embedder = CountingEmbedder()
    first = embed(path, [*TEXTS, *TEXTS], embedder)
    assert sorted(embedder.texts) == sorted(TEXTS)
    again = embed(path, TEXTS[::-1], embedder)
    assert len(embedder.texts) == len(TEXTS)
    assert [pytest.approx(vector, abs=1e-6) for vector in again] == first[: len(TEXTS)][::-1]


def test_what_was_done_before_an_interruption_is_kept(path: Path) -> None:
    with pytest.raises(RuntimeError, match="power"):
        embed(path, TEXTS, CountingEmbedder(fails_after=BATCH + 1))
    embedder = CountingEmbedder()
    embed(path, TEXTS, embedder)
    assert len(embedder.texts) == len(TEXTS) - BATCH


def test_vectors_of_another_model_are_not_used(path: Path) -> None:
    embed(path, ["tekst"], CountingEmbedder())
    embedder = CountingEmbedder()
    embed(path, ["tekst"], embedder, model="ander")
    assert embedder.texts == ["tekst"]


def test_a_text_as_a_question_and_as_a_passage_are_two(path: Path) -> None:
    embedder = CountingEmbedder()
    with open_vector_cache(path, "nep") as cache:
        for role in ("query", "passage", "query"):
            cache.embed(["tekst"], embedder.embed_documents, role, lambda _: None)
    assert embedder.texts == ["tekst", "tekst"]


def test_it_knows_more_texts_than_fit_in_one_question(path: Path) -> None:
    texts = [f"t{n}" for n in range(2 * ASKED + 1)]
    embed(path, texts, CountingEmbedder())
    embedder = CountingEmbedder()
    embed(path, texts, embedder)
    assert embedder.texts == []


@pytest.mark.parametrize("damage", [b"", b"onzin " * 1000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_cache_is_begun_again(path: Path, damage: bytes) -> None:
    embed(path, ["tekst"], CountingEmbedder())
    path.write_bytes(damage)
    embedder = CountingEmbedder()
    embed(path, ["tekst"], embedder)
    assert embedder.texts == ["tekst"]


def test_it_keeps_no_text(path: Path) -> None:
    embed(path, ["een geheime zin over een kind"], CountingEmbedder())
    assert b"geheime" not in path.read_bytes()


@given(st.lists(st.text(max_size=5), max_size=150))
def test_progress_ends_at_the_number_of_texts(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("cache") / "vectors.sqlite"
    for _ in range(2):
        heard: list[int] = []
        with open_vector_cache(path, "nep") as cache:
            cache.embed(texts, CountingEmbedder().embed_documents, "passage", heard.append)
        assert sum(heard) == len(texts)
