"""The door with an application of fakes behind it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient

from assistant.logs import set_up_logs
from assistant.settings import Settings
from assistant.web.app import create_door
from tests.fakes import application_of

ClientOf = Callable[..., TestClient]


def settings_of(data_dir: Path, **values: object) -> Settings:
    return Settings.model_validate({"data_dir": data_dir, **values})


@pytest.fixture
def client_of(tmp_path: Path) -> ClientOf:
    """Return a client of an application with these settings and parts."""

    def made(parts: dict[str, Any] | None = None, **values: object) -> TestClient:
        application = application_of(settings_of(tmp_path, **values), **(parts or {}))
        return TestClient(create_door(application))

    return made


@pytest.fixture
def client(client_of: ClientOf) -> TestClient:
    return client_of()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Log everything as the server does; return what was written so far, by libraries too."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    monkeypatch.setattr("sys.stderr", stream)
    set_up_logs("DEBUG")
    logging.getLogger().addHandler(handler)
    yield stream.getvalue
    logging.getLogger().removeHandler(handler)
    structlog.reset_defaults()
