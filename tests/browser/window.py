"""The window as a parent uses it, in a real Chromium."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Request

SYSTEM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
DESKTOP = (1280, 900)
SMALL = (320, 700)
Scheme = Literal["light", "dark"]
ENDED = ".turn:last-child[data-answer], .turn:last-child[data-state=error]"


def launch(playwright: Playwright) -> Browser:
    """Start the browser of the machine, or the one of Playwright when there is none."""
    path = SYSTEM if SYSTEM.exists() else None
    return playwright.chromium.launch(executable_path=path, args=QUIET)


@dataclass
class Window:
    """One tab on the assistant. Remembers every request and every error in the console."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, path: str = "/") -> Window:
        """Go to the window; return when Gradio has it."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector("#window[data-ready]")
        return self

    def ask(self, words: str, until: str = ENDED) -> Window:
        """Type a question, press Enter and wait for the end of the answer."""
        turns = self.page.locator(".turn").count()
        self.page.fill("#question", words)
        self.page.press("#question", "Enter")
        self.page.wait_for_function(
            "count => document.querySelectorAll('.turn').length > count", arg=turns
        )
        self.page.wait_for_selector(until)
        return self

    def one(self, selector: str) -> Locator:
        """Return the first element of the last turn that fits."""
        return self.page.locator(".turn").last.locator(selector).first

    def text(self, selector: str) -> str:
        """Return what an element says."""
        return self.page.locator(selector).first.inner_text()

    def focused(self) -> str:
        """Return the id or class of the element with the focus."""
        return cast(
            str, self.page.evaluate("document.activeElement.id || document.activeElement.className")
        )

    def is_wider_than_screen(self) -> bool:
        """Tell whether somebody must scroll sideways."""
        script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return cast(bool, self.page.evaluate(script))

    def other_hosts(self) -> list[str]:
        """Return the requests that left the host."""
        host = urlsplit(self.url).netloc
        return [one for one in self.requests if urlsplit(one).netloc not in {host, ""}]


def new_window(
    browser: Browser, url: str, size: tuple[int, int] = DESKTOP, **how: object
) -> Window:
    """Return a window in a context of its own."""
    width, height = size
    settings = {"locale": "nl-NL", "reduced_motion": "reduce", **how}
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height},
        **settings,  # type: ignore[arg-type]
    )
    context.set_default_timeout(15_000)
    return Window(context.new_page(), url)


def faults(window: Window) -> list[str]:
    """Return what axe finds wrong, one line a fault."""
    found = Axe().run(window.page)
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def sent_json(request: Request) -> dict[str, Any]:
    """Return the JSON that the browser sent."""
    return cast("dict[str, Any]", request.post_data_json)
