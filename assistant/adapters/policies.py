"""The crisis and privacy policies, read from YAML into values of the core."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from assistant.core.crisis import Care, CrisisKind, CrisisPolicy, Helpline
from assistant.core.errors import CorpusError
from assistant.core.model import Contact
from assistant.core.name_line import NameWords
from assistant.core.phrases import Phrase, parsed, phrasebook
from assistant.core.privacy import PrivacyPolicy
from assistant.core.spelling import Vocabulary, folded

T = TypeVar("T", bound=BaseModel)


def _spaced(value: object) -> object:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_spaced)]
_HARMLESS = "harmless"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Helpline(_Entry):
    id: str
    name: str
    phones: tuple[str, ...]
    url: str | None
    source: str
    checked_on: datetime.date
    what: dict[str, str]


class _Care(_Entry):
    helplines: tuple[str, ...] = Field(min_length=1)
    texts: dict[str, str]


class _Signs(_Entry):
    kind: CrisisKind
    language: str
    phrases: tuple[str, ...] = Field(min_length=1)


class _SecondLook(_Entry):
    certain_from: float
    worried_from: float
    longest_certain: int = Field(gt=0)


class _Crisis(_Entry):
    second_look: _SecondLook
    helplines: tuple[_Helpline, ...]
    care: dict[CrisisKind, _Care]
    words: dict[str, Words]
    signs: tuple[_Signs, ...]
    harmless: tuple[str, ...]
    typed: Words
    ordinary: Words
    small: Words

    def vocabulary(self) -> Vocabulary:
        """Return the word lists the way the core reads words."""
        lists = (self.typed, self.ordinary, self.small)
        return Vocabulary(*(frozenset(map(folded, words)) for words in lists))

    @model_validator(mode="after")
    def _is_whole(self) -> _Crisis:
        lines = {line.id for line in self.helplines}
        if missing := set(CrisisKind) - set(self.care):
            raise ValueError(f"geen tekst voor {', '.join(sorted(missing))}")
        if unknown := {id_ for care in self.care.values() for id_ in care.helplines} - lines:
            raise ValueError(f"onbekende hulplijn {', '.join(sorted(unknown))}")
        wanted = {sign.language for sign in self.signs} | {"nl"}
        for kind, care in self.care.items():
            if lacking := wanted - set(care.texts):
                raise ValueError(f"{kind}: geen tekst in {', '.join(sorted(lacking))}")
        return self


def load_crisis_policy(path: Path) -> CrisisPolicy:
    """Return the crisis policy in `path`. Raises CorpusError on a broken file."""
    raw = _load(path, _Crisis)
    phrases = [(sign, source) for sign in raw.signs for source in sign.phrases]
    found = [
        phrase
        for sign, source in phrases
        for phrase in _parsed(path, source, sign.kind.value, sign.language, raw.words)
    ]
    harmless = [
        phrase
        for source in raw.harmless
        for phrase in _parsed(path, source, _HARMLESS, "", raw.words)
    ]
    return CrisisPolicy(
        signs=phrasebook(found, harmless, raw.vocabulary()),
        care=_cares(raw),
        certain_from=raw.second_look.certain_from,
        worried_from=raw.second_look.worried_from,
        longest_certain=raw.second_look.longest_certain,
    )


def _cares(raw: _Crisis) -> dict[CrisisKind, Care]:
    lines = {line.id: Helpline(**line.model_dump()) for line in raw.helplines}
    return {
        kind: Care(care.texts, tuple(lines[id_] for id_ in care.helplines))
        for kind, care in raw.care.items()
    }


def _parsed(
    path: Path, source: str, sign: str, language: str, words: dict[str, frozenset[str]]
) -> list[Phrase]:
    try:
        return parsed(source, sign, language, words)
    except ValueError as error:
        raise CorpusError(f"{path.name}: dit is geen geldige frase: {source}.") from error


def _load(path: Path, model: type[T]) -> T:
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return model.model_validate(raw)
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} kan niet worden gelezen.") from error
    except yaml.YAMLError as error:
        raise CorpusError(f"{path.name} is geen geldige YAML.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CorpusError(f"{path.name}: {place}: {first['msg']}.") from error


class _Privacy(_Entry):
    announcing: Words
    titles: Words
    kin: Words
    signing: Words
    greeting: Words
    particles: Words
    person_verbs: Words
    officials: Words
    school_kinds: Words
    school_endings: tuple[str, ...]
    generic_schools: Words
    before_school: Words
    ordinary: Words
    places: Words
    public: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_read(self) -> _Privacy:
        for pattern in self.public:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"geen geldig patroon: {pattern}") from error
        return self


def load_privacy_policy(path: Path, contacts: Iterable[Contact] = ()) -> PrivacyPolicy:
    """Return the privacy policy in `path`, with `voornamen.txt` beside it.

    Phone numbers and e-mail addresses of `contacts` are public. Raises CorpusError.
    """
    raw = _load(path, _Privacy)
    sure, unsure = _first_names(path.with_name("voornamen.txt"))
    lists = raw.model_dump(exclude={"public"})
    words = NameWords(first_names=sure | unsure, unsure_names=unsure, **lists)
    public = re.compile(rf"(?<!\w)(?:{'|'.join(raw.public)})(?!\w)")
    return PrivacyPolicy(words, public, _allowed(contacts))


def _first_names(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} kan niet worden gelezen.") from error
    names = [line.split() for line in lines if line and not line.startswith("#")]
    unsure = frozenset(name[0] for name in names if name[1:] == ["?"])
    return frozenset(name[0] for name in names) - unsure, unsure


def _allowed(contacts: Iterable[Contact]) -> frozenset[str]:
    listed = list(contacts)
    phones = {re.sub(r"\D", "", contact.phone) for contact in listed if contact.phone}
    return frozenset(phones | {contact.email.lower() for contact in listed if contact.email})
