"""The real assistant over the whole bundled corpus, built once; vectors come with the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.bootstrap import Application, open_application
from assistant.settings import Settings
from eval.prepared import PreparedEmbedder
from ingest.pipeline import Order, build
from tests.corpora import Silence
from tests.ingest.poisoned import build as build_poison
from tests.ingest.poisoned import poisons

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def settings_in(data: Path, model_data: Path) -> Settings:
    """Return settings with a data folder of their own and the model that is there."""
    (data / "models").symlink_to((model_data / "models").resolve(), target_is_directory=True)
    return Settings.model_validate({"data_dir": data, "corpus": CORPUS})


def opened(settings: Settings, paths: Sequence[Path] = ()) -> Application:
    """Build the index and open the application."""
    embedder = PreparedEmbedder("", settings.data_dir)
    order = Order(settings.data_dir, settings.corpus, embedder.fingerprint, paths=tuple(paths))
    build(order, embedder, Silence())
    return open_application(settings, embedder)


@pytest.fixture(scope="session")
def whole(model_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Application:
    """The assistant as parents meet it, with sixty poisoned documents in its index besides."""
    folder = tmp_path_factory.mktemp("poisoned")
    for poison in poisons():
        build_poison(poison, folder)
    return opened(settings_in(tmp_path_factory.mktemp("whole"), model_data), [folder])


@pytest.fixture(scope="session")
def bare(model_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Application:
    """The assistant without an index and with a database that is down."""
    settings = settings_in(tmp_path_factory.mktemp("bare"), model_data)
    down = settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/none"})
    return open_application(down, PreparedEmbedder("", settings.data_dir))
