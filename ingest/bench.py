"""How fast ingest is, here and now, against its parts. Times are printed, never asserted."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adapters.embedding import SentenceEmbedder, embed_queries
from ingest.find import find
from ingest.pipeline import Order, build
from ingest.publish import shelf_items
from ingest.take import take_all
from ingest.train import page_texts

if TYPE_CHECKING:
    from assistant.settings import Settings

PAGES = 24
REGISTERS = ("bronnen.yaml", "begrippen.yaml", "contacten.yaml")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its unit or goal."""

    name: str
    value: float
    unit: str


class Quiet:
    """Hears the progress of a build and says nothing."""

    def begin(self, what: str, total: int) -> None:
        """Hear that a step begins."""

    def done(self, count: int) -> None:
        """Hear that pieces are done."""


def ingest_figures(settings: Settings) -> list[Figure]:
    """Return texts a second of reading and embedding alone and of a whole first ingest."""
    with _small_corpus(settings) as order:
        embedder = SentenceEmbedder(settings.embedding_model, order.data_dir)
        embedder.warm()
        taken, _ = take_all(find(order.corpus, ()), lambda _: None)
        asked = list(page_texts(taken, ()).questions)
        told = [item.text for item in shelf_items(taken)]
        extract = _seconds(lambda: take_all(find(order.corpus, ()), lambda _: None))
        embed = _seconds(lambda: (embed_queries(embedder, asked), embedder.embed_documents(told)))
        first = _seconds(lambda: build(order, embedder, Quiet()))
        again = _seconds(lambda: build(order, embedder, Quiet()))
    return [
        Figure("embedding alone", len(asked + told) / embed, "texts/s"),
        Figure("whole first ingest", len(asked + told) / first, "texts/s"),
        Figure("ingest / (extract + embed)", first / (extract + embed), "goal <= 1.25"),
        Figure("unchanged ingest / first", again / first, "goal <= 0.05"),
    ]


@contextmanager
def _small_corpus(settings: Settings) -> Iterator[Order]:
    """Give an order over the first pages of the corpus, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        data_dir, corpus = Path(name) / "var", Path(name) / "corpus"
        (corpus / "rechten").mkdir(parents=True)
        data_dir.mkdir()
        models = (settings.data_dir / "models").resolve()
        if models.exists():
            (data_dir / "models").symlink_to(models)
        for path in sorted((settings.corpus / "rechten").rglob("*.md"))[:PAGES]:
            shutil.copy(path, corpus / "rechten")
        for register in REGISTERS:
            shutil.copy(settings.corpus / register, corpus)
        model = SentenceEmbedder(settings.embedding_model, data_dir).fingerprint
        yield Order(data_dir=data_dir, corpus=corpus, model=model)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
