import math

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.paging import (
    PageScores,
    guesses,
    log_sum_exp,
    logistic,
    signals_of,
    softmax,
)

VALUES = st.lists(st.floats(-50, 50), min_size=1, max_size=20)


@given(VALUES)
def test_probabilities_sum_to_1_and_keep_the_order(values: list[float]) -> None:
    chances = softmax(values)
    assert math.isclose(sum(chances), 1.0)
    best = max(range(len(values)), key=values.__getitem__)
    assert chances[best] == max(chances)


def test_the_page_that_stands_out_on_weighed_scores_is_guessed_first() -> None:
    scores = PageScores(("a", "b", "c"), {"asked": (0.1, 0.9, 0.2), "noise": (9.0, 0.0, 0.0)})
    found = guesses(scores, {"asked": 1.0})
    assert found[0].page == "b"


def test_signals_hold_the_best_page_against_what_no_page_answers() -> None:
    scores = PageScores(("a", "b"), {"asked": (0.1, 0.9)}, {"asked": 0.4})
    best = guesses(scores, {"asked": 1.0})[0]
    signals = signals_of(scores, best)
    assert signals["asked"] == 0.9
    assert math.isclose(signals["asked_lead"], 0.5)
    assert math.isclose(signals["asked_mass"], math.log(math.exp(0.1) + math.exp(0.9)) - 0.4)


@given(VALUES)
def test_a_mass_lies_just_above_the_highest_score(values: list[float]) -> None:
    mass = log_sum_exp(values)
    assert max(values) <= mass <= max(values) + math.log(len(values)) + 1e-9


def test_without_pages_there_is_no_guess() -> None:
    assert guesses(PageScores((), {}), {"asked": 1.0}) == []


@given(st.dictionaries(st.sampled_from("abc"), st.floats(-1e6, 1e6)))
def test_a_logistic_chance_lies_between_0_and_1(signals: dict[str, float]) -> None:
    assert 0.0 <= logistic(signals, {"bias": 0.5, "a": 1.0, "b": -2.0}) <= 1.0
