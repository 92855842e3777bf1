"""The plain LangChain recipe, as everybody's first version would be, on the same cases.

Characters are cut at 1000 with 200 overlap, embedded with the same model, kept in Chroma, and the
nearest 4 chunks are the answer. It has no words, no pages, no order of authority and no refusal.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ConfigDict

from eval.live import LiveIndex
from eval.metrics import NOTHING, Score, once, totals
from eval.normalising import normalised
from eval.quality import unnamed
from eval.ranking import Span, covered, recall_at, reciprocal_rank
from eval.results import Latency, read_list
from eval.run import Progress, latency

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from langchain_core.documents import Document as Chunk
    from langchain_core.embeddings import Embeddings

    from assistant.core.ports import DocumentStore
    from eval.cases import Case

RECIPE = "recipe.json"
SIZE = 1_000
OVERLAP = 200
TOP = 4
DEPTH = 10
BATCH = 64
SEARCH = "search"


class RecipeResult(BaseModel):
    """What the recipe reaches. `answer` counts: recall@4 and nuggets in the 4 chunks."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    embedding: str
    chunks: int
    cases: int
    values: dict[str, float | None]
    latency: Latency | None


class Recipe:
    """Chunks in Chroma by meaning only; made to be filled once and asked many times."""

    def __init__(self, collection: Collection, embeddings: Embeddings) -> None:
        self._collection = collection
        self._embeddings = embeddings
        self._chunks: list[Chunk] = []

    def add(self, chunks: Sequence[Chunk]) -> None:
        """Embed and keep chunks."""
        ids = [str(len(self._chunks) + place) for place in range(len(chunks))]
        vectors = self._embeddings.embed_documents([one.page_content for one in chunks])
        self._collection.add(ids=ids, embeddings=cast("Any", vectors))
        self._chunks += chunks

    def search(self, text: str, count: int) -> list[Chunk]:
        """Return the nearest chunks, best first."""
        vector = self._embeddings.embed_query(text)
        wanted = min(count, len(self._chunks))
        found = self._collection.query(query_embeddings=cast("Any", [vector]), n_results=wanted)
        return [self._chunks[int(id_)] for id_ in found["ids"][0]]


def measure_recipe(
    cases: Sequence[Case], documents: DocumentStore, embeddings: Embeddings, progress: Progress
) -> RecipeResult:
    """Return what the recipe reaches on the cases with gold that the index holds."""
    live = LiveIndex(documents)
    chosen = [case for case in cases if case.gold and not case.history]
    chosen = [case for case in chosen if not live.missing_documents(case)]
    chunks = _chunks(documents)
    with tempfile.TemporaryDirectory(prefix="wegwijzer-recept-") as folder:
        recipe = Recipe(_collection(Path(folder)), embeddings)
        _filled(recipe, chunks, progress)
        progress.begin("Recept vragen", len(chosen))
        asked = [_ask(case, recipe, live, progress) for case in chosen]
    summed = totals(one.scores for one in asked)
    times = latency([{SEARCH: one.milliseconds} for one in asked])
    return RecipeResult(
        embedding=name_of(embeddings),
        chunks=len(chunks),
        cases=len(chosen),
        values={name: summed.get(name, NOTHING).value for name in _MEASURED},
        latency=times.get(SEARCH),
    )


_MEASURED = ("recall@4", "recall@5", "page@5", "mrr@10", "nuggets")


def name_of(embeddings: Embeddings) -> str:
    """Return what to call an embedding model in a table."""
    return str(getattr(embeddings, "fingerprint", type(embeddings).__name__)).partition(":")[0]


def recipes_in(folder: Path) -> list[RecipeResult]:
    """Return the recipes measured beside results; none when there are none."""
    return read_list(RecipeResult, folder / RECIPE)


@dataclass(frozen=True, slots=True)
class _Asked:
    scores: dict[str, Score]
    milliseconds: float


def _filled(recipe: Recipe, chunks: Sequence[Chunk], progress: Progress) -> None:
    progress.begin("Recept vullen", len(chunks))
    for start in range(0, len(chunks), BATCH):
        batch = chunks[start : start + BATCH]
        recipe.add(batch)
        progress.done(len(batch))


def _collection(folder: Path) -> Collection:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, is_persistent=True)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    return client.create_collection("recept", embedding_function=None)


def _chunks(documents: DocumentStore) -> list[Chunk]:
    from langchain_core.documents import Document as Chunk
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True
    )
    whole = [
        Chunk(page_content=documents.text(one.id), metadata={"document": one.id})
        for one in documents.documents()
    ]
    return splitter.split_documents(whole)


def _ask(case: Case, recipe: Recipe, live: LiveIndex, progress: Progress) -> _Asked:
    start = time.perf_counter()
    found = recipe.search(case.question, DEPTH)
    milliseconds = (time.perf_counter() - start) * 1_000
    progress.done(1)
    return _Asked(_scores(case, found, live), milliseconds)


def _scores(case: Case, found: Sequence[Chunk], live: LiveIndex) -> dict[str, Score]:
    gold = live.gold_spans(case)
    places = covered([_span(chunk) for chunk in found], gold)
    text = normalised("\n".join(chunk.page_content for chunk in found[:TOP]))
    right = {*case.pages, *case.documents}
    return {
        "recall@4": recall_at(places, len(gold), TOP),
        "recall@5": recall_at(places, len(gold), 5),
        "mrr@10": reciprocal_rank(places, len(gold)),
        "page@5": once(any(chunk.metadata["document"] in right for chunk in found[:5])),
        "nuggets": once(not unnamed(case, text)) if case.nuggets else NOTHING,
    }


def _span(chunk: Chunk) -> Span:
    start = int(chunk.metadata["start_index"])
    return Span(str(chunk.metadata["document"]), start, start + len(chunk.page_content))
