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


def names_article(question: str) -> bool:
    """Tell whether `question` names an article by its number."""
    return bool(_ARTICLE.search(question))


def unknown_article(question: str, labels: Iterable[str]) -> str | None:
    """Return the first article that `question` names and no label of a ground does."""
    known = {match.group(1).lower() for label in labels for match in _ARTICLE.finditer(label)}
    named = (match.group(1).lower() for match in _ARTICLE.finditer(question))
    first = next((article for article in named if article not in known), None)
    return f"artikel {first}" if first else None


def unsaid_term(question: str, answer: Sequence[str]) -> str | None:
    """Return a term that `question` takes for a rule and `answer` does not say; else None.

    Only where the answer speaks in the same unit: then it has another term to read.
    """
    said = {read for sentence in answer for read in map(_read, _AMOUNT.finditer(sentence)) if read}
    units = {unit for _, unit in said}
    for match in _AMOUNT.finditer(question):
        if not (_RULE.search(question[: match.start()]) and _CLAIMS.search(question)):
            continue
        asked = _read(match)
        if asked and asked not in said and asked[1] in units:
            return match.group()
    return None


def _read(match: re.Match[str]) -> tuple[str, str] | None:
    """Return value and unit; None when the word before the unit is no number."""
    word, unit = match.group(1).lower(), match.group(2).lower()
    if not word.isdigit() and word not in NUMBER_WORDS:
        return None
    return next(iter(numbers(word))), _SINGULAR.get(unit, unit)
