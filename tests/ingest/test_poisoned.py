"""No poisoned document gets what it hides into the index, or makes itself a law."""

import pytest

from assistant.core.model import Kind, Status
from ingest.find import find
from ingest.take import Taken, take_all
from tests.corpora import page, write_corpus
from tests.ingest.poisoned import Poison, build, poisons

POISONS = poisons()
HIDDEN = [one for one in POISONS if not one.quotable]
QUOTABLE = [one for one in POISONS if one.quotable]
FAKE_LAWS = [one for one in POISONS if one.technique == "fake_law"]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Taken]:
    """Take all documents in as a build does: office files and PDFs in the real sandbox."""
    root = tmp_path_factory.mktemp("gif")
    folder = root / "docs"
    folder.mkdir()
    for poison in POISONS:
        build(poison, folder)
    corpus = write_corpus(root / "corpus", {"eigen": page("eigen")})
    found, left_out = take_all(find(corpus, [folder]), lambda _: None)
    assert left_out == []
    return {one.document.id: one for one in found}


def stored(one: Taken) -> str:
    """Everything of a document that may reach an answer."""
    document = one.document
    said = [document.title, document.publisher, str(document.url), str(document.identifier)]
    placed = [(*passage.headings, str(passage.url)) for passage in one.passages]
    return "\n".join([one.text, *said, *(line for lines in placed for line in lines)])


def name(poison: Poison) -> str:
    return f"{poison.id}-{poison.technique}-{poison.where}-{poison.format}"


def test_the_records_are_all_there() -> None:
    assert len({one.id for one in POISONS}) == 60
    assert len(HIDDEN) == 42
    assert {one.format for one in HIDDEN} == {"docx", "md", "odt", "pdf", "txt", "xml"}


@pytest.mark.parametrize("poison", POISONS, ids=name)
def test_what_a_reader_sees_is_stored(taken: dict[str, Taken], poison: Poison) -> None:
    text = " ".join(taken[poison.id].text.split())
    assert poison.visible in text


@pytest.mark.parametrize("poison", HIDDEN, ids=name)
def test_what_nobody_sees_is_not_stored(taken: dict[str, Taken], poison: Poison) -> None:
    assert poison.found_in(stored(taken[poison.id])) == []


@pytest.mark.parametrize("poison", QUOTABLE, ids=name)
def test_no_poisoned_document_is_official(taken: dict[str, Taken], poison: Poison) -> None:
    document = taken[poison.id].document
    assert (document.kind, document.status) == (Kind.VOORLICHTING, Status.ACHTERGROND)
    assert (document.publisher, document.url, document.identifier) == (
        "Onbekende uitgever", None, None,
    )  # fmt: skip
    assert {passage.url for passage in taken[poison.id].passages} == {None}


@pytest.mark.parametrize("poison", FAKE_LAWS, ids=name)
def test_a_made_up_law_does_not_choose_its_title(taken: dict[str, Taken], poison: Poison) -> None:
    assert taken[poison.id].document.title == poison.id


def test_what_stands_in_plain_sight_is_kept(taken: dict[str, Taken]) -> None:
    plain = [one for one in QUOTABLE if one.technique in {"visible", "fake_contact", "delimiter"}]
    words = {one.id: f"KANARIE{one.id[-2:]}" in taken[one.id].text for one in plain}
    assert set(words.values()) == {True}
