"""Find the files to take in, each with what its manifest says and a hash of its content."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.core.errors import CorpusError
from ingest.check import page_paths
from ingest.manifest import NAME, UNDESCRIBED, Entry, read_manifest
from ingest.reading import Reason

LARGEST = 50 * 1024 * 1024
_FAULTS = {
    Reason.NOT_FOUND: "Dit bestand of deze map wordt genoemd, maar is er niet.",
    Reason.OUTSIDE_FOLDER: "Dit bestand ligt buiten de map die wordt opgenomen.",
    Reason.WRONG_TYPE: "Dit is een map of iets anders, geen bestand.",
    Reason.DAMAGED: "Dit bestand kan niet worden geopend.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One file. `fault` is set when it cannot even be opened; `is_own` pages are ours."""

    path: Path
    id: str
    entry: Entry
    digest: str
    fault: Reason | None = None
    is_own: bool = False

    @property
    def sentence(self) -> str:
        """What staff read about the fault."""
        return _FAULTS.get(self.fault, "") if self.fault else ""


def find(corpus: Path, paths: Sequence[Path], manifest: Path | None = None) -> list[Found]:
    """Return our own pages and all files under `paths`, by id, each file once.

    Raises CorpusError when the corpus, a path or a manifest cannot be read.
    """
    if not corpus.is_dir():
        raise CorpusError(f"De map {corpus} met rechtenpagina's bestaat niet.")
    own = [_own(path) for path in page_paths(corpus)]
    others = _once(one for path in paths for one in _under(path, manifest))
    return sorted([*own, *_apart(own, others)], key=lambda one: (one.id, str(one.path)))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the content; a file over the limit is known by its size alone."""
    if path.stat().st_size > LARGEST:
        return f"size:{path.stat().st_size}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _own(path: Path) -> Found:
    try:
        return Found(path, path.stem, UNDESCRIBED, digest_of(path), is_own=True)
    except OSError as error:
        raise CorpusError(f"Het bestand {path} kan niet worden gelezen.") from error


def _once(found: Iterable[Found]) -> list[Found]:
    """Keep a file that two paths lead to once, under its longest id.

    What one manifest names for several paths is missing only when no path has it.
    """
    longest_first = sorted(found, key=lambda one: (-len(one.id), one.id, str(one.path)))
    files = {os.path.realpath(one.path): one for one in reversed(longest_first)}
    present = {one.id for one in files.values() if one.fault is not Reason.NOT_FOUND}
    return [
        one for one in files.values() if one.fault is not Reason.NOT_FOUND or one.id not in present
    ]


def _apart(own: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    """Keep a document of others from taking the id of a page of ours."""
    ids = {one.id for one in own}
    return [replace(one, id=f"bron-{one.id}") if one.id in ids else one for one in others]


def _under(path: Path, manifest: Path | None) -> Iterator[Found]:
    if not path.exists():
        raise CorpusError(f"Het pad {path} bestaat niet.")
    folder = path if path.is_dir() else path.parent
    noted = manifest or folder / NAME
    described = _described(folder, noted) if manifest or noted.exists() else {}
    files = [path] if folder is not path else dict.fromkeys([*described, *_files(folder)])
    for file in files:
        if file.name != NAME and file.absolute() != noted.absolute():
            yield _found(folder, file, described.get(file, UNDESCRIBED))


def _described(folder: Path, manifest: Path) -> dict[Path, Entry]:
    """Return what the manifest says of each file; of a file itself goes before of its folder."""
    entries = read_manifest(manifest).documents
    described: dict[Path, Entry] = {}
    for entry in entries:
        if entry.folder is not None:
            place = _place(folder, entry.folder)
            inside = place.is_dir() and _is_inside(place, folder)
            described.update(dict.fromkeys(_files(place) if inside else [place], entry))
    named = ((entry.file, entry) for entry in entries if entry.file is not None)
    return described | {_place(folder, name): entry for name, entry in named}


def _place(folder: Path, name: str) -> Path:
    """Return the path of `name` under `folder`, however it was written."""
    return folder / os.path.relpath(folder.absolute() / name, folder.absolute())


def _is_inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _files(folder: Path) -> list[Path]:
    """Return the files in a folder, links too; what begins with a full stop is hidden."""
    return sorted(
        path
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink())
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _found(folder: Path, path: Path, entry: Entry) -> Found:
    id_ = _slug(str(path.relative_to(folder).with_suffix("")))
    fault = _fault(folder, path)
    if fault is not None:
        return Found(path, id_, entry, "", fault)
    try:
        return Found(path, id_, entry, digest_of(path))
    except OSError:
        return Found(path, id_, entry, "", Reason.DAMAGED)


def _fault(folder: Path, path: Path) -> Reason | None:
    if not _is_inside(path, folder):
        return Reason.OUTSIDE_FOLDER
    if not path.exists():
        return Reason.NOT_FOUND
    return None if path.is_file() else Reason.WRONG_TYPE


def _slug(text: str) -> str:
    """Return an id of plain letters; what other scripts say is kept apart by a hash."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = decomposed.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9._]+", "-", plain.lower()).strip("-.")
    if any(character.isalnum() for character in decomposed if not character.isascii()):
        slug = f"{slug}-{hashlib.sha256(decomposed.encode()).hexdigest()[:8]}".strip("-")
    return slug or "document"
