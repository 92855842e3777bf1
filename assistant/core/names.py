"""Find the names of persons and schools by what stands around them, and by a list. Pure.

It walks over words, not over a grammar: a word that announces a name ("mijn zoon", "juf",
"groetjes") and then a capital, or a listed first name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.core.identifiers import Finding, Private
from assistant.core.name_line import Line, NameWords, Word, line_of
from assistant.core.schools import find_schools

_BETWEEN = re.compile(r"[ \t]?[,:;(\"'“‘«]?[ \t]?(?:\n[ \t]{0,4})?[\"'“‘«(]?")
_AFTER_GREETING = re.compile(r"[ \t]?[,.!:]?\s{0,6}")
_STOPS = re.compile(r"[ \t]*(?:[,.!\n]|$)")
_GENITIVE = re.compile(r"['’]?s$")
_LONGEST = 6


def find_names(text: str, words: NameWords) -> list[Finding]:
    """Return the names of persons and schools in `text`, by place."""
    line = line_of(text, words)
    schools = list(find_schools(line))
    taken = {at for school in schools for at in range(school.start, school.end)}
    persons = [one for one in _persons(line) if one.start not in taken]
    again = [one for one in _again(line, persons) if one.start not in taken]
    return sorted({*schools, *persons, *again}, key=lambda one: (one.start, one.end))


def find_again(text: str, names: Iterable[str], words: NameWords) -> list[Finding]:
    """Return where names from earlier in the conversation occur in `text`."""
    known = {name.lower() for name in names}
    if not known:
        return []
    return [
        Finding(word.start, word.end, Private.NAME)
        for word in line_of(text, words).words
        if word.low in known and (word.capital or word.low in words.first_names)
    ]


def _persons(line: Line) -> Iterator[Finding]:
    at = 0
    while at < len(line.words):
        end = _person_ends(line, at)
        if end:
            yield _finding(line, at, end)
        at = end or at + 1


def _finding(line: Line, at: int, end: int) -> Finding:
    last = line.words[end - 1]
    initial = len(last.text) == 1 and line.text[last.end : last.end + 1] == "."
    return Finding(line.words[at].start, last.end + initial, Private.NAME)


def _again(line: Line, persons: list[Finding]) -> Iterator[Finding]:
    """Yield the other places where the first word of a found name stands."""
    found = {line.text[one.start : one.end].split()[0] for one in persons}
    names = {name for name in found if len(name) > 2 and name.lower() not in line.lists.ordinary}
    for word in line.words:
        plain = word.text if word.text in names else _GENITIVE.sub("", word.text)
        if plain in names:
            yield Finding(word.start, word.start + len(plain), Private.NAME)


def _person_ends(line: Line, at: int) -> int:
    """Return where the name that begins at `at` ends, or 0."""
    if at and line.words[at - 1].low in line.lists.officials:
        return 0
    if _is_announced(line, at) or _is_a_first_name(line, at):
        return _name_ends(line, at)
    return _greeted_ends(line, at)


def _is_a_first_name(line: Line, at: int) -> bool:
    word = line.words[at]
    if word.shouted or not word.capital or line.is_no_name(word) or not line.is_listed(word):
        return False
    return word.low not in line.lists.unsure_names or _is_surely_a_person(line, at)


def _is_surely_a_person(line: Line, at: int) -> bool:
    following = line.words[at + 1].low if at + 1 < len(line.words) else ""
    return not line.words[at].opens or following in line.lists.person_verbs


def _is_announced(line: Line, at: int) -> bool:
    if not at:
        return False
    before, word = line.words[at - 1], line.words[at]
    if before.low == "van":
        kin = at > 1 and line.words[at - 2].low in line.lists.kin
        return kin and word.capital and _may_begin(line, at)
    near = _BETWEEN.fullmatch(word.gap) or (before.abbreviates and word.gap == ". ")
    return bool(near) and before.low in line.lists.announcing and _may_begin(line, at)


def _may_begin(line: Line, at: int) -> bool:
    word = line.words[at]
    titled = (word.capital and word.low != "het") or line.words[at - 1].low in line.lists.titles
    if word.low in line.lists.particles and titled:
        return _part_ends(line, at + 1) > 0 and not line.is_listed(line.words[at + 1])
    if line.is_no_name(word):
        return False
    return (word.capital and not word.shouted) or line.is_listed(word)


def _greeted_ends(line: Line, at: int) -> int:
    """Return the end of a name that stands alone after "Beste" or "Groetjes", or 0."""
    if (
        not at
        or line.words[at].shouted
        or not _is_greeted(line.words[at - 1], line.words[at], line.lists)
    ):
        return 0
    end = _name_ends(line, at) if _may_begin(line, at) else 0
    return end if end and _STOPS.match(line.text, line.words[end - 1].end) else 0


def _is_greeted(before: Word, word: Word, lists: NameWords) -> bool:
    if before.low in lists.signing:
        return bool(_AFTER_GREETING.fullmatch(word.gap))
    return before.low in lists.greeting and before.opens and word.gap == " "


def _name_ends(line: Line, at: int) -> int:
    """Return the end of the name from `at`: first names, initials, particles, surnames."""
    end = at + 1
    if line.words[at].low in line.lists.particles:
        end = _part_ends(line, at + 1) or end
    while end - at < _LONGEST and (further := _part_ends(line, end)):
        end = further
    return end


def _part_ends(line: Line, at: int) -> int:
    """Return the end of one more part of a name at `at`, with "van der" before it, or 0."""
    end = line.past_particles(at, 3)
    if end >= len(line.words):
        return 0
    word = line.words[end]
    fits = word.capital and not word.shouted and line.joined(end) and not line.is_no_name(word)
    return end + 1 if fits else 0
