"""From a ground on a rights page to the text of the law itself, where it is in the index."""

from __future__ import annotations

import datetime
import re

from assistant.core.model import Basis, Document, Evidence, Kind, Status
from assistant.core.ports import DocumentStore

_URL = re.compile(r"wetten\.overheid\.nl/(BWBR\d+)")
_PLACE = re.compile(r"artikel ([\w.:]+?)(?:,? lid (\w+))?(?:,|\)|$| onder)")


class LawShelf:
    """The laws of a generation that are in force on a day."""

    def __init__(self, documents: DocumentStore, day: datetime.date) -> None:
        self._documents = documents
        self._laws = {
            document.identifier: document
            for document in documents.documents()
            if document.kind is Kind.WET
            and document.identifier
            and document.status_on(day) is Status.GELDEND
        }

    def first_ground(self, page: Document) -> Evidence | None:
        """Return the law text that the short answer of `page` rests on, if we hold it."""
        for sentence in page.grounded:
            if sentence.section != "kort":
                continue
            for basis in sentence.basis:
                found = self.text_of(basis)
                if found is not None:
                    return found
        return None

    def text_of(self, basis: Basis) -> Evidence | None:
        """Return the passage that holds the article (and lid) of a ground, if it is here."""
        law = _URL.search(basis.url or "")
        place = _PLACE.search(basis.label)
        document = self._laws.get(law.group(1)) if law else None
        if document is None or place is None:
            return None
        article, paragraph = place.groups()
        for passage in self._documents.passages(document.id):
            if passage.article == article and paragraph in {None, passage.paragraph}:
                text = self._documents.text(document.id)[passage.start : passage.end]
                return Evidence(document, passage, text, Status.GELDEND, score=1.0)
        return None
