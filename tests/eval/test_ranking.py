import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import NOTHING
from eval.ranking import Span, covered, ndcg_at, ndcg_of, recall_at, reciprocal_rank

PLACES = st.lists(st.frozensets(st.integers(0, 3)), max_size=12)


def test_a_hit_covers_gold_that_it_shares_a_character_with() -> None:
    gold = [Span("a", 10, 20), Span("b", 0, 5)]
    hits = [Span("a", 0, 10), Span("a", 19, 30), Span("b", 4, 9)]
    assert covered(hits, gold) == [frozenset(), frozenset({0}), frozenset({1})]


def test_measures_on_a_ranking_worked_out_by_hand() -> None:
    places = [frozenset[int](), frozenset({0}), frozenset({0}), frozenset({1})]
    assert recall_at(places, 2, 2).value == 0.5
    assert recall_at(places, 2, 4).value == 1.0
    assert reciprocal_rank(places, 2).value == 0.5
    best = 1 + 1 / math.log2(3)
    assert ndcg_at(places, 2).value == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / best)
    assert ndcg_of([3, 0, 1], [3, 1]).value == pytest.approx(
        (3 + 1 / math.log2(4)) / (3 + 1 / math.log2(3))
    )


def test_without_gold_there_is_no_chance() -> None:
    assert recall_at([], 0, 5) == NOTHING
    assert reciprocal_rank([], 0) == NOTHING
    assert ndcg_at([], 0) == NOTHING


def test_gold_that_is_not_found_is_a_miss() -> None:
    assert recall_at([], 1, 5).value == 0.0
    assert reciprocal_rank([], 1).value == 0.0
    assert ndcg_at([], 1).value == 0.0


@given(PLACES)
def test_measures_lie_between_0_and_1_and_recall_grows_with_k(
    places: list[frozenset[int]],
) -> None:
    found = [recall_at(places, 4, k).value or 0.0 for k in range(1, 12)]
    assert found == sorted(found)
    for score in (reciprocal_rank(places, 4), ndcg_at(places, 4), recall_at(places, 4, 5)):
        assert 0.0 <= (score.value or 0.0) <= 1.0


@given(PLACES)
def test_gold_on_top_is_never_worse(places: list[frozenset[int]]) -> None:
    better = [frozenset(range(4)), *places]
    assert (reciprocal_rank(better, 4).value or 0) >= (reciprocal_rank(places, 4).value or 0)
    assert (recall_at(better, 4, 5).value or 0) >= (recall_at(places, 4, 5).value or 0)
