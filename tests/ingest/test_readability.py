import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readability import readability, syllables

SENTENCES = st.lists(st.text(st.sampled_from("aeioubdkst ."), max_size=40), max_size=8)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("kind", 1),
        ("ouders", 2),
        ("leerplicht", 2),
        ("ideeën", 3),
        ("geïnd", 2),
        ("nieuw", 1),
        ("leeuw", 1),
        ("mooie", 2),
        ("januari", 4),
        ("samenwerkingsverband", 6),
        ("ontwikkelingsperspectief", 7),
        ("TLV", 1),
        ("6", 1),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_is_that_of_douma() -> None:
    measured = readability(["De kat zit op de mat.", "Hij slaapt."])
    assert (measured.mean, measured.longest) == (4.0, 6)
    assert measured.score == pytest.approx(206.84 - 77 * 8 / 8 - 0.93 * 4)


def test_plain_text_scores_higher_than_law() -> None:
    plain = readability(["De school zoekt een plek voor uw kind.", "U hoeft niets te doen."])
    law = readability(
        [
            "Het bevoegd gezag van de desbetreffende onderwijsinstelling draagt zorg voor "
            "het ontwikkelingsperspectief overeenkomstig de toelaatbaarheidsverklaring."
        ]
    )
    assert plain.score > 60 > law.score


@given(SENTENCES)
def test_the_longest_sentence_is_at_least_the_mean(sentences: list[str]) -> None:
    measured = readability(sentences)
    assert measured.longest >= measured.mean >= 0


@given(SENTENCES)
def test_the_order_of_sentences_does_not_matter(sentences: list[str]) -> None:
    assert readability(sentences).score == pytest.approx(readability(sentences[::-1]).score)


def test_nothing_reads_perfectly() -> None:
    assert readability([]).score == readability(["", "..."]).score == 100
