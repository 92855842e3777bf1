"""Dutch number words as digits: `zes` and `6`, `derde` and `3` are one. Pure."""

from __future__ import annotations

from assistant.core.analysis import folded

_ONES = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_ORDINALS = {"eerste": 1, "derde": 3, "achtste": 8}
AMBIGUOUS = "een"  # the article; only `één` claims the number


def spoken(value: int) -> str:
    """Return `value` (0 to 999) as a Dutch word without accents: 22 is `tweeentwintig`."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return (f"{_ONES[one]}en" if one else "") + _TENS[ten - 2]
    hundred, rest = divmod(value, 100)
    lead = "" if hundred == 1 else _ONES[hundred]
    return f"{lead}honderd{spoken(rest) if rest else ''}"


def _ordinal(value: int) -> str:
    return f"{spoken(value)}{'de' if value < 20 else 'ste'}"


def _table() -> dict[str, str]:
    table = {spoken(value): str(value) for value in range(1_000)}
    thousands = {f"{spoken(value)}duizend": str(value * 1_000) for value in range(2, 1_000)}
    ordinals = {_ordinal(value): str(value) for value in range(2, 100) if value not in (3, 8)}
    named = {word: str(value) for word, value in _ORDINALS.items()}
    return table | thousands | {"duizend": "1000", "anderhalf": "1.5"} | ordinals | named


NUMBERS = _table()


def number_of(word: str) -> str | None:
    """Return the digits that `word` stands for, or None; `een` and `één` both are 1."""
    return NUMBERS.get(folded(word))
