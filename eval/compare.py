"""The gate: did anything get worse than the baseline? The rules are those of the standards.

* A hard metric that misses its goal fails: under 1 for grounding.
* A soft metric fails when it drops more than 5 points, or more than 2 points while the one-sided
  95 % bound of the paired bootstrap (clustered by document) excludes 0.
* A case that is missing, changed or ended in an error, and a metric that is no longer measured,
  make the comparison incomplete. That is not a failure and not a pass: it has its own exit code.

A point is 0.01. Cases that the baseline does not know yet are measured, not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from eval.bootstrap_bound import SEED, Pair, upper_bound
from eval.metrics import CATALOGUE, NOTHING, Metric, Rule, Score, values

if TYPE_CHECKING:
    from eval.baseline import Baseline
    from eval.results import Results

NOTICEABLE = 0.02
TOO_MUCH = 0.05
_ROUNDING = 1e-9


class Verdict(StrEnum):
    """What the gate says of one metric."""

    FAILED = "failed"
    MISSING = "missing"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric before and after, over the cases of both. `bound` is in the good direction."""

    metric: Metric
    before: float | None
    after: float | None
    bound: float | None
    verdict: Verdict

    @property
    def change(self) -> float | None:
        """After - before as measured; positive is more, not always better."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Change:
    """A case whose score on a metric went from one value to another."""

    case: str
    metric: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the gate found."""

    differences: tuple[Difference, ...]
    missing: tuple[str, ...]
    errors: tuple[str, ...]
    new: tuple[str, ...]
    lost: tuple[Change, ...]
    won: tuple[Change, ...]

    @property
    def failed(self) -> tuple[Difference, ...]:
        """The metrics that fail the gate."""
        return tuple(one for one in self.differences if one.verdict is Verdict.FAILED)

    @property
    def gone(self) -> tuple[Difference, ...]:
        """The metrics that the baseline has and this run could not measure."""
        return tuple(one for one in self.differences if one.verdict is Verdict.MISSING)

    @property
    def exit_code(self) -> int:
        """2 when cases are missing or broken, else 1 when something failed, else 0.

        A metric that is gone without anything else failing is 2 as well.
        """
        if self.missing or self.errors:
            return 2
        if self.failed:
            return 1
        return 2 if self.gone else 0


def compare(baseline: Baseline, results: Results, seed: int = SEED) -> Comparison:
    """Hold a run against the baseline."""
    before = {id_: case.measured() for id_, case in baseline.cases.items()}
    usable = {one.id: one for one in results.cases if one.error is None}
    fingerprints = {id_: case.fingerprint for id_, case in baseline.cases.items()}
    paired = [id_ for id_ in sorted(before) if _same(fingerprints[id_], usable.get(id_))]
    after = {id_: usable[id_].measured() for id_ in usable}
    clusters = {id_: baseline.cases[id_].cluster for id_ in paired}
    failing = {one.id for one in results.errors}
    moves = _moves(paired, before, after)
    everywhere = values(results.scores())
    differences = [
        _difference(metric, pairs, everywhere[metric.name], seed)
        for metric in CATALOGUE
        for pairs in [_pairs(metric, clusters, before, after)]
    ]
    return Comparison(
        differences=tuple(differences),
        missing=tuple(sorted(set(before) - set(paired) - failing)),
        errors=tuple(sorted(failing)),
        new=tuple(sorted(set(after) - set(before))),
        lost=tuple(one for one in moves if _is_loss(one)),
        won=tuple(one for one in moves if not _is_loss(one)),
    )


def _same(fingerprint: str, case: object) -> bool:
    return getattr(case, "fingerprint", None) == fingerprint


Scores = Mapping[str, Mapping[str, Score]]


def _pairs(
    metric: Metric, clusters: Mapping[str, str], before: Scores, after: Scores
) -> list[Pair]:
    name = metric.name
    return [
        Pair(cluster, before[id_].get(name, NOTHING), after[id_].get(name, NOTHING))
        for id_, cluster in clusters.items()
    ]


def _difference(
    metric: Metric, pairs: Sequence[Pair], everywhere: float | None, seed: int
) -> Difference:
    """Judge one metric. A hard one is judged on everything asked, the others on the pairs."""
    was = sum((pair.before for pair in pairs), NOTHING).value
    now = sum((pair.after for pair in pairs), NOTHING).value
    good = [_turned(pair) for pair in pairs] if metric.lower_is_better else pairs
    bound = upper_bound(good, seed) if metric.rule is Rule.SOFT and was != now else None
    shown = everywhere if metric.rule is Rule.HARD else now
    return Difference(metric, was, shown, bound, _verdict(metric, was, shown, bound))


def _turned(pair: Pair) -> Pair:
    """Count what did not go wrong, so that higher is better."""
    return Pair(pair.cluster, _missed(pair.before), _missed(pair.after))


def _missed(score: Score) -> Score:
    return Score(score.of - score.hits, score.of)


def _verdict(
    metric: Metric, before: float | None, after: float | None, bound: float | None
) -> Verdict:
    if after is None:
        return Verdict.UNKNOWN if before is None else Verdict.MISSING
    if metric.rule is Rule.HARD and not metric.reached(after):
        return Verdict.FAILED
    if before is None:
        return Verdict.UNKNOWN
    drop = (after - before) if metric.lower_is_better else (before - after)
    if metric.rule is Rule.SOFT and _is_too_much(drop, bound):
        return Verdict.FAILED
    return _direction(drop)


def _is_too_much(drop: float, bound: float | None) -> bool:
    sure = bound is not None and bound < 0
    return drop > TOO_MUCH + _ROUNDING or (drop > NOTICEABLE + _ROUNDING and sure)


def _direction(drop: float) -> Verdict:
    if abs(drop) <= _ROUNDING:
        return Verdict.SAME
    return Verdict.WORSE if drop > 0 else Verdict.BETTER


def _moves(paired: list[str], before: Scores, after: Scores) -> list[Change]:
    """Return every change of a case on a gated metric, by case."""
    found = []
    for id_ in paired:
        for metric in CATALOGUE:
            was = before[id_].get(metric.name, NOTHING).value
            now = after[id_].get(metric.name, NOTHING).value
            if metric.rule is not Rule.SHOWN and was is not None and now not in (None, was):
                found.append(Change(id_, metric.name, was, now or 0.0))
    return found


def _is_loss(change: Change) -> bool:
    lower = next(one for one in CATALOGUE if one.name == change.metric).lower_is_better
    return (change.after > change.before) == lower
