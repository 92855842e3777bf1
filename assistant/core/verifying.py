"""Hold a sentence against the quotes that should carry it. Pure; used on every statement.

A sentence passes when its numbers, names, parties and denials are those of a quote and nearly all
of its words are. It is strict on purpose: a dropped true sentence costs less than a false one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from assistant.core.analysis import STOP_WORDS, folded
from assistant.core.parties import parties, party_of
from assistant.core.sentences import sentences, words

FULL = 0.9
PARTIAL = 0.7
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"(?<=[^\W\d_.!?:»”\"'] )[A-ZÀ-Þ][\w-]+|\b[A-Z]{2,}\b")
_SPACE = re.compile(r"\s+")
_DENIALS = frozenset(
    ("niet geen nooit niets niemand zonder nergens noch verboden onmogelijk tenzij behalve").split()
)
_ONES = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
).split()
_TENS = ("twintig dertig veertig vijftig zestig zeventig tachtig negentig").split()
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def _number_words() -> dict[str, str]:
    table = {word: str(value) for value, word in enumerate(_ONES) if value != 1}
    table |= {"één": "1", "vijftien": "15", "zestien": "16", "zeventien": "17"}
    table |= {"achttien": "18", "negentien": "19", "honderd": "100", "duizend": "1000"}
    for place, ten in enumerate(_TENS, start=2):
        table[ten] = str(place * 10)
        for value, one in enumerate(_ONES[1:10], start=1):
            joint = "ën" if one.endswith("e") else "en"
            table[f"{one}{joint}{ten}"] = str(place * 10 + value)
    return table


NUMBER_WORDS = _number_words()


def normalised(text: str) -> str:
    """Return `text` as it is compared: NFC, one space, straight quotes and hyphens, lower case.

    This is the one documented normalisation of quote containment.
    """
    composed = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return _SPACE.sub(" ", composed).strip().lower()


def numbers(text: str) -> set[str]:
    """Return every number in `text` as digits; number words count, thousands dots do not."""
    found = {_plain(match.group()) for match in _NUMBER.finditer(text)}
    return found | {NUMBER_WORDS[word] for word in words(text) if word in NUMBER_WORDS}


def names(text: str) -> set[str]:
    """Return capitalised words inside a sentence and abbreviations, folded."""
    return {folded(match.group()) for match in _NAME.finditer(text)}


def support(text: str, quotes: Sequence[str]) -> Literal["full", "partial"] | None:
    """Return how far `quotes` carry `text`: as far as its weakest sentence. None: do not show."""
    carried = [normalised(quote) for quote in quotes]
    wanted = normalised(text)
    if not wanted or not carried:
        return None
    if any(wanted in quote for quote in carried):
        return "full"
    if not _carries_facts(text, quotes):
        return None
    share = min(_share(sentence, quotes) for sentence in sentences(text))
    if share >= FULL:
        return "full"
    return "partial" if share >= PARTIAL else None


def _carries_facts(text: str, quotes: Sequence[str]) -> bool:
    whole = " ".join(quotes)
    if not numbers(text) <= numbers(whole):
        return False
    spoken = {folded(word) for word in words(whole)}
    if not all(name in spoken for name in names(text)):
        return False
    if not parties(text) <= parties(whole):
        return False
    return _denials(text) == _denials(_nearest(text, quotes))


def _nearest(text: str, quotes: Sequence[str]) -> str:
    """Return the sentence among the quotes that shares most words with `text`."""
    wanted = _content(text)
    candidates = [sentence for quote in quotes for sentence in sentences(quote)]
    return max(candidates, key=lambda one: len(wanted & _content(one)), default="")


def _denials(text: str) -> int:
    return sum(word in _DENIALS for word in words(text))


def _share(text: str, quotes: Sequence[str]) -> float:
    wanted = _content(text)
    given = _content(" ".join(quotes))
    return len(wanted & given) / len(wanted) if wanted else 0.0


def _content(text: str) -> set[str]:
    return {party_of(word) or word for raw in words(text) for word in [folded(raw)]} - STOP_WORDS


def _plain(number: str) -> str:
    whole = number.rstrip(".,:")
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole)
    return whole.replace(".", "") if thousands else whole
