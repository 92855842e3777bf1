"""Make a case from life: what somebody asked, redacted, with the quote that answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.core.model import Outcome
from eval.cases import SUFFIX_OF_PIN, Case, lines_of, load_cases
from eval.errors import CaseFileError
from eval.live import LiveIndex
from eval.splitting import split_of_case, write_pin

if TYPE_CHECKING:
    from pathlib import Path

Redact = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FromLife:
    """What somebody noted. Without a document the question has no answer in the sources."""

    question: str
    document: str | None = None
    quote: str | None = None
    paraphrases: Sequence[str] = ()
    nuggets: Sequence[str] = ()
    must_not: Sequence[str] = ()
    tags: Sequence[str] = ()
    expect: Sequence[Outcome] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """The case as it was written, and where."""

    case: Case
    path: Path


def add_case(noted: FromLife, live: LiveIndex, redact: Redact, folder: Path) -> Added:
    """Write the case to the half that its document belongs to; the test file is pinned anew.

    Every text of a person is redacted first. Raises CaseFileError when something is missing and
    GoldError when the quote does not stand in the document.
    """
    earlier = load_cases(path for path in sorted(folder.glob("*.jsonl")))
    case = _case(noted, redact, {one.id for one in earlier})
    live.gold_spans(case)
    path = folder / f"{split_of_case(case)}.jsonl"
    known = load_cases([path]) if path.exists() else []
    ordered = sorted([*known, case], key=lambda one: one.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines_of(ordered), encoding="utf-8")
    if path.with_suffix(SUFFIX_OF_PIN).exists() or path.stem == "test":
        write_pin(path)
    return Added(case, path)


def _case(noted: FromLife, redact: Redact, taken: set[str]) -> Case:
    gold = [{"document": noted.document, "quote": noted.quote}] if noted.document else []
    expected = noted.expect or [Outcome.ANSWERED if gold else Outcome.NO_EVIDENCE]
    fields: dict[str, Any] = {
        "id": _free_id(noted.document or "geen-bron", taken),
        "question": redact(noted.question),
        "paraphrases": [redact(text) for text in noted.paraphrases],
        "expect": [outcome.value for outcome in expected],
        "gold": gold,
        "pages": [noted.document] if noted.document else [],
        "nuggets": list(noted.nuggets),
        "must_not": list(noted.must_not),
        "tags": ["uit-het-leven", *noted.tags],
    }
    try:
        return Case.model_validate(fields, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise CaseFileError(f"De vraag is nog geen case: {field} {first['msg']}.") from error


def _free_id(document: str, taken: set[str]) -> str:
    stem = f"leven-{document.lower()}"
    number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
    return f"{stem}-{number}"
