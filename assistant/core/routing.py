"""Messages that need no source: greetings, thanks, other subjects, unclear ones. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.core.messages import HOME_LANGUAGE, Messages
from assistant.core.model import Answer, Outcome, Question
from assistant.core.sentences import words


@dataclass(frozen=True, slots=True)
class Route:
    """Patterns over the folded text that lead to one outcome and its fixed sentence."""

    name: str
    outcome: Outcome
    pattern: re.Pattern[str]
    longest: int


class RouteGuard:
    """Ends a turn that asks for no source."""

    def __init__(self, routes: tuple[Route, ...], messages: Messages) -> None:
        self._routes = routes
        self._messages = messages

    def stop(self, question: Question) -> Answer | None:
        """Return the fixed answer of the first route that fits."""
        length = len(words(question.text))
        for route in self._routes:
            if length <= route.longest and route.pattern.search(question.text):
                sentence = self._messages.say(route.name, question.language)
                language = question.language or HOME_LANGUAGE
                return Answer(route.outcome, sentence, language=language)
        return None
