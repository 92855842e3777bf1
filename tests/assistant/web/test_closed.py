from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.adapters.switch import FILE_NAME, FileSwitch
from assistant.core.errors import SwitchedOffError
from assistant.core.model import Question
from assistant.doctor import examine
from tests.assistant.web.conftest import ClientOf

NOW = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
HTML = {"accept": "text/html"}
QUESTION = {"question": "Mag de school mijn kind weigeren?"}


def turned_off(client: TestClient, reason: str = "storing in de bronnen") -> FileSwitch:
    switch: FileSwitch = client.app.state.application.switch  # type: ignore[attr-defined]
    switch.turn_off(reason, NOW)
    return switch


@pytest.mark.parametrize("path", ["/api/v1/answers", "/api/v1/answers/stream", "/api/v1/feedback"])
def test_the_api_is_a_503_with_contacts_while_off(client: TestClient, path: str) -> None:
    turned_off(client)
    response = client.post(path, json=QUESTION)
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert int(response.headers["retry-after"]) > 0
    assert "uitgezet" in response.json()["detail"]
    names = [contact["name"] for contact in response.json()["contacts"]]
    assert "Onderwijsconsulenten" in names
    assert "Alarmnummer 112" in names


@pytest.mark.parametrize("path", ["/", "/eenvoudig", "/over", "/bron/x", "/gesprekskaart"])
def test_a_browser_reads_a_page_with_contacts_while_off(client: TestClient, path: str) -> None:
    turned_off(client)
    response = client.get(path, headers=HTML)
    assert response.status_code == 503
    assert "uitgezet" in response.text
    assert 'href="tel:112"' in response.text
    assert "storing in de bronnen" not in response.text


def test_health_stays_and_ready_is_false_while_off(client: TestClient) -> None:
    switch = turned_off(client)
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503
    switch.turn_on()
    assert client.get("/ready").status_code == 200
    assert client.post("/api/v1/answers", json=QUESTION).status_code == 200


def test_the_reason_is_logged_once_by_who_serves(
    client: TestClient, logged: Callable[[], str]
) -> None:
    turned_off(client)
    for _ in range(3):
        client.get("/over")
    assert logged().count('"doors_closed"') == 1
    assert logged().count("storing in de bronnen") == 2


def test_doctor_shows_the_reason(client: TestClient) -> None:
    application = client.app.state.application  # type: ignore[attr-defined]
    turned_off(client)
    findings = {one.name: one for one in examine(application.settings, application)}
    assert not findings["schakelaar"].ok
    assert "storing in de bronnen" in findings["schakelaar"].says


def test_no_answer_is_made_while_off(client: TestClient) -> None:
    application = client.app.state.application  # type: ignore[attr-defined]
    turned_off(client)
    with pytest.raises(SwitchedOffError):
        application.answer(Question("Mag dit?", NOW.date()))


@pytest.mark.parametrize("content", [b"", b"geen json", b"[]", b"{}", b"\xff\xfe"])
def test_a_switch_that_cannot_be_read_means_off(client_of: ClientOf, content: bytes) -> None:
    client = client_of()
    application = client.app.state.application  # type: ignore[attr-defined]
    (application.settings.data_dir / FILE_NAME).write_bytes(content)
    assert client.get("/over", headers=HTML).status_code == 503
