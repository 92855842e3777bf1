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
TWICE_ONE_IN = 8
TIMED_ONE_IN = 24
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
    timed: bool
    in_dutch: Timed | None
    roads: Mapping[Road, tuple[Evidence, ...]]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answer to the question, then those to its paraphrases."""
        return (self.asked.answer, *(one.answer for one in self.paraphrased))

    @property
    def timings(self) -> tuple[Mapping[str, float], ...]:
        """The milliseconds of a turn that was asked as a parent asks: with nothing prepared."""
        return (self.asked.milliseconds,) if self.timed else ()


def observe(case: Case, door: Door, as_of: datetime.date) -> Observation:
    """Ask the question, its paraphrases, and one in four questions once more."""
    return Observation(
        asked=_ask(_question(case, case.question, as_of), door),
        paraphrased=tuple(_ask(_question(case, one, as_of), door) for one in case.paraphrases),
        repeated=_ask(_question(case, case.question, as_of), door) if asked_twice(case) else None,
        timed=is_timed(case),
        in_dutch=_ask(_question(in_dutch(case), case.dutch, as_of), door) if case.dutch else None,
        roads=_roads(case, door),
    )


def questions_of(case: Case, as_of: datetime.date) -> list[Question]:
    """Return everything that is asked of a case: the question, its paraphrases, and in Dutch."""
    asked = [_question(case, text, as_of) for text in (case.question, *case.paraphrases)]
    return [*asked, *([_question(in_dutch(case), case.dutch, as_of)] if case.dutch else [])]


def in_dutch(case: Case) -> Case:
    """Return the case as a Dutch one."""
    return case.model_copy(update={"language": DUTCH})


def asked_twice(case: Case) -> bool:
    """Tell whether a case is in the fixed sample that is asked twice, by the hash of its id."""
    return _drawn(case) % TWICE_ONE_IN == 0


def is_timed(case: Case) -> bool:
    """Tell whether latency is measured with this case: about one in twenty-four."""
    return _drawn(case) % TIMED_ONE_IN == 0


def _drawn(case: Case) -> int:
    return hashlib.sha256(case.id.encode()).digest()[1]


def _question(case: Case, text: str, as_of: datetime.date) -> Question:
    return Question(
        text=text,
        as_of=case.as_of or as_of,
        history=tuple(Turn(one.role, one.text) for one in case.history),
        sector=case.sector,
        region=case.region,
        language=None if case.language == DUTCH else case.language,
    )


def _ask(question: Question, door: Door) -> Timed:
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
