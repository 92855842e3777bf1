"""What we believe of what a file says of itself: nothing that would make it more than it is.

Only a manifest that names the file, or our own catalogue of laws, makes a document official.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.adapters.registers import load_sources
from assistant.core.model import Kind, Status
from ingest.characters import normalised
from ingest.find import Found
from ingest.readers.visible import seen_words, stands_in
from ingest.reading import Reading

CATALOGUE = "bronnen.yaml"
BWB = re.compile(r"BWBR\d{7}")
OFFICIAL = frozenset({"publisher", "url", "identifier"})
PROMOTIONS = frozenset(
    {Kind.WET, Kind.REGELING, Kind.UITSPRAAK, Kind.LEIDRAAD, Kind.RECHTEN, Status.GELDEND}
)


def known_laws(found: Sequence[Found]) -> dict[str, Kind]:
    """Return the kind of every law in the catalogue beside our own pages, by identifier."""
    own = next((one.path for one in found if one.is_own), None)
    folders = own.absolute().parents if own is not None else ()
    corpus = next((folder for folder in folders if (folder / CATALOGUE).is_file()), None)
    sources = load_sources(corpus).values() if corpus is not None else ()
    return {one.identifier: one.kind for one in sources if one.identifier}


def believed(reading: Reading, found: Found, laws: Mapping[str, Kind]) -> Reading:
    """Return the reading with only the metadata and links that we believe."""
    own = {key: line for key, text in reading.metadata.items() if (line := one_line(text))}
    if not _is_law_file(found):
        is_official = found.entry.file is not None and _is_the_same(found, own)
        return _as_it_is(reading, own) if is_official else _as_background(reading, own)
    known = laws.get(own.get("identifier", ""))
    if _is_listed(found, own, known):
        return _as_it_is(reading, own if known is None else own | {"kind": known.value})
    return _as_background(reading, _with_seen_title(reading, own))


def one_line(text: str) -> str:
    """Return a text of one line, without what a reader cannot see."""
    return " ".join(normalised(text).split())


def _is_law_file(found: Found) -> bool:
    return found.path.suffix.lower() == ".xml"


def _is_listed(found: Found, own: Mapping[str, str], known: Kind | None) -> bool:
    if not BWB.fullmatch(own.get("identifier", "")) or not _is_the_same(found, own):
        return False
    return found.entry.file is not None or known is not None


def _is_the_same(found: Found, own: Mapping[str, str]) -> bool:
    """Tell whether the file does not contradict the identifier of the manifest."""
    told = found.entry.identifier
    return told is None or own.get("identifier", told) == told


def _as_it_is(reading: Reading, own: dict[str, str]) -> Reading:
    return replace(reading, metadata=own)


def _as_background(reading: Reading, own: Mapping[str, str]) -> Reading:
    kept = {key: said for key, said in own.items() if key not in OFFICIAL | _promoted(own)}
    return Reading(tuple(replace(part, url=None) for part in reading.parts), kept)


def _promoted(own: Mapping[str, str]) -> set[str]:
    return {key for key in ("kind", "status") if own.get(key) in PROMOTIONS}


def _with_seen_title(reading: Reading, own: Mapping[str, str]) -> dict[str, str]:
    """Forget a title that the text itself does not have; elsewhere the reader sees to that."""
    texts = (text for part in reading.parts for text in (part.text, *part.headings))
    forgotten = set() if stands_in(own.get("title", ""), seen_words(texts)) else {"title"}
    return {key: said for key, said in own.items() if key not in forgotten}
