"""One server with a small real index and one browser for all tests that drive it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.stage import Server, open_stage, small_corpus
from tests.browser.window import Window, new_window

NewWindow = Callable[..., Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(model_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("window-data")
    (data / "models").symlink_to((model_data / "models").resolve(), target_is_directory=True)
    with warnings.catch_warnings():
        started = Server(open_stage(data, small_corpus(tmp_path_factory.mktemp("corpus")))).start()
    yield started
    started.stop()


@pytest.fixture
def new(browser: Browser, server: Server) -> Iterator[NewWindow]:
    """Return a maker of windows; afterwards no request may have left the host."""
    opened: list[Window] = []

    def made(**how: object) -> Window:
        opened.append(new_window(browser, server.url, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield made
    for window in opened:
        window.page.context.close()
        assert window.other_hosts() == []
        assert window.errors == []


@pytest.fixture
def window(new: NewWindow) -> Window:
    return new().open()
