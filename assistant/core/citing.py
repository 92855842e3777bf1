"""Number the quotes of an answer and let only verified sentences in. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.core.model import Citation, Statement
from assistant.core.ports import Quote, Written
from assistant.core.verifying import normalised, support


@dataclass(frozen=True, slots=True)
class Entry:
    """A verified statement with the citations that are new with it."""

    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class CitationBook:
    """The citations of one answer, numbered from 1 in the order of first use.

    `say` turns the name of a fixed phrase into words.
    """

    say: Callable[[str], str]
    citations: list[Citation] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def enter(self, written: Written) -> Entry | None:
        """Return the statement if its quotes carry it; None if not, or if it was said before."""
        key = normalised(written.text)
        carried = support(written.text, [quote.text for quote in written.quotes])
        if carried is None or key in self._said:
            return None
        self._said.add(key)
        before = len(self.citations)
        numbers = tuple(self._number(quote) for quote in written.quotes)
        statement = Statement(self._shown(written), numbers, written.section, carried)
        return Entry(statement, tuple(self.citations[before:]))

    def _number(self, quote: Quote) -> int:
        place = (quote.document.id, quote.start, quote.end)
        for citation in self.citations:
            if (citation.document.id, citation.start, citation.end) == place:
                return citation.number
        self.citations.append(
            Citation(
                number=len(self.citations) + 1,
                document=quote.document,
                passage=quote.passage,
                status=quote.status,
                quote=quote.text,
                start=quote.start,
                end=quote.end,
                basis=quote.basis,
            )
        )
        return len(self.citations)

    def _shown(self, written: Written) -> str:
        """Return the sentence as read: a source that is not ours is named and put in quotes."""
        if not written.lead:
            return written.text
        verbatim = any(written.text == quote.text for quote in written.quotes)
        said = f"“{' '.join(written.text.split())}”" if verbatim else written.text
        return f"{self.say(written.lead)}: {said}"
