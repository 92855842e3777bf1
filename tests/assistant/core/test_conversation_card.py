from __future__ import annotations

import datetime

import pytest

from assistant.core.conversation_card import (
    BRING,
    DISAGREE,
    WRITE_DOWN,
    Claim,
    conversation_card,
    short_ground,
    situations,
)
from assistant.core.errors import UnknownDocumentError
from assistant.core.model import Status
from tests.fakes import InMemoryDocumentStore, a_law, refusal_page, rights_page, source

DAY = datetime.date(2026, 11, 24)
GROUND = ("WPO art. 40 lid 4",)


def pages() -> InMemoryDocumentStore:
    return InMemoryDocumentStore(
        [
            refusal_page(),
            rights_page(WRITE_DOWN, "Bewaren", {"Wat kunt u doen": ["Bewaar elke brief."]}),
            rights_page(BRING, "Meenemen", {"Kort antwoord": ["U mag iemand meenemen."]}),
            rights_page(DISAGREE, "Oneens", {"Wat kunt u doen": ["Vraag een gesprek aan."]}),
            rights_page("leerrecht", "Leerrecht", {"Kort antwoord": ["Een plan."]},
                        status=Status.VOORSTEL),
            source(a_law(), "Artikel 1"),
        ]
    )  # fmt: skip


def test_a_card_says_what_to_say_what_school_must_do_and_what_then() -> None:
    card = conversation_card("aanmelding-geweigerd", pages(), DAY)
    assert [claim.text for claim in card.say] == [
        "Een school mag uw kind niet zomaar weigeren.",
        "Vraag de school om de weigering op papier.",
    ]
    assert card.duties == (Claim("De school moet eerst een andere school vinden.", GROUND),)
    assert card.write_down == (Claim("Bewaar elke brief.", GROUND),)
    assert card.bring == (Claim("U mag iemand meenemen.", GROUND),)
    assert card.disagree == (Claim("Vraag een gesprek aan.", GROUND),)
    assert card.laws == ("WPO = Wet op het primair onderwijs",)


def test_no_claim_stands_twice() -> None:
    card = conversation_card(DISAGREE, pages(), DAY)
    texts = [claim.text for claim in card.claims]
    assert len(texts) == len(set(texts))


def test_a_page_that_names_no_duty_tells_what_is_good_to_know() -> None:
    page = rights_page("x", "X", {"Kort antwoord": ["U mag klagen."], "Uitleg": ["Dat is gratis."]})
    card = conversation_card("x", InMemoryDocumentStore([page]), DAY)
    assert card.duties == ()
    assert [claim.text for claim in card.facts] == ["Dat is gratis."]
    assert card.write_down == ()


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("De school meldt een schorsing van meer dan 1 dag.", True),
        ("Een school mag geen verboden onderscheid maken.", True),
        ("Ook moet de school met u overleggen.", True),
        ("De school mag uw kind schorsen.", False),
        ("De school kan hulp vragen.", False),
        ("De school hoeft geen verslag te maken.", False),
        ("U moet de school op tijd bellen.", False),
        ("Een basisschool mocht een kind niet schorsen, vond een commissie.", False),
    ],
)
def test_what_binds_a_school(sentence: str, binds: bool) -> None:
    page = rights_page("x", "X", {"Kort antwoord": ["U mag klagen."], "Uitleg": [sentence]})
    card = conversation_card("x", InMemoryDocumentStore([page]), DAY)
    assert bool(card.duties) is binds


@pytest.mark.parametrize("id_", ["leerrecht", "wpo", "bestaat-niet"])
def test_only_a_rights_page_in_force_gives_a_card(id_: str) -> None:
    with pytest.raises(UnknownDocumentError):
        conversation_card(id_, pages(), DAY)
    assert id_ not in [page.id for page in situations(pages(), DAY)]


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Wet op het primair onderwijs, artikel 40 lid 4", "WPO art. 40 lid 4"),
        ("Leerplichtwet 1969, artikel 11 onder d", "Lpw art. 11 d"),
        ("Onderwijsconsulenten, aanmelden", "Onderwijsconsulenten, aanmelden"),
    ],
)
def test_a_ground_in_short(label: str, short: str) -> None:
    assert short_ground(label) == short
