from itertools import pairwise

from langchain_core.embeddings import Embeddings

from eval.recipe import measure_recipe, name_of
from eval.rehearsal import DOCUMENTS, RehearsalDoor, cases
from eval.run import Progress


class LetterPairs(Embeddings):
    """Puts texts with the same pairs of letters near each other."""

    def embed_query(self, text: str) -> list[float]:
        counts = [0.01] * 4096
        for first, second in pairwise(text):
            counts[hash_of(first, second)] += 1.0
        size = sum(value * value for value in counts) ** 0.5
        return [value / size for value in counts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def hash_of(first: str, second: str) -> int:
    return (ord(first) * 64 + ord(second)) % 4096


def test_the_recipe_is_measured_on_the_cases_with_gold_only(silent: Progress) -> None:
    documents = RehearsalDoor().library.current().documents
    found = measure_recipe(cases(), documents, LetterPairs(), silent)
    assert found.cases == DOCUMENTS * 2
    assert found.chunks == DOCUMENTS
    assert found.embedding == "LetterPairs"
    assert all(value is not None and 0 <= value <= 1 for value in found.values.values())
    assert (found.values["recall@4"] or 0) <= (found.values["recall@5"] or 0)
    assert found.latency is not None
    assert found.latency.count == found.cases


def test_an_embedding_model_is_called_by_its_fingerprint() -> None:
    class Named(LetterPairs):
        fingerprint = "model-x:abc"

    assert name_of(Named()) == "model-x"
