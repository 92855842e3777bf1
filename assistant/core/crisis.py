"""Crisis first: see it in the question, and answer with care and a number. Pure.

Runs before everything and needs nothing but its policy. It looks at the question alone: what was
said earlier in the conversation had its own turn.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.core.model import Answer, Contact, Outcome, Question
from assistant.core.phrases import Phrasebook

OLDEST = datetime.timedelta(days=183)
_HOME_LANGUAGE = "nl"


class CrisisKind(StrEnum):
    """What the trouble is, the most urgent first."""

    DANGER = "danger"
    SUICIDE = "suicide"
    SEXUAL_ABUSE = "sexual_abuse"
    ABUSE = "abuse"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number with where it was read and when; `what` says by language whom it is for."""

    id: str
    name: str
    phones: tuple[str, ...]
    url: str | None
    source: str
    checked_on: datetime.date
    what: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Care:
    """What is said, by language, and who is named, in one kind of crisis."""

    texts: Mapping[str, str]
    helplines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True)
class CrisisPolicy:
    """The signs, the words of care and the numbers."""

    signs: Phrasebook
    care: Mapping[CrisisKind, Care]


@dataclass(frozen=True, slots=True)
class Crisis:
    """What was recognised, and in which language it was written."""

    kind: CrisisKind
    language: str


def recognise(text: str, policy: CrisisPolicy) -> CrisisKind | None:
    """Return the most urgent kind of crisis in `text`, or None."""
    found = _crisis(text, policy)
    return found.kind if found else None


def stale_numbers(policy: CrisisPolicy, today: datetime.date) -> list[str]:
    """Return the ids of helplines that nobody checked in the last six months, in order."""
    lines = {line.id: line for care in policy.care.values() for line in care.helplines}
    return sorted(id_ for id_, line in lines.items() if today - line.checked_on > OLDEST)


@dataclass(frozen=True, slots=True)
class CrisisGuard:
    """A Guard that ends the turn with care and a number when somebody is in danger."""

    policy: CrisisPolicy

    def stop(self, question: Question) -> Answer | None:
        """Return the crisis answer, or None to go on."""
        found = _crisis(question.text, self.policy)
        return _answer(found, question, self.policy) if found else None


def _crisis(text: str, policy: CrisisPolicy) -> Crisis | None:
    found = policy.signs.find(text)
    for kind in CrisisKind:
        for phrase in found:
            if phrase.sign == kind:
                return Crisis(kind, phrase.language)
    return None


def _answer(crisis: Crisis, question: Question, policy: CrisisPolicy) -> Answer:
    care = policy.care[crisis.kind]
    wished = (question.language or crisis.language, crisis.language, _HOME_LANGUAGE)
    language = next(code for code in wished if code in care.texts)
    return Answer(
        outcome=Outcome.CRISIS,
        opening=care.texts[language],
        contacts=tuple(_contact(line, language) for line in care.helplines),
        language=language,
    )


def _contact(line: Helpline, language: str) -> Contact:
    return Contact(
        id=line.id,
        name=line.name,
        what=line.what.get(language, line.what[_HOME_LANGUAGE]),
        phone=line.phones[0] if line.phones else None,
        url=line.url,
        topics=("crisis",),
    )
