"""Where generations live on disk, and the one that is published.

<data>/index/CURRENT                 the id of the published generation, switched atomically
<data>/index/generations/<id>/       documents.sqlite, words/, vectors/, generation.json
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.adapters.bm25 import Bm25LexicalIndex
from assistant.adapters.chroma import open_chroma
from assistant.adapters.documents import SqliteDocumentStore
from assistant.adapters.page_index import open_page_index
from assistant.core.errors import NoIndexError, OtherModelError
from assistant.core.ports import Generation, Shelf

FORMAT = 5
DAMAGED = "De gepubliceerde index is beschadigd; bouw hem opnieuw met: python -m ingest build"
OTHER_FORMAT = "De index is van een andere versie; bouw hem opnieuw met: python -m ingest build"


class LeftOut(BaseModel):
    """A file that was not taken in, and why."""

    model_config = ConfigDict(frozen=True)
    path: str
    reason: str
    sentence: str


class GenerationRecord(BaseModel):
    """What a generation notes of itself; `items` counts what stands on each shelf."""

    model_config = ConfigDict(frozen=True)
    id: str
    format: int
    model: str
    inputs: str
    paths: tuple[str, ...]
    documents: int
    passages: int
    manifest: str | None = None
    items: dict[Shelf, int] = Field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the index under the data folder."""

    data_dir: Path

    @property
    def index(self) -> Path:
        """The folder of everything about the index."""
        return self.data_dir / "index"

    @property
    def pointer(self) -> Path:
        """The file that names the published generation."""
        return self.index / "CURRENT"

    def generation(self, id_: str) -> Path:
        """Return the folder of one generation."""
        return self.index / "generations" / id_


def current_id(layout: Layout) -> str | None:
    """Return the id of the published generation, or None when nothing is published."""
    try:
        return layout.pointer.read_text().strip() or None
    except FileNotFoundError:
        return None


def record_of(layout: Layout, id_: str) -> GenerationRecord:
    """Return what generation `id_` notes of itself. Raises NoIndexError."""
    path = layout.generation(id_) / "generation.json"
    try:
        return GenerationRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise NoIndexError(DAMAGED) from error


def switch_to(layout: Layout, id_: str) -> None:
    """Publish generation `id_` in one step."""
    write_whole(layout.pointer, id_ + "\n")


def write_note(folder: Path, record: GenerationRecord) -> None:
    """Write what the generation in `folder` notes of itself, in one step."""
    write_whole(folder / "generation.json", record.model_dump_json(indent=1))


def write_whole(path: Path, text: str) -> None:
    """Replace the file at `path` in one step: a reader sees the old text or the new one."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def open_generation(layout: Layout, record: GenerationRecord) -> Generation:
    """Open one generation for reading. Raises NoIndexError when a part of it is gone."""
    folder = layout.generation(record.id)
    documents = SqliteDocumentStore(folder / "documents.sqlite")
    if not (folder / "vectors" / "chroma.sqlite3").exists() or len(documents) != record.documents:
        raise NoIndexError(DAMAGED)
    pages = open_page_index(folder / "pages")
    vectors, words = open_chroma(folder / "vectors"), Bm25LexicalIndex(folder / "words")
    for shelf, size in record.items.items():
        if vectors.size(shelf) != size or words.holds(shelf) != bool(size):
            vectors.close()
            raise NoIndexError(DAMAGED)
    return Generation(
        id=record.id,
        vectors=vectors,
        words=words,
        pages=pages,
        documents=documents,
    )


def is_whole(layout: Layout, id_: str) -> bool:
    """Tell whether generation `id_` is there with all its parts."""
    try:
        open_generation(layout, record_of(layout, id_))
    except NoIndexError:
        return False
    return True


class PublishedLibrary:
    """Opens the published generation and notices a newer one without a restart."""

    def __init__(self, layout: Layout, model: str) -> None:
        self._layout = layout
        self._model = model
        self._open: Generation | None = None
        self._lock = threading.Lock()

    def current(self) -> Generation:
        """Return the published generation; the old one stays whole for who still holds it."""
        id_ = current_id(self._layout)
        if id_ is None:
            raise NoIndexError("Er is nog geen index. Maak hem met: python -m ingest build")
        with self._lock:
            if self._open is None or self._open.id != id_:
                self._open = self._opened(id_)
            return self._open

    def _opened(self, id_: str) -> Generation:
        record = record_of(self._layout, id_)
        if record.format != FORMAT:
            raise NoIndexError(OTHER_FORMAT)
        if record.model != self._model:
            raise OtherModelError(
                f"De index is gemaakt met model {record.model}, ingesteld is {self._model}. "
                "Bouw de index opnieuw met: python -m ingest build"
            )
        return open_generation(self._layout, record)
