"""Make characters uniform: one form for each letter, nothing that a reader cannot see."""

from __future__ import annotations

import re
import unicodedata

HYPHENATED = re.compile("\u00ad[ \t]*\r?\n[ \t]*")
NEWLINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
UNSEEN_CATEGORIES = frozenset({"Cf", "Cn", "Co", "Cs"})
BLANK = (  # letters and marks without a shape, beside those of the categories
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{BLANK}]")
DRAWN = re.compile("[\u0600-\u0605\u06dd\u0890\u0891\u08e2]")  # Arabic signs around a number
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
SYMBOL_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0fc\uf0d8\uf076\uf0e0", "•"))


class _Seen(dict[int, int | None]):
    """A table for `str.translate` that drops what has no shape; it fills while it is used."""

    def __missing__(self, code: int) -> int | None:
        """Look one character up."""
        letter = chr(code)
        is_unseen = unicodedata.category(letter) in UNSEEN_CATEGORIES and not DRAWN.match(letter)
        self[code] = None if is_unseen or INVISIBLE.match(letter) else code
        return self[code]


SEEN = _Seen()


def normalised(text: str) -> str:
    """Return the text in NFC with plain newlines and spaces and without invisible characters."""
    text = HYPHENATED.sub("", text)
    text = NEWLINE.sub("\n", text.translate(LIGATURES).translate(SYMBOL_BULLETS))
    return unicodedata.normalize("NFC", SPACE.sub(" ", text).translate(SEEN))
