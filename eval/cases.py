"""What a case is, and reading files of cases. A broken line names its file and line."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.core.model import Outcome, Sector
from eval.errors import CaseFileError

ANSWERS = frozenset({Outcome.ANSWERED, Outcome.PARTLY_ANSWERED})
FOLDER = Path(__file__).parent / "cases"
SUFFIX_OF_PIN = ".sha256"


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"geen geldige reguliere expressie: {text!r} ({error})") from error
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("leeg")
    return text


Text = Annotated[str, AfterValidator(_filled)]
Pattern = Annotated[str, AfterValidator(_filled), AfterValidator(_pattern)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Message(_Strict):
    """An earlier message of the conversation."""

    role: Literal["parent", "assistant"]
    text: Text


class Gold(_Strict):
    """A span that answers the question: an exact quote of a document, never a passage id."""

    document: Text
    quote: Text


class Case(_Strict):
    """One question with what a right answer must and must not hold. Patterns ignore case.

    `dutch` is the same question in Dutch, for one in another language: asked beside it, so that
    languages are compared on the same needs.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    question: Text
    paraphrases: tuple[Text, ...] = ()
    history: tuple[Message, ...] = ()
    sector: Sector | None = None
    region: str | None = None
    dutch: Text | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "nl"
    as_of: datetime.date | None = None
    expect: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    gold: tuple[Gold, ...] = ()
    pages: tuple[Text, ...] = ()
    nuggets: tuple[Pattern, ...] = ()
    must_not: tuple[Pattern, ...] = ()
    tags: tuple[Text, ...] = ()
    needs: Literal["corpus", "shared"] = "corpus"

    @model_validator(mode="after")
    def _answerable_is_complete(self) -> Case:
        needed = ("gold", "pages", "nuggets", *(() if self.dutch else ("paraphrases",)))
        missing = [name for name in needed if not getattr(self, name)]
        if set(self.expect) <= ANSWERS and missing:
            raise ValueError(f"een vraag met antwoord heeft {missing[0]!r} nodig")
        return self

    @property
    def answerable(self) -> bool:
        """Whether an answer is among the allowed outcomes."""
        return bool(ANSWERS & set(self.expect))

    @property
    def documents(self) -> tuple[str, ...]:
        """The gold documents, each once, in order."""
        return tuple(dict.fromkeys(gold.document for gold in self.gold))

    @property
    def cluster(self) -> str:
        """What the case is resampled with: its first gold document, else itself."""
        return self.documents[0] if self.gold else self.id

    @property
    def fingerprint(self) -> str:
        """A short hash of everything in the case; another case under the same id differs."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def load_cases(paths: Iterable[Path]) -> list[Case]:
    """Return the cases of these files in order. Raises CaseFileError with file and line.

    A file with a pin beside it (`test.sha256`) must still have that hash.
    """
    found: dict[str, Case] = {}
    for path in paths:
        check_pin(path)
        for place, case in _cases_with_places(path):
            if case.id in found:
                raise CaseFileError(f"{place}: id {case.id} bestaat al.")
            found[case.id] = case
    return list(found.values())


def bundled_files(folder: Path = FOLDER) -> list[Path]:
    """Return `dev.jsonl` and `test.jsonl` as far as they exist. Raises CaseFileError on none."""
    files = [path for path in (folder / "dev.jsonl", folder / "test.jsonl") if path.exists()]
    if not files:
        raise CaseFileError(f"In {folder} staan geen cases: dev.jsonl en test.jsonl ontbreken.")
    return files


def check_pin(path: Path) -> None:
    """Compare a file with the hash beside it. Raises CaseFileError when it was changed."""
    pin = path.with_suffix(SUFFIX_OF_PIN)
    if pin.exists() and pin.read_text().split()[:1] != [digest(_bytes(path))]:
        raise CaseFileError(
            f"{path} is veranderd na het vastzetten in {pin.name}; "
            "zet het terug of maak de splitsing opnieuw met: python -m eval split"
        )


def digest(content: bytes) -> str:
    """Return the hash that a pin holds."""
    return hashlib.sha256(content).hexdigest()


def lines_of(cases: Sequence[Case]) -> str:
    """Return cases as the text of a file: one JSON object a line, defaults left out."""
    return "".join(case.model_dump_json(exclude_defaults=True) + "\n" for case in cases)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaseFileError(f"{path} kan niet worden gelezen.") from error


def _cases_with_places(path: Path) -> list[tuple[str, Case]]:
    try:
        text = _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{path} is geen UTF-8.") from error
    return [
        (f"{path}, regel {number}", _case(f"{path}, regel {number}", line))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]


def _case(place: str, line: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise CaseFileError(f"{place}: {field + ': ' if field else ''}{first['msg']}.") from error
