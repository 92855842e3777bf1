"""The checkable facts of a sentence: numbers, terms, dates, amounts, articles, phones. Pure.

A fact is a short canonical text: `6 week`, `25 maart`, `52 euro`, `artikel 40a`, `lid 2`,
`tel 0703122887`, or a bare `18`. What a sentence *claims* is read strictly (a number with its own
unit), what a source *offers* generously (also `4` and `6 week` of `4 tot 6 weken` as `4 week`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.core.analysis import folded
from eval.number_words import AMBIGUOUS, number_of

KEPT = 8_192  # passages are cited again and again
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_UNITS = {
    **{month: month for month in _MONTHS},
    **{
        f"{kind}{end}": f"{kind}dag"
        for kind in ("", "les", "school", "werk")
        for end in ("dag", "dagen")
    },
    **{"week": "week", "weken": "week", "schoolweken": "schoolweek", "lesweken": "lesweek"},
    **{"maand": "maand", "maanden": "maand", "jaar": "jaar", "jaren": "jaar"},
    **{"uur": "uur", "uren": "uur", "klokuren": "klokuur", "lesuren": "lesuur"},
    **{
        "minuut": "minuut",
        "minuten": "minuut",
        "euro": "euro",
        "procent": "procent",
        "%": "procent",
    },
    **{"leden": "lid", "lid": "lid"},
}
_BEFORE = {
    **{"artikel": "artikel", "artikelen": "artikel", "art": "artikel", "€": "euro"},
    **{"lid": "lid", "leden": "lid"},
}
_LINKS = frozenset({"tot", "en", "of", "a", "met", "m", "t", "-", "–", ",", "/", "hoogstens"})
_PHONE = re.compile(r"(?<![\w.])(?:\+31|0)[\d \-()]{7,15}\d(?!\w)")
_DATE = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)[-/](\d\d?)[-/](\d{4}))(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:de|ste|e)\b")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*[a-z]{0,2}\b|\d+(?:[.,:]\d+)*|[^\W\d_]+|[€%,–/-]")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    number: str | None
    ambiguous: bool


@lru_cache(maxsize=KEPT)
def claimed(text: str) -> frozenset[str]:
    """Return the facts that a sentence states; `een` is not taken for a number."""
    phones, rest = _without_phones(text)
    tokens = _tokens(_with_written_dates(rest))
    return phones | frozenset(_claims(tokens))


@lru_cache(maxsize=KEPT)
def offered(text: str) -> frozenset[str]:
    """Return the facts that a source gives. Everything claimed of a text is offered by it."""
    phones, rest = _without_phones(text)
    tokens = _tokens(_with_written_dates(rest))
    months = {folded(token.text) for token in tokens} & set(_MONTHS)
    return phones | frozenset(_offers(tokens)) | frozenset(_claims(tokens)) | months


def phones_in(text: str) -> frozenset[str]:
    """Return the Dutch phone numbers in `text` as digits from `0` on."""
    found = (_digits(match.group()) for match in _PHONE.finditer(text))
    return frozenset(digits for digits in found if len(digits) in (8, 10, 11))


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone.replace("+31", "0").replace("(0)", ""))


def _without_phones(text: str) -> tuple[frozenset[str], str]:
    phones = phones_in(text)
    rest = _PHONE.sub(
        lambda found: " " if _digits(found.group()) in phones else found.group(), text
    )
    return frozenset(f"tel {digits}" for digits in phones), rest


def _with_written_dates(text: str) -> str:
    return _DATE.sub(_written_date, text)


def _written_date(found: re.Match[str]) -> str:
    year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    if not 1 <= int(month) <= 12:
        return found.group()
    return f" {int(day)} {_MONTHS[int(month) - 1]} {year} "


def _tokens(text: str) -> list[_Token]:
    return [_token(found.group()) for found in _TOKEN.finditer(_ORDINAL.sub("", text.lower()))]


def _token(text: str) -> _Token:
    if text[0].isdigit():
        return _Token(text, _plain(text), ambiguous=False)
    return _Token(text, number_of(text), ambiguous=text == AMBIGUOUS)


def _plain(number: str) -> str:
    if _THOUSANDS.fullmatch(number):
        return number.replace(".", "")
    return number.replace(",", ".") if re.fullmatch(r"\d+,\d+", number) else number


def _claims(tokens: Sequence[_Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.number is not None and not token.ambiguous:
            yield _fact(token.number, _unit_of(tokens, place))


def _fact(number: str, unit: str | None) -> str:
    if unit in ("artikel", "lid"):
        return f"{unit} {number}"
    return f"{number} {unit}" if unit else number


def _unit_of(tokens: Sequence[_Token], place: int) -> str | None:
    before = _BEFORE.get(tokens[place - 1].text) if place else None
    after = _UNITS.get(tokens[place + 1].text) if place + 1 < len(tokens) else None
    return before or after


def _offers(tokens: Sequence[_Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.number is not None:
            yield token.number
            for unit in {*_units_after(tokens, place), *_units_before(tokens, place)}:
                yield _fact(token.number, unit)


def _units_after(tokens: Sequence[_Token], place: int) -> Iterator[str]:
    """Yield the units up to two words on, past links and other numbers of the same row."""
    free = 2
    for token in tokens[place + 1 : place + 10]:
        if token.text in _UNITS:
            yield _UNITS[token.text]
            return
        if token.number is None and token.text not in _LINKS:
            free -= 1
        if free < 0:
            return


def _units_before(tokens: Sequence[_Token], place: int) -> Iterator[str]:
    for token in reversed(tokens[max(0, place - 8) : place]):
        if token.text in _BEFORE:
            yield _BEFORE[token.text]
            return
        if token.number is None and token.text not in _LINKS:
            return
