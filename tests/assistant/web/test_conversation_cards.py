from __future__ import annotations

import io
import re
from contextlib import closing
from functools import cache

import pypdfium2 as pdfium
import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.adapters.typesetting import page_count, typeset
from assistant.bootstrap import today
from assistant.core.conversation_card import conversation_card, situations
from assistant.web.conversation_cards import TEMPLATE, card_pdf, sheet
from ingest.find import find
from ingest.take import take_all
from tests.assistant.web.conftest import ClientOf
from tests.fakes import CORPUS, InMemoryDocumentStore, refusal_page, rights_page


@cache
def corpus() -> InMemoryDocumentStore:
    """Return our own pages as they are in the index."""
    taken, _ = take_all(find(CORPUS, ()), lambda _: None)
    return InMemoryDocumentStore(taken)


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF as another reader than the one that made it sees them."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Return `text` without spaces and hyphens: a line may break at both."""
    return re.sub(r"[\s\xad\ufffe\x02-]", "", text)


def test_every_page_in_force_gives_one_sheet_with_a_ground_under_each_claim() -> None:
    for page in situations(corpus(), today()):
        card = conversation_card(page.id, corpus(), today())
        pdf = card_pdf(card, "a4", today())
        assert page_count(pdf) == 1, page.id
        assert all(claim.grounds for claim in card.claims), page.id
        words = words_of(pdf)
        for claim in card.claims:
            assert squeezed(claim.text) in words, (page.id, claim.text)
            for ground in claim.grounds:
                assert squeezed(ground) in words, (page.id, ground)


@pytest.mark.parametrize("form", ["a4", "kaartjes"])
def test_the_pdf_is_tagged_in_dutch_and_has_a_title(client: TestClient, form: str) -> None:
    response = client.get(f"/gesprekskaart.pdf?pagina=aanmelding-geweigerd&vorm={form}")
    reader = PdfReader(io.BytesIO(response.content))
    root = reader.root_object
    assert response.headers["content-type"] == "application/pdf"
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata
    assert reader.metadata.title == "Gesprekskaart: De school wil mijn kind niet aannemen"


def test_text_of_a_page_is_no_markup_on_the_card(client_of: ClientOf) -> None:
    hostile = '#panic("x") $a$ *vet* [b] #read("/etc/passwd") \\ <label> @bron'
    page = rights_page("vals", f"Titel {hostile}", {"Kort antwoord": [f"De school {hostile}."]})
    pdf = client_of({"taken": [page]}).get("/gesprekskaart.pdf?pagina=vals").content
    assert squeezed(hostile) in words_of(pdf)


def test_cards_to_cut_out_hold_the_same_claims() -> None:
    card = conversation_card("schorsing", corpus(), today())
    pdf = typeset(TEMPLATE, sheet(card, today()), "kaartjes", 10.5)
    assert all(squeezed(claim.text) in words_of(pdf) for claim in card.claims)


def test_a_situation_is_chosen_on_a_page_without_script(client: TestClient) -> None:
    page = client.get("/gesprekskaart").text
    assert '<option value="aanmelding-geweigerd">' in page
    chosen = client.get("/gesprekskaart?pagina=aanmelding-geweigerd").text
    assert "/gesprekskaart.pdf?pagina=aanmelding-geweigerd&amp;vorm=kaartjes" in chosen
    assert client.get("/gesprekskaart?pagina=<script>").status_code == 200


def test_two_makings_are_the_same_bytes() -> None:
    card = conversation_card("schorsing", corpus(), today())
    data = sheet(card, today())
    assert typeset(TEMPLATE, data, "a4", 10) == typeset(TEMPLATE, data, "a4", 10)


def test_a_page_without_the_three_general_pages_still_gives_a_card(client: TestClient) -> None:
    assert refusal_page().document.id == "aanmelding-geweigerd"
    assert client.get("/gesprekskaart.pdf?pagina=aanmelding-geweigerd").status_code == 200
