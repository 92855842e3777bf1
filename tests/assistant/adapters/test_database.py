from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.database import FEEDBACK, FILE_NAME, CountingDatabase
from assistant.core.errors import StorageError
from assistant.core.feedback import FeedbackCount, Reason, Verdict, kept_from

DAY = datetime.date(2026, 11, 24)
DOWN = Verdict(useful=False, reason=Reason.TOO_HARD)
UP = Verdict(useful=True)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CountingDatabase]:
    opened = CountingDatabase("", tmp_path)
    yield opened
    opened.close()


def test_verdicts_are_counted_by_day_and_reason(database: CountingDatabase) -> None:
    for verdict in (UP, UP, DOWN):
        database.record(verdict, DAY)
    database.record(UP, DAY + datetime.timedelta(days=1))
    assert sorted(one.count for one in database.counts()) == [1, 1, 2]
    assert FeedbackCount(DAY, DOWN, 1) in database.counts()


def test_purge_forgets_what_is_older_than_the_retention_time(database: CountingDatabase) -> None:
    for age in (0, 29, 30, 31, 400):
        database.record(UP, DAY - datetime.timedelta(days=age))
    assert database.purge(kept_from(DAY, 30)) == 2
    assert min(one.day for one in database.counts()) == DAY - datetime.timedelta(days=30)
    assert database.purge(kept_from(DAY, 30)) == 0


def test_counts_survive_a_restart(tmp_path: Path) -> None:
    for _ in range(2):
        database = CountingDatabase("", tmp_path)
        database.record(DOWN, DAY)
        database.close()
    again = CountingDatabase("", tmp_path)
    assert again.counts() == [FeedbackCount(DAY, DOWN, 2)]
    again.close()


def test_many_at_once_are_all_counted(database: CountingDatabase) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: database.record(UP, DAY), range(60)))
    assert database.counts() == [FeedbackCount(DAY, UP, 60)]


def test_no_column_can_hold_a_text() -> None:
    assert {column.name: str(column.type) for column in FEEDBACK.columns} == {
        "day": "DATE",
        "useful": "BOOLEAN",
        "reason": "VARCHAR(32)",
        "times": "INTEGER",
    }


def test_nothing_is_opened_before_the_first_count(tmp_path: Path) -> None:
    CountingDatabase("", tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("url", ["sqlite:////proc/nergens/x.sqlite", "onzin", "geen://dialect"])
def test_a_database_that_is_not_there_is_a_storage_error(tmp_path: Path, url: str) -> None:
    with pytest.raises(StorageError):
        CountingDatabase(url, tmp_path).record(UP, DAY)
