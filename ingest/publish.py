"""Build a generation aside and publish it in one step; one writer at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adapters.bm25 import Bm25LexicalIndex
from assistant.adapters.chroma import open_chroma
from assistant.adapters.documents import write_documents
from assistant.adapters.generations import (
    GenerationRecord,
    Layout,
    current_id,
    is_whole,
    switch_to,
    write_note,
)
from assistant.adapters.page_index import write_page_index
from assistant.core.errors import BusyError
from assistant.core.model import Document, Kind, Passage, Status
from assistant.core.ports import Shelf
from ingest.practice import Practice
from ingest.train import page_texts, train

if TYPE_CHECKING:
    from ingest.take import Taken


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An id with the text that is embedded and indexed for it."""

    shelf: Shelf
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a generation is made of: documents, and questions to learn from."""

    taken: Sequence[Taken]
    practice: Sequence[Practice] = ()


class Role(StrEnum):
    """What a text is to the embedder: it sees questions and passages differently."""

    ASKED = "query"
    TOLD = "passage"


Embed = Callable[[Role, Sequence[str]], list[list[float]]]


@contextmanager
def only_writer(layout: Layout) -> Iterator[None]:
    """Hold the writer's lock. Raises BusyError when another process builds."""
    layout.index.mkdir(parents=True, exist_ok=True)
    with (layout.index / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError("Er wordt al een index gebouwd; wacht tot dat klaar is.") from error
        yield


def shelf_items(taken: Sequence[Taken]) -> list[ShelfItem]:
    """Return every passage, on the shelf where it is searched."""
    return [
        ShelfItem(
            shelf_of(one.document), passage.id, searched_text(one.document, passage, one.text)
        )
        for one in taken
        for passage in one.passages
    ]


def shelf_of(document: Document) -> Shelf:
    """Return the shelf of a document's passages."""
    if document.kind is Kind.RECHTEN:
        return Shelf.RIGHTS
    return Shelf.EXPIRED if document.status is Status.VERVALLEN else Shelf.SOURCES


def searched_text(document: Document, passage: Passage, text: str) -> str:
    """Return the passage with its place in front: a lid says little without its article."""
    place = " - ".join(dict.fromkeys([document.title, *passage.headings[-2:]]))
    return f"{place}\n{text[passage.start : passage.end]}"


def publish(layout: Layout, record: GenerationRecord, content: Content, embed: Embed) -> None:
    """Write the generation of `record` aside, whole, and switch to it.

    When the same texts were written before, only the note of their generation is renewed.
    """
    folder = layout.generation(record.id)
    if is_whole(layout, record.id):
        write_note(folder, record)
    else:
        building = folder.with_name(f"{record.id}.building")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        _write(building, record, content, embed)
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)
    before = current_id(layout)
    if before != record.id:
        switch_to(layout, record.id)
        _forget(layout, {record.id, before})


def _write(folder: Path, record: GenerationRecord, content: Content, embed: Embed) -> None:
    taken = content.taken
    write_documents(
        folder / "documents.sqlite", [(one.document, one.text, one.passages) for one in taken]
    )
    items = shelf_items(taken)
    vectors = embed(Role.TOLD, [item.text for item in items])
    words = Bm25LexicalIndex(folder / "words")
    with closing(open_chroma(folder / "vectors")) as store:
        for shelf in Shelf:
            places = [place for place, item in enumerate(items) if item.shelf is shelf]
            ids = [items[place].id for place in places]
            words.add(shelf, ids, [items[place].text for place in places])
            store.add(shelf, ids, [vectors[place] for place in places])
    texts = page_texts(taken, content.practice)
    vector_of = dict(zip(texts.questions, embed(Role.ASKED, texts.questions), strict=True))
    write_page_index(folder / "pages", texts, train(texts, vector_of))
    write_note(folder, record)
    _sync(folder)


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _forget(layout: Layout, wanted: set[str | None]) -> None:
    """Remove generations that nobody reads: all but the new one and the one before."""
    for folder in layout.generation("x").parent.iterdir():
        if folder.name not in wanted:
            shutil.rmtree(folder, ignore_errors=True)
