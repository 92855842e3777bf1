"""The one normalisation that evaluation applies before it compares texts. Pure.

Quotes may differ from the stored text in nothing but this: Unicode composition (NFC), the kind
of white space and how much of it, soft hyphens and zero-width marks, and whether quotation marks
and apostrophes are curly. Letters, digits, case, punctuation and order must be the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.core.analysis import STOP_WORDS, folded
from assistant.core.sentences import words

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8_192)
def normalised(text: str) -> str:
    """Return `text` in the form in which texts are compared. Idempotent."""
    visible = text.translate(_INVISIBLE).translate(_STRAIGHT)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", visible)).strip()


@lru_cache(maxsize=8_192)
def content_words(text: str) -> frozenset[str]:
    """Return the folded words of `text` that carry meaning; *niet* and *geen* do."""
    return frozenset(folded(word) for word in words(text)) - STOP_WORDS
