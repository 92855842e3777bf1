"""The child of test_killed: build over and over, in a fork each time, when stdin asks for it.

`ROOT DELAY` builds ROOT and kills the build after DELAY seconds, or lets it end when DELAY is
`inf`. Answers a line: `killed`, or the generation.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from pathlib import Path

from ingest.pipeline import Order, build
from tests.corpora import CountingEmbedder, Silence


def order_of(root: Path) -> Order:
    return Order(root / "data", root / "corpus", "nep", (root / "docs",))


def build_in_fork(root: Path, delay: float) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        report = build(order_of(root), CountingEmbedder(), Silence())
        os.write(writing, report.generation.encode())
        os._exit(0)
    os.close(writing)
    if math.isfinite(delay):
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        return answer.read() or "killed"


def warm() -> None:
    """Import what a build imports late, so that a kill falls in the build and not before it."""
    import bm25s
    import chromadb
    import sklearn.linear_model
    import Stemmer

    del bm25s, chromadb, sklearn, Stemmer


def main() -> None:
    warm()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        root, delay = line.rsplit(maxsplit=1)
        sys.stdout.write(build_in_fork(Path(root), float(delay)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
