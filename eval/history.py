"""One line a run in the out folder, so that a report shows where things are going."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import ResultsError
from eval.headline import headline

if TYPE_CHECKING:
    from pathlib import Path

    from eval.results import Results

HISTORY = "history.jsonl"


class Past(BaseModel):
    """A run in short. A value that is None was not measured."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: datetime.datetime
    generation: str
    cases: int
    values: dict[str, float | None]


def remember(results: Results, now: datetime.datetime, folder: Path) -> None:
    """Add a run to the history in `folder`."""
    values = {
        row.name: None if row.value is None else round(row.value, 6) for row in headline(results)
    }
    past = Past(at=now, generation=results.generation, cases=len(results.cases), values=values)
    with (folder / HISTORY).open("a", encoding="utf-8") as file:
        file.write(past.model_dump_json() + "\n")


def history_in(folder: Path) -> list[Past]:
    """Return the earlier runs, oldest first. Raises ResultsError on a broken line."""
    path = folder / HISTORY
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_past(path, number, line) for number, line in enumerate(lines, start=1)]


def _past(path: Path, number: int, line: str) -> Past:
    try:
        return Past.model_validate_json(line)
    except ValidationError as error:
        raise ResultsError(f"{path}, regel {number} is geen geldige meting.") from error
