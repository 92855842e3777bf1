import pytest

from eval.metrics import Score
from eval.results import CaseResult, Expected
from eval.risk import Point, area_under, risk_coverage
from eval.slices import language_share, slices, weakest


def case(number: int, **changes: object) -> CaseResult:
    made = CaseResult(
        id=f"c{number}",
        fingerprint="f",
        split="dev",
        question="?",
        tags=("kort",) if number % 2 else ("lang",),
        sector=None,
        language="nl" if number < 5 else "tr",
        cluster="d",
        expected=Expected(outcomes=("answered",), nuggets=(), must_not=(), gold=(), pages=()),
        answerable=True,
        lands=True,
        confidence=1 - number / 10,
        scores={"nuggets": (float(number % 2), 1.0), "right_ground": (float(number < 7), 1.0)},
    )
    return made.model_copy(update=changes)


TEN = [case(number) for number in range(10)]


def test_slices_count_each_case_under_each_of_its_labels() -> None:
    found = {(one.kind, one.name): one for one in slices(TEN)}
    assert found["label", "kort"].values["nuggets"] == 1.0
    assert found["label", "lang"].values["nuggets"] == 0.0
    assert found["taal", "tr"].cases == 5
    assert ("taal", "pl") not in found


def test_a_slice_of_less_than_five_cases_is_not_shown() -> None:
    assert slices(TEN[:4]) == []


def test_the_weakest_slice_comes_first() -> None:
    assert weakest(slices(TEN), "nuggets", 1)[0].name == "lang"


def test_other_languages_are_held_against_the_same_questions_in_dutch() -> None:
    turkish = [
        case(n, scores={"right_ground": (float(n < 7), 1.0), "right_ground_dutch": (1.0, 1.0)})
        for n in range(5, 10)
    ]
    assert language_share([*TEN[:5], *turkish]) == pytest.approx(0.4)
    assert language_share(TEN) is None


def test_risk_rises_when_weak_evidence_is_answered_too() -> None:
    cases = [case(0), case(1), case(2, lands=False), case(3, answerable=False)]
    curve = risk_coverage(cases)
    assert [one.coverage for one in curve] == [0.25, 0.5, 0.75, 1.0]
    assert [one.risk for one in curve] == [0.0, 0.0, pytest.approx(1 / 3), 0.5]
    assert [one.threshold for one in curve] == pytest.approx([1.0, 0.9, 0.8, 0.7])
    assert area_under(risk_coverage(cases)) == pytest.approx((1 / 3 + 0.5) / 4)


def test_equal_scores_are_answered_together() -> None:
    cases = [case(0, confidence=0.5), case(1, confidence=0.5, lands=False)]
    assert risk_coverage(cases) == [Point(0.5, 1.0, 0.5)]


def test_without_scores_there_is_no_curve() -> None:
    assert risk_coverage([case(0, confidence=None)]) == []
    assert area_under([]) is None


def test_the_scores_of_a_case_come_back_from_json() -> None:
    text = TEN[1].model_dump_json()
    assert CaseResult.model_validate_json(text).measured()["nuggets"] == Score(1, 1)
