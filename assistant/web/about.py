"""The page "Over deze assistent": what it is, where answers come from, what is kept."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.bootstrap import Application, today
from assistant.core.errors import GenerationError
from assistant.core.model import Document, Kind, Status
from assistant.web.answers import Served
from assistant.web.pages import render

router = APIRouter(tags=["pages"])
PRIVACY_AUTHORITY = "ap"
KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with its status today."""

    document: Document
    status: Status


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one kind."""

    kind: Kind
    documents: tuple[Listed, ...]


@router.get("/over", response_class=HTMLResponse)
def about(application: Served) -> HTMLResponse:
    """Tell what this assistant is."""
    documents = _documents(application)
    settings, register = application.settings, application.contacts
    return render(
        "about.html",
        operator=settings.operator,
        operator_url=settings.operator_url,
        retention_days=settings.retention_days,
        writer="" if application.writer == "extractive" else application.writer,
        contacts=[*register.general(), *register.named([PRIVACY_AUTHORITY])],
        count=len(documents),
        groups=grouped(documents, today()),
    )


def grouped(documents: Sequence[Document], day: datetime.date) -> list[Group]:
    """Return the documents by kind, law first, each with its status on `day`."""
    ordered = sorted(documents, key=lambda one: (KINDS.index(one.kind), one.title))
    return [
        Group(kind, tuple(Listed(one, one.status_on(day)) for one in group))
        for kind, group in groupby(ordered, key=lambda one: one.kind)
    ]


def _documents(application: Application) -> list[Document]:
    try:
        return application.library.current().documents.documents()
    except GenerationError:
        return []
