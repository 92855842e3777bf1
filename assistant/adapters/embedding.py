"""Embedding with sentence-transformers, as a LangChain `Embeddings`."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.adapters.bundled_model import CHECKSUM, bundled_model_directory
from assistant.adapters.traced import with_traced_layers
from assistant.core.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from assistant.core.ports import Embedder

BATCH = 16
TINY = 1e-12  # a vector of length 0 stays so


def embed_queries(embedder: Embedder, texts: list[str]) -> list[list[float]]:
    """Return vectors of questions: at once where the embedder can, else one by one."""
    at_once = getattr(embedder, "embed_queries", None)
    if at_once is None:
        return [embedder.embed_query(text) for text in texts]
    vectors: list[list[float]] = at_once(texts)
    return vectors


@dataclass(frozen=True, slots=True)
class Precision:
    """The number format the model runs in, and why."""

    name: str
    why: str


class SentenceEmbedder(Embeddings):
    """Embeds with E5's prefixes; loads its model at the first text, once, whoever asks first."""

    def __init__(self, model: str, data_dir: Path, threads: int | None = None) -> None:
        """Take a hub name or path, or an empty `model` for the bundled one.

        `threads` is for one who serves: a question is short, so threads are better spent on
        several questions at once.
        """
        self._model_name = model
        self._data_dir = data_dir
        self._threads = threads
        self._loaded: SentenceTransformer | None = None
        self._lock = threading.Lock()
        self.precision = Precision("fp32", "nog niet geladen")

    @property
    def fingerprint(self) -> str:
        """What a generation notes, so that another model is not mixed in."""
        if self._model_name:
            return self._model_name
        directory = bundled_model_directory(self._data_dir)
        return f"{directory.name}:{(directory / CHECKSUM).read_text()[:16]}"

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self._encode([f"query: {text}"])[0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return unit vectors of passages, in order."""
        return self._encode([f"passage: {text}" for text in texts])

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Return unit vectors of questions, in order, in batches."""
        return self._encode([f"query: {text}" for text in texts])

    def warm(self) -> None:
        """Load the model now. Raises ModelError."""
        self._transformer()

    def _encode(self, texts: list[str]) -> list[list[float]]:
        if not texts:
            return []
        raw = self._transformer().encode(texts, batch_size=BATCH, show_progress_bar=False)
        vectors = np.asarray(raw, np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: list[list[float]] = (vectors / np.maximum(lengths, TINY)).tolist()
        return unit

    def _transformer(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> SentenceTransformer:
        name = self._model_name or str(bundled_model_directory(self._data_dir))
        if Path(name).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise ModelError(f"Het embedding-model {name} kan niet worden geladen.") from error
        model, self.precision = _fastest(model)
        model = with_traced_layers(model)
        if self._threads:
            import torch

            torch.set_num_threads(self._threads)
        return model


def _fastest(model: SentenceTransformer) -> tuple[SentenceTransformer, Precision]:
    """Turn to bf16 where the processor has it natively and a trial shows that it is faster."""
    import torch

    if not _has_native_bf16():
        return model, Precision("fp32", "de processor rekent niet zelf met bf16")
    full = _seconds(model)
    model.to(torch.bfloat16)
    half = _seconds(model)
    if half < full:
        return model, Precision("bf16", f"proef: {half:.3f} s tegen {full:.3f} s met fp32")
    model.to(torch.float32)
    return model, Precision("fp32", f"proef: {full:.3f} s tegen {half:.3f} s met bf16")


def _has_native_bf16() -> bool:
    cpuinfo = Path("/proc/cpuinfo")
    flags = cpuinfo.read_text() if cpuinfo.exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags


def _seconds(model: SentenceTransformer) -> float:
    texts = ["passage: " + "een school zoekt met u een passende plek " * 12] * BATCH
    model.encode(texts[:2])
    start = time.perf_counter()
    model.encode(texts, batch_size=BATCH)
    return time.perf_counter() - start
