"""What every Embedder keeps: the fake, and the bundled model."""

import numpy as np
import pytest

from assistant.adapters.embedding import SentenceEmbedder
from assistant.core.ports import Embedder
from tests.corpora import CountingEmbedder
from tests.fakes import FakeEmbedder

TEXTS = ["De school zoekt een plek.", "Ons kind zit thuis.", "", "Сьогодні без школи", "x " * 200]


@pytest.fixture(params=["fake", "counting", pytest.param("bundled", marks=pytest.mark.model)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "bundled":
        found: SentenceEmbedder = request.getfixturevalue("bundled")
        return found
    return FakeEmbedder() if request.param == "fake" else CountingEmbedder()


def test_every_vector_has_length_1_and_the_same_size(embedder: Embedder) -> None:
    vectors = np.array([*embedder.embed_documents(TEXTS), embedder.embed_query(TEXTS[0])])
    assert vectors.shape[0] == len(TEXTS) + 1
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_vectors_stand_in_the_order_of_their_texts(embedder: Embedder) -> None:
    together = np.array(embedder.embed_documents(TEXTS))
    apart = np.array([embedder.embed_documents([text])[0] for text in TEXTS])
    assert (together * apart).sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_documents([]) == []


def test_the_same_text_gives_the_same_vector(embedder: Embedder) -> None:
    assert embedder.embed_query(TEXTS[1]) == embedder.embed_query(TEXTS[1])


def test_a_question_lies_closest_to_the_passage_it_is_about(embedder: Embedder) -> None:
    passages = np.array(
        embedder.embed_documents(["De wachtlijst van de school.", "Een hond op de camping."])
    )
    question = np.array(embedder.embed_query("Hoe lang duurt de wachtlijst van de school?"))
    near, far = passages @ question
    assert near > far
