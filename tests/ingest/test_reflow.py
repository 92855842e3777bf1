from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reflow import is_wrapped, join, reflow, without_interruption

NO_WORDS: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("het onder-", "wijs is", "het onderwijs is"),
        ("de po-", "scholen", "de po-scholen"),
        ("de VVD-", "fractie", "de VVD-fractie"),
        ("in Noord-", "Holland", "in Noord-Holland"),
        ("taal-", "en rekenlessen", "taal- en rekenlessen"),
        ("ouder-", "of jeugdsteunpunt", "ouder- of jeugdsteunpunt"),
        ("artikel 18-", "lid", "artikel 18-lid"),
        ("zie https://a.nl/welk-", "boek", "zie https://a.nl/welk-boek"),
        ("geen", "streepje", "geen streepje"),
        ("een streep -", "en door", "een streep - en door"),
    ],
)
def test_a_word_that_was_cut_becomes_whole(left: str, right: str, joined: str) -> None:
    assert join(left, right, NO_WORDS) == joined


def test_the_document_itself_shows_how_a_word_is_written() -> None:
    assert join("een niet-", "nakomen", frozenset({"nietnakomen"})) == "een nietnakomen"
    assert join("het kind-", "gesprek", frozenset({"kind-gesprek"})) == "het kind-gesprek"


PAGE = """Kop boven de tekst
De leden van de commissie hebben kennis genomen van het
voorstel en zij hebben nog een aantal vragen over de onder-
steuning van leerlingen op school.
Ten tweede vragen zij of de minister bereid is om in 2024
met 12 scholen te praten over:
a. de wachttijd, en
b. de kosten."""


def test_lines_become_paragraphs_and_items_keep_their_line() -> None:
    assert reflow(PAGE, NO_WORDS) == (
        "Kop boven de tekst\n"
        "De leden van de commissie hebben kennis genomen van het voorstel en zij hebben nog een "
        "aantal vragen over de ondersteuning van leerlingen op school.\n\n"
        "Ten tweede vragen zij of de minister bereid is om in 2024 met 12 scholen te praten over:\n"
        "a. de wachttijd, en\nb. de kosten."
    )


def test_a_heading_under_a_full_last_line_is_not_swallowed() -> None:
    text = (
        "Dit is een regel van de volle breedte en hij is nu wel uit.\nVraag 2\nWat vindt u ervan?"
    )
    assert "uit.\n\nVraag 2\n" in reflow(text, NO_WORDS)


def test_footnotes_do_not_break_a_sentence() -> None:
    text = "de vereniging van\n\n¹ Kamerstuk 31 497, nr. 346\n\n² NVO\n\npedagogen en anderen."
    assert reflow(text, NO_WORDS) == (
        "de vereniging van pedagogen en anderen.\n\n¹ Kamerstuk 31 497, nr. 346\n\n² NVO"
    )


def test_text_that_was_not_wrapped_is_only_joined_over_footnotes() -> None:
    assert without_interruption("onder\n\nschool: iets") == "onder\n\nschool: iets"
    assert without_interruption("van\n\n¹ Noot\n\nouders") == "van ouders\n\n¹ Noot"


def test_rows_with_tabs_are_never_joined() -> None:
    rows = "jaar\taantal\n2020\t1.234\n2021\t2.345"
    assert reflow(rows, NO_WORDS) == rows


def test_text_with_one_line_a_paragraph_is_not_wrapped() -> None:
    assert not is_wrapped("Een zin.\nTwee zinnen.\na. een punt;\nb. nog een.")
    assert is_wrapped("een zin die\ndoorloopt en\ndoorloopt en\ndoorloopt.")


lines = st.text("ab ,.1-–¹\t", max_size=12)


@given(st.lists(lines, max_size=12))
def test_reflow_moves_no_letter_and_loses_only_hyphens_and_space(given_lines: list[str]) -> None:
    text = "\n".join(given_lines)
    found = reflow(text, NO_WORDS)

    def letters(value: str) -> list[str]:
        return sorted("".join(value.replace("-", "").split()))

    assert letters(found) == letters(text)
