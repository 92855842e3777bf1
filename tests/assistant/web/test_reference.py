from __future__ import annotations

from fastapi.testclient import TestClient


def test_every_operation_of_the_api_is_on_the_page(client: TestClient) -> None:
    page = client.get("/docs").text
    paths = client.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page
    assert "/api/v1/answers" in paths
    assert "/eenvoudig" not in paths
    assert "<script" not in page
