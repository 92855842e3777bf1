"""What a reader hands on: the parts of a file, in order, with what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol


class Reason(StrEnum):
    """Why a file was left out; staff read the sentence that belongs to it."""

    NO_TEXT = "no_text"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    UNKNOWN_TYPE = "unknown_type"
    WRONG_TYPE = "wrong_type"
    NOT_FOUND = "not_found"
    OUTSIDE_FOLDER = "outside_folder"
    INVALID = "invalid"


class UnreadableError(Exception):
    """A file that cannot be taken in, with the reason and one Dutch sentence about it."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file that belongs together: a page of a PDF, a lid of a law, a section.

    `text` is not yet cleaned. `page` counts from 1. `headings` goes from outer to inner.
    """

    text: str
    page: int | None = None
    headings: tuple[str, ...] = ()
    article: str | None = None
    paragraph: str | None = None
    url: str | None = None
    kind: Literal["text", "table", "page"] = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of one file and the metadata it carries itself.

    `metadata` uses the keys of the manifest: title, publisher, kind, status, identifier, date,
    valid_from, valid_to, url (dates as ISO text). What the manifest says goes first.
    """

    parts: tuple[Part, ...]
    metadata: dict[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """Read one file; raise UnreadableError with a reason, never return an empty Reading."""

    def __call__(self, path: Path, /) -> Reading:
        """Read the file at `path`."""
        ...
