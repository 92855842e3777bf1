from __future__ import annotations

import pytest

from ingest.readers.markup import plain


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("**vet** en *schuin* en _ook_", "vet en schuin en ook"),
        ("[de wet](https://a.nl/b) zegt", "de wet zegt"),
        ("![plaatje](a.png)", ""),
        ("<b>vet</b> <https://a.nl>", "vet <https://a.nl>"),
        ("2 * 3 * 4 en a_b_c", "2 * 3 * 4 en a_b_c"),
        (r"1\. geen lijst", "1. geen lijst"),
        ("*Onze minister:* de minister", "Onze minister: de minister"),
    ],
)
def test_marks_go_and_words_stay(marked: str, read: str) -> None:
    assert plain(marked) == read
