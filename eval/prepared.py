"""Have the vectors of a run's questions before it begins, so that a run takes a minute.

Vectors come from seeds (`eval/vectoren.npz`, renewed by `python -m eval seed`); what is not in
there is made in batches, which is several times as fast as one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.adapters.embedding import SentenceEmbedder
from assistant.adapters.vector_seed import NAME, VectorSeed, vector_key, write_seed
from eval.observing import is_timed, questions_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from assistant.core.evidence import Need
    from assistant.core.model import Question
    from eval.cases import Case

SEED = Path(__file__).parent / NAME
ROLE = "query"


class PreparedEmbedder(SentenceEmbedder):
    """Knows the vectors of texts that it was told of before; makes others as they come."""

    def __init__(self, model: str, data_dir: Path, seeds: Sequence[Path] = ()) -> None:
        super().__init__(model, data_dir)
        self._seeds = [VectorSeed(path) for path in seeds]
        self._known: dict[str, list[float]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Have the vectors of `texts`: from a seed, else made now."""
        wanted = set(texts) - self._known.keys()
        seeded = self._seeded(wanted)
        missing = sorted(wanted - seeded.keys(), key=lambda text: (len(text), text))
        self._known |= seeded
        self._known |= dict(zip(missing, super().embed_queries(missing), strict=True))

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Return the unit vectors of questions, in order."""
        self.prepare(texts)
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question; the second time it is remembered."""
        if text not in self._known:
            self._known[text] = super().embed_query(text)
        return self._known[text]

    def write_seed(self, path: Path, texts: Iterable[str]) -> int:
        """Write the vectors of `texts`, made anew, to `path`; return how many."""
        wanted = sorted(set(texts), key=lambda text: (len(text), text))
        model = self.fingerprint
        keys = [vector_key(model, ROLE, text) for text in wanted]
        write_seed(path, dict(zip(keys, super().embed_queries(wanted), strict=True)))
        return len(wanted)

    def _seeded(self, texts: Iterable[str]) -> dict[str, list[float]]:
        model = self.fingerprint
        return {
            text: vector
            for text in texts
            for seed in self._seeds
            if (vector := seed.get(vector_key(model, ROLE, text)))
        }


def texts_to_prepare(
    cases: Sequence[Case], needs: Callable[[Question], Sequence[Need]], day: datetime.date
) -> list[str]:
    """Return what will be embedded, but not for the questions that latency is measured with.

    Those are asked as a parent would ask them, so that the latency in the report is real.
    """
    asked = [
        question
        for case in cases
        for question in questions_of(case, day)
        if not (is_timed(case) and question.text == case.question)
    ]
    split = [need.text for question in asked for need in needs(question)]
    return [*(question.text for question in asked), *split]
