"""Words for the lexical index: what counts as the same word in Dutch. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from itertools import pairwise

from assistant.core.sentences import words

STOP_WORDS = frozenset(
    (
        "aan al als bij dan dat de deze die dit door dus een en er had heb hebben heeft het hij "
        "hoe hun ik in is ja je kan kun kunnen maar me meer men met mij mijn moet moeten na "
        "naar nog nu of om omdat onder ons ook op over te tegen toch toen tot u uit uw van veel "
        "voor want waren was wat we wel werd wie wij wil worden wordt zal ze zei zich zij zijn "
        "zo zonder zou hem haar waar waarom wanneer welke mogen mag gaat gaan doen doet"
    ).split()
)
Stem = Callable[[str], str]


def folded(word: str) -> str:
    """Return `word` in lower case without accents."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def content_words(text: str) -> frozenset[str]:
    """Return the folded words of `text` that carry meaning."""
    return frozenset(folded(word) for word in words(text)) - STOP_WORDS


def tokens(text: str, stem: Stem) -> list[str]:
    """Return the stems of the words of `text` that carry meaning; *niet* and *geen* stay."""
    return [stem(word) for raw in words(text) for word in [folded(raw)] if word not in STOP_WORDS]


def query_tokens(text: str, stem: Stem, vocabulary: Collection[str]) -> list[str]:
    """Return the tokens of a question, with neighbours joined where the index knows the compound.

    Parents write `leerplicht ambtenaar`; the index holds `leerplichtambtenaar`.
    """
    plain = [folded(word) for word in words(text)]
    joined = [stem(first + second) for first, second in pairwise(plain)]
    joined += [stem(f"{first}s{second}") for first, second in pairwise(plain)]
    return tokens(text, stem) + [token for token in joined if token in vocabulary]
