"""What readers think of answers, as counts: never a text, never which answer. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an answer did not help: the only words a reader can send."""

    NOT_MY_QUESTION = "not_my_question"
    TOO_HARD = "too_hard"
    MISSING = "missing"
    NOT_RIGHT = "not_right"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thumb: up or down, with a reason from the list or none."""

    useful: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """How often one Verdict was given on one day."""

    day: datetime.date
    verdict: Verdict
    count: int


def kept_from(today: datetime.date, retention_days: int) -> datetime.date:
    """Return the first day that is still kept."""
    return today - datetime.timedelta(days=retention_days)
