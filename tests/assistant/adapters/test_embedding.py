import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from assistant.adapters.bundled_model import NAME, bundled_model_directory
from assistant.adapters.embedding import SentenceEmbedder
from assistant.core.errors import ModelError


class Recorder:
    """A transformer that only remembers what it was asked, and answers in any length."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], **_: object) -> list[list[float]]:
        self.texts += texts
        return [[3.0, 4.0] if text.strip().endswith("a") else [0.0, 0.0] for text in texts]


class Recorded(SentenceEmbedder):
    """The real embedder on a recording transformer."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__("", data_dir)
        self.recorder = Recorder()
        self.loads = 0

    def _load(self) -> Recorder:  # type: ignore[override]
        self.loads += 1
        return self.recorder


def test_questions_and_passages_get_the_prefixes_of_e5(tmp_path: Path) -> None:
    embedder = Recorded(tmp_path)
    embedder.embed_query("een vraag")
    embedder.embed_documents(["eerste", "tweede"])
    assert embedder.recorder.texts == ["query: een vraag", "passage: eerste", "passage: tweede"]


def test_vectors_come_out_with_length_1_whatever_the_precision_left(tmp_path: Path) -> None:
    embedder = Recorded(tmp_path)
    assert embedder.embed_query("a") == pytest.approx([0.6, 0.8])
    assert embedder.embed_query("b") == [0.0, 0.0]


def test_the_model_is_loaded_once_and_not_before_it_is_needed(tmp_path: Path) -> None:
    embedder = Recorded(tmp_path)
    assert embedder.embed_documents([]) == []
    assert (embedder.loads, embedder.precision.name) == (0, "fp32")
    embedder.warm()
    embedder.embed_query("a")
    assert embedder.loads == 1


def test_it_is_an_embedding_of_langchain(tmp_path: Path) -> None:
    assert isinstance(SentenceEmbedder("", tmp_path), Embeddings)


def test_another_model_is_known_by_its_name(tmp_path: Path) -> None:
    assert SentenceEmbedder("intfloat/anders", tmp_path).fingerprint == "intfloat/anders"
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", None])
def test_a_model_that_cannot_be_loaded_is_a_model_error(tmp_path: Path, name: str | None) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}')
    if name:
        (folder / name).write_bytes(b"\x08\0\0\0\0\0\0\0onzin")
    with pytest.raises(ModelError, match="kan niet worden geladen"):
        SentenceEmbedder(str(folder), tmp_path).warm()


@pytest.fixture(scope="module")
def without_network(model_data: Path) -> SentenceEmbedder:
    """The real embedder, loaded where every connection fails."""

    def refused(*arguments: object) -> NoReturn:
        msg = f"a connection was made: {arguments}"
        raise AssertionError(msg)

    embedder = SentenceEmbedder("", model_data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refused)
        patch.setattr(socket, "getaddrinfo", refused)
        embedder.warm()
        embedder.embed_query("Mag dat?")
    return embedder


@pytest.mark.model
def test_the_bundled_model_needs_no_network_and_says_its_precision(
    without_network: SentenceEmbedder,
) -> None:
    vector = np.array(without_network.embed_query("Mag dat?"))
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)
    assert without_network.precision.name in {"fp32", "bf16"}
    assert without_network.precision.why != "nog niet geladen"


@pytest.mark.model
def test_half_precision_gives_nearly_the_same_unit_vectors(
    without_network: SentenceEmbedder,
) -> None:
    import torch

    texts = ["De school zoekt een plek.", "Сьогодні без школи", "Een langere zin over school. " * 9]
    transformer = without_network._transformer()
    transformer.to(torch.float32)
    full = np.array(without_network.embed_documents(texts))
    transformer.to(torch.bfloat16)
    half = np.array(without_network.embed_documents(texts))
    assert np.linalg.norm(half, axis=1) == pytest.approx(1, abs=1e-6)
    assert ((full * half).sum(axis=1) >= 0.999).all()


@pytest.mark.model
def test_a_generation_is_marked_with_the_name_and_checksum_of_the_model(model_data: Path) -> None:
    fingerprint = SentenceEmbedder("", model_data).fingerprint
    noted = (bundled_model_directory(model_data) / "checksum.sha256").read_text()
    assert fingerprint == f"{NAME}:{noted[:16]}"
