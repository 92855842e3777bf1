"""More questions to learn from than a page shows: `corpus/vragen/*.jsonl`, in nine languages.

One JSON object a line: `{"page": "schorsing", "question": "..."}`; `page` is null for a question
that no page answers. They train the decision over pages; nobody reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.core.errors import CorpusError

FOLDER = "vragen"


@dataclass(frozen=True, slots=True)
class Practice:
    """A question with the page that answers it best; None when no page does."""

    page: str | None
    question: str


def practice_files(corpus: Path) -> list[Path]:
    """Return the files of questions, by name."""
    return sorted((corpus / FOLDER).glob("*.jsonl"))


def load_practice(corpus: Path) -> list[Practice]:
    """Return all questions in order of file and line. Raises CorpusError with file and line."""
    return [one for path in practice_files(corpus) for one in _read(path)]


def digest_of_practice(corpus: Path) -> str:
    """Return a hash over the content of all files."""
    digest = hashlib.sha256()
    for path in practice_files(corpus):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Iterator[Practice]:
    for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            yield Practice(page=row["page"], question=str(row["question"]))
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path.name}, regel {place}: dit is geen vraag met pagina.") from (
                error
            )
