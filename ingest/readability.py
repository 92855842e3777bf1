"""How hard a Dutch text is: Flesch-Douma, and what it counts.

Douma, W.H. (1960), De leesbaarheid van landbouwbladen: 206,84 - 0,77 x syllables per 100 words
- 0,93 x words per sentence. 60 and more reads as plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.core.sentences import words

_VOWELS = re.compile(
    r"aai|eeu|ieu|ooi|oei|aa|ee|oo|uu|ie|eu|oe|ui|ij|ei|ou|au|ai|oi|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)


@dataclass(frozen=True, slots=True)
class Readability:
    """Flesch-Douma score, mean words per sentence and the longest sentence in words."""

    score: float
    mean: float
    longest: int


def syllables(word: str) -> int:
    """Count the vowel groups of a Dutch word; at least one."""
    return max(1, len(_VOWELS.findall(word.lower())))


def readability(sentences: list[str]) -> Readability:
    """Measure a list of sentences; an empty list reads perfectly."""
    counts = [len(words(sentence)) for sentence in sentences]
    total = sum(counts)
    if not total:
        return Readability(100.0, 0.0, 0)
    spoken = sum(syllables(word) for sentence in sentences for word in words(sentence))
    mean = total / len(sentences)
    return Readability(206.84 - 77 * spoken / total - 0.93 * mean, mean, max(counts))
