"""Find the terms of art in a sentence, so that a reader can ask what they mean. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_IN_SENTENCE = 1


@dataclass(frozen=True, slots=True)
class Explained:
    """A term as it is written, and what it means."""

    term: str
    explanation: str


class Glossary:
    """The terms, longest first, so that `samenwerkingsverband` wins over `verband`."""

    def __init__(self, terms: Iterable[Explained]) -> None:
        self._by_word = {one.term.lower(): one for one in terms if len(one.term) > 1}
        words = sorted(self._by_word, key=len, reverse=True)
        choices = "|".join(re.escape(word) for word in words) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.I)

    def reader(self) -> TermReader:
        """Return a reader for one answer, which explains each term once."""
        return TermReader(self)

    def first(self, text: str, but_not: set[str]) -> tuple[re.Match[str], Explained] | None:
        """Return the first term in `text` that is not in `but_not`, and where it stands."""
        for match in self._pattern.finditer(text):
            found = self._by_word[match.group().lower()]
            if found.explanation not in but_not:
                return match, found
        return None


@dataclass(slots=True)
class TermReader:
    """Remembers what was explained in one answer."""

    glossary: Glossary
    _explained: set[str] = field(default_factory=set)

    def marked(self, text: str) -> str:
        """Return `text` as HTML with its first new term as a button that explains it."""
        hit = self.glossary.first(text, self._explained)
        if hit is None:
            return html.escape(text)
        match, found = hit
        self._explained.add(found.explanation)
        before, after = text[: match.start()], text[match.end() :]
        return f"{html.escape(before)}{_button(match.group(), found)}{html.escape(after)}"


def _button(word: str, found: Explained) -> str:
    explanation = html.escape(found.explanation, quote=True)
    return (
        f'<button type="button" class="term" data-explanation="{explanation}">'
        f"{html.escape(word)}</button>"
    )
