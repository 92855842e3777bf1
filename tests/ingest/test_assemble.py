from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import Block, assemble
from ingest.reading import Part, Reading

texts = st.text(min_size=1, max_size=30)
parts = st.builds(
    Part,
    text=texts,
    page=st.none() | st.integers(1, 9),
    headings=st.lists(texts, max_size=3).map(tuple),
    article=st.none() | texts,
    paragraph=st.none() | texts,
    url=st.none() | texts,
    kind=st.sampled_from(["text", "table", "page"]),
)


@given(st.lists(parts, max_size=8))
def test_every_block_is_exactly_the_text_of_its_part(given_parts: list[Part]) -> None:
    found = assemble(Reading(tuple(given_parts)))
    assert [found.text[block.start : block.end] for block in found.blocks] == [
        part.text for part in given_parts
    ]


@given(st.lists(parts, max_size=8))
def test_blocks_are_in_order_and_know_what_their_part_knew(given_parts: list[Part]) -> None:
    blocks = assemble(Reading(tuple(given_parts))).blocks
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    for block, part in zip(blocks, given_parts, strict=True):
        assert block == Block(
            block.start,
            block.end,
            part.headings,
            part.page,
            part.article,
            part.paragraph,
            part.url,
            part.kind,
        )


def test_a_new_heading_stands_above_its_block_and_once() -> None:
    found = assemble(
        Reading(
            (
                Part("een", headings=("Hoofdstuk 1", "Artikel 1")),
                Part("twee", headings=("Hoofdstuk 1", "Artikel 1")),
                Part("drie", headings=("Hoofdstuk 1", "Artikel 2")),
            )
        )
    )
    assert found.text == "Hoofdstuk 1\n\nArtikel 1\n\neen\n\ntwee\n\nArtikel 2\n\ndrie"


def test_a_page_has_its_headings_in_its_own_text() -> None:
    found = assemble(Reading((Part("1 Inleiding\nTekst.", 1, ("1 Inleiding",), kind="page"),)))
    assert found.text == "1 Inleiding\nTekst."


def test_offsets_count_code_points() -> None:
    found = assemble(Reading((Part("één 👩‍👧"), Part("twee"))))
    assert found.text[found.blocks[1].start :] == "twee"
