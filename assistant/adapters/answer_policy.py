"""Read the policy files about searching, understanding, routes, answers and fixed sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.adapters.registers import Term
from assistant.core.clarifying import ClarifyPolicy
from assistant.core.composing import Lengths
from assistant.core.errors import CorpusError
from assistant.core.evidence import Thresholds
from assistant.core.messages import Messages
from assistant.core.model import Outcome
from assistant.core.retrieval import Weights
from assistant.core.routing import Route
from assistant.core.understanding import UnderstandingPolicy, as_sector, term_forms

FOLDER = Path(__file__).parent.parent / "policy"


@dataclass(frozen=True, slots=True)
class SearchPolicy:
    """Weights of the search and where enough begins."""

    weights: Weights
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class AnswerPolicy:
    """How long an answer gets and whom everybody may turn to."""

    budget: int
    lengths: Lengths
    general_contacts: tuple[str, ...]


def load_search_policy(folder: Path = FOLDER, name: str = "retrieval.yaml") -> SearchPolicy:
    """Read retrieval.yaml, or another file like it. Raises CorpusError."""
    policy: SearchPolicy = _validated(folder / name, TypeAdapter(SearchPolicy))
    return policy


def load_answer_policy(folder: Path = FOLDER) -> AnswerPolicy:
    """Read answers.yaml. Raises CorpusError."""
    policy: AnswerPolicy = _validated(folder / "answers.yaml", TypeAdapter(AnswerPolicy))
    return policy


def load_messages(folder: Path = FOLDER) -> Messages:
    """Read messages.yaml. Raises CorpusError."""
    return Messages(_validated(folder / "messages.yaml", TypeAdapter(dict[str, dict[str, str]])))


def load_clarify(folder: Path = FOLDER) -> ClarifyPolicy:
    """Read clarify.yaml. Raises CorpusError."""
    policy: ClarifyPolicy = _validated(folder / "clarify.yaml", TypeAdapter(ClarifyPolicy))
    return policy


def load_routes(folder: Path = FOLDER) -> tuple[Route, ...]:
    """Read routes.yaml. Raises CorpusError."""
    path = folder / "routes.yaml"
    rows = _yaml(path)
    with _faults_told(path):
        return tuple(
            Route(
                name=row["name"],
                outcome=Outcome(row["outcome"]),
                pattern=re.compile(row["pattern"], re.IGNORECASE),
                longest=row["longest"],
            )
            for row in rows
        )


def load_understanding(terms: Iterable[Term], folder: Path = FOLDER) -> UnderstandingPolicy:
    """Read understanding.yaml; the terms come from the glossary. Raises CorpusError."""
    path = folder / "understanding.yaml"
    rows = _yaml(path)
    with _faults_told(path):
        return UnderstandingPolicy(
            terms=tuple(term_forms(term.term, _other_names(term)) for term in terms),
            sectors=tuple(
                (as_sector(row["sector"]), re.compile(row["pattern"], re.IGNORECASE))
                for row in rows["sectors"]
            ),
            follow_up=re.compile(rows["follow_up"], re.IGNORECASE),
            asks=_any_of(rows["asks"]),
            wonders=_any_of(rows["wonders"]),
            long_text=rows["long_text"],
            context_words=rows["context_words"],
        )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _other_names(term: Term) -> list[str]:
    short = [term.abbreviation] if term.abbreviation else []
    return [*short, *term.synonyms, *term.misspellings]


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise CorpusError(f"{path.name}: {error} ontbreekt.") from error
    except (TypeError, ValueError, re.error) as error:
        raise CorpusError(f"{path.name}: {error}.") from error


def _validated(path: Path, adapter: TypeAdapter[Any]) -> Any:  # noqa: ANN401 - the adapter types it
    try:
        return adapter.validate_python(_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CorpusError(f"{path.name}: {place}: {first['msg']}.") from error


def _yaml(path: Path) -> Any:  # noqa: ANN401 - the caller validates it
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CorpusError(f"Het beleidsbestand {path.name} kan niet worden gelezen.") from error
