from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nergens", 404),
        ("GET", "/api/v1/documents/nergens", 404),
        ("GET", "/api/v1/documents/nergens/text", 404),
        ("GET", "/api/v1/answers", 405),
        ("DELETE", "/health", 405),
    ],
)
def test_an_error_is_problem_json_for_a_machine(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = client.request(method, path)
    problem = response.json()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert problem["status"] == status


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nergens", 404), ("/gesprekskaart.pdf", 422), ("/gesprekskaart.pdf?pagina=x", 404),
     ("/gesprekskaart.pdf?pagina=aanmelding-geweigerd&vorm=a3", 422)],
)  # fmt: skip
def test_an_error_is_a_page_for_a_person(client: TestClient, path: str, status: int) -> None:
    response = client.get(path, headers=HTML)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in response.text
