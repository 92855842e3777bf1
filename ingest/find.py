"""Find the files to take in, each with what its manifest says and a hash of its content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.core.errors import CorpusError
from ingest.check import page_paths
from ingest.manifest import NAME, UNDESCRIBED, Entry, read_manifest
from ingest.reading import Reason

LARGEST = 50 * 1024 * 1024
_FAULTS = {
    Reason.NOT_FOUND: "Het manifest noemt dit bestand, maar het is er niet.",
    Reason.OUTSIDE_FOLDER: "Dit bestand ligt buiten de map van het manifest.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One file. `fault` is set when it cannot even be opened."""

    path: Path
    id: str
    entry: Entry
    digest: str
    fault: Reason | None = None

    @property
    def sentence(self) -> str:
        """What staff read about the fault."""
        return _FAULTS.get(self.fault, "") if self.fault else ""


def find(corpus: Path, paths: Sequence[Path], manifest: Path | None = None) -> list[Found]:
    """Return our own pages and all files under `paths`, by id.

    Raises CorpusError when a path or manifest cannot be read.
    """
    own = [Found(path, path.stem, UNDESCRIBED, digest_of(path)) for path in page_paths(corpus)]
    others = [one for path in paths for one in _under(path, manifest)]
    return sorted([*own, *others], key=lambda one: (one.id, str(one.path)))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the content; a file over the limit is known by its size alone."""
    if path.stat().st_size > LARGEST:
        return f"size:{path.stat().st_size}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _under(path: Path, manifest: Path | None) -> Iterator[Found]:
    if not path.exists():
        raise CorpusError(f"Het pad {path} bestaat niet.")
    if path.is_file():
        yield _found(path.parent, path, UNDESCRIBED)
        return
    noted = manifest or path / NAME
    described = dict(_described(path, noted)) if manifest or noted.exists() else {}
    for name, entry in described.items():
        yield _found(path, name, entry)
    for file in _files(path):
        if file not in described and file.name != NAME:
            yield _found(path, file, UNDESCRIBED)


def _described(folder: Path, manifest: Path) -> Iterator[tuple[Path, Entry]]:
    for entry in read_manifest(manifest).documents:
        if entry.file is not None:
            yield folder / entry.file, entry
        elif entry.folder is not None:
            for file in _files(folder / entry.folder):
                yield file, entry


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.parts)
        )
    except OSError as error:
        raise CorpusError(f"De map {folder} kan niet worden gelezen.") from error


def _found(folder: Path, path: Path, entry: Entry) -> Found:
    if not path.resolve().is_relative_to(folder.resolve()):
        return Found(path, _slug(path.name), entry, "", Reason.OUTSIDE_FOLDER)
    id_ = _slug(str(path.relative_to(folder).with_suffix("")))
    if not path.exists():
        return Found(path, id_, entry, "", Reason.NOT_FOUND)
    try:
        return Found(path, id_, entry, digest_of(path))
    except OSError as error:
        raise CorpusError(f"Het bestand {path} kan niet worden gelezen.") from error


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._]+", "-", plain.lower()).strip("-.") or "document"
