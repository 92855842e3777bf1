import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.verifying import normalised, numbers, support

LAW = (
    "De school beslist uiterlijk 6 weken na ontvangst van de aanmelding. "
    "Zij kan dit eenmaal met 4 weken verlengen."
)


def test_a_sentence_of_the_quote_is_fully_supported() -> None:
    assert (
        support("De school beslist uiterlijk 6 weken na ontvangst van de aanmelding.", [LAW])
        == "full"
    )


@pytest.mark.parametrize(
    "lie",
    [
        "De school beslist uiterlijk 8 weken na ontvangst van de aanmelding.",
        "De school beslist niet uiterlijk 6 weken na ontvangst van de aanmelding.",
        "De school beslist uiterlijk 6 weken na ontvangst van de aanmelding volgens de Inspectie.",
        "De rechter beslist over de hoogte van de boete.",
        "De school mag dit tien keer verlengen.",
        "",
    ],
)
def test_a_sentence_with_another_number_denial_or_name_is_dropped(lie: str) -> None:
    assert support(lie, [LAW]) is None


@pytest.mark.parametrize(
    ("true", "swapped"),
    [
        ("De gemeente betaalt het vervoer.", "De school betaalt het vervoer."),
        (
            "Het schoolbestuur vraagt de ouders om instemming.",
            "Het schoolbestuur vraagt de leraren om instemming.",
        ),
        (
            "De leerplichtambtenaar maakt een proces-verbaal.",
            "De schoolinspecteur maakt een proces-verbaal.",
        ),
        (
            "U bespreekt het ontwikkelingsperspectief elk jaar.",
            "U bespreekt het behandelplan elk jaar.",
        ),
    ],
)
def test_a_sentence_about_somebody_else_is_dropped(true: str, swapped: str) -> None:
    assert support(swapped, [true]) is None


def test_another_word_for_the_same_party_passes() -> None:
    law = "Het schoolbestuur hoort de leerling voordat het besluit valt."
    assert support("Het bestuur hoort uw kind voordat het besluit valt.", [law]) is not None


def test_each_sentence_must_be_carried_by_itself() -> None:
    glued = f"{LAW} Dat kost u elke maand een bijdrage aan koffie."
    assert support(glued, [LAW]) is None


def test_without_a_quote_nothing_is_supported() -> None:
    assert support("De school beslist.", []) is None


def test_a_near_rewording_is_partly_supported() -> None:
    text = "De school beslist uiterlijk 6 weken na ontvangst van uw aanmelding per brief."
    assert support(text, [LAW]) == "partial"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zes weken", {"6"}),
        ("6 weken", {"6"}),
        ("4.958 leerlingen", {"4958"}),
        ("artikel 2.44 lid 5", {"2.44", "5"}),
        ("vierentwintig uur", {"24"}),
        ("één keer", {"1"}),
        ("een keer", set()),
        ("in 2018-2019", {"2018", "2019"}),
    ],
)
def test_digits_and_number_words_are_one(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


@given(st.text(min_size=1, max_size=80).filter(lambda text: bool(normalised(text))))
def test_every_text_supports_itself(text: str) -> None:
    assert support(text, [text]) == "full"


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
