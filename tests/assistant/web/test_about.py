from __future__ import annotations

from fastapi.testclient import TestClient

from tests.assistant.web.conftest import ClientOf
from tests.fakes import EmptyLibrary, a_law, refusal_page, source


def test_it_says_what_it_is_before_anything_else(client: TestClient) -> None:
    page = client.get("/over").text
    assert "niet met een mens" in page
    assert "Geen juridisch advies" in page
    assert "worden niet bewaard" in page
    assert "Autoriteit Persoonsgegevens" in page


def test_sources_stand_with_their_dates_and_status(client_of: ClientOf) -> None:
    client = client_of({"taken": [refusal_page(), source(a_law(), "Artikel 1")]})
    page = client.get("/over").text
    assert 'href="/bron/wpo"' in page
    assert "1 augustus 2026" in page
    assert "geldt nu" in page
    assert "Er zijn 2 bronnen" in page


def test_the_operator_and_the_retention_time_are_named(client_of: ClientOf) -> None:
    client = client_of(
        operator="Steunpunt <Zuid>", operator_url="https://zuid.example/klacht", retention_days=90
    )
    page = client.get("/over").text
    assert "Steunpunt &lt;Zuid&gt;" in page
    assert 'href="https://zuid.example/klacht"' in page
    assert "90 dagen" in page


def test_it_is_there_without_an_index(client_of: ClientOf) -> None:
    response = client_of({"library": EmptyLibrary()}).get("/over")
    assert response.status_code == 200
    assert "niet geladen" in response.text
