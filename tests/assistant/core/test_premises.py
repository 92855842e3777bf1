import pytest

from assistant.core.premises import unknown_article, unsaid_term

LABELS = ["Wet op het primair onderwijs, artikel 40 lid 4", "Leerplichtwet 1969, artikel 5"]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Artikel 99 WPO zegt toch dat het moet?", "artikel 99"),
        ("volgens art. 12b mag het", "artikel 12b"),
        ("Wat staat er in artikel 40 lid 4?", None),
        ("mijn kind is 99 dagen thuis", None),
    ],
)
def test_an_article_that_no_ground_names_is_seen(question: str, article: str | None) -> None:
    assert unknown_article(question, LABELS) == article


ANSWER = ["De school zoekt een andere school.", "Na 10 weken heeft uw kind recht op een plek."]


@pytest.mark.parametrize(
    "question",
    ["na 8 weken mag de school toch weigeren?", "Moet de school binnen acht weken beslissen?"],
)
def test_a_term_that_the_answer_contradicts_is_seen(question: str) -> None:
    assert unsaid_term(question, ANSWER) in {"8 weken", "acht weken"}


@pytest.mark.parametrize(
    "question",
    [
        "mijn zoon zit al 8 weken thuis, mag dat?",
        "na 10 weken mag hij toch naar school?",
        "binnen 3 dagen moet er toch antwoord zijn?",
        "we zijn na 8 weken verhuisd",
    ],
)
def test_what_happened_to_a_family_is_no_premise(question: str) -> None:
    assert unsaid_term(question, ANSWER) is None
