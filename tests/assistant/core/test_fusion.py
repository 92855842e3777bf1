from hypothesis import given
from hypothesis import strategies as st

from assistant.core.fusion import best_by, reciprocal_rank, rescaled, saturated, weighted
from assistant.core.ports import Hit

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(st.lists(IDS, max_size=4))
def test_fusing_keeps_every_id_and_favours_who_leads_everywhere(rankings: list[list[str]]) -> None:
    scores = reciprocal_rank(rankings)
    assert set(scores) == {id_ for ranking in rankings for id_ in ranking}
    for leader in set(scores):
        if rankings and all(ranking[:1] == [leader] for ranking in rankings):
            assert scores[leader] == max(scores.values())


@given(st.floats(-10, 1000), st.floats(0.1, 100))
def test_saturated_scores_lie_between_0_and_1(score: float, half: float) -> None:
    assert 0.0 <= saturated(score, half) < 1.0


@given(st.floats(-1, 1))
def test_rescaled_cosines_lie_between_0_and_1(cosine: float) -> None:
    assert 0.0 <= rescaled(cosine, 0.78, 0.95) <= 1.0


def test_a_missing_value_counts_as_nothing() -> None:
    assert weighted({"a": 1.0}, {"a": 1.0, "b": 1.0}) == 0.5
    assert weighted({}, {}) == 0.0


def test_the_best_score_of_an_id_counts() -> None:
    assert best_by([Hit("a", 0.1), Hit("a", 0.4), Hit("b", 0.2)]) == {"a": 0.4, "b": 0.2}
