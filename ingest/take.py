"""Take one file in: read, clean, assemble, split. What cannot be read says why."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from assistant.adapters.generations import LeftOut
from assistant.core.errors import CorpusError
from assistant.core.model import Document, Kind, Passage, Status
from ingest.assemble import assemble
from ingest.clean import clean
from ingest.find import Found
from ingest.manifest import Entry
from ingest.readers.registry import read
from ingest.reading import Reading, Reason, UnreadableError
from ingest.rights_page import parse_page, stored
from ingest.split import split
from ingest.trust import believed, known_laws, one_line

WORKERS = 2
NO_LAWS: Mapping[str, Kind] = MappingProxyType({})
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Taken:
    """A document, its stored text and its passages, and the file they come from."""

    document: Document
    text: str
    passages: tuple[Passage, ...]
    path: str = ""
    is_own: bool = False


def take_all(
    found: Sequence[Found], done: Callable[[int], None]
) -> tuple[list[Taken], list[LeftOut]]:
    """Take every file in; a file that cannot be read is left out with its reason.

    Raises CorpusError when one of our own pages is broken: that is ours to repair.
    """
    taken: list[Taken] = []
    left_out: list[LeftOut] = []
    laws = known_laws(found)
    with ThreadPoolExecutor(WORKERS) as pool:
        for result in pool.map(partial(_taken, laws=laws), found):
            (taken if isinstance(result, Taken) else left_out).append(result)  # type: ignore[arg-type]
            done(1)
    return _newest(taken, left_out)


def _taken(found: Found, laws: Mapping[str, Kind] = NO_LAWS) -> Taken | LeftOut:
    if found.fault is not None:
        return LeftOut(path=str(found.path), reason=found.fault.value, sentence=found.sentence)
    try:
        return _own(found) if found.is_own else _other(found, laws)
    except UnreadableError as error:
        return LeftOut(path=str(found.path), reason=error.reason.value, sentence=error.sentence)


def _own(found: Found) -> Taken:
    page = stored(parse_page(found.path))
    passages = tuple(split(page.document.id, page.text, page.blocks))
    return Taken(page.document, page.text, passages, str(found.path), is_own=True)


def _other(found: Found, laws: Mapping[str, Kind]) -> Taken:
    reading = believed(clean(read(found.path)), found, laws)
    whole = assemble(reading)
    passages = tuple(split(found.id, whole.text, whole.blocks))
    if not passages:
        raise UnreadableError(Reason.NO_TEXT, "In dit bestand staat geen tekst.")
    return Taken(_document(found, reading), whole.text, passages, str(found.path))


def _document(found: Found, reading: Reading) -> Document:
    """Join what the manifest says with what we believe of the file; the manifest goes first."""
    entry = found.entry
    own = reading.metadata
    return Document(
        id=found.id,
        title=entry.title or own.get("title") or one_line(found.path.stem) or found.id,
        publisher=entry.publisher or own.get("publisher") or "Onbekende uitgever",
        kind=_said(entry, "kind", own, Kind),
        status=_said(entry, "status", own, Status),
        identifier=entry.identifier or own.get("identifier"),
        date=entry.date or _day(own.get("date")),
        valid_from=entry.valid_from or _day(own.get("valid_from")),
        valid_to=entry.valid_to or _day(own.get("valid_to")),
        url=entry.url or _link(own.get("url")),
        sectors=entry.sectors,
    )


def _said(entry: Entry, name: str, own: dict[str, str], values: type[E]) -> E:
    """Return what the manifest says, else what the file says in a word we know.

    No file makes itself a page of ours.
    """
    said = own.get(name)
    if name in entry.model_fields_set or said not in set(values) - {Kind.RECHTEN}:
        return values(getattr(entry, name))
    return values(said)


def _link(url: str | None) -> str | None:
    """Return a link that is safe to follow, or None."""
    return url if url and url.startswith(("https://", "http://")) else None


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _newest(taken: list[Taken], left_out: list[LeftOut]) -> tuple[list[Taken], list[LeftOut]]:
    """Keep one version of each document: the newest; an older one never replaces it."""
    kept: dict[str, Taken] = {}
    for one in sorted(taken, key=_age):
        older = kept.get(one.document.id)
        if older is not None:
            left_out.append(_replaced(older))
        kept[one.document.id] = one
    return sorted(kept.values(), key=lambda one: one.document.id), left_out


def _age(one: Taken) -> tuple[str, str, str]:
    document = one.document
    return (document.id, str(document.valid_from or document.date or ""), one.text)


def _replaced(one: Taken) -> LeftOut:
    if one.is_own:
        raise CorpusError(f"Er zijn twee pagina's met id {one.document.id}.")
    return LeftOut(
        path=one.path,
        reason="older_version",
        sentence="Van dit document is ook een andere, nieuwere versie aangeboden.",
    )
