"""Measure words, meaning and both on a public data set in the BEIR form.

    corpus.jsonl     {"_id", "title", "text"} a line
    queries.jsonl    {"_id", "text"} a line
    qrels.tsv        query-id, corpus-id, score; or qrels/test.tsv, as most sets have it

Thakur et al. (2021), BEIR. A text is one passage, so the numbers compare with published ones as
far as texts fit the model. The search is the assistant's own, with its own weights.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.adapters.bm25 import Bm25LexicalIndex
from assistant.adapters.chroma import open_chroma
from assistant.adapters.documents import SqliteDocumentStore, write_documents
from assistant.core.evidence import Need
from assistant.core.model import Document, Kind, Passage, Status
from assistant.core.ports import Generation, Shelf
from assistant.core.retrieval import Retriever, Weights
from eval.door import ROADS, Road
from eval.errors import DatasetError
from eval.metrics import Score, totals
from eval.ranking import ndcg_of, recall_at, reciprocal_rank
from eval.rehearsal_library import Nothing

if TYPE_CHECKING:
    from assistant.core.ports import Embed, Embedder
    from eval.run import Progress

BATCH = 64
DEPTH = 10
PUBLISHER = "BEIR"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Texts and queries by id, and per query the grade of each judged text (0 is not relevant)."""

    texts: Mapping[str, str]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


def read_dataset(folder: Path) -> Dataset:
    """Return the data set in `folder`. Raises DatasetError with file and line."""
    grades = _grades(_qrels(folder))
    texts = dict(_texts(folder / "corpus.jsonl"))
    queries = dict(_texts(folder / "queries.jsonl"))
    judged = {query: grades[query] for query in grades if query in queries}
    if not judged:
        raise DatasetError(f"In {folder} hoort geen enkele vraag bij een oordeel.")
    return Dataset(texts, {query: queries[query] for query in judged}, judged)


def measure_dataset(
    dataset: Dataset, embedder: Embedder, weights: Weights, progress: Progress
) -> dict[str, float | None]:
    """Return nDCG@10, recall@10 and MRR@10 of every road."""
    wide = replace(weights, candidates=max(100, weights.candidates), sources=100)
    with _indexed(dataset, embedder, progress) as generation:
        retriever, embed = Retriever(wide), embedder.embed_query
        progress.begin("Vragen stellen", len(dataset.queries))
        scores: list[dict[str, Score]] = []
        for query in sorted(dataset.queries):
            scores += _of_query(query, dataset, retriever, generation, embed)
            progress.done(1)
    return {name: score.value for name, score in sorted(totals(scores).items())}


def _of_query(
    query: str,
    dataset: Dataset,
    retriever: Retriever,
    generation: Generation,
    embed: Embed,
) -> Iterator[dict[str, Score]]:
    text = dataset.queries[query]
    need = Need(text=text, search=text, as_of=datetime.date.max)
    for road in ROADS:
        found = retriever.passages(need, generation, embed, road, DEPTH)
        yield _scores(road, [one.document.id for one in found], dataset.grades[query])


def _scores(road: Road, found: Sequence[str], grades: Mapping[str, int]) -> dict[str, Score]:
    relevant = sorted(id_ for id_, grade in grades.items() if grade > 0)
    places = [frozenset({relevant.index(id_)} if id_ in relevant else ()) for id_ in found]
    gains = [max(0, grades.get(id_, 0)) for id_ in found]
    return {
        f"{road}_ndcg@10": ndcg_of(gains, [max(0, grade) for grade in grades.values()], DEPTH),
        f"{road}_recall@10": recall_at(places, len(relevant), DEPTH),
        f"{road}_mrr@10": reciprocal_rank(places, len(relevant), DEPTH),
    }


@contextmanager
def _indexed(dataset: Dataset, embedder: Embedder, progress: Progress) -> Iterator[Generation]:
    with tempfile.TemporaryDirectory(prefix="wegwijzer-beir-") as name:
        folder = Path(name)
        ids = sorted(dataset.texts)
        texts = [dataset.texts[id_] for id_ in ids]
        passages = [_passage(id_, dataset.texts[id_]) for id_ in ids]
        stored = [
            (_document(one.document_id), text, [one])
            for one, text in zip(passages, texts, strict=True)
        ]
        write_documents(folder / "documents.sqlite", stored)
        words, vectors = Bm25LexicalIndex(folder / "words"), open_chroma(folder / "vectors")
        words.add(Shelf.SOURCES, [one.id for one in passages], texts)
        progress.begin("Teksten opnemen", len(passages))
        for start in range(0, len(passages), BATCH):
            batch = slice(start, start + BATCH)
            embedded = embedder.embed_documents(texts[batch])
            vectors.add(Shelf.SOURCES, [one.id for one in passages[batch]], embedded)
            progress.done(len(embedded))
        yield Generation(
            id="beir",
            vectors=vectors,
            words=words,
            pages=Nothing(),
            documents=SqliteDocumentStore(folder / "documents.sqlite"),
        )


def _passage(id_: str, text: str) -> Passage:
    return Passage(id=f"{id_}:0", document_id=id_, start=0, end=len(text))


def _document(id_: str) -> Document:
    kind, status = Kind.KAMERSTUK, Status.GELDEND
    return Document(id=id_, title="", publisher=PUBLISHER, kind=kind, status=status)


def _qrels(folder: Path) -> Path:
    for path in (folder / "qrels.tsv", folder / "qrels" / "test.tsv"):
        if path.exists():
            return path
    raise DatasetError(f"In {folder} staat geen qrels.tsv en geen qrels/test.tsv.")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} kan niet worden gelezen.") from error
    return ((n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip())


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in _lines(path):
        try:
            row: dict[str, Any] = json.loads(line)
            title = str(row.get("title") or "")
            yield str(row["_id"]), f"{title}\n{row['text']}".strip()
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise DatasetError(f"{path}, regel {number}: verwacht _id en text.") from error


def _grades(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        cells = line.split("\t")
        if number == 1 and not cells[-1].strip().lstrip("-").isdigit():
            continue  # the heading
        try:
            query, text, grade = (cell.strip() for cell in cells)
            found.setdefault(query, {})[text] = int(grade)
        except ValueError as error:
            raise DatasetError(f"{path}, regel {number}: verwacht drie kolommen.") from error
    return found
