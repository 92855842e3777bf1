import datetime
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError
from assistant.core.model import Kind, Status
from ingest.manifest import UNDESCRIBED, read_manifest
from tests.corpora import write

WHOLE = """
documents:
  - file: wet.xml
    kind: wet
    status: geldend
    title: De wet
    valid_from: 2024-08-01
    sectors: [po, vso]
    note: Alleen voor ons.
  - {folder: pdf}
"""


def test_what_it_says_is_read(tmp_path: Path) -> None:
    wet, folder = read_manifest(write(tmp_path / "m.yaml", WHOLE)).documents
    assert (wet.file, wet.kind, wet.status) == ("wet.xml", Kind.WET, Status.GELDEND)
    assert wet.valid_from == datetime.date(2024, 8, 1)
    assert (folder.folder, folder.file) == ("pdf", None)


def test_what_nobody_describes_is_background() -> None:
    assert (UNDESCRIBED.kind, UNDESCRIBED.status) == (Kind.VOORLICHTING, Status.ACHTERGROND)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("documents: [", "regel"),
        ("", "Manifest"),
        ("[]", "Manifest"),
        ("documents: 3", "documents"),
        ("documents: [{}]", "documents.0"),
        ("documents: [{file: a, folder: b}]", "file en folder"),
        ("documents: [{file: a}, {file: b, kind: onzin}]", "documents.1.kind"),
        ("documents: [{file: a, titel: b}]", "documents.0.titel"),
        ("documents: [{file: a, date: 2026-13-45}]", "month"),
        ("documents: [{file: a, date: gisteren}]", "documents.0.date"),
        ("documents: [{file: a, sectors: [hbo]}]", "documents.0.sectors.0"),
    ],
)
def test_a_broken_manifest_is_a_corpus_error_that_names_the_place(
    tmp_path: Path, text: str, place: str
) -> None:
    file = write(tmp_path / "m.yaml", text)
    with pytest.raises(CorpusError, match=str(file)) as error:
        read_manifest(file)
    assert place in str(error.value)


def test_a_manifest_that_cannot_be_read_is_a_corpus_error(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes(b"documents: \xff")
    for path in (tmp_path / "m.yaml", tmp_path / "weg.yaml", tmp_path):
        with pytest.raises(CorpusError, match="kan niet worden gelezen"):
            read_manifest(path)
