from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.characters import normalised


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\u0301e\u0301n", "één"),
        ("zicht\u200bbaar\ufeff", "zichtbaar"),
        ("\u202eomgedraaid\u202c", "omgedraaid"),
        ("ver\U000e0069\U000e0067borgen", "verborgen"),
        ("man\u200d", "man"),
        ("onder\u00adwijs", "onderwijs"),
        ("onder\u00ad\nwijs", "onderwijs"),
        ("of\ufb01cieel", "officieel"),
        ("a\u00a0b\u2009c", "a b c"),
        ("een\r\ntwee\rdrie\x0cvier", "een\ntwee\ndrie\nvier"),
        ("\uf0b7 punt", "• punt"),
        ("los\ud800se", "losse"),
        ("a\U0001d173\U0001d17a\u2800\ufffc\u180f\ufdd0\u0378b", "ab"),
        ("\U000f0041\U00100041\ue041", ""),
        ("\u06dd٢ المدرسة п’ять Їжак", "\u06dd٢ المدرسة п’ять Їжак"),
        ("a\tb", "a\tb"),
    ],
)
def test_what_a_reader_cannot_see_is_gone(raw: str, clean: str) -> None:
    assert normalised(raw) == clean


@given(st.text())
def test_the_result_is_stable_nfc_and_can_be_stored(text: str) -> None:
    found = normalised(text)
    assert unicodedata.is_normalized("NFC", found)
    assert normalised(found) == found
    assert found.encode("utf-8").decode("utf-8") == found


@given(st.text("0123456789 abcé.,\t\n"))
def test_digits_and_letters_stay(text: str) -> None:
    assert normalised(text) == text
