"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from assistant.adapters.bundled_model import NAME, bundled_model_directory, is_whole
from assistant.adapters.embedding import SentenceEmbedder
from tests.browser.window import launch

settings.register_profile("project", deadline=None)
settings.load_profile("project")
MODELS = Path(__file__).parents[1] / "var" / "models"


@pytest.fixture(scope="session")
def bundled(model_data: Path) -> SentenceEmbedder:
    """The real embedder on the bundled model, loaded once for all tests."""
    return SentenceEmbedder("", model_data)


@pytest.fixture(scope="session")
def model_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled model: the one beside the project, or made here."""
    data = tmp_path_factory.mktemp("model-data")
    if is_whole(MODELS / NAME):
        (data / "models").symlink_to(MODELS, target_is_directory=True)
    else:
        bundled_model_directory(data)
    return data


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real Chromium for all tests: a second Playwright in one thread is refused."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
