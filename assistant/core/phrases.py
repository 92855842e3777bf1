"""Find phrases in a text: words in order, with room between them, within one sentence. Pure.

A phrase is written as data:

    {wil} .2 dood         a word of the class `wil`, at most two words between, then `dood`
    einde|eind .3 leven   one of several words
    zelfmoord*            every word that begins so
    kan niet meer $       the clause ends here
    trein & springen      both in one sentence, in any order, at most eight words between

Matching walks over word positions and never goes back, so no text can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.core.spelling import Lexicon, Token, Vocabulary, folded, lexicon, tokens

_CLASS = re.compile(r"\{(\w+)\}")
_APART = 8
_SHORTEST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One of `words`, at most `gap` words after the step before; `last`: the clause ends here."""

    words: frozenset[str]
    gap: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Steps in order, what they are a sign of, in which language, and how they were written."""

    steps: tuple[Step, ...]
    sign: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as positions: which lexicon words may stand where, and in which sentence."""

    places: Mapping[str, tuple[int, ...]]
    sentences: tuple[int, ...]
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases to find, phrases that take words out of play first, and the words of both."""

    phrases: tuple[Phrase, ...]
    harmless: tuple[Phrase, ...]
    lexicon: Lexicon
    beginning: Mapping[str, tuple[int, ...]]

    def find(self, text: str) -> list[Phrase]:
        """Return every phrase in `text`, in the order of the book."""
        reading = _read(tokens(text), self.lexicon)
        taken = {place for phrase in self.harmless for place in _places_of(phrase, reading)}
        rest = _less(reading, taken) if taken else reading
        near = {at for word in rest.places for at in self.beginning.get(word, ())}
        likely = [self.phrases[at] for at in sorted(near)]
        return [phrase for phrase in likely if any(True for _ in _places_of(phrase, rest))]


def phrasebook(
    phrases: Iterable[Phrase], harmless: Iterable[Phrase], vocabulary: Vocabulary
) -> Phrasebook:
    """Build a Phrasebook from phrases to find and phrases that take words out of play."""
    found, taken = tuple(phrases), tuple(harmless)
    keys = {word for phrase in (*found, *taken) for step in phrase.steps for word in step.words}
    beginning: dict[str, list[int]] = {}
    for at, phrase in enumerate(found):
        for word in phrase.steps[0].words:
            beginning.setdefault(word, []).append(at)
    frozen = {word: tuple(places) for word, places in beginning.items()}
    return Phrasebook(found, taken, lexicon(keys, vocabulary), frozen)


def parsed(
    source: str, sign: str, language: str, classes: Mapping[str, Iterable[str]]
) -> list[Phrase]:
    """Return the phrases that `source` stands for. Raises ValueError when it is not a phrase."""
    left, apart, right = source.partition(" & ")
    first = _steps(left, classes)
    if not apart:
        return [Phrase(first, sign, language, source)]
    second = _steps(right, classes)
    orders = (_joined(first, second), _joined(second, first))
    return [Phrase(steps, sign, language, source) for steps in orders]


def _joined(first: tuple[Step, ...], second: tuple[Step, ...]) -> tuple[Step, ...]:
    return (*first, Step(second[0].words, _APART, second[0].last), *second[1:])


def _steps(source: str, classes: Mapping[str, Iterable[str]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = 0
    for piece in source.split():
        if re.fullmatch(r"\.\d", piece):
            gap = int(piece[1:])
        elif piece == "$" and steps:
            steps[-1] = Step(steps[-1].words, steps[-1].gap, last=True)
        else:
            steps.append(Step(frozenset(_alternatives(piece, classes)), gap))
            gap = 0
    if not steps or gap:
        raise ValueError(source)
    return tuple(steps)


def _alternatives(piece: str, classes: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for part in piece.split("|"):
        name = _CLASS.fullmatch(part)
        if name and name.group(1) not in classes:
            raise ValueError(piece)
        for word in classes[name.group(1)] if name else [part]:
            yield folded(word.rstrip("*")) + "*" * word.endswith("*")


def _read(found: list[Token], words: Lexicon) -> Reading:
    parts = {text: words.parts(text) for text in {token.text for token in found}}
    pieces = [piece for token in found for piece in _pieces(token, parts[token.text])]
    readings = {text: words.readings(text) for text in {piece.text for piece in pieces}}
    places: dict[str, list[int]] = {}
    for at, (token, following) in enumerate(pairwise([*pieces, Token("", 0, ends=True)])):
        for key in readings[token.text] | _across(token.text, following.text, words):
            places.setdefault(key, []).append(at)
    return Reading(
        {key: tuple(at) for key, at in places.items()},
        tuple(token.sentence for token in pieces),
        frozenset(at for at, token in enumerate(pieces) if token.ends),
    )


def _pieces(token: Token, parts: list[str]) -> list[Token]:
    if len(parts) == 1:
        return [token]
    last = len(parts) - 1
    return [Token(part, token.sentence, token.ends and at == last) for at, part in enumerate(parts)]


def _across(word: str, following: str, words: Lexicon) -> frozenset[str]:
    joined = word + following
    if following and len(joined) >= _SHORTEST_JOINED and joined in words.exact:
        return frozenset({joined})
    return frozenset()


def _places_of(phrase: Phrase, reading: Reading) -> Iterator[int]:
    """Yield the places of the words of `phrase`, one way for each place where it may end."""
    if any(reading.places.keys().isdisjoint(step.words) for step in phrase.steps):
        return
    ways: dict[int, tuple[int, ...]] = {at: (at,) for at in _where(phrase.steps[0], reading)}
    for step in phrase.steps[1:]:
        ways = _further(ways, step, reading)
    for way in ways.values():
        yield from way


def _further(
    ways: dict[int, tuple[int, ...]], step: Step, reading: Reading
) -> dict[int, tuple[int, ...]]:
    on: dict[int, tuple[int, ...]] = {}
    for at in _where(step, reading):
        for before in range(at - 1, max(-1, at - 2 - step.gap), -1):
            if before in ways and reading.sentences[before] == reading.sentences[at]:
                on[at] = (*ways[before], at)
                break
    return on


def _where(step: Step, reading: Reading) -> set[int]:
    places = {at for word in step.words for at in reading.places.get(word, ())}
    return places & reading.ends if step.last else places


def _less(reading: Reading, taken: set[int]) -> Reading:
    kept = {
        word: tuple(at for at in places if at not in taken)
        for word, places in reading.places.items()
    }
    return Reading({word: at for word, at in kept.items() if at}, reading.sentences, reading.ends)
