"""What a run leaves behind: a result a case in JSON. Two runs of the same are byte-identical.

Times and the clock are not in here but in `timings.json`, because they differ every run.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, field_serializer

from eval.errors import ResultsError
from eval.metrics import Score

R = TypeVar("R", bound=BaseModel)
FORMAT = 1
RESULTS = "results.json"
TIMINGS = "timings.json"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Record):
    """What the case asks for, for the reader of a report."""

    outcomes: tuple[str, ...]
    nuggets: tuple[str, ...]
    must_not: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]
    pages: tuple[str, ...]


class CitedSource(_Record):
    """A citation in short."""

    number: int
    document: str
    title: str
    page: int | None
    quote: str


class Got(_Record):
    """What the assistant said."""

    outcome: str
    opening: str
    statements: tuple[str, ...]
    sources: tuple[CitedSource, ...]


class CaseResult(_Record):
    """One case, asked. With an `error` there are no scores: an error is not a score."""

    id: str
    fingerprint: str
    split: str
    question: str
    tags: tuple[str, ...]
    sector: str | None
    language: str
    cluster: str
    expected: Expected
    got: Got | None = None
    scores: dict[str, tuple[float, float]] = {}
    confidence: float | None = None
    lands: bool = False
    answerable: bool = False
    why: tuple[str, ...] = ()
    error: str | None = None

    @field_serializer("scores")
    def _rounded(self, scores: dict[str, tuple[float, float]]) -> dict[str, list[float]]:
        return {name: [round(part, 6) for part in pair] for name, pair in sorted(scores.items())}

    def measured(self) -> dict[str, Score]:
        """Return the scores as values to add up."""
        return {name: Score(*pair) for name, pair in self.scores.items()}


class Skipped(_Record):
    """A case that was not asked, and why."""

    id: str
    reason: str


class Results(_Record):
    """A whole run, cases by id."""

    format: int = FORMAT
    generation: str
    as_of: datetime.date
    writer: str = ""
    files: dict[str, str] = {}
    verifier: dict[str, tuple[float, float]] = {}
    safety: dict[str, tuple[float, float]] = {}
    cases: tuple[CaseResult, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def errors(self) -> tuple[CaseResult, ...]:
        """The cases that ended in an error."""
        return tuple(case for case in self.cases if case.error is not None)

    def scores(self) -> list[Mapping[str, Score]]:
        """Return the scores of every case, and those of verifier and safety as one more each."""
        beside = [
            {name: Score(*pair) for name, pair in measured.items()}
            for measured in (self.verifier, self.safety)
        ]
        return [*(case.measured() for case in self.cases), *beside]


class Latency(_Record):
    """Milliseconds of one part over all turns."""

    p50: float
    p95: float
    count: int


class Timings(_Record):
    """How long the parts took. Printed, never gated."""

    parts: dict[str, Latency]
    seconds: float


def write_record(record: BaseModel, path: Path) -> None:
    """Write a record as JSON, one indent, a line feed at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_results(path: Path) -> Results:
    """Return the results in `path`, or in the folder `path`. Raises ResultsError."""
    return read_record(path / RESULTS if path.is_dir() else path, Results)


def read_timings(path: Path) -> Timings | None:
    """Return the timings beside results, or None when there are none. Raises ResultsError."""
    file = path / TIMINGS if path.is_dir() else path.with_name(TIMINGS)
    return read_record(file, Timings) if file.exists() else None


def read_record(path: Path, kind: type[R]) -> R:
    """Return the record of this kind in `path`. Raises ResultsError."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ResultsError(
            f"{path} kan niet worden gelezen. Maak resultaten met: python -m eval run"
        ) from error
    except ValidationError as error:
        raise ResultsError(f"{path} heeft niet de vorm van deze versie; meet opnieuw.") from error


def read_list(kind: type[R], path: Path) -> list[R]:
    """Return what was measured beside results; no file, nothing. Raises ResultsError."""
    if not path.exists():
        return []
    try:
        found: list[R] = TypeAdapter(list[kind]).validate_json(path.read_bytes())  # type: ignore[valid-type]
    except ValidationError as error:
        raise ResultsError(f"{path} heeft niet de vorm van deze versie; meet opnieuw.") from error
    return found
