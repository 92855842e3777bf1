"""Find what identifies a person by its form: BSN, phone, e-mail, IBAN, address, birth date. Pure.

Every finder sees a text in which what an earlier finder took is blotted out, so a phone number is
never taken for a BSN. No pattern can run away: every repeat is bounded or starts at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

BLOT = "\ufffc"


class Private(StrEnum):
    """What is taken out, named as the reader sees it in the placeholder."""

    NAME = "NAAM"
    SCHOOL = "SCHOOL"
    BSN = "BSN"
    PHONE = "TELEFOON"
    EMAIL = "E-MAIL"
    IBAN = "IBAN"
    ADDRESS = "ADRES"
    BIRTH_DATE = "GEBOORTEDATUM"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` identifies somebody."""

    start: int
    end: int
    kind: Private


_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|oct|nov|dec|january|february|march|may|june|july|"
    "august|october|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_DATE = re.compile(
    r"(?<![\d.])(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} \d{1,2} (?:19|20)\d{2}"
    rf"|\d{{1,2}}(?:e|st|nd|rd|th)?[ -](?:{_MONTH})\b\.?"
    r"(?:[ -](?:19|20)\d{2}|[ -]'?\d{2}\b)?)(?![./-]?\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?:\b(?:geboren|geboortedatum(?: \w{1,15}){0,2}|geboortedag|geboorte|geb|"
    r"jarig|verjaardag|dob|born|birth|birthday|"
    r"doğum(?: tarihi)?|doğumlu|ur|urodzon[ya]|né|née|nacid[oa]|geburtsdatum|народ\w*)\b"
    r"|(?:dochter|zoon|kind|zij|ze|hij|meisje|jongen) is)\W{0,4}(?:datum\W{0,3})?"
    r"(?:(?:op|is|dd|d\.d\.|den|am|on|le|el|van|in)\W{1,3}){0,2}$",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+(?:@|\s?[(\[]at[)\]]\s?|\s?apenstaart(?:je)?\s?)[\w-]+"
    r"(?:(?:\.|\s?(?:\bpunt\b|[(\[]dot[)\]])\s?)[\w-]+){1,4}",
    re.IGNORECASE,
)
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2} ?\d{2}(?=[ .-]?[A-Za-z0-9]{4})")
_IBAN_NL = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_IBAN_LENGTHS = range(15, 35)
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)[1-9](?:[ .\-/()]{0,3}\d){7,13}|\(?0(?:[ .\-/()]{0,3}\d){9})(?!\d)"
)
_SERVICE = ("0800", "0900", "0906", "0909", "00800")
_DIGITS = re.compile(r"(?<!\d)(?:\d{8,9}(?!\d)|\d{1,4}(?:[ .-]\d{1,4}){1,3}(?!\d)(?![ .-]\d))")
_GROUPINGS = frozenset({(3, 3, 3), (4, 2, 3), (2, 3, 4), (3, 2, 4), (2, 2, 2, 3), (3, 3, 2, 1)})
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_NAMED = re.compile(
    r"\b(?:bsn|burger ?service ?nummer|sofi-?nummer|onderwijsnummer|pgn|persoonsgebonden nummer)\b"
    r"[^\d\n.]{0,40}(\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)
_POSTCODE = (
    r"(?<!\w)[1-9]\d{3}(?:[ ]?(?!(?:SA|SD|SS)\b)[A-Z]{2}"
    r"|(?!(?:de|en|ste|km|kg|cm|mm)\b)[a-z]{2})(?!\w)"
)
_NUMBER = r"\d{1,5}(?:[ ]?(?:[a-zA-Z]|hs|bis|huis|[IVX]{1,3})(?!\w)|-\d{1,4})?(?!\w)"
_STREET = (
    r"straat|laan|weg|plein|gracht|kade|singel|dreef|hof|pad|steeg|dijk|plantsoen|boulevard|markt|"
    r"brink|lei|erf|heuvel|haven|kwartier|straatje|laantje|weide|wal"
)
_STREET_APART = "Straat|Laan|Weg|Plein|Gracht|Kade|Singel|Dreef|Hof|Dijk|Markt|Haven"
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_ADDRESS = re.compile(
    rf"(?<!\w)(?!(?:de|het|den|der|te) )"
    rf"(?:(?:[{_CAPITAL}][\w'’.-]{{0,30}}|van|der|den|de|het|te|'t) ){{0,3}}"
    rf"(?:[{_CAPITAL}][\w'’-]{{0,40}}(?:{_STREET})|{_STREET_APART}) {_NUMBER}(?:,? ?{_POSTCODE})?"
    rf"|(?<!\w)(?:Laan|Plein|Weg|Hof) van (?:(?:de|den|der|het) )?[\w'’-]{{2,40}} {_NUMBER}"
    rf"(?:,? ?{_POSTCODE})?"
    rf"|{_POSTCODE}(?:,? {_NUMBER})?"
)
_HOME = re.compile(
    rf"\b(?:woon|wonen|woont|adres)\b[^.\n\d]{{0,25}}\b([\w'’-]{{2,40}}(?:{_STREET}) {_NUMBER})"
)
_YEAR = re.compile(r"(?:19|20)\d{2} (?:IS|IN|OP|EN|OM|DE|AL|ZO|NR|PO|VO|SO|OF|TE|WE|IK|ER)\b")


def find_identifiers(text: str, allowed: frozenset[str]) -> list[Finding]:
    """Return what identifies somebody by its form, by place.

    `allowed` holds phone numbers as digits and e-mail addresses that are public.
    """
    found: list[Finding] = []
    rest = text
    for finder in (_emails, _ibans, _birth_dates, _named_bsns, _addresses):
        found, rest = _with(found, finder(rest), rest)
    rest = _blotted(rest, [match.span() for match in _DATE.finditer(rest)])
    found, rest = _with(found, _phones(rest, allowed), rest)
    found, _ = _with(found, _bsns(rest), rest)
    kept = [one for one in found if text[one.start : one.end].lower() not in allowed]
    return sorted(kept, key=lambda one: one.start)


def passes_eleven_test(digits: str) -> bool:
    """Return whether 8 or 9 digits are a BSN: nine weighted digits sum to a multiple of eleven."""
    nine = [int(digit) for digit in digits.zfill(9)]
    total = sum(digit * weight for digit, weight in zip(nine, _WEIGHTS, strict=True))
    return total % 11 == 0 and any(nine)


def is_iban(text: str) -> bool:
    """Return whether `text`, letters and digits without spaces, has the check digits of an IBAN."""
    moved = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _with(found: list[Finding], more: Iterator[Finding], text: str) -> tuple[list[Finding], str]:
    new = list(more)
    return [*found, *new], _blotted(text, [(one.start, one.end) for one in new])


def _blotted(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    out = list(text)
    for start, end in spans:
        out[start:end] = BLOT * (end - start)
    return "".join(out)


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding(match.start(), match.end(), Private.EMAIL)


def _ibans(text: str) -> Iterator[Finding]:
    after = 0
    for match in _IBAN_START.finditer(text):
        end = _iban_end(text, match.start())
        if end and match.start() >= after:
            after = end
            yield Finding(match.start(), end, Private.IBAN)


def _iban_end(text: str, start: int) -> int | None:
    plain, best = "", None
    for at in range(start, min(len(text), start + 50)):
        character = text[at]
        if character.isascii() and character.isalnum():
            plain += character.upper()
            if _ends_iban(plain, text[at + 1 : at + 2]):
                best = at + 1
        elif character not in " .-":
            break
    return best


def _ends_iban(plain: str, following: str) -> bool:
    if following.isalnum() or len(plain) not in _IBAN_LENGTHS:
        return False
    return bool(_IBAN_NL.fullmatch(plain)) or (_is_long_number(plain) and is_iban(plain))


def _is_long_number(plain: str) -> bool:
    return sum(character.isdigit() for character in plain) >= 10


def _birth_dates(text: str) -> Iterator[Finding]:
    for match in _DATE.finditer(text):
        if _BIRTH.search(text[max(0, match.start() - 45) : match.start()]):
            yield Finding(match.start(), match.end(), Private.BIRTH_DATE)


def _named_bsns(text: str) -> Iterator[Finding]:
    for match in _BSN_NAMED.finditer(text):
        yield Finding(match.start(1), match.end(1), Private.BSN)


def _addresses(text: str) -> Iterator[Finding]:
    for match in _ADDRESS.finditer(text):
        if not _YEAR.match(match.group()):
            yield Finding(match.start(), match.end(), Private.ADDRESS)
    for match in _HOME.finditer(text):
        if match.group(1)[0].islower():
            yield Finding(match.start(1), match.end(1), Private.ADDRESS)


def _phones(text: str, allowed: frozenset[str]) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits not in allowed and not digits.startswith(_SERVICE):
            start = match.start() + (match.group()[0] == "(" and ")" not in match.group())
            yield Finding(start, match.end(), Private.PHONE)


def _bsns(text: str) -> Iterator[Finding]:
    for match in _DIGITS.finditer(text):
        groups = tuple(len(group) for group in re.split(r"[ .-]", match.group()))
        whole = len(groups) == 1 or groups in _GROUPINGS
        if whole and passes_eleven_test(re.sub(r"\D", "", match.group())):
            yield Finding(match.start(), match.end(), Private.BSN)
