"""WCAG 2.2 AA, measured: axe in every state, keyboard, 320 pixels, reduced motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.scenes import SCENES, Scene
from tests.browser.stage import AT_HOME, Server
from tests.browser.window import DESKTOP, SMALL, Scheme, Window, faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, SMALL], ids=["desktop", "320px"])
def test_axe_finds_nothing_and_nobody_scrolls_sideways(
    size: tuple[int, int], scheme: Scheme, new: NewWindow, server: Server
) -> None:
    window = new(size=size, color_scheme=scheme).open()
    found = {scene.name: _looked_at(scene, window, server) for scene in SCENES}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _looked_at(scene: Scene, window: Window, server: Server) -> list[str]:
    scene.play(window, server)
    wide = ["wider than the screen"] if window.is_wider_than_screen() else []
    wrong = faults(window) + wide
    scene.leave(window, server)
    return wrong


@pytest.mark.parametrize("language", ["en", "tr", "ar", "pl", "uk"])
def test_every_language_fits_320_pixels_and_passes_axe(language: str, new: NewWindow) -> None:
    window = new(size=SMALL, locale=language).open()
    assert not window.is_wider_than_screen()
    assert faults(window) == []
    window.ask(AT_HOME)
    assert not window.is_wider_than_screen()
    assert faults(window) == []


def test_larger_letters_still_fit_320_pixels(new: NewWindow) -> None:
    window = new(size=SMALL).open()
    window.page.click("#larger")
    window.ask(AT_HOME)
    assert not window.is_wider_than_screen()


def test_everything_is_done_with_the_keyboard_alone(window: Window) -> None:
    page = window.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert window.focused() == "question"
    page.keyboard.type(AT_HOME)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn[data-answer]")
    assert window.focused() == "question"
    _tab_back_to(window, "cite")
    page.keyboard.press("Enter")
    assert window.focused() == "panel-title"
    page.keyboard.press("Escape")
    assert window.focused() == "cite"


def _tab_back_to(window: Window, name: str) -> None:
    for _ in range(60):
        window.page.keyboard.press("Shift+Tab")
        if window.focused() == name:
            return
    pytest.fail(f"the keyboard never reaches {name}")


def test_what_has_the_focus_is_never_behind_the_field(new: NewWindow) -> None:
    window = new(size=(360, 640)).open().ask(AT_HOME)
    page = window.page
    covered = """() => {
        const box = document.querySelector('.box').getBoundingClientRect();
        const here = document.activeElement.getBoundingClientRect();
        return here.bottom > box.top + 1 && here.top < box.bottom;
    }"""
    page.locator(".turn .cite").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#composer') !== null"):
            break
        assert not page.evaluate(covered), window.focused()


def test_nothing_moves_for_who_asked_for_calm(window: Window, server: Server) -> None:
    window.ask("toon: bezig", until=".turn[data-state=thinking]")
    moving = """[...document.querySelectorAll('#window *')].filter(
        one => getComputedStyle(one).animationName !== 'none').length"""
    assert window.page.evaluate(moving) == 0
    server.script.go_on.set()
    window.page.wait_for_selector(".turn[data-answer]")


def test_progress_is_told_apart_from_the_answer(window: Window, server: Server) -> None:
    window.ask("toon: bezig", until=".turn[data-state=thinking]")
    status = window.page.locator("#status")
    assert status.get_attribute("role") == "status"
    expect(status).to_have_text("Ik zoek in de wet en de rechtenpagina's.")
    assert window.page.locator("#log #status").count() == 0
    server.script.go_on.set()
    window.page.wait_for_selector(".turn[data-answer]")


def test_targets_are_at_least_24_pixels(window: Window) -> None:
    window.ask(AT_HOME)
    small = window.page.evaluate(
        """[...document.querySelectorAll('#window :is(button, a, select, summary):not(.term)')]
        .filter(one => one.checkVisibility())
        .map(one => [one.className || one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.height < 23.9 || box.width < 23.9))
        .map(([name]) => name)"""
    )
    assert small == []
