"""The run that later runs are held against, moved only with a reason."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from eval.cases import FOLDER
from eval.errors import ResultsError
from eval.metrics import Score
from eval.results import FORMAT, Results, read_record, read_results

if TYPE_CHECKING:
    from pathlib import Path

BASELINE = FOLDER.parent / "baseline.json"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Move(_Record):
    """One time that the baseline moved, and why."""

    on: datetime.date
    reason: str


class BaselineCase(_Record):
    """What is kept of a case: enough to pair it with a later run."""

    fingerprint: str
    cluster: str
    scores: dict[str, tuple[float, float]]

    def measured(self) -> dict[str, Score]:
        """Return the scores as values to add up."""
        return {name: Score(*pair) for name, pair in self.scores.items()}


class Baseline(_Record):
    """All cases of the accepted run by id, and how the baseline got here."""

    format: int = FORMAT
    moves: tuple[Move, ...]
    generation: str
    cases: dict[str, BaselineCase]


def read_baseline(path: Path) -> Baseline:
    """Return a baseline, or the results of any earlier run as one. Raises ResultsError."""
    if path.is_dir():
        return baseline_of(read_results(path), ())
    try:
        return read_record(path, Baseline)
    except ResultsError:
        if not path.exists():
            raise ResultsError(
                f"{path} bestaat niet. Maak hem met: python -m eval accept --reason …"
            ) from None
        return baseline_of(read_results(path), ())


def baseline_of(results: Results, moves: tuple[Move, ...]) -> Baseline:
    """Return a run as a baseline. Raises ResultsError when a case of it ended in an error."""
    if results.errors:
        raise ResultsError(
            f"{len(results.errors)} cases eindigden in een fout; dat kan geen baseline zijn."
        )
    cases = {
        one.id: BaselineCase(fingerprint=one.fingerprint, cluster=one.cluster, scores=one.scores)
        for one in results.cases
    }
    return Baseline(moves=moves, generation=results.generation, cases=cases)


def accept(results: Results, reason: str, today: datetime.date, path: Path) -> Baseline:
    """Make this run the baseline in `path`, with the reason added to the earlier ones.

    Raises ResultsError on a blank reason or a run with errors.
    """
    if not reason.strip():
        raise ResultsError("Geef een reden: waarom mag de baseline verschuiven?")
    earlier = read_record(path, Baseline).moves if path.exists() else ()
    baseline = baseline_of(results, (*earlier, Move(on=today, reason=reason.strip())))
    path.write_text(_text(baseline), encoding="utf-8")
    return baseline


def _text(baseline: Baseline) -> str:
    """Return JSON with a line a case, so that a diff shows which cases moved."""
    head = baseline.model_dump_json(exclude={"cases"})[:-1]
    cases = ",\n".join(
        f'"{id_}":{case.model_dump_json()}' for id_, case in sorted(baseline.cases.items())
    )
    return f'{head},"cases":{{\n{cases}\n}}}}\n'
