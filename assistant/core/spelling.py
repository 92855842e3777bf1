"""Read words the way people type them: accents, repeats, typing errors, disguises. Pure.

No regular expression here can run away: each looks at one character class and never goes back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

_LETTERS = str.maketrans(
    {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
    | {"ґ": "г", "ё": "е", "ة": "ه", "ى": "ي", "ـ": "", "’": "", "'": "", "ʼ": "", "`": "", "´": ""}
)
_DISGUISE = str.maketrans("013457@$€", "oieastase", "*")
_TOKEN = re.compile(r"[\w@$*€]+|[.!?]+|[,;:)\n]|…")
_REPEATS = re.compile(r"(.)\1{2,}")
_LONG, _VERY_LONG = 5, 11
_SHORTEST_SPLIT, _LONGEST_WORD, _LONGEST_SPLIT = 7, 16, 60
_LONGEST_READ = 24
_FEWEST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, folded; the sentence it is in; whether a clause ends after it."""

    text: str
    sentence: int
    ends: bool


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, apostrophes and invisible characters."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS).lower()).translate(_LETTERS)
    return "".join(character for character in plain if _is_visible(character))


def _is_visible(character: str) -> bool:
    return character.isascii() or unicodedata.category(character)[0] not in "MC"


def tokens(text: str) -> list[Token]:
    """Return the words of `text`; letters typed apart (`d o o d`) become one word."""
    raw = _TOKEN.findall(folded(text))
    found: list[Token] = []
    sentence = 0
    for piece, following in pairwise([*raw, "."]):
        if _is_word(piece):
            found.append(Token(piece, sentence, ends=not _is_word(following)))
        elif _ends_sentence(piece):
            sentence += 1
    return _joined_letters(found)


def _ends_sentence(piece: str) -> bool:
    return piece == "\n" or (piece[0] in ".!?" and not piece.startswith(".."))


def _is_word(piece: str) -> bool:
    return piece[0].isalnum() or (len(piece) > 1 and piece[-1].isalnum())


def _joined_letters(found: list[Token]) -> list[Token]:
    out: list[Token] = []
    run: list[Token] = []
    for token in [*found, None]:
        if token is not None and len(token.text) == 1 and token.text.isalpha():
            run.append(token)
            continue
        if len(run) >= 4:
            run = [Token("".join(t.text for t in run), run[-1].sentence, run[-1].ends)]
        out += run
        run = []
        if token is not None:
            out.append(token)
    return out


def spellings(word: str) -> list[str]:
    """Return what `word` may stand for: itself, without disguise, without repeats."""
    plain = word
    if any(character.isalpha() for character in word) and not word.isalpha():
        plain = word.translate(_DISGUISE)
    forms = [word, plain]
    if _REPEATS.search(plain):
        forms += [_REPEATS.sub(r"\1\1", plain), _REPEATS.sub(r"\1", plain)]
    return list(dict.fromkeys(forms))


def distance_within(first: str, second: str, most: int) -> bool:
    """Return whether `most` typing errors (add, drop, change, swap) turn one into the other."""
    if abs(len(first) - len(second)) > most:
        return False
    above: list[int] = []
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def errors_allowed(word: str) -> int:
    """Return how many typing errors a word of this length may have: none in a short one."""
    if not _LONG <= len(word) <= _LONGEST_READ:
        return 0
    return 2 if len(word) >= _VERY_LONG else 1


def _without(word: str, count: int) -> Iterator[str]:
    yield word
    if count:
        for at in range(len(word)):
            yield from _without(word[:at] + word[at + 1 :], count - 1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that matter, and every way to reach them. `word*` stands for what begins so."""

    exact: frozenset[str]
    beginnings: Mapping[str, str]
    near: Mapping[str, tuple[str, ...]]
    ordinary: frozenset[str]
    small: frozenset[str]

    def readings(self, word: str) -> frozenset[str]:
        """Return the words of the lexicon that `word` may be; typing errors only if needed."""
        forms = spellings(word)
        sure = frozenset(key for form in forms for key in self._surely(form))
        if word in self.ordinary or not sure.isdisjoint(self.exact):
            return sure
        return sure.union(key for form in forms for key in self._nearly(form))

    def known(self, word: str) -> bool:
        """Return whether `word` is in the lexicon exactly or by its beginning."""
        return any(True for _ in self._surely(word))

    def parts(self, word: str) -> list[str]:
        """Return the words in `ikwilnietmeer`, or the word itself when it is not such words."""
        long = _SHORTEST_SPLIT <= len(word) <= _LONGEST_SPLIT
        if not long or word in self.ordinary or self.known(word):
            return [word]
        ways: dict[int, list[str]] = {0: []}
        for start in range(len(word)):
            if start in ways:
                for end in self._ends(word, start):
                    ways.setdefault(end, [*ways[start], word[start:end]])
        found = ways.get(len(word), [])
        return found if len(found) >= _FEWEST_PARTS else [word]

    def _ends(self, word: str, start: int) -> Iterator[int]:
        for end in range(start + 2, min(len(word), start + _LONGEST_WORD) + 1):
            if word[start:end] in self.exact or word[start:end] in self.small:
                yield end

    def _surely(self, form: str) -> Iterator[str]:
        if form in self.exact:
            yield form
        for end in range(3, min(len(form), _LONGEST_READ) + 1):
            key = self.beginnings.get(form[:end])
            if key:
                yield key

    def _nearly(self, form: str) -> Iterator[str]:
        allowed = errors_allowed(form)
        if not allowed:
            return
        for shorter in set(_without(form, allowed)):
            for key in self.near.get(shorter, ()):
                if key[0] == form[0] and distance_within(key, form, errors_allowed(key)):
                    yield key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, folded: `typed` may hold typing errors, `ordinary` never are one, `small` split."""

    typed: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


def lexicon(keys: Iterable[str], vocabulary: Vocabulary) -> Lexicon:
    """Build a Lexicon from folded words; `word*` stands for every word that begins so."""
    every = set(keys)
    exact = frozenset(key for key in every if not key.endswith("*"))
    beginnings = {key[:-1]: key for key in every if key.endswith("*")}
    near: dict[str, set[str]] = {}
    for key in exact & vocabulary.typed:
        for shorter in _without(key, errors_allowed(key)):
            near.setdefault(shorter, set()).add(key)
    frozen = {shorter: tuple(sorted(found)) for shorter, found in near.items()}
    return Lexicon(exact, beginnings, frozen, vocabulary.ordinary, vocabulary.small)
