"""Make characters uniform: one form for each letter, nothing that a reader cannot see."""

from __future__ import annotations

import re
import unicodedata

HYPHENATED = re.compile("\u00ad[ \t]*\r?\n[ \t]*")
NEWLINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
SYMBOL_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0fc\uf0d8\uf076\uf0e0", "•"))


def normalised(text: str) -> str:
    """Return the text in NFC with plain newlines and spaces and without invisible characters."""
    text = HYPHENATED.sub("", text)
    text = NEWLINE.sub("\n", text.translate(LIGATURES).translate(SYMBOL_BULLETS))
    text = PRIVATE.sub("", INVISIBLE.sub("", SPACE.sub(" ", text)))
    return unicodedata.normalize("NFC", text)
