"""How easily our own sentences read. Pure.

Flesch-Douma (Douma, 1960): 206.84 - 0.77 * syllables per 100 words - 0.93 * words per sentence.
Syllables are groups of vowels, which is what the measure needs and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.sentences import sentences, words
from eval.metrics import NOTHING, Score, counted, once

LONGEST = 20
_VOWELS = re.compile(r"[aeiouyáéíóúàèäëïöü]+")


def flesch_douma(texts: Sequence[str]) -> Score:
    """Return Flesch-Douma / 100, held within 0..1; no words: no chance."""
    cut = [words(one) for text in texts for one in sentences(text)]
    spoken = [word for sentence in cut for word in sentence]
    if not spoken:
        return NOTHING
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in spoken)
    grade = 206.84 - 77 * syllables / len(spoken) - 0.93 * len(spoken) / len(cut)
    return once(min(1.0, max(0.0, grade / 100)))


def short_sentences(texts: Sequence[str]) -> Score:
    """Return how many sentences have at most 20 words."""
    return counted(len(words(one)) <= LONGEST for text in texts for one in sentences(text))
