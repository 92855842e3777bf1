"""`kill -9` at a hundred moments of a build: the old index serves, a restart gives the new one."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import perf_counter

import pytest

from assistant.adapters.generations import current_id, is_whole
from assistant.core.ports import Shelf
from tests.ingest.conftest import Workshop

ROOT = Path(__file__).parents[2]
MOMENTS = 100
ONE_READER = Lock()  # Python 3.11 may trip over two threads in `ast.parse`, which NumPy reads with
LINES = 2
OLD, NEW = "De oude brief over thuiszitters.", "De nieuwe brief over wachtlijsten."


class Builder:
    """A process that builds in forks of itself, which can be killed at any moment."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.killed"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._answer() == "ready"

    def build(self, root: Path, delay: float = float("inf")) -> str:
        """Return the generation, or `killed`."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{root} {delay}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        self._process.communicate()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def builders() -> Iterator[list[Builder]]:
    with ThreadPoolExecutor(LINES) as pool:
        made = list(pool.map(lambda _: Builder(), range(LINES)))
    yield made
    for builder in made:
        builder.close()


def serves(shop: Workshop, brief: str) -> bool:
    """Tell whether every store of the published generation has the whole of it."""
    generation = shop.current()
    passages = {
        passage.id
        for document in generation.documents.documents()
        for passage in generation.documents.passages(document.id)
    }
    meant = {
        hit.id
        for shelf in (Shelf.SOURCES, Shelf.RIGHTS)
        for hit in generation.vectors.search(shelf, shop.embedder.embed_query("brief"), 99)
    }
    said = {hit.id for hit in generation.words.search(Shelf.SOURCES, "brief", 99)}
    text = generation.documents.text("brief")
    return text == brief and meant == passages and said == {"brief:0"}


def filled(shop: Workshop) -> Workshop:
    shop.write_page("eigen")
    for n in range(4):
        shop.write(f"{n}.txt", f"Document nummer {n} over een school.\n")
    return shop


def built(shop: Workshop, builder: Builder, brief: str) -> str:
    """Build to the end with this text of the brief, with everything still to do."""
    undone(shop)
    shop.write("brief.txt", brief)
    return builder.build(shop.root)


def undone(shop: Workshop) -> None:
    """Forget the vectors and the generation before, so that the next build has all to do."""
    (shop.layout.index / "vectors.sqlite").unlink(missing_ok=True)
    generations = shop.layout.generation("x").parent
    for folder in generations.iterdir() if generations.exists() else ():
        if folder.name != current_id(shop.layout):
            shutil.rmtree(folder)


def survived(shop: Workshop, builder: Builder, delays: list[float]) -> Counter[str]:
    """Kill a build after each delay; check what is served then and what a restart gives."""
    seen: Counter[str] = Counter()
    ids = {brief: built(shop, builder, brief) for brief in (NEW, OLD)}
    old, new = OLD, NEW
    for delay in delays:
        undone(shop)
        shop.write("brief.txt", new)
        answer = builder.build(shop.root, delay)
        published = current_id(shop.layout)
        assert published in ids.values()
        with ONE_READER:
            assert serves(shop, old if published == ids[old] else new)
        seen["before" if published == ids[old] else "after"] += 1
        seen["killed"] += answer == "killed"
        assert builder.build(shop.root) == ids[new]
        assert current_id(shop.layout) == ids[new]
        with ONE_READER:
            assert is_whole(shop.layout, ids[new])
        assert {path.name for path in shop.layout.generation("x").parent.iterdir()} <= {
            *ids.values()
        }
        old, new = new, old
    with ONE_READER:
        assert serves(shop, old)
    return seen


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill is no power cut, and disks are slow."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder made in it has a name of its own
    with TemporaryDirectory(dir=shared if shared.is_dir() else tmp_path) as folder:
        yield Path(folder)


@pytest.mark.timeout(240)
def test_a_build_that_is_killed_at_any_moment_leaves_the_old_index_and_can_be_done_again(
    memory: Path, builders: list[Builder]
) -> None:
    shops = [filled(Workshop(memory / f"lijn {line}")) for line in range(LINES)]
    with ThreadPoolExecutor(LINES) as pool:
        whole = max(pool.map(duration, shops, builders))
        delays = [1.1 * whole * moment / MOMENTS for moment in range(MOMENTS)]
        lines = pool.map(survived, shops, builders, [delays[n::LINES] for n in range(LINES)])
        seen = sum(lines, Counter[str]())
    assert seen["before"] + seen["after"] == MOMENTS
    assert seen["killed"] >= MOMENTS // 2
    assert seen["before"] >= MOMENTS // 4


def duration(shop: Workshop, builder: Builder) -> float:
    """Return how long a build takes that has everything to do."""
    built(shop, builder, OLD)
    start = perf_counter()
    built(shop, builder, NEW)
    return perf_counter() - start
