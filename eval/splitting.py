"""Sort cases into `dev` and `test` by document, and pin the test file.

A document belongs to one half for ever, whatever else is added: the half follows from the hash of
its id. Thresholds are fitted on `dev`; `test` shows what they are worth on documents never seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eval.cases import SUFFIX_OF_PIN, Case, digest, lines_of

if TYPE_CHECKING:
    from pathlib import Path

Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Halves:
    """The cases of both halves, each by id."""

    dev: tuple[Case, ...]
    test: tuple[Case, ...]


def split_of(document_id: str) -> Split:
    """Return the half of a document: `dev` when the first byte of its SHA-256 is even."""
    return "test" if hashlib.sha256(document_id.encode()).digest()[0] % 2 else "dev"


def split_of_case(case: Case) -> Split:
    """Return the half of a case: `dev` only when all its gold documents are; else by its id."""
    halves = {split_of(id_) for id_ in case.documents or (case.id,)}
    return "dev" if halves == {"dev"} else "test"


def halves(cases: Sequence[Case]) -> Halves:
    """Return the cases sorted into halves."""
    ordered = sorted(cases, key=lambda case: case.id)
    return Halves(
        dev=tuple(case for case in ordered if split_of_case(case) == "dev"),
        test=tuple(case for case in ordered if split_of_case(case) == "test"),
    )


def write_halves(cases: Sequence[Case], folder: Path) -> Halves:
    """Write `dev.jsonl`, `test.jsonl` and the pin `test.sha256` in `folder`."""
    sorted_cases = halves(cases)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dev.jsonl").write_text(lines_of(sorted_cases.dev), encoding="utf-8")
    test = folder / "test.jsonl"
    test.write_text(lines_of(sorted_cases.test), encoding="utf-8")
    write_pin(test)
    return sorted_cases


def write_pin(path: Path) -> None:
    """Pin the file as it is now."""
    pin = path.with_suffix(SUFFIX_OF_PIN)
    pin.write_text(f"{digest(path.read_bytes())}  {path.name}\n", encoding="utf-8")
