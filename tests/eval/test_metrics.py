from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import BY_NAME, CATALOGUE, NOTHING, Score, counted, totals, values
from eval.readability import flesch_douma, short_sentences

FLAGS = st.lists(st.booleans(), max_size=20)


@given(FLAGS)
def test_a_ratio_lies_between_0_and_1_or_is_not_measured(flags: list[bool]) -> None:
    value = counted(flags).value
    assert value is None if not flags else value is not None and 0.0 <= value <= 1.0


@given(FLAGS, FLAGS)
def test_adding_scores_is_counting_together(first: list[bool], second: list[bool]) -> None:
    assert counted(first) + counted(second) == counted([*first, *second])


@given(FLAGS)
def test_nothing_changes_nothing(flags: list[bool]) -> None:
    assert counted(flags) + NOTHING == counted(flags)


def test_a_case_without_a_chance_counts_for_nothing() -> None:
    scores = [{"nuggets": Score(1, 1)}, {"nuggets": NOTHING}, {}]
    assert totals(scores) == {"nuggets": Score(1, 1)}
    assert values(scores)["nuggets"] == 1.0


def test_a_metric_without_any_chance_is_not_measured_rather_than_0_or_1() -> None:
    assert values([]) == dict.fromkeys(BY_NAME)


def test_every_metric_says_what_it_is_once() -> None:
    assert len(BY_NAME) == len(CATALOGUE)
    assert all(metric.label and metric.meaning for metric in CATALOGUE)


def test_a_goal_is_reached_in_the_direction_of_the_metric() -> None:
    assert BY_NAME["nuggets"].reached(0.80)
    assert not BY_NAME["nuggets"].reached(0.79)
    assert BY_NAME["false_answer"].reached(0.05)
    assert not BY_NAME["false_answer"].reached(0.06)


def test_short_words_and_sentences_read_more_easily() -> None:
    easy = flesch_douma(["De school belt u. U komt langs."]).value or 0.0
    hard = flesch_douma(
        ["Toelaatbaarheidsverklaringen veronderstellen deskundigenadviezen betreffende onderwijs."]
    ).value
    assert hard is not None
    assert easy > 0.6 > hard
    assert flesch_douma([]) == NOTHING
    assert short_sentences(["woord " * 20, "woord " * 21]) == Score(1, 2)
