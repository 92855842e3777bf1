import datetime

import pytest

from assistant.adapters.answer_policy import load_messages
from assistant.core.model import Answer, Outcome, Question, Statement
from assistant.core.opening import opening_of, opening_without_evidence
from tests.fakes import generation_of, refusal_page

MESSAGES = load_messages()
TODAY = datetime.date(2026, 11, 24)
ANSWER = Answer(Outcome.ANSWERED, "", statements=(Statement("Dat duurt 10 weken.", (1,), "kort"),))


def opening(text: str, language: str = "nl", answer: Answer = ANSWER) -> str:
    question = Question(text, TODAY, language=language)
    return opening_of(answer, question, ["zorgplicht"], MESSAGES)


def test_a_dutch_answer_speaks_for_itself() -> None:
    assert opening("hoe lang duurt het?") == ""


def test_a_reader_of_another_language_hears_that_quotes_are_dutch_and_the_key_word() -> None:
    assert "zorgplicht" in opening("how long does it take?", "en")
    assert "Dutch" in opening("how long does it take?", "en")


def test_a_premise_that_does_not_hold_is_said_first() -> None:
    assert opening("artikel 99 WPO zegt dat het moet").startswith("U noemt artikel 99.")
    assert opening("na 8 weken mag het toch?").startswith("U noemt 8 weken.")


def without_evidence(text: str) -> str:
    documents = generation_of([refusal_page()]).documents
    return opening_without_evidence(Question(text, TODAY, language="nl"), documents, MESSAGES)


def test_without_an_answer_an_article_that_no_document_knows_is_named() -> None:
    said = without_evidence("volgens art. 999 WPO krijgt elk kind een eigen juf, klopt dat?")
    assert said.startswith("U noemt artikel 999. Dat staat niet in mijn bronnen")
    assert "Hierover vind ik niets" in said


@pytest.mark.parametrize("text", ["hoe bak ik brood?", "wat staat er in artikel 40 over brood?"])
def test_without_an_answer_nothing_is_said_of_what_is_known(text: str) -> None:
    assert without_evidence(text).startswith("Hierover vind ik niets")


def test_every_language_has_every_fixed_sentence() -> None:
    names = set(MESSAGES.by_language["nl"])
    assert len(MESSAGES.by_language) == 9
    for language, sentences in MESSAGES.by_language.items():
        assert set(sentences) == names, language
        empty = {name for name, text in sentences.items() if not text}
        assert empty == ({"in_dutch"} if language == "nl" else set())
