"""Every state of the window, by name: how to get there and how to leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.stage import AT_HOME, Server, crisis_question
from tests.browser.window import Window

Step = Callable[[Window, Server], None]


def _stay(window: Window, server: Server) -> None:
    del window, server


@dataclass(frozen=True, slots=True)
class Scene:
    """A state: what brings it about on an empty window, and what clears the stage."""

    name: str
    enter: Step
    tidy: Step = _stay

    def play(self, window: Window, server: Server) -> None:
        """Bring the state about."""
        self.enter(window, server)

    def leave(self, window: Window, server: Server) -> None:
        """Make the window empty again."""
        self.tidy(window, server)
        if window.page.locator("#restart").is_visible():
            window.page.click("#restart")


def _asked(words: str) -> Step:
    return lambda window, _: void(window.ask(words))


def _until(words: str, selector: str) -> Step:
    return lambda window, _: void(window.ask(words, until=selector))


def void(_: object) -> None:
    """Forget a result."""


def _go_on(window: Window, server: Server) -> None:
    server.script.go_on.set()
    window.page.wait_for_selector(".turn[data-answer]")


def _source(window: Window, _: Server) -> None:
    window.ask(AT_HOME).one(".cite").click()


def _close(window: Window, _: Server) -> None:
    window.page.keyboard.press("Escape")


def _mail(window: Window, _: Server) -> None:
    window.ask(AT_HOME).one("[data-act=mail]").click()


def _simple(window: Window, _: Server) -> None:
    window.ask(AT_HOME).page.click("#simple")


def _not_simple(window: Window, _: Server) -> None:
    window.page.click("#simple")


def _reasons(window: Window, _: Server) -> None:
    window.ask(AT_HOME).one("[data-useful=no]").click()


def _term(window: Window, _: Server) -> None:
    window.ask("Wat is een TLV en wie vraagt die aan?").one(".term").focus()


def _offline(window: Window, _: Server) -> None:
    window.page.context.set_offline(True)
    window.ask(AT_HOME)


def _online(window: Window, _: Server) -> None:
    window.page.context.set_offline(False)
    window.page.wait_for_timeout(200)


SCENES = (
    Scene("leeg", _stay),
    Scene("bezig", _until("toon: bezig", ".turn[data-state=thinking]"), _go_on),
    Scene("komt-binnen", _until("toon: komt binnen", "[data-key=s4]"), _go_on),
    Scene("antwoord", _asked(AT_HOME)),
    Scene("bron", _source, _close),
    Scene("begrip", _term, _close),
    Scene("eenvoudig", _simple, _not_simple),
    Scene("mail", _mail, _close),
    Scene("duim", _reasons),
    Scene("deel", _asked("toon: deel")),
    Scene("wedervraag", _asked("toon: wat bedoelt u")),
    Scene("geen-bron", _asked("Hoe bak ik een appeltaart met kaneel?")),
    Scene("buiten-onderwerp", _asked("toon: buiten")),
    Scene("geweigerd", _asked("toon: niet")),
    Scene("groet", _asked("hallo")),
    Scene("crisis", _asked(crisis_question())),
    Scene("fout", _asked("toon: stuk")),
    Scene("uitgezet", _asked("toon: geen index")),
    Scene("geen-internet", _offline, _online),
)
