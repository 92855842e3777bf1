"""Take a picture of every state: `python -m tests.browser.screenshots`. Look at them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from assistant.adapters.bundled_model import bundled_model_directory
from tests.browser.scenes import SCENES, Scene
from tests.browser.stage import AT_HOME, Server, open_stage, small_corpus
from tests.browser.window import Window, launch, new_window

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"breed": (1280, 860), "smal": (360, 740)}
SCHEMES = {"licht": "light", "donker": "dark"}
LANGUAGES = ("en", "ar")


def main() -> None:
    """Serve a small index and take the pictures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        data = Path(name)
        models = ROOT / "var" / "models"
        if models.exists():
            (data / "models").symlink_to(models, target_is_directory=True)
        bundled_model_directory(data)
        server = Server(open_stage(data, small_corpus(data / "corpus"))).start()
        browser = launch(playwright)
        FOLDER.mkdir(parents=True, exist_ok=True)
        for size in SIZES:
            for scheme in SCHEMES:
                _states(browser, server, size, scheme)
        for language in LANGUAGES:
            _language(browser, server, language)
        browser.close()
        server.stop()
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}\n")


def _states(browser: Browser, server: Server, size: str, scheme: str) -> None:
    window = new_window(browser, server.url, SIZES[size], color_scheme=SCHEMES[scheme]).open()
    for scene in SCENES:
        _take(scene, window, server, f"{scene.name}-{size}-{scheme}")
    window.page.context.close()


def _take(scene: Scene, window: Window, server: Server, name: str) -> None:
    scene.play(window, server)
    window.page.mouse.move(2, 2)
    window.page.wait_for_timeout(150)
    window.page.screenshot(path=FOLDER / f"{name}.png")
    scene.leave(window, server)


def _language(browser: Browser, server: Server, language: str) -> None:
    window = new_window(browser, server.url, SIZES["smal"], locale=language).open()
    window.page.screenshot(path=FOLDER / f"taal-{language}-leeg.png")
    window.ask(AT_HOME)
    window.page.screenshot(path=FOLDER / f"taal-{language}-antwoord.png")
    window.page.context.close()


if __name__ == "__main__":
    main()
