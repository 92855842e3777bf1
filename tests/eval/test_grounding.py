from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.model import Answer, Basis, Contact, Outcome, Statement
from eval import grounding
from eval.live import LiveIndex
from eval.metrics import NOTHING, Score
from eval.normalising import normalised
from eval.observing import Observation, observe
from eval.register import register_of
from eval.rehearsal import TODAY, RehearsalDoor, cases

DOOR = RehearsalDoor()
LIVE = LiveIndex(DOOR.library.current().documents)


@pytest.fixture
def answer() -> Answer:
    seen: Observation = observe(cases()[0], DOOR, TODAY)
    return seen.asked.answer


def with_statement(answer: Answer, text: str) -> Answer:
    first, *rest = answer.statements
    return replace(answer, statements=(replace(first, text=text), *rest))


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_normalising_forgives_space_and_curls_and_nothing_else() -> None:
    assert normalised("de\u00a0 ‘school’\n is\u00ad vol ") == "de 'school' is vol"
    assert normalised("School") != normalised("school")
    assert normalised("6 weken.") != normalised("6 weken")


def test_a_right_answer_is_grounded_in_every_way(answer: Answer) -> None:
    for score in (
        grounding.quote_containment(answer, LIVE),
        grounding.citation_resolvability(answer, LIVE),
        grounding.number_fidelity(answer, LIVE),
        grounding.eligibility(answer),
        grounding.citation_recall(answer),
        grounding.citation_precision(answer),
    ):
        assert score.value == 1.0
    assert grounding.contact_fidelity(answer, register_of([]), LIVE) == NOTHING


@pytest.mark.parametrize("change", [{"start": 0}, {"end": 10**6}, {"quote": ""}, {"quote": "x"}])
def test_a_quote_that_does_not_stand_there_is_seen(
    answer: Answer, change: dict[str, int | str]
) -> None:
    citation = answer.citations[1]
    broken = replace(citation, **change)  # type: ignore[arg-type]
    if change == {"start": 0}:
        broken = replace(citation, start=0, end=5)
    score = grounding.quote_containment(replace(answer, citations=(broken,)), LIVE)
    assert score == Score(0, 1)


def test_a_citation_of_a_page_article_or_passage_that_is_not_there_is_seen(answer: Answer) -> None:
    citation = answer.citations[0]
    for passage in (
        replace(citation.passage, page=99),
        replace(citation.passage, article="1"),
        replace(citation.passage, id="weg:0"),
    ):
        broken = replace(answer, citations=(replace(citation, passage=passage),), statements=())
        score = grounding.citation_resolvability(replace(broken, outcome=Outcome.REFUSED), LIVE)
        assert score == Score(0, 1)


def test_a_number_that_leads_nowhere_is_seen(answer: Answer) -> None:
    broken = replace(answer, statements=(Statement("Zo is het.", (9,), "kort"),))
    assert (grounding.citation_resolvability(broken, LIVE).value or 1) < 1


@pytest.mark.parametrize("lie", ["Dat duurt 99 weken.", "Bel 070-312 28 87.", "Zie artikel 77."])
def test_a_number_that_no_cited_passage_has_is_seen(answer: Answer, lie: str) -> None:
    assert (grounding.number_fidelity(with_statement(answer, lie), LIVE).value or 1) < 1


def test_the_label_of_the_basis_gives_numbers_too(answer: Answer) -> None:
    first, *rest = answer.citations
    basis = (Basis("Wet, artikel 77 lid 3", None),)
    told = with_statement(answer, "Dat staat in artikel 77, derde lid.")
    broken = replace(told, citations=(replace(first, basis=basis), *rest))
    assert grounding.number_fidelity(broken, LIVE).value == 1.0


def test_a_phone_number_or_address_must_be_known(answer: Answer) -> None:
    known = Contact("a", "Hulp", "helpt", phone="070-312 28 87", url="https://www.hulp.nl/")
    told = with_statement(answer, "Bel 0703122887, kijk op hulp.nl of www.hulp.nl.")
    assert grounding.contact_fidelity(told, register_of([known]), LIVE).value == 1.0
    assert grounding.contact_fidelity(told, register_of([]), LIVE).value == 0.0
    stranger = replace(answer, contacts=(known,))
    assert grounding.contact_fidelity(stranger, register_of([]), LIVE).value == 0.0


def test_an_empty_or_unfounded_answer_never_counts_as_grounded() -> None:
    empty = Answer(Outcome.ANSWERED, "")
    for score in (
        grounding.quote_containment(empty, LIVE),
        grounding.citation_resolvability(empty, LIVE),
        grounding.eligibility(empty),
    ):
        assert score == Score(0, 1)
    bare = replace(empty, statements=(Statement("Zo is het.", (), "kort"),))
    assert grounding.eligibility(bare) == Score(0, 1)
    assert grounding.quote_containment(bare, LIVE) == Score(0, 1)


def test_a_refusal_claims_nothing() -> None:
    refusal = Answer(Outcome.NO_EVIDENCE, "Dat weet ik niet.")
    assert grounding.quote_containment(refusal, LIVE) == NOTHING
    assert grounding.eligibility(refusal) == NOTHING


def test_a_citation_too_many_costs_precision_and_not_recall(answer: Answer) -> None:
    first, second = answer.statements
    both = replace(answer, statements=(replace(first, citations=(1, 2)), second))
    assert grounding.citation_recall(both).value == 1.0
    assert grounding.citation_precision(both) == Score(2, 3)


def test_a_statement_that_its_quote_does_not_say_costs_recall_and_precision(
    answer: Answer,
) -> None:
    lie = with_statement(answer, "De burgemeester betaalt altijd een vergoeding.")
    assert grounding.citation_recall(lie) == Score(1, 2)
    assert grounding.citation_precision(lie) == Score(1, 2)


def test_a_lead_before_the_quote_is_allowed() -> None:
    quote = "De school beslist binnen 6 weken."
    assert grounding.carries([quote], f"In een brief (geen wet) staat: “{quote}”")
    assert not grounding.carries([quote], "In een brief staat: De school betaalt.")
