"""What a question takes for granted that the answer does not say. Pure.

A parent may have heard of an article that does not exist, or of a term that is another. Then the
answer opens by saying so; it never follows the premise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.core.verifying import NUMBER_WORDS, numbers

_ARTICLE = re.compile(r"\bart(?:ikel|\.)?\s*(\d+[a-z]?(?:[.:]\d+[a-z]?)?)", re.IGNORECASE)
_UNITS = "uur|dagen|dag|schooldagen|weken|week|maanden|maand|jaar|jaren|keer|procent|euro"
_AMOUNT = re.compile(rf"\b(\d+|[a-zé]+)\s+({_UNITS})\b", re.IGNORECASE)
_RULE = re.compile(
    r"\b(?:na|binnen|hoogstens|maximaal|minstens|minimaal|pas na|langer dan|meer dan|tot)\s+$",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:mag|mogen|moet|moeten|hoeft|hoeven|kan|kunnen|klopt|toch|recht|verplicht)\b",
    re.IGNORECASE,
)
_SINGULAR = {"weken": "week", "dagen": "dag", "maanden": "maand", "jaren": "jaar"}


def unknown_article(question: str, labels: Iterable[str]) -> str | None:
    """Return the first article that `question` names and no label of a ground does."""
    known = {match.group(1).lower() for label in labels for match in _ARTICLE.finditer(label)}
    named = (match.group(1).lower() for match in _ARTICLE.finditer(question))
    first = next((article for article in named if article not in known), None)
    return f"artikel {first}" if first else None


def other_number(question: str, answer: Sequence[str]) -> tuple[str, str] | None:
    """Return a term that `question` takes for a rule, and the one that `answer` gives instead.

    None when the answer says nothing in that unit, or says what was asked.
    """
    said = [found for sentence in answer for found in _amounts(sentence)]
    for match in _AMOUNT.finditer(question):
        if not (_RULE.search(question[: match.start()]) and _CLAIMS.search(question)):
            continue
        asked = _read(match)
        others = [text for value, unit, text in said if asked and unit == asked[1]]
        agrees = asked and any((value, unit) == asked for value, unit, _ in said)
        if others and not agrees:
            return match.group(), others[0]
    return None


def _amounts(text: str) -> list[tuple[str, str, str]]:
    found = [(match, _read(match)) for match in _AMOUNT.finditer(text)]
    return [(*read, match.group()) for match, read in found if read]


def _read(match: re.Match[str]) -> tuple[str, str] | None:
    """Return value and unit; None when the word before the unit is no number."""
    word, unit = match.group(1).lower(), match.group(2).lower()
    if not word.isdigit() and word not in NUMBER_WORDS:
        return None
    return next(iter(numbers(word))), _SINGULAR.get(unit, unit)
