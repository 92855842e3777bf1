"""Ask back, once, when the answer truly depends on one thing. Pure; the questions are policy.

Two pages that are about as likely and that one fact tells apart: then the parent chooses, and
reads meanwhile what both say in short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.core.evidence import Found
from assistant.core.messages import HOME_LANGUAGE
from assistant.core.model import Question, Turn
from assistant.core.sentences import words


@dataclass(frozen=True, slots=True)
class Fork:
    """One thing an answer depends on: what is asked, and what leads to which page, by language."""

    asks: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ClarifyPolicy:
    """When to ask back: short questions, two pages about as likely; see policy/clarify.yaml."""

    longest: int
    ratio: float
    forks: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class Clarification:
    """A short question with what a parent can answer to it."""

    asks: str
    choices: tuple[str, ...]


class Clarifying:
    """Decides whether to ask back."""

    def __init__(self, policy: ClarifyPolicy) -> None:
        self._policy = policy

    def needed(self, question: Question, found: Sequence[Found]) -> Clarification | None:
        """Return what to ask; None when it is clear enough, long enough, or was asked before."""
        if len(found) != 1 or len(words(question.text)) > self._policy.longest:
            return None
        if any(self._asks(turn) for turn in question.history):
            return None
        fork = self._fork(found[0])
        return _spoken(fork, question.language or HOME_LANGUAGE) if fork else None

    def is_reply(self, question: Question) -> bool:
        """Tell whether the assistant asked back just before this question."""
        said = [turn for turn in question.history if turn.role == "assistant"]
        return bool(said) and self._asks(said[-1])

    def _fork(self, found: Found) -> Fork | None:
        best = found.pages[0].score if found.pages else 0.0
        likely = [one for one in found.pages[:2] if one.score >= self._policy.ratio * best]
        pages = {match.document.id for match in likely}
        forks = (one for one in self._policy.forks if pages <= set(one.choices))
        return next(forks, None) if len(likely) > 1 else None

    def _asks(self, turn: Turn) -> bool:
        asked = (asks for fork in self._policy.forks for asks in fork.asks.values())
        return turn.role == "assistant" and any(asks in turn.text for asks in asked)


def _spoken(fork: Fork, language: str) -> Clarification:
    choices = [by.get(language, by[HOME_LANGUAGE]) for by in fork.choices.values()]
    asks = fork.asks.get(language, fork.asks[HOME_LANGUAGE])
    return Clarification(asks=asks, choices=tuple(dict.fromkeys(choices)))
