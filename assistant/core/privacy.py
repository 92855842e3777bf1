"""Take out what identifies a person, before storage, log, chat model and draft. Pure.

What a child needs stays: "mijn zoon [NAAM] heeft autisme" can still be answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.core.identifiers import BLOT, Finding, Private, find_identifiers
from assistant.core.name_line import NameWords
from assistant.core.names import find_again, find_names

_PLACEHOLDER = re.compile(r"\[(" + "|".join(kind.value for kind in Private) + r")(?: (\d{1,4}))?\]")
_SAID_FOR = {Private.SCHOOL.value: "school"}


@dataclass(frozen=True, slots=True)
class PrivacyPolicy:
    """What counts as private. `allowed_numbers`: digits and addresses of contacts, lower case."""

    words: NameWords
    public: re.Pattern[str]
    allowed_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one placeholder stands for, as `key`; `value` is what was typed first."""

    kind: Private
    key: str = field(repr=False)
    value: str = field(repr=False)
    label: str


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The placeholders of one conversation. Lives in memory for a turn; never stored."""

    entries: tuple[Entry, ...] = ()

    def label(self, kind: Private, value: str) -> str | None:
        """Return the placeholder that `value` has, or None."""
        keys = _keys(kind, value)
        return next((e.label for e in self.entries if e.kind is kind and e.key in keys), None)

    def names(self) -> list[str]:
        """Return the names that were taken out before."""
        return [entry.value for entry in self.entries if entry.kind is Private.NAME]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what identifies, where it stood in the original, and the placeholders."""

    text: str
    found: tuple[Finding, ...]
    placeholders: Placeholders = field(repr=False)


def without_placeholders(text: str) -> str:
    """Return a redacted text as if no name stood in it: who it is about changes no rule."""
    plain = _PLACEHOLDER.sub(lambda found: _SAID_FOR.get(found.group(1), ""), text)
    return re.sub(r"\s+(?=[\s,.;:!?])", "", plain).strip()


def redact(text: str, policy: PrivacyPolicy, known: Placeholders | None = None) -> Redacted:
    """Replace what identifies somebody by readable placeholders, the same one for the same name.

    `known` holds the placeholders of earlier turns. Redacting twice changes nothing.
    """
    before = known or Placeholders()
    found = _findings(text, policy, before)
    used = _used(text, before)
    pieces: list[str] = []
    last = 0
    for one in found:
        before, label = _labelled(before, used, one.kind, text[one.start : one.end])
        pieces += [text[last : one.start], label]
        last = one.end
    return Redacted("".join([*pieces, text[last:]]), tuple(found), before)


def names_a_person(text: str, policy: PrivacyPolicy) -> bool:
    """Return whether `text` names a private person or a particular school.

    Ministers, members of parliament, organisations and laws are public.
    """
    return bool(find_names(_without_public(text, policy), policy.words))


def _findings(text: str, policy: PrivacyPolicy, known: Placeholders) -> list[Finding]:
    """Look again until nothing new is found: taking one thing out may uncover another."""
    rest = _blot(text, (match.span() for match in _PLACEHOLDER.finditer(text)))
    found: list[Finding] = []
    while new := _look(rest, policy, known):
        found += new
        rest = _blot(rest, ((one.start, one.end) for one in new))
    return sorted(found, key=lambda one: one.start)


def _look(text: str, policy: PrivacyPolicy, known: Placeholders) -> list[Finding]:
    hard = find_identifiers(text, policy.allowed_numbers)
    rest = _without_public(_blot(text, ((one.start, one.end) for one in hard)), policy)
    soft = find_names(rest, policy.words)
    rest = _blot(rest, ((one.start, one.end) for one in soft))
    return _apart([*hard, *soft, *find_again(rest, known.names(), policy.words)])


def _apart(found: list[Finding]) -> list[Finding]:
    out: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > one.start and (not out or one.start >= out[-1].end):
            out.append(one)
    return out


def _without_public(text: str, policy: PrivacyPolicy) -> str:
    return _blot(text, (match.span() for match in policy.public.finditer(text)))


def _blot(text: str, spans: Iterable[tuple[int, int]]) -> str:
    out = list(text)
    for start, end in spans:
        out[start:end] = BLOT * (end - start)
    return "".join(out)


def _used(text: str, known: Placeholders) -> dict[str, int]:
    labels = [entry.label for entry in known.entries]
    used: dict[str, int] = {}
    for match in _PLACEHOLDER.finditer(" ".join([text, *labels])):
        used[match.group(1)] = max(used.get(match.group(1), 0), int(match.group(2) or 1))
    return used


def _labelled(
    known: Placeholders, used: dict[str, int], kind: Private, value: str
) -> tuple[Placeholders, str]:
    label = known.label(kind, value)
    if label:
        return known, label
    number = used[kind.value] = used.get(kind.value, 0) + 1
    label = f"[{kind.value}]" if number == 1 else f"[{kind.value} {number}]"
    entries = [Entry(kind, key, value, label) for key in sorted(_keys(kind, value))]
    return Placeholders((*known.entries, *entries)), label


def _keys(kind: Private, value: str) -> set[str]:
    """Return what makes two values the same: a name by its first word, a number by its digits."""
    plain = value.lower()
    if kind is Private.NAME:
        return {plain, plain.split()[0]}
    if kind in {Private.SCHOOL, Private.EMAIL}:
        return {plain}
    return {re.sub(r"[\W_]", "", plain)}
