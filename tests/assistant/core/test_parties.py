import pytest

from assistant.core.parties import parties, party_of


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("scholen", "school"),
        ("schoolbesturen", "bestuur"),
        ("leerplichtambtenaren", "leerplichtambtenaar"),
        ("docenten", "leraar"),
        ("gemeentebestuur", "gemeentebestuur"),
        ("weken", None),
        ("schoolgids", None),
    ],
)
def test_a_word_stands_for_its_party(word: str, party: str | None) -> None:
    assert party_of(word) == party


def test_a_sentence_names_all_its_parties() -> None:
    assert parties("De gemeente vraagt de ouders om toestemming.") == {
        "gemeente",
        "ouder",
        "toestemming",
    }
