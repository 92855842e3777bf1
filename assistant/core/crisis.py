"""Crisis first: see it in the question, and answer with care and a number. Pure.

Runs before everything and needs nothing but its policy. It looks at the question alone: what was
said earlier in the conversation had its own turn.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.core.model import Answer, Contact, Outcome, Question
from assistant.core.phrases import Phrasebook
from assistant.core.ports import Embed
from assistant.core.sentences import words

OLDEST = datetime.timedelta(days=183)
_HOME_LANGUAGE = "nl"
MOST_NUMBERS = 2


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
    """The signs, the words of care and the numbers; where a second look is worried or certain."""

    signs: Phrasebook
    care: Mapping[CrisisKind, Care]
    certain_from: float = 0.0
    worried_from: float = 0.0
    longest_certain: int = 0


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


@dataclass(frozen=True, slots=True)
class Sense:
    """How a message reads: its likeliest kind, and the log-odds that it is a crisis at all."""

    kind: CrisisKind
    odds: float


@dataclass(frozen=True, slots=True)
class Concern:
    """A crisis that was sensed. `certain` ends the turn; else the numbers go with the answer."""

    answer: Answer
    certain: bool


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Senses a crisis that no sign names. Without a `sense` it sees nothing; signs go first."""

    policy: CrisisPolicy
    sense: Callable[[str, Embed], Sense] | None

    def look(self, question: Question, embed: Embed) -> Concern | None:
        """Return the concern, or None. The question's language must be known."""
        if self.sense is None:
            return None
        read = self.sense(question.text, embed)
        if read.odds < self.policy.worried_from:
            return None
        crisis = Crisis(read.kind, question.language or _HOME_LANGUAGE)
        answer = _answer(crisis, question, self.policy)
        short = len(words(question.text)) <= self.policy.longest_certain
        return Concern(answer, certain=short and read.odds >= self.policy.certain_from)


def with_care(answer: Answer, concern: Concern | None, sentence: str) -> Answer:
    """Return `answer` with `sentence` and the first numbers in front, if there is a concern."""
    if concern is None:
        return answer
    opening = " ".join(part for part in (sentence, answer.opening) if part)
    contacts = (*concern.answer.contacts[:MOST_NUMBERS], *answer.contacts)
    return replace(answer, opening=opening, contacts=contacts)


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
