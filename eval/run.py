"""Ask every case, one after another, and never stop at one that breaks."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from eval.cases import Case
from eval.live import LiveIndex
from eval.mutations import Verifier, mutants, power, true_sentences
from eval.observing import Observation, observe
from eval.results import CaseResult, CitedSource, Expected, Got, Latency, Results, Skipped, Timings
from eval.safety import NOTHING_ASKED, Redact, Safety, safety_scores
from eval.scoring import Yardstick, lands, scores_of, shortcomings
from eval.splitting import split_of_case

if TYPE_CHECKING:
    import datetime

    from assistant.core.model import Answer
    from assistant.core.ports import DocumentStore
    from eval.door import Door
    from eval.register import Register


class Progress(Protocol):
    """Shows how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """Start a step of `total` cases."""
        ...

    def done(self, count: int) -> None:
        """Count cases of the current step."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask and how. `files` notes the hash of each file of cases."""

    cases: Sequence[Case]
    as_of: datetime.date
    register: Register
    files: Mapping[str, str]
    verifier: Verifier
    safety: Safety = NOTHING_ASKED
    redact: Redact = str


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a run."""

    results: Results
    timings: Timings


@dataclass(frozen=True, slots=True)
class _Asked:
    result: CaseResult
    seen: Observation | None


def run(order: Order, door: Door, progress: Progress) -> Measured:
    """Ask all cases that the index can answer; the rest is listed as skipped with the reason."""
    start = time.perf_counter()
    generation = door.library.current()
    yardstick = Yardstick(LiveIndex(generation.documents), order.register)
    chosen, skipped = _choice(order.cases, yardstick.live)
    progress.begin("Vragen stellen", len(chosen))
    asked: list[_Asked] = []
    for case in chosen:
        asked.append(_ask(case, door, yardstick, order.as_of))
        progress.done(1)
    progress.begin("Veiligheid nagaan", len(order.safety))
    safe = safety_scores(order.safety, door, order.redact, order.as_of)
    progress.done(len(order.safety))
    results = Results(
        generation=generation.id,
        as_of=order.as_of,
        writer=next((one.seen.asked.answer.writer for one in asked if one.seen), ""),
        files=dict(order.files),
        verifier=_verifier_power(order.verifier, generation.documents),
        safety={name: (one.hits, one.of) for name, one in sorted(safe.items())},
        cases=tuple(one.result for one in asked),
        skipped=tuple(skipped),
    )
    turns = [turn for one in asked if one.seen for turn in one.seen.timings]
    return Measured(results, Timings(parts=latency(turns), seconds=time.perf_counter() - start))


def _verifier_power(verifier: Verifier, documents: DocumentStore) -> dict[str, tuple[float, float]]:
    made = mutants(true_sentences(documents))
    return {name: (one.hits, one.of) for name, one in sorted(power(made, verifier).items())}


def latency(turns: Sequence[Mapping[str, float]]) -> dict[str, Latency]:
    """Return the median and 95th percentile of every part, over the turns that had it."""
    parts = sorted({name for turn in turns for name in turn})
    return {name: _latency([turn[name] for turn in turns if name in turn]) for name in parts}


def _latency(milliseconds: Sequence[float]) -> Latency:
    p50, p95 = (float(one) for one in np.percentile(milliseconds, [50, 95]))
    return Latency(p50=round(p50, 3), p95=round(p95, 3), count=len(milliseconds))


def _choice(cases: Sequence[Case], live: LiveIndex) -> tuple[list[Case], list[Skipped]]:
    chosen, skipped = [], []
    for case in sorted(cases, key=lambda one: one.id):
        missing = live.missing_documents(case) if case.needs == "shared" else []
        if missing:
            reason = f"niet in deze index: {', '.join(missing)}"
            skipped.append(Skipped(id=case.id, reason=reason))
        else:
            chosen.append(case)
    return chosen, skipped


def _ask(case: Case, door: Door, yardstick: Yardstick, as_of: datetime.date) -> _Asked:
    try:
        seen = observe(case, door, as_of)
        return _Asked(_result(case, seen, yardstick), seen)
    except Exception as error:  # whatever breaks a case is recorded, and is never a score
        message = f"{type(error).__name__}: {error}"
        return _Asked(_about(case).model_copy(update={"error": message}), None)


def _result(case: Case, seen: Observation, yardstick: Yardstick) -> CaseResult:
    scores = scores_of(case, seen, yardstick)
    best = next(iter(seen.roads.get("hybrid", ())), None)
    return _about(case).model_copy(
        update={
            "got": _got(seen.asked.answer),
            "scores": {name: (score.hits, score.of) for name, score in scores.items()},
            "confidence": round(best.score, 6) if best else None,
            "lands": best is not None and lands(case, [best]),
            "why": tuple(shortcomings(case, seen.asked.answer, scores)),
        }
    )


def _about(case: Case) -> CaseResult:
    return CaseResult(
        id=case.id,
        fingerprint=case.fingerprint,
        split=split_of_case(case),
        question=case.question,
        tags=case.tags,
        sector=case.sector,
        language=case.language,
        cluster=case.cluster,
        answerable=case.answerable,
        expected=Expected(
            outcomes=tuple(one.value for one in case.expect),
            nuggets=case.nuggets,
            must_not=case.must_not,
            gold=tuple((one.document, one.quote) for one in case.gold),
            pages=case.pages,
        ),
    )


def _got(answer: Answer) -> Got:
    return Got(
        outcome=answer.outcome.value,
        opening=answer.opening,
        statements=tuple(one.text for one in answer.statements),
        sources=tuple(
            CitedSource(
                number=one.number,
                document=one.document.id,
                title=one.document.title,
                page=one.passage.page,
                quote=one.quote,
            )
            for one in answer.citations
        ),
    )
