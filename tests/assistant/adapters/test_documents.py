from pathlib import Path

import pytest

from assistant.adapters.documents import SqliteDocumentStore, write_documents
from assistant.core.errors import NoIndexError
from assistant.core.model import Document, Kind, Status

DOCUMENT = Document("a", "A", "Uitgever", Kind.WET, Status.GELDEND)


@pytest.mark.parametrize("name", ["wat? #1 100% ü & co", "a%20b", "?mode=rw"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    write_documents(folder / "documents.sqlite", [(DOCUMENT, "tekst", [])])
    store = SqliteDocumentStore(folder / "documents.sqlite")
    assert store.text("a") == "tekst"
    assert len(store) == 1


def test_a_relative_path_stays_right_after_a_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_documents(tmp_path / "documents.sqlite", [(DOCUMENT, "tekst", [])])
    monkeypatch.chdir(tmp_path)
    store = SqliteDocumentStore(Path("documents.sqlite"))
    monkeypatch.chdir("/")
    assert store.text("a") == "tekst"


def test_a_missing_file_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="ontbreken"):
        SqliteDocumentStore(tmp_path / "weg.sqlite")


@pytest.mark.parametrize("damage", [b"", b"onzin " * 1000])
def test_a_damaged_file_is_no_index(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "documents.sqlite"
    file.write_bytes(damage)
    store = SqliteDocumentStore(file)
    for look in (store.documents, lambda: store.text("a"), lambda: store.passage("a:0")):
        with pytest.raises(NoIndexError, match="beschadigd"):
            look()
