"""Count answers and how long they took, for Prometheus: never a text."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

ANSWERS = Counter("wegwijzer_answers", "Answers by outcome and writer.", ["outcome", "writer"])
SECONDS = Histogram(
    "wegwijzer_answer_seconds",
    "Time to a whole answer.",
    buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10),
)


def count_answer(outcome: str, writer: str, milliseconds: float) -> None:
    """Count one answer."""
    ANSWERS.labels(outcome, writer).inc()
    SECONDS.observe(milliseconds / 1000)
