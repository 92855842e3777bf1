import datetime
from pathlib import Path

import pytest

from assistant.adapters.answer_policy import load_understanding
from assistant.adapters.registers import load_terms
from assistant.core.evidence import Need
from assistant.core.model import Question, Turn
from assistant.core.understanding import MOST_ASKED, Understanding

ROOT = Path(__file__).resolve().parents[3]
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(load_understanding(load_terms(ROOT / "corpus")))


def needs(understanding: Understanding, text: str, *history: Turn) -> tuple[Need, ...]:
    question = Question(text, TODAY, history=history)
    return understanding.needs(question, looks_back=False)


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("ik belde de leerplicht ambtenaar", "leerplichtambtenaar"),
        ("wat is een tlv", "toelaatbaarheidsverklaring"),
        ("het samenwerkings verband zegt nee", "samenwerkingsverband"),
        ("wij hebben recht op pasend onderwys", "passend onderwijs"),
        ("er is geen opp", "ontwikkelingsperspectief"),
    ],
)
def test_how_parents_write_it_gets_its_term(
    understanding: Understanding, written: str, term: str
) -> None:
    assert term in understanding.expanded(written)
    assert understanding.expanded(written).startswith(written)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("mijn zoon zit in groep 7", "po"),
        ("ze gaat naar de brugklas", "vo"),
        ("hij zit op cluster 4", "so"),
        ("haar VSO-school stopt", "vso"),
        ("mijn dochter doet mbo niveau 2", "mbo"),
        ("hij is boos", None),
    ],
)
def test_the_sector_is_read_from_the_text(
    understanding: Understanding, text: str, sector: str | None
) -> None:
    assert needs(understanding, text)[0].sector == sector


def test_the_sector_said_before_still_counts(understanding: Understanding) -> None:
    before = Turn("parent", "Mijn dochter zit in groep 5 en wordt geschorst.")
    assert needs(understanding, "Hoe lang mag dat?", before)[0].sector == "po"


def test_a_follow_up_takes_its_subject_from_the_question_before(
    understanding: Understanding,
) -> None:
    before = Turn("parent", "Mag de school mijn kind schorsen?")
    need = needs(understanding, "En hoe lang mag dat duren?", before)[0]
    assert "schorsen" in need.text
    assert need.text.endswith("En hoe lang mag dat duren?")


def test_a_new_question_stands_alone(understanding: Understanding) -> None:
    before = Turn("parent", "Mag de school mijn kind schorsen?")
    text = "Wie betaalt de taxi naar het speciaal onderwijs en hoe vraag ik die aan bij de gemeente"
    assert needs(understanding, text, before)[0].text == text


STORY = (
    "Mijn zoon van acht zit al weken thuis omdat de juf ziek is en er niemand voor hem is. "
    "Weet u hoe dat voelt? Mag de school hem zo lang thuis laten? De directeur belt nooit terug en "
    "wij weten niets. 'Moet ik nog naar school, mama?' vroeg hij. Wie kan ons helpen met school? "
    "Ik ben op. En bij wie ik moet zijn voor de opvang, geen idee."
)


def test_a_story_becomes_what_it_asks_in_its_order(understanding: Understanding) -> None:
    story = STORY.replace("'", '"')
    assert [need.text for need in needs(understanding, story)] == [
        "Mag de school hem zo lang thuis laten?",
        "Wie kan ons helpen met school?",
        "En bij wie ik moet zijn voor de opvang, geen idee.",
    ]


def test_what_a_story_tells_goes_with_everything_it_asks(understanding: Understanding) -> None:
    found = needs(understanding, STORY)
    assert all("Mijn zoon van acht" in need.told[0] for need in found)
    assert not {need.text for need in found} & set(found[0].told)


def test_a_story_typed_without_capitals_is_read_too(understanding: Understanding) -> None:
    found = needs(understanding, STORY.lower().replace(". ", ".\n"))
    assert "mag de school hem zo lang thuis laten?" in {need.text for need in found}


def test_a_story_with_many_questions_keeps_the_last(understanding: Understanding) -> None:
    story = STORY + " ".join(f"Mag het op dag {day} van de week?" for day in range(20))
    found = needs(understanding, story)
    assert len(found) == MOST_ASKED
    assert found[-1].text == "Mag het op dag 19 van de week?"


def test_a_short_question_is_one_need(understanding: Understanding) -> None:
    assert len(needs(understanding, "Mag dat? En hoe?")) == 1
