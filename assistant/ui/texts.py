"""What the window says, by language. Written in texts/*.yaml; every file has the same keys."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "texts"
HOME_LANGUAGE = "nl"
LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk")


@dataclass(frozen=True, slots=True)
class Starter:
    """A question to begin with: a topic and the words of a parent."""

    topic: str
    question: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All sentences of the window in one language."""

    language: str
    sentences: Mapping[str, str]
    starters: tuple[Starter, ...]

    def __getitem__(self, name: str) -> str:
        """Return a sentence, safe to put in HTML."""
        return html.escape(self.sentences[name])

    def label(self, name: str, tag: str = "span") -> str:
        """Return a sentence in an element that the browser can translate in place."""
        return f'<{tag} data-t="{name}">{self[name]}</{tag}>'


@cache
def load_texts(language: str) -> Texts:
    """Return the texts of `language`; an unknown one is Dutch."""
    known = language if language in LANGUAGES else HOME_LANGUAGE
    raw = yaml.safe_load((FOLDER / f"{known}.yaml").read_text(encoding="utf-8"))
    starters = tuple(Starter(**one) for one in raw.pop("starters"))
    return Texts(known, raw, starters)


@cache
def mail_template() -> str:
    """Return the mail to a steunpunt, with places for the question, answer and sources."""
    return (FOLDER / "mail.txt").read_text(encoding="utf-8")


def chosen_language(wished: str | None, accepted: str) -> str:
    """Return the language somebody chose, or the first of `Accept-Language` that we speak."""
    if wished in LANGUAGES:
        return wished
    for part in accepted.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code in LANGUAGES:
            return code
    return HOME_LANGUAGE
