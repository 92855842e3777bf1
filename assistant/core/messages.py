"""Every fixed sentence a reader may get, by outcome. Written in policy/messages.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.model import Outcome

HOME_LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Messages:
    """Sentences by language and name; a language without a sentence falls back to Dutch."""

    by_language: Mapping[str, Mapping[str, str]]

    def say(self, name: str, language: str | None = None) -> str:
        """Return the sentence called `name`."""
        chosen = self.by_language.get(language or HOME_LANGUAGE, {})
        return chosen.get(name) or self.by_language[HOME_LANGUAGE][name]

    def opening(self, outcome: Outcome, language: str | None = None) -> str:
        """Return the sentence an outcome opens with; an answer speaks for itself."""
        return self.say(outcome.value, language)
