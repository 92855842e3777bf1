import datetime

from assistant.adapters.answer_policy import load_search_policy
from assistant.core.evidence import Found, Need, PageMatch, answerable_needs, fitting_pages
from tests.fakes import rights_page

TODAY = datetime.date(2026, 11, 24)
LIMITS = load_search_policy().thresholds


def found(text: str, page: str, confidence: float, *told: str) -> Found:
    document = rights_page(page, page, {"Kort antwoord": ["Dat mag."]}).document
    need = Need(text, text, TODAY, told=told)
    return Found(need, (PageMatch(document, 0.9),), (), confidence)


def test_questions_with_the_same_best_page_are_one_need() -> None:
    both = [found("hoe lang", "schorsing", 0.4), found("moet dat op papier", "schorsing", 0.9)]
    joined = answerable_needs([*both, found("en de taxi", "vervoer", 0.8)], 3)
    assert [one.need.text for one in joined] == ["hoe lang moet dat op papier", "en de taxi"]
    assert joined[0].confidence == 0.9


def test_of_too_many_the_surest_stay_in_the_order_of_the_parent() -> None:
    asked = [found(str(n), f"p{n}", sure) for n, sure in enumerate((0.5, 0.1, 0.9, 0.8))]
    assert [one.need.text for one in answerable_needs(asked, 3)] == ["0", "2", "3"]


def test_a_question_in_a_story_needs_less_confidence() -> None:
    sure = (LIMITS.in_story + LIMITS.confidence) / 2
    assert not fitting_pages(found("mag dat", "schorsing", sure), LIMITS)
    assert fitting_pages(found("mag dat", "schorsing", sure, "hij is geschorst"), LIMITS)
