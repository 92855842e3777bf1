from __future__ import annotations

import base64
import re
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.web.security_headers import CHAT, OURS, SecurityHeaders, policy_of
from tests.assistant.web.conftest import ClientOf
from tests.fakes import FailingGuard

PATHS = [
    "/eenvoudig",
    "/over",
    "/bron/aanmelding-geweigerd",
    "/gesprekskaart",
    "/docs",
    "/health",
    "/ready",
    "/metrics",
    "/openapi.json",
    "/api/v1/documents",
    "/static/wegwijzer.css",
    "/bestaat-niet",
    "/api/v1/bestaat-niet",
    "/gesprekskaart.pdf?pagina=aanmelding-geweigerd",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_the_headers_and_no_cookie(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_our_pages_and_the_api_may_run_no_script(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    if not path.startswith("/static"):
        assert policy == OURS
    assert "script-src" not in OURS
    assert "'unsafe" not in OURS


def test_an_error_that_nobody_foresaw_has_the_headers(client_of: ClientOf) -> None:
    client = client_of({"crisis": FailingGuard()})
    response = client.post("/api/v1/answers", json={"question": "mag dit?"})
    assert response.status_code == 500
    assert response.headers["content-security-policy"] == OURS
    assert response.json()["status"] == 500


def test_the_chat_window_connects_to_its_own_host_only() -> None:
    assert policy_of("/") == CHAT
    assert "connect-src 'self';" in CHAT
    assert "http" not in CHAT
    assert "*" not in CHAT


def test_only_the_scripts_that_stand_in_the_chat_page_may_run() -> None:
    page = b"<script>a()</script><script src='/x.js'></script><SCRIPT type=module>\nb()\n</SCRIPT>"

    async def gradio(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(page, media_type="text/html")(scope, receive, send)

    policy = TestClient(SecurityHeaders(gradio)).get("/").headers["content-security-policy"]
    script = next(one for one in policy.split("; ") if one.startswith("script-src"))
    assert "'unsafe-inline'" not in script
    expected = [base64.b64encode(sha256(one).digest()).decode() for one in (b"a()", b"\nb()\n")]
    assert re.findall(r"'sha256-([^']+)'", script) == expected


def test_answers_are_not_stored_on_the_way(client: TestClient) -> None:
    response = client.post(
        "/api/v1/answers", json={"question": "Mag de school mijn kind weigeren?"}
    )
    assert response.headers["cache-control"] == "no-store"
    assert client.get("/eenvoudig").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
def test_no_page_of_ours_names_an_asset_of_another_host(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html"})
    if page.headers["content-type"].startswith("text/html"):
        assets = re.findall(r"<(?:link|img|script|iframe)[^>]*(?:href|src)=\"([^\"]*)", page.text)
        assert all(address.startswith("/static/") for address in assets)
        assert " style=" not in page.text
