"""Does it live, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.core.errors import GenerationError
from assistant.web.answers import Pool, Served
from assistant.web.problem_json import RETRY_AFTER_SECONDS, problem
from assistant.web.schemas import Health

router = APIRouter(tags=["operations"])


@router.get("/health")
def health() -> Health:
    """Tell that the process lives."""
    return Health(status="ok")


@router.get("/ready", response_model=Health)
def ready(application: Served, capacity: Pool) -> Health | JSONResponse:
    """Tell whether an index is loaded and there is room for a question."""
    if application.switch.state() is not None:
        return problem(503, "De wegwijzer is uitgezet.", retry_after=RETRY_AFTER_SECONDS)
    if capacity.is_full():
        return problem(503, "Het is te druk.", retry_after=RETRY_AFTER_SECONDS)
    try:
        generation = application.library.current()
    except GenerationError as error:
        return problem(503, str(error), retry_after=RETRY_AFTER_SECONDS)
    count = len(generation.documents.documents())
    return Health(status="ready", generation=generation.id, documents=count)
