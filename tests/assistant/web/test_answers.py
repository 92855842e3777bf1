from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.web.schemas import LONGEST_QUESTION
from tests.assistant.web.conftest import ClientOf
from tests.fakes import EmptyLibrary, FailingGuard

QUESTION = "Mag de school mijn kind weigeren?"
CANARY = "kanariepiet"


def events(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n", 1)
        yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_an_answer_quotes_the_stored_text_at_its_offsets(client: TestClient) -> None:
    answer = client.post("/api/v1/answers", json={"question": QUESTION}).json()
    assert answer["outcome"] == "answered"
    for citation in answer["citations"]:
        text = client.get(f"/api/v1/documents/{citation['document_id']}/text").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_stream_gives_status_then_citations_before_their_statements_then_done(
    client: TestClient,
) -> None:
    response = client.post("/api/v1/answers/stream", json={"question": QUESTION})
    found = list(events(response.text))
    names = [name for name, _ in found]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert names[0] == "status"
    assert names[-1] == "done"
    assert names.count("done") == 1
    shown: set[object] = set()
    for name, data in found:
        if name == "citation":
            shown.add(data["number"])
        if name == "statement":
            assert set(data["citations"]) <= shown  # type: ignore[call-overload]


def test_a_stream_ends_with_what_a_whole_answer_says(client: TestClient) -> None:
    whole = client.post("/api/v1/answers", json={"question": QUESTION}).json()
    text = client.post("/api/v1/answers/stream", json={"question": QUESTION}).text
    name, done = list(events(text))[-1]
    assert name == "done"
    assert done["statements"] == whole["statements"]


def test_a_stream_without_an_index_ends_with_an_error_event(client_of: ClientOf) -> None:
    client = client_of({"library": EmptyLibrary()})
    text = client.post("/api/v1/answers/stream", json={"question": QUESTION}).text
    assert list(events(text))[-1][0] == "error"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "   \n"}, "question"),
        ({"question": "a" * 10_000}, "question"),
        ({"question": "mag dit\x00?"}, "question"),
        ({"question": "mag dit\x1b[31m?"}, "question"),
        ({"question": 7}, "question"),
        ({"question": None}, "question"),
        ({"question": ["mag dit?"]}, "question"),
        ({"question": QUESTION, "sector": "universiteit"}, "sector"),
        ({"question": QUESTION, "as_of": "gisteren"}, "as_of"),
        ({"question": QUESTION, "as_of": "1200-01-01"}, "as_of"),
        ({"question": QUESTION, "language": "Nederlands"}, "language"),
        ({"question": QUESTION, "history": "hallo"}, "history"),
        ({"question": QUESTION, "history": [{"role": "parent", "text": "a"}] * 21}, "history"),
        ({"question": QUESTION, "history": [{"role": "god", "text": "a"}]}, "history.0.role"),
        ({"question": QUESTION, "temperature": 2}, "temperature"),
        ([], "body"),
        ("vraag", "body"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/answers", "/api/v1/answers/stream"])
def test_bad_input_is_a_422_that_names_the_field(
    client: TestClient, path: str, sent: object, field: str
) -> None:
    response = client.post(path, json=sent)
    problem = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["status"] == 422
    assert field in [error["field"] for error in problem["errors"]]
    assert field in problem["detail"]


def test_broken_json_is_a_422(client: TestClient) -> None:
    response = client.post(
        "/api/v1/answers", content=b'{"question": ', headers={"content-type": "application/json"}
    )
    assert response.status_code == 422


def test_the_longest_question_is_answered(client: TestClient) -> None:
    question = "school " * (LONGEST_QUESTION // 7)
    assert client.post("/api/v1/answers", json={"question": question}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/answers", "/api/v1/answers/stream"])
def test_the_longest_question_is_a_setting(client_of: ClientOf, path: str) -> None:
    client = client_of(max_question=100)
    assert client.post(path, json={"question": "a" * 100}).status_code == 200
    response = client.post(path, json={"question": "a" * 101})
    assert response.status_code == 422
    assert response.json()["errors"] == [{"field": "question", "message": "is te lang"}]
    assert client.post("/eenvoudig", data={"question": "a" * 101}).status_code == 422


def test_no_file_holds_what_a_parent_typed(client: TestClient, tmp_path: Path) -> None:
    asked = {"question": f"Mag de school mijn {CANARY} weigeren?"}
    for path in ("/api/v1/answers", "/api/v1/answers/stream"):
        client.post(path, json=asked)
    client.post("/eenvoudig", data=asked)
    client.post("/api/v1/feedback", json={"answer_id": CANARY, "useful": True})
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [content for content in written if CANARY.encode() in content]


def test_no_index_is_a_503_with_retry_after(client_of: ClientOf) -> None:
    client = client_of({"library": EmptyLibrary()})
    response = client.post("/api/v1/answers", json={"question": QUESTION})
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/api/v1/answers", {"question": QUESTION}),
        ("/api/v1/answers/stream", {"question": QUESTION}),
    ],
)
def test_over_capacity_is_a_503_at_once(
    client_of: ClientOf, path: str, sent: dict[str, str]
) -> None:
    client = client_of(answers_at_once=1, answers_waiting=0)
    with client.app.state.application.capacity.place():  # type: ignore[attr-defined]
        response = client.post(path, json=sent)
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["content-type"] == "application/problem+json"
    assert client.post(path, json=sent).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/answers", "/api/v1/answers/stream", "/eenvoudig"])
def test_what_a_parent_typed_is_in_no_log_and_no_error(
    client_of: ClientOf, logged: Callable[[], str], path: str
) -> None:
    """The worst case: a part that breaks with the question in its message."""
    client = client_of({"crisis": FailingGuard()})
    sent = {"question": f"Mijn {CANARY} mag niet naar school"}
    is_form = path == "/eenvoudig"
    response = client.post(path, data=sent) if is_form else client.post(path, json=sent)
    written = logged()
    assert CANARY not in written
    assert "RuntimeError" in written
    assert CANARY not in response.text


def test_an_answered_question_is_in_no_log(client: TestClient, logged: Callable[[], str]) -> None:
    client.post("/api/v1/answers", json={"question": f"Mag de school mijn {CANARY} weigeren?"})
    written = logged()
    assert "answered" in written
    assert CANARY not in written


def test_bad_input_is_not_echoed(client: TestClient, logged: Callable[[], str]) -> None:
    sent = {"question": f"{CANARY}\x00", "history": [{"role": CANARY, "text": CANARY}]}
    response = client.post("/api/v1/answers", json=sent)
    assert response.status_code == 422
    assert CANARY not in response.text + logged()
