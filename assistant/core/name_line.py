"""A text as a line of words, with what the rules for names of persons and schools share. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_WORD = re.compile(r"['’]t\b|[^\W\d_](?:\.[^\W\d_]\b)+|[^\W\d_]+(?:[-'’](?=[^\W\d_])[^\W\d_]+)*")
_OPENING = re.compile(r"[.!?:\n\"“(]")
_ENDING = re.compile(r"[.!?\n]")
_ACRONYM = 5
_SHORT = frozenset("dhr mevr mw mr drs dr gr geb hr mej prof ir st t.n.v".split())


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words that the rules need, all lower case. Where they come from: privacy.yaml."""

    first_names: frozenset[str] = field(repr=False)
    unsure_names: frozenset[str] = field(repr=False)
    announcing: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    signing: frozenset[str]
    greeting: frozenset[str]
    particles: frozenset[str]
    ordinary: frozenset[str] = field(repr=False)
    places: frozenset[str] = field(repr=False)
    person_verbs: frozenset[str]
    officials: frozenset[str]
    school_kinds: frozenset[str]
    school_endings: tuple[str, ...]
    generic_schools: frozenset[str]
    before_school: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`; `low` in lower case; `gap` is what stands between it and the last word.

    `shouted`: in its sentence every word has a capital, so a capital says nothing.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    shouted: bool = False

    @property
    def capital(self) -> bool:
        """Return whether the word begins with a capital."""
        return self.text[0].isupper()

    @property
    def opens(self) -> bool:
        """Return whether the word begins a sentence, a line or a quotation."""
        return not self.gap or bool(_OPENING.search(self.gap))

    @property
    def abbreviates(self) -> bool:
        """Return whether a full stop after the word ends no sentence."""
        return self.low in _SHORT or len(self.text) == 1 or "." in self.text


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a text, in order."""

    text: str
    words: tuple[Word, ...]
    lists: NameWords = field(repr=False)

    def is_listed(self, word: Word) -> bool:
        """Return whether the word, or its part before a hyphen, is a known first name."""
        names = self.lists.first_names
        return word.low in names or word.low.partition("-")[0] in names

    def is_no_name(self, word: Word) -> bool:
        """Return whether the word is ordinary, a place, an acronym, or announces a name itself."""
        short = word.text.isupper() and 1 < len(word.text) <= _ACRONYM
        if short and not self.is_listed(word):
            return True
        lists = (self.lists.ordinary, self.lists.places, self.lists.announcing)
        return any(word.low in words for words in lists)

    def past_particles(self, at: int, most: int) -> int:
        """Return the place after at most `most` words like "van der" from `at`."""
        end = at
        while end < len(self.words) and end - at < most and self._is_particle(end):
            end += 1
        return end

    def joined(self, at: int) -> bool:
        """Return whether the word at `at` can be one name with the word before it."""
        gap = self.words[at].gap
        initial = at > 0 and self.words[at - 1].abbreviates
        return gap in {" ", "-", ""} or (initial and gap in {". ", "."})

    def _is_particle(self, at: int) -> bool:
        return self.words[at].low in self.lists.particles and self.joined(at)


def line_of(text: str, lists: NameWords) -> Line:
    """Return the words of `text`; letters only, a hyphen or apostrophe inside is part of a word."""
    words = [word for sentence in _sentences(text) for word in _heard(sentence)]
    return Line(text, tuple(words), lists)


def _sentences(text: str) -> Iterator[list[Word]]:
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        if _ENDING.search(gap):
            yield words
            words = []
        words.append(Word(match.group(), match.group().lower(), match.start(), match.end(), gap))
        last = match.end()
    yield words


def _heard(words: list[Word]) -> list[Word]:
    long = [word for word in words if len(word.text) > 2]
    capitals = sum(word.capital for word in long)
    loud = len(long) > 2 and all(word.text.isupper() for word in long)
    if loud or (len(long) > 5 and capitals > 0.7 * len(long)):
        return [replace(word, shouted=True) for word in words]
    return words
