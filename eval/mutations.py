"""Break true sentences on purpose, to see whether the verifier drops them. Pure, seeded by order.

Every sentence of our pages is its own quote, so it is true by construction. A mutation makes it
false in one known way; the verifier should return None for it. What is only written differently
(white space, curly quotes, a number as a word) is still true: dropping that is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from eval.facts import claimed
from eval.grounding import carries
from eval.metrics import NOTHING, Score, once
from eval.number_words import NUMBERS, spoken

if TYPE_CHECKING:
    from assistant.core.ports import DocumentStore

MOST_A_KIND = 150
TRUE = "true"
_DIGITS = re.compile(r"(?<![\w.,:])\d{1,3}(?![\w.,:]*\d)")
_NEGATION = re.compile(r" (niet|geen|nooit)\b")
_VERB = re.compile(r"\b(mag|moet|kan|hoeft|heeft|krijgt|geldt|beslist|is)\b")
_ENTITIES = (
    ("samenwerkingsverband", "gemeentebestuur"),
    ("leerplichtambtenaar", "schoolinspecteur"),
    ("Geschillencommissie", "Kinderombudsman"),
    ("gemeente", "inspectie"),
    ("inspectie", "rechtbank"),
    ("directeur", "burgemeester"),
    ("bestuur", "ministerie"),
    ("ouders", "leraren"),
    ("leraar", "huisarts"),
    ("school", "jeugdarts"),
    ("ontwikkelingsperspectief", "behandelplan"),
)
_INVENTED = (
    "De school betaalt u dan elke maand een vergoeding.",
    "U krijgt altijd een gratis advocaat van het ministerie.",
    "De rechter heeft dit vorig jaar verboden.",
    "Uw kind mag voortaan zelf de klas kiezen.",
    "De leraar moet zich hiervoor laten omscholen.",
)


class Verifier(Protocol):
    """`assistant.core.verifying.support`: None means that no quote carries the sentence."""

    def __call__(self, text: str, quotes: Sequence[str], /) -> object | None:
        """Return how far `quotes` carry `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Mutant:
    """A sentence with the quotes it pretends to rest on. Only kind `true` should pass."""

    kind: str
    text: str
    quotes: tuple[str, ...]


def true_sentences(documents: DocumentStore) -> list[str]:
    """Return the sentences of our own pages, in order of document and place."""
    return [
        documents.text(document.id)[one.start : one.end]
        for document in documents.documents()
        for one in document.grounded
    ]


def mutants(sentences: Sequence[str]) -> list[Mutant]:
    """Return mutants of every kind, at most 150 a kind, spread over the sentences."""
    found: list[Mutant] = []
    for kind, mutate in KINDS.items():
        made = [one for place in range(len(sentences)) for one in mutate(sentences, place)]
        found += [Mutant(kind, *one) for one in _spread(made)]
    return found


def power(made: Sequence[Mutant], verifier: Verifier) -> dict[str, Score]:
    """Return per kind how many mutants were dropped; for `true` that is the false alarms."""
    scores: dict[str, Score] = {}
    for one in made:
        dropped = verifier(one.text, one.quotes) is None
        name = f"mutation_{one.kind}"
        scores[name] = scores.get(name, NOTHING) + once(dropped)
    return scores


_Made = tuple[str, tuple[str, ...]]


def _spread(made: Sequence[_Made]) -> Sequence[_Made]:
    step = max(1, -(-len(made) // MOST_A_KIND))
    return made[::step]


def _number(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Change the first number in digits to the next that the sentence does not have."""
    text = sentences[place]
    match = _DIGITS.search(text)
    if match is not None:
        value = int(match.group())
        other = next(n for n in range(value + 1, value + 99) if f"{n}" not in text)
        yield f"{text[: match.start()]}{other}{text[match.end() :]}", (text,)


def _citation(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Cite the next sentence instead, unless that says the same."""
    text, following = sentences[place], sentences[(place + 1) % len(sentences)]
    if not carries([following], text):
        yield text, (following,)


def _fabrication(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Invent: a sentence of its own, or one glued to a true sentence."""
    text, invented = sentences[place], _INVENTED[place % len(_INVENTED)]
    yield (invented if place % 2 else f"{text} {invented}"), (text,)


def _negation(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Take a denial out, or put one in behind the first verb."""
    text = sentences[place]
    if _NEGATION.search(text):
        yield _NEGATION.sub("", text, count=1), (text,)
    elif _VERB.search(text):
        yield _VERB.sub(r"\1 niet", text, count=1), (text,)


def _entity(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Let somebody else do it."""
    text = sentences[place]
    for who, other in _ENTITIES:
        swapped = re.sub(rf"\b{who}\b", other, text)
        if swapped != text:
            yield swapped, (text,)
            return


def _same(sentences: Sequence[str], place: int) -> Iterator[_Made]:
    """Write the same in another way."""
    text = sentences[place]
    yield _REWRITINGS[place % len(_REWRITINGS)](text), (text,)


def _with_words(text: str) -> str:
    return _DIGITS.sub(lambda found: spoken(int(found.group())), text)


def _with_digits(text: str) -> str:
    return re.sub(r"\w+", lambda found: _digits(found.group()), text)


def _digits(word: str) -> str:
    is_plain = word in NUMBERS and word != "een" and claimed(word) == {NUMBERS[word]}
    return NUMBERS[word] if is_plain and not word.endswith(("de", "ste")) else word


_REWRITINGS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0", 2),
    _with_words,
    _with_digits,
)
KINDS: Mapping[str, Callable[[Sequence[str], int], Iterator[_Made]]] = {
    "number": _number,
    "citation": _citation,
    "fabrication": _fabrication,
    "negation": _negation,
    "entity": _entity,
    TRUE: _same,
}
