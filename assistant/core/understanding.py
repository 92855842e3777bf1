"""From what a parent types to needs that can be searched. Pure; the words are policy.

A story becomes the things it asks, in the parent's order, with what it tells beside them; a
follow-up takes its subject from the question before it; misspelt and everyday words get their term
of art beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.core.analysis import folded
from assistant.core.evidence import Need
from assistant.core.model import Question, Sector, Turn
from assistant.core.privacy import without_placeholders
from assistant.core.sentences import sentences, words

_TYPED_END = re.compile(
    r"\s*\n\s*|(?<=[?!])\s+|(?<=[^\W\d_]{4}\.)\s+"
)  # also before a small letter
MOST_ASKED = 6
LEAST_ASKED = 2


@dataclass(frozen=True, slots=True)
class TermForms:
    """A term of art with the ways people write it, folded, as tuples of words."""

    term: str
    forms: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class UnderstandingPolicy:
    """Word lists of policy/understanding.yaml."""

    terms: tuple[TermForms, ...]
    sectors: tuple[tuple[Sector, re.Pattern[str]], ...]
    follow_up: re.Pattern[str]
    asks: re.Pattern[str]
    wonders: re.Pattern[str]
    long_text: int
    context_words: int


class Understanding:
    """Turns a Question into needs."""

    def __init__(self, policy: UnderstandingPolicy) -> None:
        self._policy = policy
        self._longest = max((len(form) for term in policy.terms for form in term.forms), default=1)
        self._by_form: dict[tuple[str, ...], list[str]] = {}
        for term in policy.terms:
            for form in term.forms:
                self._by_form.setdefault(form, []).append(term.term)

    def needs(
        self, question: Question, *, looks_back: bool, is_reply: bool = False
    ) -> tuple[Need, ...]:
        """Return the needs in the parent's order; a story may ask several things.

        A reply to what the assistant asked back always goes with the question before it.
        """
        sector = question.sector or self.sector_of(question)
        text = without_placeholders(self._standalone(question, is_reply=is_reply))
        asked, told = self._split(text)
        setting = tuple(self.expanded(sentence) for sentence in told)
        return tuple(
            Need(
                text=one,
                search=self.expanded(one),
                as_of=question.as_of,
                sector=sector,
                looks_back=looks_back,
                told=setting,
            )
            for one in asked
        )

    def expanded(self, text: str) -> str:
        """Return `text` followed by the terms of art that its words stand for."""
        spoken = [folded(word) for word in words(text)]
        found: dict[str, None] = {}
        for size in range(self._longest, 0, -1):
            for start in range(len(spoken) - size + 1):
                for term in self._by_form.get(tuple(spoken[start : start + size]), ()):
                    found.setdefault(term)
        known = " ".join(spoken)
        added = [term for term in found if folded(term) not in known]
        return f"{text} {' '.join(added)}" if added else text

    def terms_of(self, topics: Iterable[str]) -> list[str]:
        """Return the terms of art that these topics of a page stand for, each once."""
        forms = (tuple(folded(word) for word in words(topic)) for topic in topics)
        return list(dict.fromkeys(term for form in forms for term in self._by_form.get(form, ())))

    def sector_of(self, question: Question) -> Sector | None:
        """Read the sector from the question, else from the parent's earlier turns."""
        earlier = [turn.text for turn in reversed(question.history) if turn.role == "parent"]
        for text in [question.text, *earlier]:
            for sector, pattern in self._policy.sectors:
                if pattern.search(text):
                    return sector
        return None

    def _standalone(self, question: Question, *, is_reply: bool) -> str:
        """Put the subject of the talk before a follow-up that does not name it."""
        earlier = [turn for turn in question.history if turn.role == "parent"]
        if not earlier or not (is_reply or self._is_follow_up(question.text)):
            return question.text
        return f"{_subject(earlier)} {question.text}"

    def _is_follow_up(self, text: str) -> bool:
        short = len(words(text)) <= self._policy.context_words
        return bool(self._policy.follow_up.search(text)) and short

    def _split(self, text: str) -> tuple[list[str], list[str]]:
        """Return what a text asks and what it tells; all of a short text is asked."""
        pieces = [part for piece in sentences(text) for part in _TYPED_END.split(piece)]
        asked = [piece for piece in pieces if self._asks(piece)]
        if len(words(text)) <= self._policy.long_text or len(asked) < LEAST_ASKED:
            return [text], []
        return asked[-MOST_ASKED:], [piece for piece in pieces if piece not in asked]

    def _asks(self, sentence: str) -> bool:
        """Tell whether a sentence asks something of us, not of itself or of somebody else."""
        asks = "?" in sentence or bool(self._policy.asks.search(sentence))
        return asks and not self._policy.wonders.search(sentence)


def term_forms(term: str, others: Iterable[str]) -> TermForms:
    """Return a term with its ways of writing as folded word tuples."""
    forms = {tuple(folded(word) for word in words(form)) for form in [term, *others]}
    return TermForms(term, frozenset(form for form in forms if form))


def as_sector(name: str) -> Sector:
    """Return `name` as a Sector; policy files are validated before."""
    return cast("Sector", name)


def _subject(earlier: Sequence[Turn]) -> str:
    return earlier[-1].text
