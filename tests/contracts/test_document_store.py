"""What every DocumentStore keeps: the fake, and SQLite."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.documents import SqliteDocumentStore, write_documents
from assistant.core.errors import UnknownDocumentError
from assistant.core.model import Basis, Document, GroundedSentence, Kind, Passage, Status
from assistant.core.ports import DocumentStore
from ingest.take import Taken
from tests.fakes import InMemoryDocumentStore

TEXT = "Één 👩‍👧 zin.\n\nTweede zin: e\u0301 en 𝔸. "
PAGE = Document(
    id="pagina",
    title="Een 'pagina' met \"tekens\" 🎒",
    publisher="Wegwijzer",
    kind=Kind.RECHTEN,
    status=Status.GELDEND,
    date=datetime.date(2026, 1, 2),
    valid_from=datetime.date(2020, 8, 1),
    sectors=("po", "vo"),
    questions=("Mag dat?",),
    grounded=(GroundedSentence(0, 10, "kort", (Basis("WPO, artikel 1", "https://wetten.nl"),)),),
)
LAW = Document("a-wet", "Wet", "Overheid", Kind.WET, Status.VERVALLEN)
PASSAGES = [
    Passage("pagina:0", "pagina", 0, 14, url="https://wetten.nl/#1"),
    Passage("pagina:16", "pagina", 16, 30, ("Kop", "Onder"), page=3, article="40", paragraph="4"),
]


@pytest.fixture(params=["fake", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentStore:
    stored = [(PAGE, TEXT, PASSAGES), (LAW, "Artikel 1", [])]
    if request.param == "fake":
        return InMemoryDocumentStore([Taken(d, t, tuple(p)) for d, t, p in stored])
    write_documents(tmp_path / "documents.sqlite", stored)
    return SqliteDocumentStore(tmp_path / "documents.sqlite")


def test_documents_come_by_id_and_whole(store: DocumentStore) -> None:
    assert store.documents() == [LAW, PAGE]
    assert store.document("pagina") == PAGE
    assert store.document("pagina").grounded == PAGE.grounded


def test_a_text_comes_back_code_point_by_code_point(store: DocumentStore) -> None:
    assert store.text("pagina") == TEXT


def test_passages_come_in_the_order_of_the_text(store: DocumentStore) -> None:
    assert store.passages("pagina") == PASSAGES
    assert store.passages("a-wet") == []
    assert store.passage("pagina:16") == PASSAGES[1]


@pytest.mark.parametrize("id_", ["", "weg", "pagina:99", "' OR 1=1 --"])
def test_what_is_not_there_is_unknown(store: DocumentStore, id_: str) -> None:
    for look in (store.document, store.text, store.passages, store.passage):
        with pytest.raises(UnknownDocumentError):
            look(id_)


def test_threads_may_read_at_once(store: DocumentStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(store.text, ["pagina"] * 64))
        passages = list(pool.map(store.passages, ["pagina"] * 64))
    assert set(texts) == {TEXT}
    assert all(found == PASSAGES for found in passages)
