"""The three registers of the corpus: sources, terms and contacts, read from YAML."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.core.errors import CorpusError
from assistant.core.model import Contact, Kind, Status

T = TypeVar("T")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Source(_Entry):
    """An entry of `bronnen.yaml`: something a ground may rest on."""

    id: str
    title: str
    publisher: str
    kind: Kind
    status: Status
    identifier: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    store: bool = False
    checked_on: datetime.date


class Term(_Entry):
    """An entry of `begrippen.yaml`: a term of art and how parents write it."""

    term: str
    abbreviation: str | None = None
    explanation: str
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()


class ContactEntry(_Entry):
    """An entry of `contacten.yaml`."""

    id: str
    name: str
    what: str
    when: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    phone_source: str | None = None
    checked_on: datetime.date | None = None
    topics: tuple[str, ...] = ()

    def contact(self) -> Contact:
        """Return the part that readers see."""
        return Contact(
            id=self.id,
            name=self.name,
            what=self.what,
            phone=self.phone,
            url=self.url,
            when=self.when,
            email=self.email,
            topics=self.topics,
        )


def load_sources(corpus: Path) -> dict[str, Source]:
    """Return the catalogue by id. Raises CorpusError on a broken file or a doubled id."""
    entries = _load(corpus / "bronnen.yaml", TypeAdapter(list[Source]))
    return _by_id(corpus / "bronnen.yaml", [(entry.id, entry) for entry in entries])


def load_terms(corpus: Path) -> tuple[Term, ...]:
    """Return the glossary in file order."""
    return tuple(_load(corpus / "begrippen.yaml", TypeAdapter(list[Term])))


def load_contact_entries(corpus: Path) -> dict[str, ContactEntry]:
    """Return the contacts by id, with where their phone numbers come from."""
    entries = _load(corpus / "contacten.yaml", TypeAdapter(list[ContactEntry]))
    return _by_id(corpus / "contacten.yaml", [(entry.id, entry) for entry in entries])


def load_contacts(corpus: Path) -> dict[str, Contact]:
    """Return what readers see of each contact, by id."""
    return {id_: entry.contact() for id_, entry in load_contact_entries(corpus).items()}


def _load(path: Path, adapter: TypeAdapter[list[T]]) -> list[T]:
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return adapter.validate_python(raw or [])
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} kan niet worden gelezen.") from error
    except yaml.YAMLError as error:
        raise CorpusError(f"{path.name} is geen geldige YAML: {_place(error)}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CorpusError(f"{path.name}: {place}: {first['msg']}.") from error
    except ValueError as error:
        raise CorpusError(f"{path.name}: {error}.") from error


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"regel {mark.line + 1}" if mark else "onbekende plaats"


def _by_id(path: Path, pairs: list[tuple[str, T]]) -> dict[str, T]:
    table: dict[str, T] = {}
    for id_, entry in pairs:
        if id_ in table:
            raise CorpusError(f"{path.name}: id {id_} staat er twee keer in.")
        table[id_] = entry
    return table
