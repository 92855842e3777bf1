"""Run the layers of a model as one call, so that two questions really go side by side.

Module by module, Python's lock goes to and fro some hundreds of times a question, and threads wait
for it more than they compute. A traced graph (`torch.jit.trace`) lets go of it once. The graph is
used only when it makes the same vectors as the model itself.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ALIKE = 0.9999
EXAMPLES = [
    ["query: school", "query: mag de school mijn kind weigeren omdat het extra hulp nodig heeft?"],
    ["query: thuis"],
    ["passage: " + "een school zoekt met u een passende plek " * 10, "passage: kort", "query: nu"],
]


def with_traced_layers(model: SentenceTransformer) -> SentenceTransformer:
    """Return `model` with its layers traced; unchanged when that does not go or does not fit."""
    transformer: Any = model[0]
    layers = getattr(transformer, "model", None)
    if layers is None:
        return model
    before = [model.encode(texts) for texts in EXAMPLES]
    try:
        transformer.model = _traced(layers, model.tokenizer)
        after = [model.encode(texts) for texts in EXAMPLES]
    except (RuntimeError, TypeError, ValueError, AttributeError):
        transformer.model = layers
        return model
    if not all(map(_alike, before, after)):
        transformer.model = layers
    return model


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep still about shapes that stay the same whatever the text, and a loss nobody uses."""
    from transformers.utils import logging

    before = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(before)


def _alike(one: Any, other: Any) -> bool:  # noqa: ANN401 - as encode gives it
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return bool(((a * b).sum(axis=1) >= ALIKE * lengths).all())


def _traced(layers: Any, tokenizer: Any) -> Any:  # noqa: ANN401 - torch modules
    import torch
    from transformers.modeling_outputs import BaseModelOutput

    class Bare(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = layers

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401
            return self.layers(input_ids=input_ids, attention_mask=attention_mask)[0]

    class Traced(torch.nn.Module):
        def __init__(self, graph: Any) -> None:  # noqa: ANN401
            super().__init__()
            self.graph = graph
            self.config = layers.config

        def forward(self, input_ids: Any, attention_mask: Any, **_: Any) -> Any:  # noqa: ANN401
            return BaseModelOutput(last_hidden_state=self.graph(input_ids, attention_mask))

    padded = tokenizer(EXAMPLES[0], padding=True, return_tensors="pt")
    inputs = (padded["input_ids"], padded["attention_mask"])
    with torch.no_grad(), _quiet():
        graph = torch.jit.trace(Bare(), inputs, check_trace=False)  # type: ignore[no-untyped-call]
        return Traced(graph)
