"""Which phone numbers, e-mail addresses and web addresses an answer may give. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.facts import phones_in

if TYPE_CHECKING:
    from assistant.core.model import Contact

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Register:
    """Ways to reach somebody, in canonical form, and where they may come from is decided here."""

    ways: frozenset[str]

    def and_also(self, texts: Iterable[str]) -> Register:
        """Return a register that also knows the ways in these texts."""
        return Register(self.ways.union(*(ways_in(text) for text in texts)))


def ways_in(text: str) -> frozenset[str]:
    """Return every phone number, e-mail address and URL in `text`, in canonical form."""
    mails = frozenset(match.group().lower() for match in _MAIL.finditer(text))
    urls = frozenset(_address(match.group()) for match in _URL.finditer(text))
    return phones_in(text) | mails | urls


def ways_of(contact: Contact) -> frozenset[str]:
    """Return the ways to reach one contact; a short number such as 112 counts as well."""
    digits = re.sub(r"\D", "", contact.phone or "")
    short = frozenset({digits} if 0 < len(digits) < 8 else ())
    return short | ways_in(" ".join(filter(None, (contact.phone, contact.email, contact.url))))


def register_of(contacts: Iterable[Contact]) -> Register:
    """Return the register of these contacts."""
    return Register(frozenset[str]().union(*(ways_of(contact) for contact in contacts)))


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", url.lower()).rstrip("/.,;:!?…*_")
