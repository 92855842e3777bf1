import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.adapters.answer_policy import (
    FOLDER,
    load_answer_policy,
    load_messages,
    load_routes,
    load_search_policy,
    load_understanding,
)
from assistant.adapters.registers import Term, load_contacts
from assistant.core.errors import CorpusError
from assistant.core.model import Outcome
from tests.corpora import write

CORPUS = Path(__file__).parents[3] / "corpus"
Load = Callable[[Path], object]
LOADERS: dict[str, Load] = {
    "retrieval.yaml": load_search_policy,
    "answers.yaml": load_answer_policy,
    "messages.yaml": load_messages,
    "routes.yaml": load_routes,
    "understanding.yaml": lambda folder: load_understanding([], folder),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "policy"))


@pytest.mark.parametrize("name", LOADERS)
def test_the_policy_of_the_project_is_read(name: str) -> None:
    assert LOADERS[name](FOLDER)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("text", ["a: [", "3", "- 3", "{}: {}", "- {}", "onbekend: {a: [b]}"])
def test_a_broken_policy_is_a_corpus_error_that_names_it(
    folder: Path, name: str, text: str
) -> None:
    write(folder / name, text)
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](folder)


@pytest.mark.parametrize("name", LOADERS)
def test_a_policy_that_cannot_be_read_is_a_corpus_error(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"a: \xff")
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](folder)
    (folder / name).unlink()
    with pytest.raises(CorpusError, match=name):
        LOADERS[name](folder)


def test_a_pattern_or_outcome_that_is_none_is_a_corpus_error(folder: Path) -> None:
    row = "- {{name: a, outcome: {}, longest: 3, pattern: '{}'}}"
    for text in (row.format("smalltalk", "("), row.format("onzin", "a")):
        write(folder / "routes.yaml", text)
        with pytest.raises(CorpusError, match=r"routes\.yaml"):
            load_routes(folder)


def test_routes_end_a_turn_kindly_and_never_answer() -> None:
    outcomes = {route.outcome for route in load_routes()}
    assert outcomes <= {
        Outcome.SMALLTALK,
        Outcome.OUT_OF_SCOPE,
        Outcome.NO_EVIDENCE,
        Outcome.REFUSED,
    }


def test_everybody_may_turn_to_a_contact_that_is_in_the_register() -> None:
    assert set(load_answer_policy().general_contacts) <= set(load_contacts(CORPUS))


def test_terms_of_the_glossary_are_understood_by_every_name() -> None:
    term = Term(
        term="toelaatbaarheidsverklaring",
        abbreviation="TLV",
        explanation="Een besluit.",
        synonyms=("verwijzing",),
        misspellings=("tvl",),
    )
    assert len(load_understanding([term]).terms) == 1
