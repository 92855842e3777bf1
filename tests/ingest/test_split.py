from hypothesis import given
from hypothesis import strategies as st

from assistant.core.model import Passage
from ingest.assemble import BETWEEN, Block, assemble
from ingest.reading import Part, Reading
from ingest.split import LIMIT, TABLE_LIMIT, TARGET, split

WORDS = st.text(st.sampled_from("abcdé😀.?!,;\t\n\u00a0 "), min_size=1, max_size=60)
TEXTS = st.one_of(
    WORDS,
    st.builds(lambda text, times: text * times, WORDS, st.integers(1, 60)),
    st.builds(lambda times: "Een zin van zeven woorden staat hier. " * times, st.integers(1, 60)),
    st.builds(lambda times: "x" * times, st.integers(1, 2500)),
)
PARTS = st.builds(
    Part,
    text=TEXTS,
    page=st.sampled_from([None, 1, 2]),
    headings=st.sampled_from([(), ("Een",), ("Een", "Twee")]),
    article=st.sampled_from([None, None, "40"]),
    url=st.sampled_from([None, None, "https://a.nl"]),
    kind=st.sampled_from(["text", "text", "table", "page"]),
)
READINGS = st.lists(PARTS, max_size=6).map(lambda parts: Reading(tuple(parts)))


def passages(text: str, kind: str = "text") -> list[Passage]:
    return split("d", text, [Block(0, len(text), kind=kind)])  # type: ignore[arg-type]


@given(READINGS)
def test_passages_are_in_order_and_never_overlap(reading: Reading) -> None:
    whole = assemble(reading)
    ends = 0
    for passage in split("d", whole.text, whole.blocks):
        assert ends <= passage.start < passage.end <= len(whole.text)
        ends = passage.end


@given(READINGS)
def test_passages_lose_only_white_space_of_their_blocks(reading: Reading) -> None:
    whole = assemble(reading)
    found = split("d", whole.text, whole.blocks)
    kept = {place for one in found for place in range(one.start, one.end)}
    for block in whole.blocks:
        for place in range(block.start, block.end):
            assert place in kept or whole.text[place].isspace()


@given(READINGS)
def test_a_passage_lies_in_blocks_with_its_own_headings_page_and_article(reading: Reading) -> None:
    whole = assemble(reading)
    for passage in split("d", whole.text, whole.blocks):
        inside = [b for b in whole.blocks if b.start < passage.end and passage.start < b.end]
        assert inside[0].start <= passage.start
        assert passage.end <= inside[-1].end
        for block in inside:
            assert (block.headings, block.page) == (passage.headings, passage.page)
            assert (block.article, block.url) == (passage.article, passage.url)


@given(READINGS)
def test_ids_are_unique_and_say_where(reading: Reading) -> None:
    whole = assemble(reading)
    found = split("d", whole.text, whole.blocks)
    assert [one.id for one in found] == [f"d:{one.start}" for one in found]
    assert len({one.id for one in found}) == len(found)
    assert all(whole.text[one.start : one.end].strip() for one in found)


@given(READINGS)
def test_no_passage_is_over_the_limit(reading: Reading) -> None:
    whole = assemble(reading)
    for one in split("d", whole.text, whole.blocks):
        assert one.end - one.start <= TABLE_LIMIT


@given(READINGS)
def test_the_same_text_is_cut_in_the_same_way(reading: Reading) -> None:
    whole = assemble(reading)
    first, again = (split("d", whole.text, whole.blocks) for _ in range(2))
    assert first == again


def test_a_sentence_is_never_cut_when_it_fits() -> None:
    text = "Deze zin heeft precies zoveel woorden als nodig is. " * 100
    for one in passages(text):
        assert text[one.start : one.end].startswith("Deze")
        assert text[one.start : one.end].endswith("nodig is.")
        assert one.end - one.start <= TARGET


def test_a_text_up_to_the_limit_stays_whole_and_a_table_longer() -> None:
    assert len(passages("woord " * (LIMIT // 6))) == 1
    table = "cel\tcel\n" * (TABLE_LIMIT // 8)
    assert len(passages(table, "table")) == 1
    assert len(passages(table, "text")) > 1


def test_short_neighbours_under_one_heading_become_one_passage() -> None:
    parts = (Part("Kort.", headings=("A",)), Part("Ook kort.", headings=("A",)))
    whole = assemble(Reading((*parts, Part("Anders.", headings=("B",)))))
    found = split("d", whole.text, whole.blocks)
    texts = [whole.text[one.start : one.end] for one in found]
    assert texts == [f"Kort.{BETWEEN}Ook kort.", "Anders."]


def test_articles_stay_apart() -> None:
    parts = (Part("Lid een.", article="1", paragraph="1"), Part("Lid twee.", article="1"))
    whole = assemble(Reading(parts))
    found = split("d", whole.text, whole.blocks)
    assert [(one.article, one.paragraph) for one in found] == [("1", "1"), ("1", None)]
