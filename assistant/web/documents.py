"""The sources: what is in the index, and the exact texts that quotes are cut from."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.bootstrap import today
from assistant.web.answers import Served
from assistant.web.schemas import DocumentOut, DocumentText, DocumentWithOutline, OutlineItem

router = APIRouter(prefix="/api/v1/documents", tags=["documents"])


@router.get("")
def documents(application: Served) -> list[DocumentOut]:
    """List all documents."""
    found = application.library.current().documents.documents()
    return [DocumentOut.of(one, today()) for one in found]


@router.get("/{document_id}")
def document(document_id: str, application: Served) -> DocumentWithOutline:
    """Show one document and the places in it."""
    store = application.library.current().documents
    shown = DocumentOut.of(store.document(document_id), today())
    outline = [OutlineItem.of(one) for one in store.passages(document_id)]
    return DocumentWithOutline(**shown.model_dump(), outline=outline)


@router.get("/{document_id}/text")
def text(document_id: str, application: Served) -> DocumentText:
    """Return the stored text; offsets of citations count its code points."""
    return DocumentText(text=application.library.current().documents.text(document_id))
