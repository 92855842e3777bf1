import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.packed_weights import BLOCK, MAGIC, read_packed_weights
from assistant.core.errors import ModelError

PIECES = ["<s>", "</s>", "<pad>", "<unk>", "▁school", "é"]
SCORES = [0.0, 0.0, 0.0, 0.0, -1.5, -2.5]
NORMALISATION = {"ﬁ": "fi", "\u00a0": " ", "\u200b": ""}
PLAIN = np.array([0.5, -1.25, 3.0], np.float32)
SCALES = np.array([0.5, 2.0], np.float16)
NIBBLES = np.arange(2 * BLOCK, dtype=np.uint8).reshape(2, BLOCK) % 16


def quantised() -> bytes:
    packed = NIBBLES[:, : BLOCK // 2] | (NIBBLES[:, BLOCK // 2 :] << 4)
    return b"".join(
        scale.tobytes() + row.tobytes() for scale, row in zip(SCALES, packed, strict=True)
    )


def vocabulary() -> bytes:
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    blob = b"".join(encoded)
    head = struct.pack("<5iQ", len(PIECES), 0, 1, 2, 3, len(blob))
    return head + offsets.tobytes() + np.array(SCORES, "<f4").tobytes() + blob


def normalisation() -> bytes:
    rows = [
        struct.pack(f"<IB{len(to)}I", ord(character), len(to), *map(ord, to))
        for character, to in NORMALISATION.items()
    ]
    return struct.pack("<iI", len(rows), sum(map(len, rows))) + b"".join(rows)


def packed(quantised_count: int = 2 * BLOCK - 5) -> bytes:
    """Return a small file of the real layout: one float32 tensor and one of 4 bits."""
    head = MAGIC + struct.pack("<I7ifi", 1, 8, 2, 2, 16, len(PIECES), 10, 1, 1e-12, BLOCK)
    head += vocabulary() + normalisation()
    tensors = [("plain", 0, PLAIN.size, PLAIN.tobytes()), ("q", 1, quantised_count, quantised())]
    size = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name, *_ in tensors)
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, kind, count, raw in tensors:
        place = struct.pack("<BIQQ", kind, count, size + len(data), len(raw))
        directory += struct.pack("<H", len(name)) + name.encode() + place
        data += raw
    return head + directory + data


WHOLE = packed()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights") / "weights.bin"


def test_every_part_of_the_file_is_read(file: Path) -> None:
    file.write_bytes(WHOLE)
    read = read_packed_weights(file)
    assert (read.shape.hidden, read.shape.layers, read.shape.positions) == (8, 2, 10)
    assert read.shape.epsilon == pytest.approx(1e-12)
    assert read.vocabulary.pieces == tuple(PIECES)
    assert read.vocabulary.scores == tuple(SCORES)
    assert (read.vocabulary.bos, read.vocabulary.eos) == (0, 1)
    assert read.normalisation == NORMALISATION
    assert read.tensors["plain"].tolist() == PLAIN.tolist()


def test_four_bits_become_scale_times_value_minus_eight(file: Path) -> None:
    file.write_bytes(WHOLE)
    expected = (NIBBLES.astype(np.float32) - 8) * SCALES.astype(np.float32)[:, None]
    found = read_packed_weights(file).tensors["q"]
    assert found.dtype == np.float32
    assert found.tolist() == expected.reshape(-1)[: 2 * BLOCK - 5].tolist()


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_is_cut_short_anywhere_is_a_model_error(file: Path, size: int) -> None:
    file.write_bytes(WHOLE[:size])
    with pytest.raises(ModelError, match=r"weights\.bin"):
        read_packed_weights(file)


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_a_model_error_never_a_crash(
    file: Path, at: int, noise: bytes
) -> None:
    file.write_bytes(WHOLE[:at] + noise + WHOLE[at + len(noise) :])
    try:
        read_packed_weights(file)
    except ModelError as error:
        assert "weights.bin" in str(error)


def test_a_tensor_that_says_it_is_larger_than_it_is_is_a_model_error(file: Path) -> None:
    file.write_bytes(packed(quantised_count=2 * BLOCK + 1))
    with pytest.raises(ModelError, match="beschadigd"):
        read_packed_weights(file)


def test_what_is_no_weight_file_or_is_not_there_is_a_model_error(tmp_path: Path) -> None:
    other = tmp_path / "iets.bin"
    other.write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(ModelError, match="E5S1"):
        read_packed_weights(other)
    with pytest.raises(ModelError, match="kan niet worden gelezen"):
        read_packed_weights(tmp_path / "weg.bin")
