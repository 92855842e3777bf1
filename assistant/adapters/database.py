"""The database of counts, with SQLAlchemy: SQLite in the data folder, or another by URL.

No column can hold a text of a parent: a day, a thumb, a reason from a fixed list, a number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.core.errors import StorageError
from assistant.core.feedback import FeedbackCount, Reason, Verdict

FILE_NAME = "wegwijzer.sqlite"
NO_REASON = ""
METADATA = MetaData()
FEEDBACK = Table(
    "feedback_counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("useful", Boolean, primary_key=True),
    Column("reason", String(32), primary_key=True),
    Column("times", Integer, nullable=False),
)


class CountingDatabase:
    """Keeps feedback as counts by day. Opened at the first use, so answers never wait for it."""

    def __init__(self, url: str, data_dir: Path) -> None:
        """Take an SQLAlchemy `url`; an empty one is a file in `data_dir`."""
        self._url = url or f"sqlite:///{data_dir / FILE_NAME}"
        self._data_dir = data_dir

    def record(self, verdict: Verdict, day: datetime.date) -> None:
        """Count one verdict. Raises StorageError."""
        with self._connection() as connection:
            if not _add_one(connection, verdict, day):
                _begin_at_one(connection, verdict, day)

    def counts(self) -> list[FeedbackCount]:
        """Return every count by day. Raises StorageError."""
        with self._connection() as connection:
            rows = connection.execute(select(FEEDBACK).order_by(*FEEDBACK.primary_key)).all()
        return [
            FeedbackCount(row.day, Verdict(row.useful, _reason(row.reason)), row.times)
            for row in rows
        ]

    def purge(self, before: datetime.date) -> int:
        """Forget every day before `before`; return how many rows went. Raises StorageError."""
        with self._connection() as connection:
            return connection.execute(delete(FEEDBACK).where(FEEDBACK.c.day < before)).rowcount

    def close(self) -> None:
        """Close what is open."""
        if "_engine" in self.__dict__:
            self._engine.dispose()

    @cached_property
    def _engine(self) -> Engine:
        self._data_dir.mkdir(parents=True, exist_ok=True)
        engine = create_engine(self._url, pool_pre_ping=True)
        METADATA.create_all(engine)
        return engine

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, ImportError, OSError) as error:
            raise StorageError("De database is nu niet bereikbaar.") from error


def _add_one(connection: Connection, verdict: Verdict, day: datetime.date) -> bool:
    mine = (
        (FEEDBACK.c.day == day)
        & (FEEDBACK.c.useful == verdict.useful)
        & (FEEDBACK.c.reason == (verdict.reason or NO_REASON))
    )
    added = connection.execute(update(FEEDBACK).where(mine).values(times=FEEDBACK.c.times + 1))
    return added.rowcount == 1


def _begin_at_one(connection: Connection, verdict: Verdict, day: datetime.date) -> None:
    """Insert the first count; when somebody was just before us, add to theirs."""
    first = {"day": day, "useful": verdict.useful, "reason": verdict.reason or NO_REASON}
    try:
        with connection.begin_nested():
            connection.execute(insert(FEEDBACK).values(**first, times=1))
    except IntegrityError:
        _add_one(connection, verdict, day)


def _reason(stored: str) -> Reason | None:
    return Reason(stored) if stored else None
