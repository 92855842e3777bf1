"""A small project to build an index of, with everything real but the embedder."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from assistant.adapters.generations import Layout, PublishedLibrary
from assistant.core.ports import Generation, Shelf
from ingest.pipeline import Order, Report, build
from tests.corpora import CountingEmbedder, Silence, page, write, write_corpus

MODEL = "nep"


@dataclass
class Workshop:
    """Builds from a corpus of one page and a folder of documents, and looks at what came out."""

    root: Path
    embedder: CountingEmbedder = field(default_factory=CountingEmbedder)

    @property
    def order(self) -> Order:
        return Order(self.root / "data", self.root / "corpus", MODEL, (self.docs,))

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def layout(self) -> Layout:
        return Layout(self.order.data_dir)

    def write(self, name: str, text: str) -> Path:
        return write(self.docs / name, text)

    def write_page(self, id_: str, **changes: str) -> None:
        write_corpus(self.order.corpus, {id_: page(id_, **changes)})

    def build(self, **changes: object) -> Report:
        return build(replace(self.order, **changes), self.embedder, Silence())  # type: ignore[arg-type]

    def current(self) -> Generation:
        return PublishedLibrary(self.layout, MODEL).current()

    def texts(self) -> dict[str, str]:
        documents = self.current().documents
        return {one.id: documents.text(one.id) for one in documents.documents()}

    def found(self, text: str, shelf: Shelf = Shelf.SOURCES) -> set[str]:
        """Return the documents that meaning and words find, none when the two differ."""
        generation = self.current()
        said = generation.words.search(shelf, text, 50)
        meant = generation.vectors.search(shelf, self.embedder.embed_query(text), 50)
        return {hit.id.split(":")[0] for hit in said} & {hit.id.split(":")[0] for hit in meant}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.write_page("eigen")
    made.write("brief.txt", "De minister schrijft over thuiszitters.\n")
    made.write("wet.md", "# Wet\n\n## Artikel 1\n\nHet bevoegd gezag zoekt een school.\n")
    return made


@pytest.fixture
def make_workshop(tmp_path: Path) -> Callable[[str], Workshop]:
    return lambda name: Workshop(tmp_path / name)
