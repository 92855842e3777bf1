"""Ask the assistant about one case through its public door, and keep all that it says."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.model import Question, Turn
from eval.door import ROADS, Door, Road

if TYPE_CHECKING:
    import datetime

    from assistant.core.model import Answer, Evidence
    from eval.cases import Case

DEPTH = 10
TWICE_ONE_IN = 4
TOTAL = "total"
DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer with the milliseconds of its parts; `total` is the whole call."""

    answer: Answer
    milliseconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything seen of one case.

    `repeated` is None when it was asked once, `in_dutch` when there is no Dutch counterpart.
    """

    asked: Timed
    paraphrased: tuple[Timed, ...]
    repeated: Timed | None
    in_dutch: Timed | None
    roads: Mapping[Road, tuple[Evidence, ...]]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answer to the question, then those to its paraphrases."""
        return (self.asked.answer, *(one.answer for one in self.paraphrased))

    @property
    def timings(self) -> tuple[Mapping[str, float], ...]:
        """The milliseconds of a turn that was asked as a parent asks: with nothing prepared."""
        return (self.asked.milliseconds,) if self.repeated else ()


def observe(case: Case, door: Door, as_of: datetime.date) -> Observation:
    """Ask the question, its paraphrases, and one in four questions once more."""
    return Observation(
        asked=_ask(case, case.question, door, as_of),
        paraphrased=tuple(_ask(case, text, door, as_of) for text in case.paraphrases),
        repeated=_ask(case, case.question, door, as_of) if asked_twice(case) else None,
        in_dutch=_ask(in_dutch(case), case.dutch, door, as_of) if case.dutch else None,
        roads=_roads(case, door),
    )


def in_dutch(case: Case) -> Case:
    """Return the case as a Dutch one."""
    return case.model_copy(update={"language": DUTCH})


def asked_twice(case: Case) -> bool:
    """Tell whether a case is in the fixed sample that is asked twice, by the hash of its id."""
    return hashlib.sha256(case.id.encode()).digest()[1] % TWICE_ONE_IN == 0


def _ask(case: Case, text: str, door: Door, as_of: datetime.date) -> Timed:
    question = Question(
        text=text,
        as_of=case.as_of or as_of,
        history=tuple(Turn(one.role, one.text) for one in case.history),
        sector=case.sector,
        region=case.region,
        language=None if case.language == DUTCH else case.language,
    )
    start = time.perf_counter()
    with door.timed() as parts:
        answer = door.answer(question)
    total = (time.perf_counter() - start) * 1_000
    return Timed(answer, {**parts, TOTAL: total})


def _roads(case: Case, door: Door) -> dict[Road, tuple[Evidence, ...]]:
    """Return the evidence by each road; without gold only by both, for risk and coverage.

    A follow-up is no question by itself: no road.
    """
    if case.history:
        return {}
    roads: tuple[Road, ...] = ROADS if case.gold else ("hybrid",)
    return {road: tuple(door.retrieve(case.question, road, DEPTH, case.sector)) for road in roads}
