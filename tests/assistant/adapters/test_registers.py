from pathlib import Path

import pytest

from assistant.adapters.contact_register import ContactRegister
from assistant.adapters.registers import (
    load_contact_entries,
    load_contacts,
    load_sources,
    load_terms,
)
from assistant.core.errors import CorpusError
from tests.corpora import write, write_corpus

CORPUS = Path(__file__).parents[3] / "corpus"
LOADERS = {
    "bronnen.yaml": load_sources,
    "begrippen.yaml": load_terms,
    "contacten.yaml": load_contact_entries,
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path, {})


@pytest.mark.parametrize("name", LOADERS)
def test_the_real_registers_are_read(name: str) -> None:
    assert len(LOADERS[name](CORPUS)) > 20


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        "- {id: a",
        "tekst",
        "- tekst",
        "- {id: a, onbekend: b}",
        "- {id: a, checked_on: 2026-13-45}",
        "a: b: c",
        "- &a [*a]",
    ],
)
def test_a_broken_register_is_a_corpus_error_that_names_it(
    corpus: Path, name: str, text: str
) -> None:
    write(corpus / name, text)
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](corpus)


@pytest.mark.parametrize("name", LOADERS)
def test_a_register_that_cannot_be_read_is_a_corpus_error(corpus: Path, name: str) -> None:
    (corpus / name).write_bytes(b"- {id: \xff}")
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](corpus)
    (corpus / name).unlink()
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](corpus)


@pytest.mark.parametrize("name", LOADERS)
def test_an_empty_register_is_empty(corpus: Path, name: str) -> None:
    write(corpus / name, "# nog niets\n")
    assert len(LOADERS[name](corpus)) == 0


@pytest.mark.parametrize("name", ["bronnen.yaml", "contacten.yaml"])
def test_an_id_that_stands_there_twice_is_a_corpus_error(corpus: Path, name: str) -> None:
    text = (corpus / name).read_text()
    write(corpus / name, text + text)
    with pytest.raises(CorpusError, match="twee keer"):
        LOADERS[name](corpus)


def test_readers_see_a_contact_without_its_bookkeeping(corpus: Path) -> None:
    contact = load_contacts(corpus)["steunpunt"]
    assert (contact.name, contact.phone) == ("Steunpunt", "070-312 28 87")
    assert not hasattr(contact, "phone_source")


def test_unknown_contacts_are_left_out_and_the_order_stays(corpus: Path) -> None:
    text = (corpus / "contacten.yaml").read_text()
    write(corpus / "contacten.yaml", text + "- {id: ander, name: Ander, what: Helpt.}\n")
    register = ContactRegister(load_contacts(corpus), ["weg", "ander"])
    assert [one.id for one in register.named(["ander", "weg", "steunpunt"])] == [
        "ander",
        "steunpunt",
    ]
    assert [one.id for one in register.general()] == ["ander"]
    assert [one.id for one in register.all()] == ["steunpunt", "ander"]
