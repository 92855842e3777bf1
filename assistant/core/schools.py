"""Find the names of particular schools. Pure.

"basisschool De Regenboog", "Calvijn College", "de Julianaschool", "op De Klimop"; the kind of
school stays readable: "basisschool [SCHOOL]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.identifiers import Finding, Private
from assistant.core.name_line import Line, Word

_QUOTED = re.compile(r":?[ \t][\"“‘«']([^\W_][^\"”’»'\n\ufffc]{1,40})[\"”’»']")
_ARTICLES = frozenset({"De", "Het", "'t", "’t", "St", "Sint"})
_LONGEST = 6


def find_schools(line: Line) -> Iterator[Finding]:
    """Yield the names of schools, by place."""
    for at, word in enumerate(line.words):
        quoted = _quoted(line, word)
        start, end = (0, 0) if quoted or word.shouted else _school(line, at)
        if quoted:
            yield quoted
        elif end > start:
            yield Finding(line.words[start].start, line.words[end - 1].end, Private.SCHOOL)


def _quoted(line: Line, word: Word) -> Finding | None:
    if word.low not in line.lists.school_kinds:
        return None
    match = _QUOTED.match(line.text, word.end)
    return Finding(match.start(1), match.end(1), Private.SCHOOL) if match else None


def _school(line: Line, at: int) -> tuple[int, int]:
    """Return from which word to which the school at `at` is named; an empty span if it is not."""
    word = line.words[at]
    if _is_school_word(line, at):
        return _start(line, at), _parts(line, at + 1)
    if word.low in line.lists.school_kinds:
        return at + 1, _proper_name(line, at + 1)
    if word.capital and word.low in {"de", "het"} and _follows_a_preposition(line, at):
        return at, _proper_name(line, at)
    return 0, 0


def _is_school_word(line: Line, at: int) -> bool:
    """Return whether this is "Julianaschool", "College" after a name, or "ROC" before one."""
    word, lists = line.words[at], line.lists
    if not word.capital or word.low in lists.generic_schools:
        return False
    if word.low not in lists.school_endings:
        return word.low.endswith(lists.school_endings)
    return _parts(line, at + 1) > at + 1 if word.low == "roc" else _start(line, at) < at


def _follows_a_preposition(line: Line, at: int) -> bool:
    before = line.words[at - 1].low if at else ""
    return before in line.lists.before_school and not line.words[at].opens


def _start(line: Line, at: int) -> int:
    start = at
    while start and _belongs_to(line, start):
        start -= 1
    return start


def _belongs_to(line: Line, at: int) -> bool:
    before = line.words[at - 1]
    named = before.capital and before.low not in line.lists.ordinary
    return named and line.words[at].gap in {" ", "-"}


def _proper_name(line: Line, at: int) -> int:
    """Return the end of "De Regenboog" or "Calvijn" from `at`, or 0."""
    start = at + 1 if at < len(line.words) and _is_article(line.words[at]) else at
    end = _parts(line, start)
    return end if end > start else 0


def _is_article(word: Word) -> bool:
    return word.text in _ARTICLES and word.gap in {" ", ": "}


def _parts(line: Line, at: int) -> int:
    end = at
    while end - at < _LONGEST and (further := _part(line, end)):
        end = further
    return end


def _part(line: Line, at: int) -> int:
    """Return the end of one more word of a name at `at`, with "van" before it, or 0."""
    end = line.past_particles(at, 2)
    if not 0 < end < len(line.words):
        return 0
    word, before = line.words[end], line.words[end - 1]
    near = word.gap == " " or (word.gap == ". " and before.abbreviates)
    return end + 1 if word.capital and near and word.low not in line.lists.ordinary else 0
