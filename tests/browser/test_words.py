"""What needs no browser: the texts of six languages, terms and escaping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.model import Answer, Contact, Outcome
from assistant.ui.glossary import Explained, Glossary
from assistant.ui.moments import Moment
from assistant.ui.render import answer_html
from assistant.ui.texts import HOME_LANGUAGE, LANGUAGES, chosen_language, load_texts

EMPTY = Glossary([])
DUTCH = load_texts(HOME_LANGUAGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    texts = load_texts(language)
    assert set(texts.sentences) == set(DUTCH.sentences)
    silent = {name for name, words in texts.sentences.items() if not words.strip()}
    assert silent <= {"answers_in_dutch"}
    assert len(texts.starters) == 8


def test_a_choice_wins_from_the_browser_and_an_unknown_language_is_dutch() -> None:
    assert chosen_language("pl", "tr,en;q=0.5") == "pl"
    assert chosen_language(None, "fr-FR,tr;q=0.9,en;q=0.5") == "tr"
    assert chosen_language("xx", "fr") == "nl"


def test_a_term_is_explained_once_and_not_inside_a_word() -> None:
    reader = Glossary([Explained("TLV", "Een besluit."), Explained("school", "x")]).reader()
    assert 'data-explanation="Een besluit.">TLV</button>' in reader.marked("Een TLV is nodig.")
    assert reader.marked("De TLV duurt") == "De TLV duurt"
    assert "button" not in reader.marked("schoolplein en sbo-school")


def test_nothing_from_outside_becomes_markup() -> None:
    evil = '"><script>alert(1)</script>'
    contact = Contact("x", evil, evil, phone="113", url="https://x.nl/" + evil)
    answer = Answer(Outcome.NO_EVIDENCE, evil, contacts=(contact,), follow_ups=(evil,))
    moment = Moment("t", evil, state="no_evidence", contacts=(contact,), answer=answer)
    for state in ("no_evidence", "crisis", "clarify"):
        html = answer_html(replace(moment, state=state), DUTCH, EMPTY)
        assert "<script" not in html
        assert "&lt;script" in html
