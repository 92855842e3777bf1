"""The second table of contents: find -> read -> clean -> split -> embed -> publish."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.adapters.embedding import embed_queries
from assistant.adapters.generations import (
    FORMAT,
    GenerationRecord,
    Layout,
    LeftOut,
    current_id,
    is_whole,
    record_of,
    write_note,
)
from assistant.adapters.vector_seed import NAME as SEED
from assistant.adapters.vector_seed import VectorSeed, write_seed
from assistant.core.errors import NoIndexError
from ingest.find import Found, find
from ingest.practice import digest_of_practice, load_practice
from ingest.publish import Content, Role, only_writer, publish, shelf_items
from ingest.take import Taken, take_all
from ingest.train import page_texts
from ingest.trust import CATALOGUE
from ingest.vector_cache import VectorCache, open_vector_cache

MODULES = (  # beside those of ingest
    "adapters/bm25.py",
    "adapters/chroma.py",
    "adapters/documents.py",
    "adapters/embedding.py",
    "adapters/gram_bayes.py",
    "adapters/page_index.py",
    "core/analysis.py",
    "core/model.py",
    "core/sentences.py",
)

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
            kept = published.model_copy(update=_origin(order))
            if kept != published:
                write_note(layout.generation(kept.id), kept)
            return _report(kept, start, unchanged=True)
        progress.begin("Lezen", len(found))
        taken, left_out = take_all(found, progress.done)
        record = _record(order, inputs, taken, left_out)
        content = Content(taken, load_practice(order.corpus))
        with _cache(order) as cache:
            progress.begin("Betekenis bepalen", _count(content))
            publish(layout, record, content, partial(_vectors, cache, embedder, progress))
    return _report(record, start)


def _count(content: Content) -> int:
    """Return how many texts get a vector."""
    texts = page_texts(content.taken, content.practice)
    return len(shelf_items(content.taken)) + len(texts.questions)


def renew_seed(order: Order, embedder: Embedder, progress: Progress) -> int:
    """Write the vectors of the bundled corpus beside it; return how many. Raises CorpusError."""
    found = find(order.corpus, ())
    progress.begin("Lezen", len(found))
    taken, _ = take_all(found, progress.done)
    asked = page_texts(taken, load_practice(order.corpus)).questions
    told = [item.text for item in shelf_items(taken)]
    with only_writer(Layout(order.data_dir)), _cache(order) as cache:
        progress.begin("Betekenis bepalen", len(asked) + len(told))
        _vectors(cache, embedder, progress, Role.ASKED, asked)
        _vectors(cache, embedder, progress, Role.TOLD, told)
        write_seed(order.corpus / SEED, cache.used)
        return len(cache.used)


def _cache(order: Order) -> AbstractContextManager[VectorCache]:
    path = Layout(order.data_dir).index / "vectors.sqlite"
    return open_vector_cache(path, order.model, VectorSeed(order.corpus / SEED))


def _vectors(
    cache: VectorCache, embedder: Embedder, progress: Progress, role: Role, texts: Sequence[str]
) -> list[list[float]]:
    """Return a vector a text, in order."""
    asked = role is Role.ASKED
    embed = partial(embed_queries, embedder) if asked else embedder.embed_documents
    return cache.embed(texts, embed, role, progress.done)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An order with what the published generation was built from, and what of that is gone."""

    order: Order
    gone: tuple[Path, ...] = ()


def with_published_paths(order: Order) -> Earlier:
    """Add the paths that the published generation was built from, and its manifest."""
    layout = Layout(order.data_dir)
    try:
        record = record_of(layout, current_id(layout) or "")
    except NoIndexError:
        return Earlier(order)
    earlier = [Path(path) for path in record.paths]
    manifest = order.manifest or (Path(record.manifest) if record.manifest else None)
    present = [path for path in earlier if path.exists()]
    paths = tuple(dict.fromkeys([*present, *(path.resolve() for path in order.paths)]))
    return Earlier(
        replace(order, paths=paths, manifest=manifest),
        gone=tuple(path for path in earlier if not path.exists()),
    )


def fingerprint(found: Sequence[Found], order: Order) -> str:
    """Return a hash over everything that decides what a generation holds."""
    digest = hashlib.sha256(f"{FORMAT}\n{order.model}\n{_code()}\n".encode())
    digest.update(digest_of_practice(order.corpus).encode())
    catalogue = order.corpus / CATALOGUE
    digest.update(catalogue.read_bytes() if catalogue.is_file() else b"")
    for one in found:
        digest.update(f"{one.id}\t{one.path.name}\t{one.digest}\t{one.fault}\t".encode())
        digest.update(one.entry.model_dump_json(exclude_unset=True).encode() + b"\n")
    return digest.hexdigest()


def _code() -> str:
    """Return a hash over the modules that decide what is stored: a change of them counts."""
    here = Path(__file__).parent
    others = [here.parent / "assistant" / name for name in MODULES]
    digest = hashlib.sha256()
    for path in [*sorted(here.rglob("*.py")), *others]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _published(layout: Layout) -> GenerationRecord | None:
    """Return the note of the published generation, if that is whole and of this format."""
    id_ = current_id(layout)
    if id_ is None or not is_whole(layout, id_):
        return None
    record = record_of(layout, id_)
    return record if record.format == FORMAT else None


def _origin(order: Order) -> dict[str, object]:
    """Return where a generation comes from, so that it can be built again."""
    return {
        "paths": tuple(str(path.resolve()) for path in order.paths),
        "manifest": str(order.manifest.resolve()) if order.manifest else None,
    }


def _record(
    order: Order, inputs: str, taken: Sequence[Taken], left_out: Sequence[LeftOut]
) -> GenerationRecord:
    return GenerationRecord(
        id=_content_hash(order, taken),
        format=FORMAT,
        model=order.model,
        inputs=inputs,
        documents=len(taken),
        passages=sum(len(one.passages) for one in taken),
        paths=(),
        items=Counter(item.shelf for item in shelf_items(taken)),
        left_out=tuple(left_out),
    ).model_copy(update=_origin(order))


def _content_hash(order: Order, taken: Sequence[Taken]) -> str:
    digest = hashlib.sha256(f"{FORMAT}\n{order.model}\n{_code()}\n".encode())
    digest.update(digest_of_practice(order.corpus).encode())
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
