from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.packed_weights import BLOCK, read_packed_weights
from assistant.core.errors import ModelError
from tests.packed_model import HIDDEN, NORMALISATION, PIECES, SCORES, file_of, four_bits, plain

PLAIN = np.array([0.5, -1.25, 3.0], np.float32)
SCALES = np.array([0.5, 2.0], np.float16)
NIBBLES = np.arange(2 * BLOCK, dtype=np.uint8).reshape(2, BLOCK) % 16
WHOLE = file_of({"plain": plain(PLAIN), "q": four_bits(SCALES, NIBBLES)})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights") / "weights.bin"


def test_every_part_of_the_file_is_read(file: Path) -> None:
    file.write_bytes(WHOLE)
    read = read_packed_weights(file)
    assert (read.shape.hidden, read.shape.vocabulary) == (HIDDEN, len(PIECES))
    assert read.shape.epsilon == pytest.approx(1e-12)
    assert read.vocabulary.pieces == tuple(PIECES)
    assert read.vocabulary.scores == tuple(SCORES)
    assert (read.vocabulary.bos, read.vocabulary.eos) == (0, 1)
    assert (read.vocabulary.pad, read.vocabulary.unk) == (2, 3)
    assert read.normalisation == NORMALISATION
    assert read.tensors["plain"].tolist() == PLAIN.tolist()


def test_four_bits_become_scale_times_value_minus_eight(file: Path) -> None:
    file.write_bytes(WHOLE)
    found = read_packed_weights(file).tensors["q"]
    expected = (NIBBLES.astype(np.float32) - 8) * SCALES.astype(np.float32)[:, None]
    assert found.dtype == np.float32
    assert found.tolist() == expected.reshape(-1).tolist()


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
    with suppress(ModelError):
        assert read_packed_weights(file).tensors.keys() is not None


def test_a_tensor_that_says_it_is_larger_than_it_is_is_a_model_error(file: Path) -> None:
    kind, count, raw = four_bits(SCALES, NIBBLES)
    file.write_bytes(file_of({"q": (kind, count + 1, raw)}))
    with pytest.raises(ModelError, match="beschadigd"):
        read_packed_weights(file)


def test_what_is_no_weight_file_or_is_not_there_is_a_model_error(tmp_path: Path) -> None:
    other = tmp_path / "iets.bin"
    other.write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(ModelError, match="E5S1"):
        read_packed_weights(other)
    with pytest.raises(ModelError, match="kan niet worden gelezen"):
        read_packed_weights(tmp_path / "weg.bin")
