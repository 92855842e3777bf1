"""The live index, asked for gold and for what a citation points at; answers are kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.core.errors import UnknownDocumentError
from eval.errors import GoldError
from eval.ranking import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.core.model import Passage
    from assistant.core.ports import DocumentStore
    from eval.cases import Case, Gold


class LiveIndex:
    """Reads one generation. What is not there is None or empty, never an exception."""

    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents
        self.text = lru_cache(maxsize=512)(self._text)
        self.passages = lru_cache(maxsize=512)(self._passages)

    def holds(self, document_id: str) -> bool:
        """Tell whether a document is in the index."""
        return self.text(document_id) is not None

    def passage_text(self, passage: Passage) -> str:
        """Return the stored words of a passage; empty when it is not in the index."""
        known = self.passages(passage.document_id).get(passage.id)
        text = self.text(passage.document_id) or ""
        return text[known.start : known.end] if known else ""

    def gold_spans(self, case: Case) -> list[Span]:
        """Return where the gold quotes stand. Raises GoldError when one is nowhere."""
        return [self._span(case, gold) for gold in case.gold]

    def passages_needed(self, spans: list[Span]) -> int:
        """Return how many passages together cover these spans: each has one of its own, or shares.

        The ideal of nDCG: spans that lie in the same passages count once.
        """
        return len({self._holders(span) or span for span in spans})

    def missing_documents(self, case: Case) -> list[str]:
        """Return the gold documents of a case that the index does not hold."""
        return [id_ for id_ in case.documents if not self.holds(id_)]

    def _holders(self, span: Span) -> frozenset[str]:
        return frozenset(
            one.id
            for one in self.passages(span.document).values()
            if span.overlaps(Span(span.document, one.start, one.end))
        )

    def _span(self, case: Case, gold: Gold) -> Span:
        text = self.text(gold.document)
        if text is None:
            raise GoldError(f"{case.id}: document {gold.document} staat niet in de index.")
        found = re.search(_tolerant(gold.quote), text)
        if found is None:
            raise GoldError(f"{case.id}: het gouden citaat staat niet in {gold.document}.")
        return Span(gold.document, found.start(), found.end())

    def _text(self, document_id: str) -> str | None:
        try:
            return self._documents.text(document_id)
        except UnknownDocumentError:
            return None

    def _passages(self, document_id: str) -> Mapping[str, Passage]:
        try:
            return {one.id: one for one in self._documents.passages(document_id)}
        except UnknownDocumentError:
            return {}


def _tolerant(quote: str) -> str:
    """Return a pattern for `quote` in which any white space matches any other."""
    return r"\s+".join(re.escape(word) for word in quote.split())
