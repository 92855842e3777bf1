from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.sentences import sentence_spans, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zie art. 40 lid 4. Dat geldt o.a. voor het vo.",
            ["Zie art. 40 lid 4.", "Dat geldt o.a. voor het vo."],
        ),
        ("Dhr. M. Jansen belde. Klopt dat? Ja!", ["Dhr. M. Jansen belde.", "Klopt dat?", "Ja!"]),
        (
            "1. Meld aan. Bewaar een kopie.\n2. Vraag.",
            ["1. Meld aan.", "Bewaar een kopie.", "2. Vraag."],
        ),
        ("Vóór 1 mei 2026. Daarna (zie nr. 135).", ["Vóór 1 mei 2026.", "Daarna (zie nr. 135)."]),
        ("a\tb\n2018\t4.958\nDaarna tekst.", ["a\tb", "2018\t4.958", "Daarna tekst."]),
        ("“Nee.” Zei hij.", ["“Nee.”", "Zei hij."]),
    ],
)
def test_text_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(max_size=400))
def test_spans_are_in_order_apart_and_lose_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    inside = {place for span in spans for place in range(span.start, span.end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in inside)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


def test_words_keep_compounds_and_lose_signs() -> None:
    assert words("Het (v)so-advies, 16 uur!") == ["het", "v", "so-advies", "16", "uur"]
