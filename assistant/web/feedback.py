"""Thumbs: counted by day, useful or not, and reason. What else is sent is not kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.core.feedback import Reason, Verdict
from assistant.web.answers import Served

router = APIRouter(prefix="/api/v1", tags=["feedback"])


class FeedbackIn(BaseModel):
    """A thumb. `answer_id` ties it to an answer for the sender only; it is not kept."""

    model_config = ConfigDict(extra="forbid")
    answer_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
    useful: bool
    reason: Reason | None = None


class FeedbackOut(BaseModel):
    """The thumb was counted."""

    counted: bool


@router.post("/feedback", status_code=201)
def feedback(given: FeedbackIn, application: Served) -> FeedbackOut:
    """Count one thumb; keep no text and no answer id."""
    application.give_feedback(Verdict(given.useful, given.reason))
    return FeedbackOut(counted=True)
