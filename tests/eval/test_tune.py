from assistant.core.paging import PageScores
from eval.tune import FEATURES, Example, tune


def example(right: int | None, *, told: float) -> Example:
    """Return scores in which only `asked` knows the right page, and says how near it is."""
    noise = (0.3, 0.1, 0.2, 0.15)
    asked = tuple(told if place == right else 0.2 + noise[place] / 10 for place in range(4))
    rows = dict.fromkeys(FEATURES, noise) | {"asked": asked}
    scores = PageScores(("a", "b", "c", "d"), rows, dict.fromkeys(FEATURES, 0.1))
    return Example(scores, () if right is None else (right,))


FOUND = [example(place % 4, told=0.9) for place in range(24)]
NOTHING = [example(None, told=0.0) for _ in range(12)]


def test_the_feature_that_knows_the_page_gets_the_weight() -> None:
    tuned = tune([*FOUND, *NOTHING])
    assert tuned.page["asked"] == max(tuned.page.values())
    assert tuned.first == tuned.in_three == 1.0


def test_a_nearer_page_gives_more_confidence() -> None:
    assert tune([*FOUND, *NOTHING]).confidence["asked_lead"] > 0


def test_the_same_cases_give_the_same_numbers() -> None:
    assert tune([*FOUND, *NOTHING]) == tune([*FOUND, *NOTHING])
