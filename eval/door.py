"""The part of the assistant's public door that evaluation uses; fakes in tests fit it too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, get_args

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assistant.core.assistant import Event
    from assistant.core.model import Answer, Evidence, Question, Sector
    from assistant.core.ports import Library

Road = Literal["words", "meaning", "hybrid"]
ROADS: tuple[Road, ...] = get_args(Road)


class Door(Protocol):
    """What `assistant.bootstrap.open_application` returns, as far as evaluation needs it."""

    @property
    def library(self) -> Library:
        """The published generation: `library.current().documents`."""
        ...

    def answer(self, question: Question) -> Answer:
        """Answer a question, whatever the Outcome."""
        ...

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield what `answer` is made of as it comes; the crisis card is first or not at all."""
        ...

    def retrieve(
        self, text: str, road: Road, count: int, sector: Sector | None = None
    ) -> Sequence[Evidence]:
        """Return at most `count` pieces of evidence by one road, best first."""
        ...

    def timed(self) -> AbstractContextManager[dict[str, float]]:
        """Yield a mapping that holds the milliseconds of each part after the calls inside."""
        ...
