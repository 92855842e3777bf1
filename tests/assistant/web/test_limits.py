from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import networks
from assistant.web.clients import Clients
from assistant.web.rates import Rate
from tests.assistant.web.conftest import ClientOf

ASK = {"question": "Mag de school mijn kind weigeren?"}
HTML = {"accept": "text/html"}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_rate_lets_so_many_through_and_then_says_how_long_to_wait() -> None:
    clock = Clock()
    rate = Rate(6, clock=clock)
    assert [rate.wait_for("a") for _ in range(7)] == [0] * 6 + [10]
    clock.now = 9.5
    assert rate.wait_for("a") == 1
    clock.now = 10
    assert rate.wait_for("a") == 0
    assert rate.wait_for("b") == 0


@given(st.lists(st.tuples(st.text(max_size=2), st.floats(0, 30)), max_size=80), st.integers(1, 9))
def test_a_rate_never_lets_more_through_than_it_says(
    asked: list[tuple[str, float]], per_minute: int
) -> None:
    clock = Clock()
    rate = Rate(per_minute, clock=clock)
    let_in: dict[str, int] = {}
    for key, later in asked:
        clock.now += later
        if not rate.wait_for(key):
            let_in[key] = let_in.get(key, 0) + 1
    most = per_minute + per_minute * clock.now / 60 + 1e-6
    assert all(count <= most for count in let_in.values())


def test_the_memory_of_a_rate_is_bounded() -> None:
    rate = Rate(5, most_keys=100)
    for number in range(10_000):
        rate.wait_for(str(number))
    assert len(rate) == 100


def test_zero_is_no_limit() -> None:
    rate = Rate(0)
    assert {rate.wait_for("a") for _ in range(1000)} == {0}


def test_too_many_questions_of_one_client_is_a_429_with_retry_after(client_of: ClientOf) -> None:
    client = client_of(questions_per_minute=2)
    answers = [client.post("/api/v1/answers", json=ASK) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["retry-after"]) <= 60
    assert answers[2].headers["content-type"] == "application/problem+json"
    assert answers[2].json()["status"] == 429
    assert "content-security-policy" in answers[2].headers
    assert client.get("/eenvoudig").status_code == 200


def test_a_browser_reads_a_429_as_a_page(client_of: ClientOf) -> None:
    client = client_of(questions_per_minute=1)
    client.post("/eenvoudig", data=ASK, headers=HTML)
    response = client.post("/eenvoudig", data=ASK, headers=HTML)
    assert response.status_code == 429
    assert "retry-after" in response.headers
    assert 'role="alert"' in response.text


def test_all_clients_together_have_a_limit_too(client_of: ClientOf) -> None:
    client = client_of(questions_per_minute=0, questions_per_minute_all=3)
    statuses = [client.post("/api/v1/answers", json=ASK).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_requests_of_any_sort_have_a_limit_and_health_has_none(client_of: ClientOf) -> None:
    client = client_of(requests_per_minute=2)
    assert [client.get("/over").status_code for _ in range(3)] == [200, 200, 429]
    assert {client.get(path).status_code for path in ("/health", "/ready", "/metrics")} == {200}


def test_one_client_does_not_use_up_another(client_of: ClientOf) -> None:
    client = client_of(questions_per_minute=1, trusted_proxies="10.0.0.0/8")
    other = TestClient(client.app, client=("10.0.0.1", 1))
    first = {"x-forwarded-for": "192.0.2.1"}
    second = {"x-forwarded-for": "192.0.2.2"}
    statuses = [
        other.post("/api/v1/answers", json=ASK, headers=one).status_code
        for one in (first, first, second)
    ]
    assert statuses == [200, 429, 200]


def scope(peer: str, forwarded: str = "") -> dict[str, object]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return {"type": "http", "client": (peer, 1), "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "name"),
    [
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "onzin", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("2001:db8::ffff:1", "", "2001:db8::/64"),
        ("testclient", "198.51.100.1", "testclient"),
    ],
)
def test_a_client_is_its_address_or_what_a_trusted_proxy_saw(
    peer: str, forwarded: str, name: str
) -> None:
    assert Clients(networks("10.0.0.0/8")).name(scope(peer, forwarded)) == name


def test_only_the_limit_for_all_counts_for_the_machine_itself(client_of: ClientOf) -> None:
    client = client_of(questions_per_minute=1)
    here = TestClient(client.app, client=("127.0.0.1", 1))
    assert [here.post("/api/v1/answers", json=ASK).status_code for _ in range(3)] == [200] * 3


def test_a_large_body_is_a_413(client_of: ClientOf) -> None:
    client = client_of(max_body=2_000)
    response = client.post("/api/v1/answers", json={"question": "a" * 3_000})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


def test_a_large_body_that_does_not_say_so_is_a_413(client_of: ClientOf) -> None:
    client = client_of(max_body=2_000)

    def endless() -> Iterator[bytes]:
        for _ in range(10):
            yield b"a" * 1_000

    assert client.post("/api/v1/answers", content=endless()).status_code == 413


def test_a_body_of_just_the_limit_is_read(client_of: ClientOf) -> None:
    client = client_of(max_body=1_000)
    body = b'{"question": "school?"}'.ljust(1_000)
    headers = {"content-type": "application/json"}
    assert client.post("/api/v1/answers", content=body, headers=headers).status_code == 200
