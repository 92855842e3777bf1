"""The contacts of the corpus, held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.core.model import Contact


class ContactRegister:
    """Gives contacts by id; nobody gets a phone number that is not in the register."""

    def __init__(self, contacts: Mapping[str, Contact], general: Sequence[str]) -> None:
        self._contacts = contacts
        self._general = general

    def named(self, ids: Iterable[str]) -> list[Contact]:
        """Return the contacts with these ids, in order; unknown ids are left out."""
        return [self._contacts[id_] for id_ in ids if id_ in self._contacts]

    def general(self) -> list[Contact]:
        """Return the contacts for any question."""
        return self.named(self._general)

    def all(self) -> list[Contact]:
        """Return every contact, in the order of the register."""
        return list(self._contacts.values())
