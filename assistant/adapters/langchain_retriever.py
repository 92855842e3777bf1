"""The search as a LangChain `BaseRetriever`, for people who want it in a chain of their own.

Documents come best first: `page_content` is the passage as it is stored, `metadata` says where
it stands (`text[start:end]` of the document), what it is, and how it scored, 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.core.model import Evidence

Search = Callable[[str, int], Sequence[Evidence]]


class PassageRetriever(BaseRetriever):
    """Finds passages of law, rights pages and other sources for a question in lay Dutch.

    Raises NoIndexError when there is no index.
    """

    search: Search
    count: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - asked for by LangChain
    ) -> list[Document]:
        return [_document(one) for one in self.search(query, self.count)]


def _document(evidence: Evidence) -> Document:
    document, passage = evidence.document, evidence.passage
    return Document(
        id=passage.id,
        page_content=evidence.text,
        metadata={
            "document_id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "kind": document.kind.value,
            "status": evidence.status.value,
            "identifier": document.identifier,
            "headings": list(passage.headings),
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "url": passage.url or document.url,
            "score": round(evidence.score, 4),
        },
    )
