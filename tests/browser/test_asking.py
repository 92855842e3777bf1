"""Ask, read the answer as it comes, open a source, go on."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.browser.conftest import NewWindow
from tests.browser.stage import AT_HOME, Server, crisis_question, first_citation
from tests.browser.window import Window, sent_json


def test_the_notice_stands_before_the_first_field(new: NewWindow) -> None:
    page = new().open().page
    notice = page.locator(".notice")
    expect(notice).to_contain_text("automatische assistent, geen mens")
    expect(notice).to_contain_text("geen juridisch advies")
    expect(notice).to_contain_text("bewaren wij niet")
    before = """document.querySelector('.notice')
        .compareDocumentPosition(document.querySelector('#question'))"""
    assert page.evaluate(before) & 4
    assert page.locator(".starter").count() == 8
    assert page.locator("h1").count() == 1


def test_a_parent_can_ask_before_gradio_is_there(new: NewWindow) -> None:
    window = new()
    held: list[Route] = []
    window.page.route("**/assets/index-*.js", lambda route: held.append(route))  # noqa: PLW0108
    window.page.goto(window.url, wait_until="commit")
    window.page.wait_for_selector("#window[data-listening]")
    window.page.fill("#question", AT_HOME)
    window.page.press("#question", "Enter")
    expect(window.one(".asked-words")).to_have_text(AT_HOME)
    for route in held:
        route.continue_()
    window.page.wait_for_selector(".turn[data-answer]")


def test_an_answer_has_its_parts_in_order_and_every_sentence_a_source(window: Window) -> None:
    window.ask(AT_HOME)
    expect(window.one(".verdict")).to_have_text("Antwoord")
    parts = window.page.locator(".turn .part").evaluate_all("all => all.map(e => e.dataset.key)")
    order = ["kort", "uitleg", "stappen", "letop", "bron", "sources", "contacts", "follow-ups"]
    assert parts == [name for name in order if name in parts]
    assert {"kort", "stappen", "sources", "contacts"} <= set(parts)
    statements = window.page.locator(".turn .statement")
    assert statements.count() > 5
    for place in range(statements.count()):
        assert statements.nth(place).locator(".cite").count() >= 1


def test_statements_come_one_by_one_and_stay_the_same_elements(
    window: Window, server: Server
) -> None:
    window.ask("toon: komt binnen", until=".turn[data-state=streaming] [data-key=s4]")
    page = window.page
    expect(page.locator("#status")).to_have_text("Ik zet het antwoord voor u klaar.")
    page.evaluate("window.first = document.querySelector('[data-key=s0]')")
    server.script.go_on.set()
    page.wait_for_selector(".turn[data-answer]")
    assert page.evaluate("window.first === document.querySelector('[data-key=s0]')")
    assert page.locator("[data-key=s0]").count() == 1
    expect(page.locator("#status")).to_have_text("Het antwoord staat klaar.")
    assert page.locator("#log").get_attribute("role") == "log"


def test_a_source_opens_with_the_quote_marked_in_its_passage(
    window: Window, server: Server
) -> None:
    cited = first_citation(server.application)
    window.ask(AT_HOME)
    window.one(".cite").click()
    page = window.page
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#panel h2")).to_have_text(cited.document.title)
    assert page.locator("#panel mark").inner_text() == cited.quote
    assert len(window.text("#panel .passage")) > len(cited.quote)
    expect(page.locator("#panel .badge")).to_have_text("Geldend")
    ground = page.locator("#panel .grounds a").first
    assert (ground.get_attribute("href") or "").startswith("https://wetten.overheid.nl/")
    whole = page.locator("#panel .whole").get_attribute("href")
    assert whole == f"/bron/{cited.document.id}?van={cited.start}&tot={cited.end}"
    assert page.request.get(window.url + str(whole)).ok


def test_escape_closes_the_panel_and_gives_the_focus_back(window: Window) -> None:
    window.ask(AT_HOME)
    window.one(".cite").focus()
    window.page.keyboard.press("Enter")
    assert window.focused() == "panel-title"
    window.page.keyboard.press("Escape")
    expect(window.page.locator("#panel")).to_be_hidden()
    assert window.focused() == "cite"


def test_a_follow_up_is_asked_with_what_was_said(window: Window) -> None:
    window.ask(AT_HOME)
    with window.page.expect_request("**/queue/join*") as sent:
        window.ask("En wie kan mij daarbij helpen?")
    asked = sent_json(sent.value)["event_data"]
    assert [one["role"] for one in asked["history"]] == ["parent", "assistant"]
    assert asked["history"][0]["text"] == AT_HOME
    assert window.page.locator(".turn").count() == 2


def test_a_clarifying_question_is_answered_with_a_button(window: Window) -> None:
    window.ask("toon: wat bedoelt u")
    window.one(".choices button").click()
    expect(window.page.locator(".turn")).to_have_count(2)
    expect(window.one(".asked-words")).to_have_text("Mijn kind zit ziek thuis")


def test_the_card_is_made_of_the_page_that_answered(window: Window) -> None:
    window.ask(AT_HOME)
    link = window.one(".make-card").get_attribute("href") or ""
    assert link.endswith("/gesprekskaart?pagina=thuiszitten")
    window.page.goto(link)
    expect(window.page.locator("a[href*='gesprekskaart.pdf']").first).to_be_visible()


def test_a_starting_question_asks_itself(window: Window) -> None:
    window.page.locator(".starter").nth(1).click()
    window.page.wait_for_selector(".turn[data-answer]")
    expect(window.page.locator("#welcome")).to_be_hidden()


def test_a_crisis_comes_first_with_a_number_to_call(window: Window) -> None:
    window.ask(crisis_question())
    expect(window.one(".verdict")).to_have_text("Praat nu met iemand")
    call = window.one(".helplines .call")
    assert re.fullmatch(r"tel:[0-9+]+", call.get_attribute("href") or "")
    assert len(window.text("#alarm")) > 20
    expect(window.page.locator(".helplines .call").first).to_be_in_viewport()


def test_nothing_is_asked_of_an_empty_field(window: Window) -> None:
    window.page.click(".ask")
    expect(window.page.locator("#alarm")).to_have_text("Typ eerst uw vraag.")
    assert window.page.locator(".turn").count() == 0


def test_what_a_parent_types_never_becomes_markup(window: Window) -> None:
    words = "<img src=x onerror=alert(1)> zit mijn kind <b>thuis</b>?"
    window.ask(words)
    expect(window.one(".asked-words")).to_have_text(words)
    assert window.page.locator(".turn img, .turn b").count() == 0
