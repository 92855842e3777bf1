import json
from pathlib import Path

import pytest

from assistant.adapters.answer_policy import load_search_policy
from eval.beir import measure_dataset, read_dataset
from eval.errors import DatasetError
from eval.run import Progress

TEXTS = {
    "d1": "De katten slapen op de bank",
    "d2": "Honden blaffen in de tuin",
    "d3": "Vissen zwemmen in de vijver",
}


class Axes:
    """Meaning is whether a text is about a dog."""

    def embed_query(self, text: str) -> list[float]:
        dog = "hond" in text.lower() or "viervoeter" in text.lower()
        return [1.0, 0.0] if dog else [0.0, 1.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def dataset(folder: Path, qrels: str = "qrels.tsv") -> Path:
    corpus = [json.dumps({"_id": id_, "title": "", "text": text}) for id_, text in TEXTS.items()]
    (folder / "corpus.jsonl").write_text("\n".join(corpus))
    queries = [
        {"_id": "q1", "text": "katten bank"},
        {"_id": "q2", "text": "viervoeter"},
        {"_id": "q3", "text": "zonder oordeel"},
    ]
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(one) for one in queries))
    path = folder / qrels
    path.parent.mkdir(exist_ok=True)
    path.write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\nq2\td3\t0\n")
    return folder


@pytest.mark.parametrize("qrels", ["qrels.tsv", "qrels/test.tsv"])
def test_a_data_set_is_read_with_its_grades_and_only_judged_queries(
    tmp_path: Path, qrels: str
) -> None:
    found = read_dataset(dataset(tmp_path, qrels))
    assert set(found.queries) == {"q1", "q2"}
    assert found.grades["q2"] == {"d2": 2, "d3": 0}


def test_words_and_meaning_each_find_their_own(tmp_path: Path, silent: Progress) -> None:
    weights = load_search_policy().weights
    found = measure_dataset(read_dataset(dataset(tmp_path)), Axes(), weights, silent)
    assert found["words_ndcg@10"] == 0.5
    assert found["meaning_mrr@10"] is not None
    assert found["meaning_mrr@10"] > 0.5
    assert {name.partition("_")[0] for name in found} == {"words", "meaning", "hybrid"}


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl", '{"_id": "d1"}', r"corpus\.jsonl, regel 1"),
        ("queries.jsonl", "{", r"queries\.jsonl, regel 1"),
        ("qrels.tsv", "q1\td1\t1\nq1 d1\n", r"qrels\.tsv, regel 2"),
        ("qrels.tsv", "q9\td1\t1\n", "geen enkele vraag"),
    ],
)
def test_a_broken_data_set_is_named(tmp_path: Path, file: str, content: str, said: str) -> None:
    (dataset(tmp_path) / file).write_text(content)
    with pytest.raises(DatasetError, match=said):
        read_dataset(tmp_path)


def test_a_folder_without_judgements_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"qrels\.tsv"):
        read_dataset(tmp_path)
