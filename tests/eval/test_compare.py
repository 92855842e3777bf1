from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.baseline import baseline_of
from eval.bootstrap_bound import Pair, upper_bound
from eval.compare import Verdict, compare
from eval.metrics import NOTHING, Score
from eval.rehearsal import TODAY, Faults
from eval.results import CaseResult, Expected, Results
from eval.run import Measured


def case(number: int, scores: Mapping[str, tuple[float, float]], **changes: object) -> CaseResult:
    made = CaseResult(
        id=f"c{number:03}",
        fingerprint="f",
        split="dev",
        question="?",
        tags=(),
        sector=None,
        language="nl",
        cluster=f"d{number // 2}",
        expected=Expected(outcomes=(), nuggets=(), must_not=(), gold=(), pages=()),
        scores=dict(scores),
    )
    return made.model_copy(update=changes)


def results(*cases: CaseResult) -> Results:
    return Results(generation="g", as_of=TODAY, cases=cases)


def right(count: int, of: int = 200, name: str = "nuggets") -> Results:
    return results(*(case(n, {name: (float(n < count), 1.0)}) for n in range(of)))


def verdict(before: Results, after: Results, name: str = "nuggets") -> Verdict:
    comparison = compare(baseline_of(before, ()), after)
    return next(one.verdict for one in comparison.differences if one.metric.name == name)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (180, 180, Verdict.SAME),
        (180, 190, Verdict.BETTER),
        (180, 177, Verdict.WORSE),  # 1.5 points
        (180, 174, Verdict.FAILED),  # 3 points, and always the same way
        (180, 169, Verdict.FAILED),  # 5.5 points
    ],
)
def test_a_soft_metric_fails_by_the_rules(was: int, now: int, expected: Verdict) -> None:
    assert verdict(right(was), right(now)) is expected


def test_a_drop_of_three_points_that_chance_explains_does_not_fail() -> None:
    before = results(*(case(n, {"nuggets": (float(n % 2), 1.0)}) for n in range(200)))
    lost = set(range(1, 100, 2))
    won = set(range(100, 188, 2))
    flipped = [
        case(n, {"nuggets": (float((n % 2 or n in won) and n not in lost), 1.0)})
        for n in range(200)
    ]
    assert verdict(before, results(*flipped)) is Verdict.WORSE


def test_for_a_fault_more_is_worse() -> None:
    few, many = right(0, name="false_answer"), right(20, name="false_answer")
    assert verdict(few, many, "false_answer") is Verdict.FAILED
    assert verdict(many, few, "false_answer") is Verdict.BETTER


def test_a_hard_metric_under_1_fails_even_when_the_baseline_did_too() -> None:
    low = right(199, name="quote_containment")
    assert verdict(low, low, "quote_containment") is Verdict.FAILED


def test_a_missing_a_changed_and_a_broken_case_make_it_incomplete() -> None:
    baseline = baseline_of(right(10, 10), ())
    assert compare(baseline, right(9, 9)).exit_code == 2
    changed = results(*(case(n, {"nuggets": (1, 1)}, fingerprint="g") for n in range(10)))
    assert compare(baseline, changed).missing == tuple(f"c{n:03}" for n in range(10))
    broken = results(*right(9, 9).cases, case(9, {}, error="RuntimeError: stuk"))
    found = compare(baseline, broken)
    assert (found.errors, found.missing, found.exit_code) == (("c009",), (), 2)


def test_a_metric_that_is_no_longer_measured_makes_it_incomplete() -> None:
    found = compare(baseline_of(right(10, 10), ()), results(*(case(n, {}) for n in range(10))))
    assert found.exit_code == 2


def test_a_new_case_is_measured_and_not_compared() -> None:
    found = compare(baseline_of(right(10, 10), ()), right(10, 20))
    assert found.exit_code == 0
    assert len(found.new) == 10


def test_a_hard_metric_is_also_held_on_a_new_case() -> None:
    after = results(*right(10, 10).cases, case(50, {"quote_containment": (0.0, 1.0)}))
    assert compare(baseline_of(right(10, 10), ()), after).exit_code == 1


PAIRS = st.lists(
    st.builds(
        Pair,
        cluster=st.sampled_from("abcdef"),
        before=st.sampled_from([Score(0, 1), Score(1, 1), NOTHING]),
        after=st.sampled_from([Score(0, 1), Score(1, 1), NOTHING]),
    ),
    max_size=20,
)


@given(PAIRS, st.integers(0, 5))
def test_the_bound_is_the_same_for_the_same_seed_and_lies_within_reach(
    pairs: list[Pair], seed: int
) -> None:
    bound = upper_bound(pairs, seed)
    assert bound == upper_bound(pairs[::-1], seed)
    assert bound is None or -1.0 <= bound <= 1.0


def test_no_change_has_a_bound_of_0() -> None:
    pairs = [Pair(str(n), Score(n % 2, 1), Score(n % 2, 1)) for n in range(30)]
    assert upper_bound(pairs) == 0.0


PLANTED = {
    "the lexical side is broken": Faults(no_words=True),
    "page numbers are dropped": Faults(no_pages=True),
    "citations are off by one": Faults(off_by_one=True),
    "ranks are shuffled": Faults(shuffled=True),
    "the threshold is lowered": Faults(threshold=0.1),
}


@pytest.mark.parametrize("what", PLANTED)
def test_the_gate_catches_a_planted_regression(
    what: str, healthy: Measured, rehearse: Callable[[Faults], Results]
) -> None:
    comparison = compare(baseline_of(healthy.results, ()), rehearse(PLANTED[what]))
    assert comparison.exit_code == 1, what


@pytest.mark.parametrize("seed", range(20))
def test_the_gate_lets_a_rerun_of_the_same_through(
    seed: int, healthy: Measured, rehearse: Callable[[Faults], Results]
) -> None:
    again = rehearse(Faults())
    assert again.model_dump_json() == healthy.results.model_dump_json()
    comparison = compare(baseline_of(healthy.results, ()), again, seed)
    assert comparison.exit_code == 0
    assert not comparison.lost
    assert not comparison.won


def test_a_case_that_breaks_is_recorded_and_is_no_score(
    rehearse: Callable[[Faults], Results], healthy: Measured
) -> None:
    broken = rehearse(Faults(breaks_on="fiets van 7 jaar"))
    (error,) = broken.errors
    assert error.error == "RuntimeError: zo bedoeld"
    assert error.scores == {}
    assert compare(baseline_of(healthy.results, ()), broken).exit_code == 2
