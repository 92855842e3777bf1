"""Who and what a sentence is about: the words that must not be swapped for another. Pure.

A rule about the school is not a rule about the municipality. Words of one row mean the same party
to a parent; a compound belongs to the party it ends in, but only as the same compound.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.core.analysis import folded
from assistant.core.sentences import words

SAME = (
    "kind kinderen kindje leerling leerlingen zoon dochter jongere jongeren",
    "ouder ouders moeder vader verzorger verzorgers",
    "leraar leraren leerkracht leerkrachten docent docenten juf meester",
    "bestuur besturen schoolbestuur schoolbesturen gezag",
    "samenwerkingsverband samenwerkingsverbanden swv",
    "gemeente gemeenten gemeentes",
    "school scholen",
    "ambtenaar ambtenaren",
    "advies adviezen",
    "besluit besluiten",
    "plan plannen",
    "ontwikkelingsperspectief ontwikkelingsperspectieven opp",
    "toelaatbaarheidsverklaring toelaatbaarheidsverklaringen tlv",
)
ALONE = (
    "directeur directie schoolleider mentor begeleider coordinator assistent "
    "minister ministerie staatssecretaris kamer regering burgemeester wethouder college raad "
    "inspectie inspecteur rechter rechtbank kantonrechter officier justitie politie advocaat "
    "commissie ombudsman consulent steunpunt vertrouwenspersoon bemiddelaar "
    "arts dokter huisarts psycholoog psychiater orthopedagoog deskundige therapeut logopedist "
    "zorgkantoor verzekeraar verzekering voogd pleegouder jeugdzorg jeugdhulp wijkteam ggd ggz "
    "stichting vereniging bond vakbond werkgever vervoerder instelling universiteit hogeschool "
    "verklaring beschikking rapport onderzoek dossier toestemming boete "
    "vergoeding subsidie bezwaar beroep klacht melding vrijstelling schorsing verwijdering"
)
PLURALS = ("", "s", "en", "n")
SHORTEST_START = 3


def _party_of() -> dict[str, str]:
    alike = {word: row.split()[0] for row in SAME for word in row.split()}
    return alike | {f"{word}{end}": word for word in ALONE.split() for end in PLURALS}


PARTY_OF = _party_of()
_LONGEST_FIRST = sorted(PARTY_OF, key=lambda word: (-len(word), word))


def parties(text: str) -> set[str]:
    """Return the parties that `text` names, each by one word."""
    return {party for word in words(text) if (party := party_of(folded(word)))}


@lru_cache(maxsize=8192)
def party_of(word: str) -> str | None:
    """Return the party that a folded word stands for; None when it is no party."""
    if word in PARTY_OF:
        return PARTY_OF[word]
    ending = next((end for end in _LONGEST_FIRST if _ends(word, end)), None)
    return word.removesuffix(ending) + PARTY_OF[ending] if ending else None


def _ends(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) >= len(ending) + SHORTEST_START
