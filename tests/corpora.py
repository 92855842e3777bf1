"""Small corpora to build an index from, and an embedder that counts its work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from pathlib import Path
from random import Random

from assistant.core.sentences import words

SIZE = 24


@cache
def _direction(word: str) -> tuple[float, ...]:
    chance = Random(word)  # noqa: S311 - no secret
    return tuple(chance.gauss(0, 1) for _ in range(SIZE))


@dataclass
class CountingEmbedder:
    """Texts that share words lie close; remembers every text that it is given to index."""

    texts: list[str] = field(default_factory=list)
    fails_after: int | None = None

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        return self.embed_documents(texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.fails_after is not None and len(self.texts) + len(texts) > self.fails_after:
            msg = "the power went out"
            raise RuntimeError(msg)
        self.texts += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        directions = [_direction(word) for word in words(text) or [""]]
        sums = [sum(values) for values in zip(*directions, strict=True)]
        length = sqrt(sum(value * value for value in sums))
        return [value / length for value in sums]


class Silence:
    """Progress that nobody looks at."""

    def begin(self, what: str, total: int) -> None:
        del what, total

    def done(self, count: int) -> None:
        del count


QUESTIONS = tuple(f"Hoe zit het met onderwerp nummer {n} op school?" for n in range(15))
PAGE = """---
id: {id}
title: {title}
sectors: [po, vo]
topics: [zorgplicht]
status: geldend
valid_from: 2014-08-01
checked_on: 2026-11-01
contacts: [steunpunt]
questions:
{questions}
grounds:
  wpo-40-4: {{label: "Wet op het primair onderwijs, artikel 40 lid 4", url: "https://wetten.nl/wpo#40"}}
  lpw-2: {{label: "Leerplichtwet, artikel 2", url: "https://wetten.nl/lpw#2"}}
---
{body}"""
BODY = """## Kort antwoord
{answer} [wpo-40-4]

## Uitleg
De school zoekt een plek. [wpo-40-4] [lpw-2] U hoeft dat niet te doen. [wpo-40-4]

## Wat kunt u doen
1. Vraag het aan de school. [lpw-2] Bewaar een kopie. [lpw-2]
2. Bel de school op. [lpw-2]
"""
REGISTERS = {
    "bronnen.yaml": """
- {id: wpo, title: Wet, publisher: Overheid, kind: wet, status: geldend, checked_on: 2026-11-01}
- {id: lpw, title: Leerplichtwet, publisher: Overheid, kind: wet, status: geldend,
   checked_on: 2026-11-01}
""",
    "begrippen.yaml": """
- {term: zorgplicht, abbreviation: ZP, explanation: De school zoekt een plek voor uw kind.}
""",
    "contacten.yaml": """
- {id: steunpunt, name: Steunpunt, what: Geeft advies., phone: 070-312 28 87,
   phone_source: https://steunpunt.nl, checked_on: 2026-11-01}
""",
}


def page(
    id_: str,
    title: str = "Mijn kind mag niet komen",
    answer: str = "De school mag dat niet.",
    questions: Sequence[str] = QUESTIONS,
) -> str:
    """Return a rights page that breaks no rule."""
    listed = "\n".join(f"  - {question}" for question in questions)
    return PAGE.format(id=id_, title=title, questions=listed, body=BODY.format(answer=answer))


def write_corpus(folder: Path, pages: dict[str, str]) -> Path:
    """Write a corpus of pages with its registers."""
    for id_, text in pages.items():
        write(folder / "rechten" / "toelating" / f"{id_}.md", text)
    for name, text in REGISTERS.items():
        write(folder / name, text)
    return folder


def write(path: Path, text: str) -> Path:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
