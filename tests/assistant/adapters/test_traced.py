from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from assistant.adapters.bundled_model import bundled_model_directory
from assistant.adapters.traced import with_traced_layers

TEXTS = ["query: a", "query: mag de school mijn kind weigeren?", "passage: " + "school " * 300]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled_model_directory(tmp_path_factory.mktemp("data"))


def test_the_traced_layers_make_the_same_vectors(folder: Path) -> None:
    model = SentenceTransformer(str(folder), device="cpu")
    one_by_one = [model.encode(text) for text in TEXTS]
    together = model.encode(TEXTS)
    traced = with_traced_layers(model)
    assert type(traced[0].model).__name__ == "Traced"
    assert np.allclose([traced.encode(text) for text in TEXTS], one_by_one, atol=1e-5)
    assert np.allclose(traced.encode(TEXTS), together, atol=1e-5)


class Contrary(torch.nn.Module):
    """Layers that cannot be traced, or that are something else once they are."""

    def __init__(self, layers: Any, fault: Exception | None) -> None:  # noqa: ANN401
        super().__init__()
        self.layers = layers
        self.config = layers.config
        self.fault = fault

    def forward(self, **inputs: torch.Tensor) -> object:
        if torch.jit.is_tracing():  # type: ignore[attr-defined, no-untyped-call]
            if self.fault:
                raise self.fault
            inputs["input_ids"] = inputs["input_ids"] * 0
        return self.layers(**inputs)


@pytest.mark.parametrize("fault", [RuntimeError("kan niet"), None])
def test_layers_that_do_not_fit_stay_as_they_are(folder: Path, fault: Exception | None) -> None:
    model = SentenceTransformer(str(folder), device="cpu")
    contrary = Contrary(model[0].model, fault)
    model[0].model = contrary
    assert with_traced_layers(model)[0].model is contrary
