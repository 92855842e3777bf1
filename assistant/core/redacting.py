"""Redact a whole question with what was said before it, so that one name has one placeholder."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.model import Question, Turn
from assistant.core.privacy import Placeholders, PrivacyPolicy, redact


def redact_question(question: Question, policy: PrivacyPolicy) -> Question:
    """Return the question and its history without what identifies somebody."""
    known = Placeholders()
    history = []
    for turn in question.history:
        done = redact(turn.text, policy, known)
        known = done.placeholders
        history.append(Turn(turn.role, done.text))
    asked = redact(question.text, policy, known)
    return replace(question, text=asked.text, history=tuple(history))
