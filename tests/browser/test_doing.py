"""What a parent can do with an answer, and with the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewWindow
from tests.browser.stage import AT_HOME, Server
from tests.browser.window import Window, sent_json


def test_a_term_is_explained_on_focus_hover_and_tap_and_escape_hides_it(window: Window) -> None:
    window.ask("Wat is een TLV en wie vraagt die aan?")
    page, term = window.page, window.one(".term")
    bubble = page.locator("#explanation")
    term.focus()
    expect(bubble).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "explanation")
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    page.locator("#question").focus()
    term.hover()
    expect(bubble).to_be_visible()
    bubble.hover()
    expect(bubble).to_be_visible()
    page.mouse.move(2, 2)
    expect(bubble).to_be_hidden()
    term.click()
    expect(bubble).to_have_text(term.get_attribute("data-explanation") or "")


def test_simple_shows_the_short_answer_and_the_first_steps(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.click("#simple")
    expect(window.one(".part-kort")).to_be_visible()
    expect(window.one(".part-uitleg")).to_be_hidden()
    expect(window.one(".part-sources")).to_be_hidden()
    assert window.page.locator(".part-stappen li:visible").count() == 3
    window.page.get_by_role("button", name="Toon het hele antwoord").click()
    expect(window.one(".part-uitleg")).to_be_visible()


def test_letters_grow_and_stay_grown(window: Window) -> None:
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = window.page.evaluate(size)
    window.page.click("#larger")
    assert window.page.evaluate(size) > before * 1.2
    assert window.open().page.evaluate(size) > before * 1.2


def test_an_answer_is_copied_with_its_sources(new: NewWindow) -> None:
    window = new(permissions=["clipboard-read", "clipboard-write"]).open().ask(AT_HOME)
    window.page.click("[data-act=copy]")
    expect(window.page.locator("#status")).to_have_text("Gekopieerd")
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(AT_HOME)
    assert "[1]" in copied
    assert "Bronnen:" in copied
    assert "Geen juridisch advies" in copied


def test_the_steunpunt_gets_a_mail_that_is_ready_to_send(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.click("[data-act=mail]")
    assert window.focused() == "mail-heading"
    mail = window.page.input_value("#mail-text")
    assert mail.startswith("Beste medewerker van het steunpunt")
    assert AT_HOME in mail
    assert (window.page.get_attribute("#mail-open", "href") or "").startswith("mailto:?subject=")
    window.page.keyboard.press("Escape")
    expect(window.page.locator("#mail")).to_be_hidden()


def test_a_thumb_says_only_whether_it_helped_and_why_not(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.click("[data-useful=no]")
    with window.page.expect_request("**/api/v1/feedback") as sent:
        window.page.click("[data-reason=too_hard]")
    body = sent_json(sent.value)
    assert set(body) == {"answer_id", "useful", "reason"}
    assert (body["useful"], body["reason"]) == (False, "too_hard")
    expect(window.one(".heard")).to_have_text("Dank u wel.")


def test_a_thumb_that_does_not_arrive_is_told(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.route("**/api/v1/feedback", lambda route: route.abort())
    window.page.click("[data-useful=yes]")
    expect(window.one(".heard")).to_contain_text("Dat lukte nu niet")


def test_paper_gets_the_answer_with_addresses_and_nothing_to_press(window: Window) -> None:
    window.ask(AT_HOME).page.emulate_media(media="print")
    expect(window.page.locator("#composer")).to_be_hidden()
    expect(window.one(".after")).to_be_hidden()
    expect(window.one(".part-sources")).to_be_visible()


def test_start_again_forgets_everything(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.click("#restart")
    assert window.page.locator(".turn").count() == 0
    expect(window.page.locator("#welcome")).to_be_visible()
    assert window.focused() == "question"
    assert window.page.evaluate("sessionStorage.length") == 0


def test_a_tab_that_is_loaded_again_still_has_the_conversation(window: Window) -> None:
    window.ask(AT_HOME).open()
    expect(window.one(".asked-words")).to_have_text(AT_HOME)
    window.one(".cite").click()
    expect(window.page.locator("#panel mark")).to_be_visible()


@pytest.mark.parametrize(
    ("code", "heading", "direction"),
    [
        ("en", "What is happening at school?", "ltr"),
        ("tr", "Okulda ne oluyor?", "ltr"),
        ("ar", "ماذا يحدث في المدرسة؟", "rtl"),
        ("pl", "Co się dzieje w szkole?", "ltr"),
        ("uk", "Що відбувається у школі?", "ltr"),
    ],
)
def test_the_window_speaks_the_language_of_the_browser(
    new: NewWindow, code: str, heading: str, direction: str
) -> None:
    page = new(locale=code).open().page
    expect(page.locator("#heading")).to_have_text(heading)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        code,
        direction,
    ]


def test_another_language_is_chosen_without_losing_the_conversation(window: Window) -> None:
    window.ask(AT_HOME)
    window.page.select_option("#language", "ar")
    expect(window.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(window.one(".part-stappen h3")).to_have_text("ماذا يمكنك أن تفعل")
    assert window.one(".statement [lang=nl]").count() == 1
    expect(window.page.locator("#dutch-note")).to_contain_text("بالهولندية")
    expect(window.open().page.locator("html")).to_have_attribute("lang", "ar")


def test_two_tabs_talk_at_once_and_do_not_mix(new: NewWindow, server: Server) -> None:
    one, other = new().open(), new().open()
    one.ask("toon: komt binnen", until=".turn[data-state=streaming] [data-key=s4]")
    other.ask("Wat is een TLV en wie vraagt die aan?")
    server.script.go_on.set()
    one.page.wait_for_selector(".turn[data-answer]")
    expect(one.one(".part-kort")).not_to_contain_text("TLV")
    expect(other.one(".part-kort")).to_contain_text("TLV")


def test_the_next_question_works_after_the_server_was_started_again(
    window: Window, server: Server
) -> None:
    window.ask(AT_HOME)
    server.stop()
    window.ask("Mag de school mijn kind weigeren?")
    expect(window.one(".failed")).to_contain_text("niet bereikbaar")
    server.start()
    window.one("[data-act=retry]").click()
    window.page.wait_for_selector(".turn:last-child[data-answer]")
    assert window.page.locator(".turn").count() == 2


def test_without_internet_the_conversation_stays_and_the_question_can_be_sent_again(
    window: Window,
) -> None:
    window.ask(AT_HOME)
    window.page.context.set_offline(True)
    window.ask("En nu?")
    expect(window.one(".failed")).to_contain_text("geen internet")
    window.page.context.set_offline(False)
    window.one("[data-act=retry]").click()
    window.page.wait_for_selector(".turn:last-child[data-answer]")


def test_a_line_that_breaks_is_said_in_the_turn(window: Window) -> None:
    def cut(route: Route) -> None:
        route.fulfill(status=503, json={"detail": "Queue is full. Max size is 36."})

    window.page.route("**/queue/join*", cut)
    window.ask(AT_HOME)
    expect(window.one(".failed")).to_be_visible()
    expect(window.page.locator(".toast-wrap")).to_be_hidden()


def test_while_switched_off_a_parent_reads_who_can_help(window: Window, server: Server) -> None:
    import datetime

    window.ask(AT_HOME)
    server.application.switch.turn_off("proef", datetime.datetime.now(datetime.UTC))
    try:
        window.ask("Mag de school mijn kind weigeren?")
        expect(window.one(".failed")).to_contain_text("uitgezet")
        expect(window.one(".failed")).to_contain_text("Onderwijsconsulenten")
    finally:
        server.application.switch.turn_on()
