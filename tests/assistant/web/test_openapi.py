"""The API against its own description: whatever schemathesis makes up, nothing breaks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import response_schema_conformance

from assistant.web.app import create_door
from tests.assistant.web.conftest import settings_of
from tests.fakes import application_of

FUZZED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UNLIMITED = {
    "questions_per_minute": 0,
    "requests_per_minute": 0,
    "questions_per_minute_all": 0,
}


def test_whatever_is_made_up_from_the_description_breaks_nothing(tmp_path: Path) -> None:
    door = create_door(application_of(settings_of(tmp_path, **UNLIMITED)))
    schema = schemathesis.openapi.from_asgi("/openapi.json", door)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    for operation in operations:
        for mode in GenerationMode:
            _holds(operation, mode)
    assert {"POST /api/v1/answers", "POST /api/v1/answers/stream"} <= {
        operation.label for operation in operations
    }


def _holds(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
    @FUZZED
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case[Any]) -> None:
        response = case.call()
        assert response.status_code < 500, response.text
        case.validate_response(response, checks=[response_schema_conformance])

    with suppress(Unsatisfiable):  # an operation without input has nothing that does not fit
        holds()


def test_every_problem_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for told in methods.values():
            assert "application/problem+json" in str(told["responses"].get("default")), path
