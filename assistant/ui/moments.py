"""What the window knows of a turn at one moment: what is said so far, and how it ended."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from assistant.core.composing import WARNING_HEADING
from assistant.core.model import Answer, Citation, Contact, Kind, Statement

SECTIONS = ("kort", "uitleg", "stappen", "letop", "bron")


@dataclass(slots=True)
class Moment:
    """A turn as it grows. `state` is `thinking`, `streaming`, an Outcome, `error` or `off`."""

    turn: str
    question: str
    state: str = "thinking"
    status: str = "progress_searching"
    statements: list[Statement] = field(default_factory=list)
    citations: dict[int, Citation] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    answer: Answer | None = None
    answer_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def by_section(self) -> dict[str, list[Statement]]:
        """Return the statements by section, in the order of reading."""
        found: dict[str, list[Statement]] = {name: [] for name in SECTIONS}
        for statement in self.statements:
            found[self._section(statement)].append(statement)
        return found

    def by_document(self, statements: list[Statement]) -> dict[str, list[Statement]]:
        """Return statements by the document that carries them."""
        found: dict[str, list[Statement]] = {}
        for one in statements:
            found.setdefault(self.citations[one.citations[0]].document.id, []).append(one)
        return found

    def sources(self) -> list[list[Citation]]:
        """Return the citations by document and status, in the order of first use."""
        found: dict[tuple[str, str], list[Citation]] = {}
        for one in self.citations.values():
            found.setdefault((one.document.id, one.status.value), []).append(one)
        return list(found.values())

    def card_page(self) -> str:
        """Return the id of the rights page that a gesprekskaart can be made of; empty: none."""
        pages = (one.document for one in self.citations.values())
        return next((page.id for page in pages if page.kind is Kind.RECHTEN), "")

    def _section(self, statement: Statement) -> str:
        if statement.section != "uitleg":
            return statement.section
        headings = self.citations[statement.citations[0]].passage.headings
        return "letop" if headings and headings[-1] == WARNING_HEADING else "uitleg"
