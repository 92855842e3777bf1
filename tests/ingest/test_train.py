from collections.abc import Sequence

from assistant.adapters.page_index import LinearPageIndex, grams_of
from assistant.core.paging import guesses, signals_of
from ingest.practice import Practice
from ingest.train import page_texts, train
from tests.corpora import CountingEmbedder
from tests.fakes import rights_page

SAID = {"Kort antwoord": ["Dat mag."]}
PAGES = [
    rights_page(
        "schorsing", "Geschorst", {"Kort antwoord": ["Dat mag."]}, questions=["is geschorst"]
    ),
    rights_page("vervoer", "Taxi", {"Kort antwoord": ["Dat mag."]}, questions=["taxi komt niet"]),
]
PRACTICE = [
    Practice("schorsing", "hij mag vijf dagen niet komen"),
    Practice(None, "recept voor appeltaart"),
    Practice("bestaat-niet", "onbekend"),
]


def index_of(practice: Sequence[Practice]) -> LinearPageIndex:
    texts = page_texts(PAGES, practice)
    embedder = CountingEmbedder()
    vectors = dict(zip(texts.questions, embedder.embed_queries(list(texts.questions)), strict=True))
    return LinearPageIndex(texts, train(texts, vectors), grams_of(texts))


def test_questions_of_a_page_stand_together_and_those_of_none_last() -> None:
    texts = page_texts(PAGES, PRACTICE)
    assert texts.owners == (0, 0, 0, 1, 1, 2)
    assert texts.questions[-1] == "recept voor appeltaart"
    assert "onbekend" not in texts.questions


def test_a_practised_wording_leads_to_its_page() -> None:
    text = "hij mag vijf dagen niet komen"
    scores = index_of(PRACTICE).scores(text, text, CountingEmbedder().embed_query(text))
    best = guesses(scores, {"asked": 1.0, "classed": 1.0, "spelled": 1.0})[0]
    signals = signals_of(scores, best)
    assert best.page == "schorsing"
    assert signals["asked_lead"] > 0
    assert signals["classed_mass"] > 0


def test_what_is_told_beside_a_question_leads_to_its_page() -> None:
    text, told = "mag dat", ["het regent", "de taxi komt niet"]
    scores = index_of(PRACTICE).scores(text, text, CountingEmbedder().embed_query(text), told)
    weights = {"told_spelled": 1.0, "told_worded": 1.0}
    assert guesses(scores, weights)[0].page == "vervoer"
    assert "told_worded" not in index_of(PRACTICE).scores(text, text, [0.0] * 24).by_name


def test_what_no_page_answers_leads_nowhere() -> None:
    text = "recept voor appeltaart"
    scores = index_of(PRACTICE).scores(text, text, CountingEmbedder().embed_query(text))
    best = guesses(scores, {"asked": 1.0, "classed": 1.0, "spelled": 1.0})[0]
    signals = signals_of(scores, best)
    assert signals["asked_lead"] < 0
    assert signals["spelled_lead"] < 0


def test_without_questions_of_none_a_page_is_held_against_what_is_usual() -> None:
    text = "taxi komt niet"
    scores = index_of([]).scores(text, text, CountingEmbedder().embed_query(text))
    best = guesses(scores, {"asked": 1.0, "spelled": 1.0})[0]
    signals = signals_of(scores, best)
    assert best.page == "vervoer"
    assert signals["classed_mass"] > 0
    assert signals["spelled_lead"] > 0
