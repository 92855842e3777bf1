"""`python -m assistant off`, `on` and `purge`."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.adapters.database import CountingDatabase
from assistant.adapters.switch import FileSwitch
from assistant.bootstrap import today
from assistant.core.feedback import Verdict

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WEGWIJZER_RETENTION_DAYS", "30")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_off_closes_and_on_opens(run: Run, tmp_path: Path) -> None:
    switch = FileSwitch(tmp_path)
    assert run("off", "--reason", "fout in een bron").exit_code == 0
    state = switch.state()
    assert state
    assert state.reason == "fout in een bron"
    assert run("on").exit_code == 0
    assert switch.state() is None
    assert run("on").exit_code == 0


def test_off_wants_a_reason(run: Run, tmp_path: Path) -> None:
    assert run("off").exit_code != 0
    assert run("off", "--reason", "  ").exit_code != 0
    assert FileSwitch(tmp_path).state() is None


def test_the_reason_is_logged(run: Run) -> None:
    result = run("off", "--reason", "fout in een bron")
    assert "switched_off" in result.stderr
    assert "fout in een bron" in result.stderr


def test_purge_forgets_what_is_older_than_the_setting(run: Run, tmp_path: Path) -> None:
    database = CountingDatabase("", tmp_path)
    for age in (0, 30, 31, 300):
        database.record(Verdict(useful=True), today() - datetime.timedelta(days=age))
    result = run("purge", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["purged"] == 2
    assert len(database.counts()) == 2
    database.close()
    assert "0 tellingen" in run("purge").stdout


def test_purge_fails_with_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_DATABASE_URL", "sqlite:////proc/nergens/x.sqlite")
    result = run("purge")
    assert result.exit_code == 2
    assert "database" in result.stderr
