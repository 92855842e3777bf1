from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.outline import Body, Heading, Item, from_rows, to_parts

words = st.text("abc ", min_size=1, max_size=6).filter(str.strip)
items = st.lists(
    st.builds(Heading, st.integers(1, 4), words)
    | st.builds(Body, words, st.sampled_from(["text", "table"]), st.sampled_from([None, 1, 2]))
)


def test_bodies_under_one_heading_are_one_part_and_a_table_is_apart() -> None:
    found = list(to_parts([Heading(1, "A"), Body("een"), Body("twee"), Body("x\ty", "table")]))
    assert [(part.headings, part.kind, part.text) for part in found] == [
        (("A",), "text", "een\n\ntwee"),
        (("A",), "table", "x\ty"),
    ]


def test_headings_go_from_outer_to_inner() -> None:
    found = to_parts([Heading(1, "A"), Heading(3, "B"), Body("een"), Heading(2, "C"), Body("twee")])
    assert [part.headings for part in found] == [("A", "B"), ("A", "C")]


def test_a_heading_without_text_under_it_becomes_text() -> None:
    found = list(to_parts([Heading(1, "A"), Heading(1, "B"), Body("een"), Heading(2, "C")]))
    assert [(part.headings, part.text) for part in found] == [
        ((), "A"),
        (("B",), "een\n\nC"),
    ]


@given(items)
def test_no_word_is_lost(given_items: list[Item]) -> None:
    parts = list(to_parts(given_items))
    texts = [text for part in parts for text in (*part.headings, *part.text.split("\n\n"))]
    assert {item.text for item in given_items} <= set(texts)


def test_rows_become_a_table_and_a_table_for_layout_becomes_text() -> None:
    assert list(from_rows([["Jaar", "Aantal "], ["", ""], ["2020", "1.234"]])) == [
        Body("Jaar\tAantal\n2020\t1.234", "table")
    ]
    assert list(from_rows([["", "Geachte\nlezer"], ["Groet", ""]])) == [
        Body("Geachte\nlezer"),
        Body("Groet"),
    ]
