"""What Prometheus may know: counts and durations, never a text."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

router = APIRouter(tags=["operations"])
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


@router.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    """Show the metrics in the text format of Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
