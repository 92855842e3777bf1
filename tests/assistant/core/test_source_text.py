from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.sentences import Span
from assistant.core.source_text import SLACK, around, part_from, quote_span, text_blocks


def test_headings_go_down_one_level_at_a_time() -> None:
    text = "Artikel 1\n\nTekst.\n\nHoofdstuk 2\n\nTitel 1\n\nArtikel 2"
    levels = {"Artikel 1": 5, "Artikel 2": 5, "Hoofdstuk 2": 2, "Titel 1": 4}
    blocks = text_blocks(text, Span(0, len(text)), None, levels)
    assert [one.level for one in blocks if one.kind == "heading"] == [2, 2, 3, 4]


@given(st.text(max_size=200), st.integers(-5, 220), st.integers(-5, 220))
def test_every_mark_is_the_quote_without_the_space_between_blocks(
    text: str, start: int, end: int
) -> None:
    quote = quote_span(text, start, end)
    part = around(text, quote) if quote else None
    if quote is None or part is None:
        return
    blocks = text_blocks(text, part, quote, {})
    pieces = [piece for block in blocks for piece in block.pieces]
    pieces += [p for block in blocks for row in block.rows for cell in row.cells for p in cell]
    found = "".join(piece.text for piece in pieces if piece.marked)
    assert "".join(found.split()) == "".join(text[quote.start : quote.end].split())
    assert sum(piece.is_first for piece in pieces) <= 1


@given(st.text("a\n", max_size=60).map(lambda text: text * 700), st.integers(0, 50_000))
def test_a_part_is_never_much_longer_than_it_should_be(text: str, start: int) -> None:
    part = part_from(text, start, {})
    assert 0 <= part.start <= part.end <= len(text)
    assert part.end - part.start <= 16_000 + 2 * SLACK


def test_parts_that_follow_each_other_leave_nothing_out() -> None:
    text = "\n\n".join(f"Alinea {n} over school." * 30 for n in range(200))
    place, seen = 0, ""
    while place < len(text):
        part = part_from(text, place, {})
        assert text[len(seen) : part.start].strip() == ""
        seen, place = text[: part.end], part.end
    assert seen == text
