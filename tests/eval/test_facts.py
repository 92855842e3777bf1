import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.facts import claimed, offered, phones_in
from eval.number_words import number_of, spoken


@given(st.integers(0, 999))
def test_every_number_word_is_its_number(value: int) -> None:
    assert number_of(spoken(value)) == str(value)
    assert claimed(f"{value} leerlingen") == frozenset({str(value)})


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Dat duurt 6 weken.", {"6 week"}),
        ("Dat duurt zes weken.", {"6 week"}),
        ("binnen één maand", {"1 maand"}),
        ("een school en een kind", set()),
        ("voor 25 maart 2026", {"25 maart", "2026"}),
        ("op 25-03-2026", {"25 maart", "2026"}),
        ("op 2026-03-25", {"25 maart", "2026"}),
        ("artikel 40a, vierde lid", {"artikel 40a", "lid 4"}),
        ("Wet voortgezet onderwijs 2020, artikel 8.8 lid 2", {"2020", "artikel 8.8", "lid 2"}),
        ("het kost € 1.250", {"1250 euro"}),
        ("het kost 52,50 euro", {"52.50 euro"}),
        ("12 % van de leerlingen", {"12 procent"}),
        ("bel 070-312 28 87", {"tel 0703122887"}),
        ("bel +31 70 312 28 87", {"tel 0703122887"}),
        ("tweeëntwintig dagen", {"22 dag"}),
        ("anderhalf jaar", {"1.5 jaar"}),
    ],
)
def test_a_sentence_claims_its_facts(text: str, facts: set[str]) -> None:
    assert claimed(text) == facts


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("na 4 weken", "binnen vier tot zes weken"),
        ("artikel 41", "de artikelen 40 en 41"),
        ("drie dagen", "hoogstens 3 aaneengesloten dagen"),
        ("zes weken", "uiterlijk 6 weken na ontvangst"),
        ("één week", "een week"),
    ],
)
def test_a_source_offers_what_it_says_in_other_words(claim: str, source: str) -> None:
    assert claimed(claim) <= offered(source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("binnen 8 weken", "binnen 6 weken"),
        ("binnen 6 maanden", "binnen 6 weken en na 3 maanden"),
        ("artikel 40", "artikel 40a"),
        ("op 1 mei", "op 1 juni"),
        ("bel 070-312 28 88", "bel 070-312 28 87"),
    ],
)
def test_a_source_does_not_offer_what_it_does_not_say(claim: str, source: str) -> None:
    assert not claimed(claim) <= offered(source)


@given(st.text())
def test_every_text_offers_what_it_claims(text: str) -> None:
    assert claimed(text) <= offered(text)


def test_a_year_or_an_article_is_no_phone_number() -> None:
    assert phones_in("in 2018-2019 en artikel 8.8") == frozenset()
