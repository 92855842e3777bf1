from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.core.model import Answer, Contact, Outcome, Question
from tests.assistant.web.conftest import ClientOf
from tests.fakes import EmptyLibrary

QUESTION = "Mag de school mijn kind weigeren?"
HTML = {"accept": "text/html"}


def test_the_notice_comes_before_the_input(client: TestClient) -> None:
    page = client.get("/eenvoudig").text
    assert page.index("automatische assistent, niet met een mens") < page.index("<textarea")
    assert '<html lang="nl">' in page
    assert page.count("<h1") == 1
    assert "<script" not in page


def test_an_answer_has_sections_sources_and_contacts(client: TestClient) -> None:
    page = client.post("/eenvoudig", data={"question": QUESTION, "sector": "po"}).text
    assert "Een school mag uw kind niet zomaar weigeren." in page
    assert (
        page.index("Uitleg</h2>") < page.index("Wat kunt u doen</h2>") < page.index("Bronnen</h2>")
    )
    assert re.search(r'href="/bron/aanmelding-geweigerd\?van=\d+&amp;tot=\d+#citaat"', page)
    assert "Wet op het primair onderwijs, artikel 40 lid 4" in page
    assert 'href="tel:' in page
    assert "/gesprekskaart?pagina=aanmelding-geweigerd" in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "nog geen vraag"),
        ({"question": "  "}, "nog geen vraag"),
        ({"question": "a" * 10_000}, "te lang"),
        ({"question": "a\x00b"}, "tekens die niet kunnen"),
        ({"question": QUESTION, "sector": "maan"}, "Kies een soort school"),
    ],
)
def test_a_fault_is_told_kindly_in_an_alert(
    client: TestClient, sent: dict[str, str], says: str
) -> None:
    response = client.post("/eenvoudig", data=sent)
    assert response.status_code == 422
    alert = re.search(r'<p role="alert"[^>]*>(.*?)</p>', response.text)
    assert alert
    assert says in alert.group(1)
    assert 'aria-invalid="true"' in response.text


def test_what_was_typed_comes_back_escaped(client: TestClient) -> None:
    attack = '</textarea><script>alert(1)</script>"\x00'
    page = client.post("/eenvoudig", data={"question": attack}).text
    assert "<script" not in page
    page = client.post("/eenvoudig", data={"question": "<script>alert(1)</script> school?"}).text
    assert "<script" not in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://elders.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver"}, 200),
        ({}, 200),
    ],
)
def test_a_form_of_another_site_is_not_answered(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    response = client.post("/eenvoudig", data={"question": QUESTION}, headers=headers)
    assert response.status_code == status
    assert ("zomaar weigeren" in response.text) is (status == 200)


def test_no_index_is_a_page_with_an_alert(client_of: ClientOf) -> None:
    client = client_of({"library": EmptyLibrary()})
    response = client.post("/eenvoudig", data={"question": QUESTION}, headers=HTML)
    assert response.status_code == 503
    assert 'role="alert"' in response.text


def test_over_capacity_keeps_the_question(client_of: ClientOf) -> None:
    client = client_of(answers_at_once=1, answers_waiting=0)
    with client.app.state.application.capacity.place():  # type: ignore[attr-defined]
        response = client.post("/eenvoudig", data={"question": QUESTION})
    assert response.status_code == 503
    assert QUESTION in response.text


class CrisisCard:
    def stop(self, question: Question) -> Answer:
        assert question
        contact = Contact("112", "Alarmnummer 112", "Bel bij gevaar.", phone="112")
        return Answer(Outcome.CRISIS, "Bel nu 112.\nU bent niet alleen.", contacts=(contact,))


def test_a_crisis_card_calls_with_one_touch_also_without_an_index(client_of: ClientOf) -> None:
    client = client_of({"crisis": CrisisCard(), "library": EmptyLibrary()})
    page = client.post("/eenvoudig", data={"question": "help"}).text
    assert 'class="answer crisis"' in page
    assert 'href="tel:112"' in page


def test_no_cookies(client: TestClient) -> None:
    for response in (client.get("/eenvoudig"), client.post("/eenvoudig", data={"question": "x"})):
        assert "set-cookie" not in response.headers
