import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assistant.adapters.vector_seed import VectorSeed, write_seed
from ingest.vector_cache import open_vector_cache


def key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@given(arrays.arrays(np.float32, 24, elements=st.floats(-1, 1, width=32)))
def test_a_vector_keeps_its_direction(
    tmp_path_factory: pytest.TempPathFactory, raw: object
) -> None:
    vector = np.asarray(raw) + 1e-3
    unit = vector / np.linalg.norm(vector)
    path = tmp_path_factory.mktemp("seed") / "vectoren.npz"
    write_seed(path, {key("a"): unit.tolist()})
    found = VectorSeed(path).get(key("a"))
    assert found is not None
    assert float(np.dot(found, unit)) > 0.999
    assert abs(float(np.linalg.norm(found)) - 1) < 1e-5


@pytest.mark.parametrize("content", [None, b"", b"geen zip"])
def test_a_missing_or_damaged_seed_is_empty(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vectoren.npz"
    if content is not None:
        path.write_bytes(content)
    assert len(VectorSeed(path)) == 0
    assert VectorSeed(path).get(key("a")) is None


def test_what_is_in_the_seed_is_not_embedded_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def embed(texts: list[str]) -> list[list[float]]:
        asked.extend(texts)
        return [[1.0, 0.0] for _ in texts]

    with open_vector_cache(tmp_path / "one.sqlite", "model") as cache:
        cache.embed(["oud"], embed, "query", lambda _: None)
        write_seed(tmp_path / "vectoren.npz", cache.used)
    seed = VectorSeed(tmp_path / "vectoren.npz")
    asked.clear()
    with open_vector_cache(tmp_path / "two.sqlite", "model", seed) as cache:
        cache.embed(["oud", "nieuw"], embed, "query", lambda _: None)
    with open_vector_cache(tmp_path / "three.sqlite", "other model", seed) as cache:
        cache.embed(["oud"], embed, "query", lambda _: None)
    assert asked == ["nieuw", "oud"]
