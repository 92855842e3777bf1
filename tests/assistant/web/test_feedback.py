from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.adapters.database import FILE_NAME, CountingDatabase
from assistant.bootstrap import today
from assistant.core.feedback import FeedbackCount, Reason, Verdict
from tests.assistant.web.conftest import ClientOf
from tests.fakes import BrokenFeedback, InMemoryFeedback

ID = "0123456789abcdef0123456789abcdef"


def test_a_thumb_is_counted(client_of: ClientOf) -> None:
    feedback = InMemoryFeedback()
    client = client_of({"feedback": feedback})
    for _ in range(2):
        sent = {"answer_id": ID, "useful": False, "reason": "not_right"}
        response = client.post("/api/v1/feedback", json=sent)
        assert response.status_code == 201
        assert response.json() == {"counted": True}
    assert feedback.counted == {(today(), Verdict(useful=False, reason=Reason.NOT_RIGHT)): 2}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"useful": True}, "answer_id"),
        ({"answer_id": ID}, "useful"),
        ({"answer_id": ID, "useful": True, "reason": "mijn zoon Jan"}, "reason"),
        ({"answer_id": ID, "useful": True, "text": "mijn zoon Jan"}, "text"),
        ({"answer_id": "mijn zoon Jan", "useful": True}, "answer_id"),
        ({"answer_id": ID, "useful": 7}, "useful"),
    ],
)
def test_there_is_no_room_for_a_text(
    client: TestClient, sent: dict[str, object], field: str
) -> None:
    response = client.post("/api/v1/feedback", json=sent)
    assert response.status_code == 422
    assert field in [error["field"] for error in response.json()["errors"]]
    assert "Jan" not in response.text


def test_no_answer_id_is_in_the_database_file(client_of: ClientOf, tmp_path: Path) -> None:
    database = CountingDatabase("", tmp_path)
    client = client_of({"feedback": database})
    client.post("/api/v1/feedback", json={"answer_id": ID, "useful": True})
    assert database.counts() == [FeedbackCount(today(), Verdict(useful=True), 1)]
    database.close()
    assert ID.encode() not in (tmp_path / FILE_NAME).read_bytes()


def test_answers_go_on_while_the_database_is_down(client_of: ClientOf) -> None:
    client = client_of({"feedback": BrokenFeedback()})
    thumb = client.post("/api/v1/feedback", json={"answer_id": ID, "useful": True})
    assert thumb.status_code == 503
    asked = {"question": "Mag de school mijn kind weigeren?"}
    assert client.post("/api/v1/answers", json=asked).status_code == 200
