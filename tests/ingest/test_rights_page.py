from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.errors import CorpusError
from assistant.core.model import Kind
from ingest.check import page_paths
from ingest.rights_page import SECTIONS, PageSentence, parse_page, stored
from ingest.split import split
from tests.corpora import BODY, page, write

CORPUS = Path(__file__).parents[2] / "corpus"
HEAD = page("p").split("## Kort antwoord")[0]
WORDS = st.sampled_from("De school zoekt een plek voor uw kind binnen 6 weken".split())
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(
    lambda words: " ".join(words).capitalize() + "."
)
GROUNDS = st.lists(st.sampled_from(["wpo-40-4", "lpw-2"]), unique=True, max_size=2)
LINES = st.lists(st.tuples(SENTENCES, GROUNDS), min_size=1, max_size=4)
FORMS = st.sampled_from(["", "- ", "1. ", "12. ", "* "])
BLOCKS = st.lists(st.tuples(st.sampled_from(list(SECTIONS)), FORMS, LINES), min_size=1, max_size=5)
Block = tuple[str, str, list[tuple[str, list[str]]]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "p.md"


def body_of(blocks: list[Block]) -> str:
    return "\n\n".join(
        f"## {heading}\n{form}" + " ".join(sentence + marks(grounds) for sentence, grounds in lines)
        for heading, form, lines in blocks
    )


def marks(grounds: list[str]) -> str:
    return "".join(f" [{ground}]" for ground in grounds)


@given(BLOCKS)
def test_every_sentence_slices_back_out_of_the_stored_text(file: Path, blocks: list[Block]) -> None:
    write(file, HEAD + body_of(blocks))
    parsed = parse_page(file)
    whole = stored(parsed)
    written = [sentence for _, _, lines in blocks for sentence, _ in lines]
    assert [one.text for one in parsed.sentences] == written
    slices = [whole.text[one.start : one.end] for one in whole.document.grounded]
    assert slices == written


@given(BLOCKS)
def test_markers_are_never_in_the_stored_text_and_grounds_stay_with_their_sentence(
    file: Path, blocks: list[Block]
) -> None:
    write(file, HEAD + body_of(blocks))
    whole = stored(parse_page(file))
    assert "[" not in whole.text
    expected = [tuple(grounds) for _, _, lines in blocks for _, grounds in lines]
    assert [one.grounds for one in parse_page(file).sentences] == expected
    assert [len(one.basis) for one in whole.document.grounded] == list(map(len, expected))


@given(BLOCKS)
def test_every_sentence_lies_in_one_passage_under_its_heading(
    file: Path, blocks: list[Block]
) -> None:
    write(file, HEAD + body_of(blocks))
    page = parse_page(file)
    whole = stored(page)
    passages = split("p", whole.text, whole.blocks)
    for one, sentence in zip(whole.document.grounded, page.sentences, strict=True):
        inside = [p for p in passages if p.start <= one.start and one.end <= p.end]
        assert len(inside) == 1
        assert inside[0].headings == (sentence.heading,)


def test_the_stored_text_reads_as_the_page(file: Path) -> None:
    write(file, HEAD + BODY.format(answer="De school mag dat niet."))
    assert stored(parse_page(file)).text == (
        "Mijn kind mag niet komen\n\n"
        "Kort antwoord\n\nDe school mag dat niet.\n\n"
        "Uitleg\n\nDe school zoekt een plek. U hoeft dat niet te doen.\n\n"
        "Wat kunt u doen\n\nVraag het aan de school. Bewaar een kopie.\nBel de school op."
    )


def test_a_sentence_without_ground_keeps_none_and_takes_none_from_the_next(file: Path) -> None:
    write(file, HEAD + "## Uitleg\nDit staat nergens. Dit wel. [lpw-2] Dit weer niet.\n")
    assert parse_page(file).sentences == (
        PageSentence("Dit staat nergens.", "Uitleg", "paragraph", ()),
        PageSentence("Dit wel.", "Uitleg", "same", ("lpw-2",)),
        PageSentence("Dit weer niet.", "Uitleg", "same", ()),
    )
    assert [one.basis for one in stored(parse_page(file)).document.grounded][0::2] == [(), ()]


def test_a_summary_is_named_as_one_and_links_to_its_source(file: Path) -> None:
    write(file, page("p").replace("id: p", "id: p\nkind: kamerstuk"))
    document = stored(parse_page(file)).document
    assert document.kind is Kind.KAMERSTUK
    assert document.title.startswith("Samenvatting: ")
    assert document.url == "https://wetten.nl/wpo#40"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("---\nid:", "id:"), "geen kop"),
        (("status: geldend", "status: ["), "regel"),
        (("status: geldend", "status: soms"), "status"),
        (("checked_on: 2026-11-01\n", ""), "checked_on"),
        (("checked_on: 2026-11-01", "checked_on: 2026-13-45"), "month"),
        (("topics:", "onderwerpen:"), "onderwerpen"),
        (("## Kort antwoord", "Losse tekst."), "voor de eerste kop"),
    ],
)
def test_a_page_of_another_form_is_a_corpus_error_that_names_it(
    file: Path, change: tuple[str, str], message: str
) -> None:
    write(file, page("p").replace(*change))
    with pytest.raises(CorpusError, match=r"p\.md") as error:
        parse_page(file)
    assert message in str(error.value)


def test_a_page_that_cannot_be_read_is_a_corpus_error(file: Path) -> None:
    file.write_bytes(b"---\nid: \xff\n---\n")
    for path in (file, file.with_name("weg.md")):
        with pytest.raises(CorpusError, match="kan niet worden gelezen"):
            parse_page(path)


def test_every_sentence_of_the_real_pages_slices_back_and_shows_no_marker() -> None:
    for path in page_paths(CORPUS):
        parsed = parse_page(path)
        whole = stored(parsed)
        slices = [whole.text[one.start : one.end] for one in whole.document.grounded]
        assert slices == [one.text for one in parsed.sentences]
        assert "[" not in whole.text, path
        assert all(one.basis for one in whole.document.grounded), path
