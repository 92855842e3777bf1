"""The second table of contents: find -> read -> clean -> split -> embed -> publish."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.adapters.generations import (
    FORMAT,
    GenerationRecord,
    Layout,
    LeftOut,
    current_id,
    record_of,
)
from assistant.core.errors import NoIndexError
from ingest.find import Found, find
from ingest.publish import only_writer, publish, shelf_items
from ingest.take import Taken, take_all
from ingest.vector_cache import open_vector_cache

if TYPE_CHECKING:
    from assistant.core.ports import Embedder


@dataclass(frozen=True, slots=True)
class Order:
    """What to build from, and with which model."""

    data_dir: Path
    corpus: Path
    model: str
    paths: tuple[Path, ...] = ()
    manifest: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `seconds` counts from start to publication."""

    generation: str
    documents: int
    passages: int
    seconds: float
    left_out: tuple[LeftOut, ...]
    unchanged: bool = False


class Progress(Protocol):
    """Hears how far a build is."""

    def begin(self, what: str, total: int) -> None:
        """Start a step of `total` pieces."""
        ...

    def done(self, count: int) -> None:
        """Count pieces of the current step."""
        ...


def build(order: Order, embedder: Embedder, progress: Progress) -> Report:
    """Build and publish a generation, or find that the published one is still right.

    Raises CorpusError for a path, manifest or page that cannot be used and BusyError when
    another build runs; the published generation stays as it was.
    """
    start = time.perf_counter()
    layout = Layout(order.data_dir)
    with only_writer(layout):
        found = find(order.corpus, order.paths, order.manifest)
        inputs = fingerprint(found, order)
        published = _published(layout)
        if published is not None and published.inputs == inputs:
            return _report(published, start, unchanged=True)
        progress.begin("Lezen", len(found))
        taken, left_out = take_all(found, progress.done)
        record = _record(order, inputs, taken, left_out)
        with open_vector_cache(layout.index / "vectors.sqlite", order.model) as cache:
            progress.begin("Betekenis bepalen", len(shelf_items(taken)))
            publish(
                layout, record, taken, lambda texts: cache.embed(texts, embedder, progress.done)
            )
    return _report(record, start)


def is_stale(order: Order) -> bool:
    """Tell whether the published generation differs from what `order` would give."""
    published = _published(Layout(order.data_dir))
    if published is None:
        return True
    found = find(order.corpus, order.paths, order.manifest)
    return published.inputs != fingerprint(found, order)


def with_published_paths(order: Order) -> Order:
    """Return `order` with the paths that the published generation was built from."""
    published = _published(Layout(order.data_dir))
    if published is None:
        return order
    paths = tuple(path for path in map(Path, published.paths) if path.exists())
    return replace(order, paths=paths)


def fingerprint(found: Sequence[Found], order: Order) -> str:
    """Return a hash over everything that decides what a generation holds."""
    digest = hashlib.sha256(f"{FORMAT}\n{order.model}\n{_code()}\n".encode())
    for one in found:
        digest.update(f"{one.id}\t{one.path.name}\t{one.digest}\t{one.fault}\t".encode())
        digest.update(one.entry.model_dump_json().encode() + b"\n")
    return digest.hexdigest()


def _code() -> str:
    """Return a hash over the modules that read and cut, so that a change of them counts."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _published(layout: Layout) -> GenerationRecord | None:
    id_ = current_id(layout)
    try:
        record = record_of(layout, id_) if id_ else None
    except NoIndexError:
        return None
    return record if record is not None and record.format == FORMAT else None


def _record(
    order: Order, inputs: str, taken: Sequence[Taken], left_out: Sequence[LeftOut]
) -> GenerationRecord:
    return GenerationRecord(
        id=_content_hash(order.model, taken),
        format=FORMAT,
        model=order.model,
        inputs=inputs,
        paths=tuple(str(path.resolve()) for path in order.paths),
        documents=len(taken),
        passages=sum(len(one.passages) for one in taken),
        left_out=tuple(left_out),
    )


def _content_hash(model: str, taken: Sequence[Taken]) -> str:
    digest = hashlib.sha256(model.encode())
    for one in taken:
        digest.update(repr((one.document, one.document.grounded, one.passages)).encode())
        digest.update(one.text.encode())
    return digest.hexdigest()[:16]


def _report(record: GenerationRecord, start: float, *, unchanged: bool = False) -> Report:
    return Report(
        generation=record.id,
        documents=record.documents,
        passages=record.passages,
        seconds=round(time.perf_counter() - start, 2),
        left_out=record.left_out,
        unchanged=unchanged,
    )
