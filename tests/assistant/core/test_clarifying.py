import datetime

import pytest

from assistant.core.clarifying import Clarifying, ClarifyPolicy, Fork
from assistant.core.evidence import Found, Need, PageMatch
from assistant.core.model import Document, Kind, Question, Status, Turn

TODAY = datetime.date(2026, 11, 24)
FORK = Fork(
    asks={"nl": "Is uw kind al aangemeld?", "en": "Did you register your child?"},
    choices={
        "geweigerd": {"nl": "Ja, aangemeld.", "en": "Yes, registered."},
        "weggestuurd": {"nl": "Nee, nog niet.", "en": "No, not yet."},
    },
)
CLARIFYING = Clarifying(ClarifyPolicy(longest=8, ratio=0.5, forks=(FORK,)))


def found(**scores: float) -> Found:
    pages = tuple(
        PageMatch(Document(id_, id_, "wij", Kind.RECHTEN, Status.GELDEND), score)
        for id_, score in scores.items()
    )
    return Found(Need("vraag", "vraag", TODAY), pages, (), 0.9)


def asked(text: str = "ze willen hem niet", *turns: Turn, language: str | None = None) -> Question:
    return Question(text, TODAY, history=turns, language=language)


def test_two_likely_pages_that_one_fact_tells_apart_make_it_ask() -> None:
    needed = CLARIFYING.needed(asked(), [found(geweigerd=0.4, weggestuurd=0.3)])
    assert needed is not None
    assert needed.asks == "Is uw kind al aangemeld?"
    assert needed.choices == ("Ja, aangemeld.", "Nee, nog niet.")


def test_it_asks_in_the_language_of_the_parent() -> None:
    needed = CLARIFYING.needed(asked(language="en"), [found(geweigerd=0.4, weggestuurd=0.3)])
    assert needed is not None
    assert needed.choices[0] == "Yes, registered."


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (asked(), [found(geweigerd=0.8, weggestuurd=0.1)]),
        (asked(), [found(geweigerd=0.4, anders=0.3)]),
        (asked(), [found(geweigerd=0.4)]),
        (asked(), [found(geweigerd=0.4, weggestuurd=0.3)] * 2),
        (
            asked("een lange vraag die al genoeg vertelt over de hele situatie thuis"),
            [found(geweigerd=0.4, weggestuurd=0.3)],
        ),
    ],
)
def test_it_does_not_ask_when_it_is_clear(question: Question, what: list[Found]) -> None:
    assert CLARIFYING.needed(question, what) is None


def test_it_asks_at_most_once() -> None:
    before = Turn("assistant", "Is uw kind al aangemeld? Dit geldt in het algemeen.")
    question = asked("geen idee", Turn("parent", "ze willen hem niet"), before)
    assert CLARIFYING.needed(question, [found(geweigerd=0.4, weggestuurd=0.3)]) is None
    assert CLARIFYING.is_reply(question)


def test_a_question_after_another_answer_is_no_reply() -> None:
    assert not CLARIFYING.is_reply(asked("en dan?", Turn("assistant", "Dat mag niet.")))
