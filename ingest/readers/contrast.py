"""Tell a colour that nobody sees on paper, and one dark enough to carry white letters."""

from __future__ import annotations

import re

NEAR_WHITE = 240  # of 255
DARK = 205
HEX = re.compile(r"[0-9a-f]{6}")
SHORT_HEX = re.compile(r"[0-9a-f]{3,4}")
LONG_HEX = re.compile(r"[0-9a-f]{8}")
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
CLEAR = re.compile(
    r"transparent|#(?:[0-9a-f]{3}0|[0-9a-f]{6}0\d)|(?:rgb|hsl)a?\(.*[,/ ]0*\.?0*%?\)"
)
WHITE_NAMES = frozenset(
    "white snow ivory ghostwhite whitesmoke floralwhite mintcream azure aliceblue honeydew "
    "seashell lavenderblush oldlace lightyellow lightcyan cornsilk linen window canvas".split()
)
DARK_NAMES = frozenset(
    "black navy blue red green purple teal maroon olive gray grey brown indigo orange crimson "
    "darkblue darkred darkgreen darkgray darkgrey darkorange darkslategray darkslategrey dimgray "
    "dimgrey midnightblue royalblue steelblue firebrick slategray slategrey".split()
)


def lightness(red: int, green: int, blue: int) -> float:
    """Return how light a colour looks, from 0 to 255."""
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_near_white(red: int, green: int, blue: int) -> bool:
    """Tell whether letters of this colour vanish on paper."""
    return lightness(red, green, blue) >= NEAR_WHITE


def is_white(colour: str) -> bool:
    """Tell the same of a colour as files write it: `FFFFFF`, `#fff`, `rgb(…)`, a name."""
    parts = _parts(colour.strip().lower())
    return bool(parts) and is_near_white(*parts)


def is_dark(colour: str) -> bool:
    """Tell whether white letters can be read on this colour; a word we do not know is not dark."""
    colour = colour.strip().lower()
    parts = _parts(colour)
    return colour in DARK_NAMES or (bool(parts) and lightness(*parts) < DARK)


def is_clear(colour: str) -> bool:
    """Tell whether a colour of a style sheet is wholly transparent."""
    return bool(CLEAR.fullmatch(colour.strip().lower()))


def _parts(colour: str) -> tuple[int, ...]:
    """Return red, green and blue, or nothing when the colour is not understood."""
    digits = colour.removeprefix("#")
    if colour in WHITE_NAMES:
        return (255, 255, 255)
    if SHORT_HEX.fullmatch(digits):
        return tuple(int(2 * digit, 16) for digit in digits[:3])
    if HEX.fullmatch(digits) or LONG_HEX.fullmatch(digits):
        return tuple(bytes.fromhex(digits[:6]))
    return _from_function(colour)


def _from_function(colour: str) -> tuple[int, ...]:
    numbers = [_number(found) for found in NUMBER.findall(colour)]
    if len(numbers) < 3 or not colour.startswith(("rgb", "hsl")):
        return ()
    return tuple(numbers[:3]) if colour.startswith("rgb") else (numbers[2],) * 3


def _number(text: str) -> int:
    return min(255, round(float(text.rstrip("%")) * (2.55 if text.endswith("%") else 1)))
