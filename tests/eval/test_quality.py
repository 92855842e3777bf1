from dataclasses import replace
from functools import partial

import pytest

from assistant.core.model import Answer, Outcome, Statement
from eval import quality
from eval.cases import Case
from eval.metrics import NOTHING, Score
from eval.observing import observe
from eval.rehearsal import TODAY, RehearsalDoor, cases

DOOR = RehearsalDoor()
KNOWN = cases()[0]
REFUSAL = Answer(Outcome.NO_EVIDENCE, "Dat weet ik niet.")
CARD = Answer(Outcome.CRISIS, "Bel 112.")


def case(*expect: Outcome, **changes: object) -> Case:
    return KNOWN.model_copy(update={"expect": expect, **changes})


@pytest.fixture
def answer() -> Answer:
    return observe(KNOWN, DOOR, TODAY).asked.answer


def test_all_vital_facts_count_or_none(answer: Answer) -> None:
    assert quality.nuggets(KNOWN, answer) == Score(1, 1)
    both = KNOWN.model_copy(update={"nuggets": (*KNOWN.nuggets, "staat er niet")})
    assert quality.nuggets(both, answer) == Score(0, 1)
    assert quality.missing_nuggets(both, answer) == ["staat er niet"]


def test_without_vital_facts_or_after_an_allowed_refusal_there_is_no_chance() -> None:
    assert quality.nuggets(KNOWN.model_copy(update={"nuggets": ()}), REFUSAL) == NOTHING
    either = case(Outcome.ANSWERED, Outcome.NO_EVIDENCE)
    assert quality.nuggets(either, REFUSAL) == NOTHING
    assert quality.nuggets(KNOWN, REFUSAL) == Score(0, 1)


def test_a_forbidden_claim_is_found_in_any_case_of_letters() -> None:
    told = Answer(Outcome.ANSWERED, "", (Statement("De school MAG weigeren.", (), "kort"),))
    assert quality.forbidden(case(Outcome.ANSWERED, must_not=("mag weigeren",)), told) == Score(
        1, 1
    )
    assert quality.forbidden(KNOWN, told) == NOTHING


@pytest.mark.parametrize(
    ("expect", "answered", "refused", "card"),
    [
        ((Outcome.ANSWERED,), NOTHING, Score(1, 1), NOTHING),
        ((Outcome.ANSWERED, Outcome.CLARIFY), NOTHING, Score(1, 1), NOTHING),
        ((Outcome.ANSWERED, Outcome.NO_EVIDENCE), NOTHING, Score(0, 1), NOTHING),
        ((Outcome.NO_EVIDENCE,), Score(1, 1), NOTHING, NOTHING),
        ((Outcome.CRISIS,), NOTHING, NOTHING, Score(1, 1)),
        ((Outcome.SMALLTALK,), NOTHING, NOTHING, NOTHING),
    ],
)
def test_false_answers_refusals_and_missed_crises_have_their_own_cases(
    answer: Answer, expect: tuple[Outcome, ...], answered: Score, refused: Score, card: Score
) -> None:
    asked = case(*expect)
    assert quality.false_answer(asked, answer) == answered
    assert quality.false_refusal(asked, REFUSAL) == refused
    assert quality.crisis_missed(asked, REFUSAL) == card


def test_a_crisis_card_for_a_calm_question_is_a_false_alarm() -> None:
    assert quality.crisis_false_alarm(KNOWN, CARD) == Score(1, 1)
    assert quality.crisis_false_alarm(case(Outcome.CRISIS), CARD) == NOTHING


def test_paraphrases_must_rest_on_the_same_source(answer: Answer) -> None:
    other = observe(cases()[2], DOOR, TODAY).asked.answer
    same = partial(quality.paraphrase_consistency, KNOWN)
    assert same(answer, [answer, other, REFUSAL]) == Score(1, 3)
    assert same(REFUSAL, [answer]) == NOTHING
    unanswerable = case(Outcome.NO_EVIDENCE)
    assert quality.paraphrase_consistency(unanswerable, answer, [answer]) == NOTHING


def test_it_makes_no_difference_which_wording_comes_first(answer: Answer) -> None:
    other = observe(cases()[2], DOOR, TODAY).asked.answer
    places = {one.number: one for one in other.citations}
    moved = [replace(one, number=one.number + 90) for one in answer.citations]
    both = replace(
        other,
        statements=(*other.statements, *(_moved(one) for one in answer.statements)),
        citations=(*places.values(), *moved),
    )
    same = partial(quality.paraphrase_consistency, KNOWN)
    assert same(answer, [both]) == same(both, [answer]) == Score(1, 1)


def _moved(statement: Statement) -> Statement:
    return replace(statement, citations=tuple(number + 90 for number in statement.citations))


def test_each_thing_that_a_story_asks_has_a_page_of_its_own(answer: Answer) -> None:
    story = KNOWN.model_copy(update={"tags": ("story",), "pages": (*KNOWN.pages, "andere")})
    assert quality.story_parts(story, answer) == Score(len(KNOWN.pages), len(KNOWN.pages) + 1)
    assert quality.story_parts(KNOWN, answer) == NOTHING


def test_the_right_ground_is_a_landing_page_or_a_gold_document(answer: Answer) -> None:
    assert quality.right_ground(KNOWN, answer) == Score(1, 1)
    stripped = replace(answer, citations=())
    assert quality.right_ground(KNOWN, stripped) == Score(0, 1)
    assert quality.right_ground(case(Outcome.NO_EVIDENCE), answer) == NOTHING
