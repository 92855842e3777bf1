"""The pages without script, in a real browser: axe, 320 pixels, the marked quote, off and on."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import NewWindow
from tests.browser.stage import AT_HOME, Server
from tests.browser.window import DESKTOP, SMALL, Scheme, Window, faults

PAGES = (
    "/eenvoudig",
    "/over",
    "/bron/thuiszitten",
    "/bron/bestaat-niet",
    "/gesprekskaart?pagina=thuiszitten",
    "/docs",
    "/bestaat-niet",
)
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, SMALL], ids=["desktop", "320px"])
def test_axe_finds_nothing_on_the_pages_and_nobody_scrolls_sideways(
    size: tuple[int, int], scheme: Scheme, new: NewWindow
) -> None:
    window = new(size=size, color_scheme=scheme)
    found = {path: _looked_at(window, path) for path in PAGES}
    _asked(window, AT_HOME)
    found["answer"] = _wrong(window)
    _asked(window, " ")
    found["fault"] = _wrong(window)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_parent_without_javascript_asks_and_sees_the_marked_quote(new: NewWindow) -> None:
    window = new(java_script_enabled=False)
    page = window.page
    page.goto(f"{window.url}/eenvoudig")
    page.fill("#vraag", AT_HOME)
    page.click("form button")
    quote = page.locator(".sources blockquote").first.inner_text()
    page.locator(".sources a").first.click()
    assert page.locator("mark#citaat").inner_text() == quote
    assert urlsplit(page.url).fragment == "citaat"
    assert page.locator("mark#citaat").is_visible()


def test_a_parent_without_javascript_asks_from_the_chat_window(new: NewWindow) -> None:
    window = new(java_script_enabled=False)
    page = window.page
    page.goto(window.url)
    page.fill("#question", AT_HOME)
    page.press("#question", "Tab")
    page.locator("#composer button[type=submit]").click()
    assert urlsplit(page.url).path == "/eenvoudig"
    assert page.locator(".sources li").count() > 0


def test_while_off_a_browser_sees_who_can_help(new: NewWindow, server: Server) -> None:
    window = new()
    server.application.switch.turn_off("proef", NOW)
    try:
        window.page.goto(window.url)
        assert window.page.locator("a[href='tel:112']").is_visible()
        assert faults(window) == []
    finally:
        server.application.switch.turn_on()
    window.open()


def _looked_at(window: Window, path: str) -> list[str]:
    window.page.goto(window.url + path)
    return _wrong(window)


def _asked(window: Window, question: str) -> None:
    """Send the form as a browser does that checks nothing beforehand."""
    window.page.goto(f"{window.url}/eenvoudig")
    window.page.eval_on_selector("form", "form => form.noValidate = true")
    window.page.fill("#vraag", question)
    window.page.click("form button")
    window.page.wait_for_load_state()


def _wrong(window: Window) -> list[str]:
    return faults(window) + (["wider than the screen"] if window.is_wider_than_screen() else [])
