"""The chat in a real browser, on the real server: what a trader with a cheap phone does, and what must never happen to them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from tests.browser.chat import SLOW, Chat
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("chat")]  # in order, on one server

ENQUIRY = "?flow=quick_enquiry"
LEAST_TOUCH = 44  # CSS pixels
INPUTS = "**/inputs"


@pytest.fixture
def chat(server: Server, browser: Browser) -> Iterator[Chat]:
    """A phone of 360 px. Whatever the browser complains of (a policy broken, a script failed), or another host asked, fails the test."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(SLOW)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(server.url) else None)
    yield Chat(page, server.url)
    context.close()
    assert wrong == []


def test_an_enquiry_is_made_from_the_first_question_to_the_end(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.does("[My shop]", "Asha Traders", "2 lakh")
    assert any("2,00,000" in text for text in chat.texts)
    chat.presses(chat.options[0])
    chat.does("Brass lamps", "500")
    done = chat.button("Done")
    expect(done).to_be_disabled()
    for label in ("Low price", "High quality"):
        chat.button(label).click()
        expect(chat.button(label)).to_have_attribute("aria-pressed", "true")
    done.click()
    chat.settles()
    assert chat.given("needs") == []
    chat.presses("No more")
    chat.does("98123 45678", "[Morning]")
    review = chat.page.locator(".review li")
    assert "Asha Traders" in review.nth(1).inner_text()
    review.nth(1).get_by_role("button").click()
    chat.settles()
    chat.says("Asha Stores")
    assert "Asha Stores" in chat.page.locator(".review").last.inner_text()
    chat.presses("Send it")
    assert chat.stored()[-1]["status"] == "completed"
    expect(chat.page.locator(".m.receipt").last).to_be_visible()
    chat.presses("Start again")
    assert "My shop" in " ".join(chat.options)


SEEN_BUTTONS = """[...document.querySelectorAll("button")].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect(); return [one.innerText, box.left, box.right, box.height]; })"""
"""All at once: the page may draw its buttons anew between two looks."""


def test_nothing_goes_over_the_edge_and_every_button_can_be_hit(chat: Chat) -> None:
    chat.opens()
    chat.does("[हिन्दी]")
    for _ in range(3):
        assert chat.page.evaluate("document.documentElement.scrollWidth") == 360
        assert chat.page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
        buttons = chat.page.evaluate(SEEN_BUTTONS)
        assert buttons
        for name, left, right, height in buttons:
            assert height >= LEAST_TOUCH, name
            assert right - left >= LEAST_TOUCH, name
            assert left >= 0, name
            assert right <= 360, name
        chat.presses(chat.options[0])


def test_a_reload_shows_the_same_conversation_in_the_same_language(chat: Chat) -> None:
    chat.opens()
    chat.presses("اردو")
    expect(chat.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(chat.page.locator("html")).to_have_attribute("lang", "ur")
    before = chat.texts
    assert before[1].endswith("اردو")
    chat.page.reload()
    chat.settles()
    # Who speaks is said to a screen reader in the language of the moment: "You" before it was chosen, its own word after.
    assert [text.splitlines()[-1] for text in chat.texts] == [text.splitlines()[-1] for text in before]
    expect(chat.page.locator("html")).to_have_attribute("dir", "rtl")


def test_what_was_said_without_a_network_is_kept_over_a_reload_and_given_once(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    chat.page.route(INPUTS, lambda route: route.abort())
    chat.page.fill("#text", "Asha Traders")
    chat.page.press("#text", "Enter")
    expect(chat.page.locator("#net")).to_be_visible()
    chat.page.reload()
    expect(chat.page.locator(".unsent")).to_contain_text("Asha Traders")
    assert chat.given("Asha Traders") == []
    chat.page.unroute(INPUTS)
    chat.settles()
    expect(chat.page.locator("#net")).to_be_hidden()
    assert len(chat.given("Asha Traders")) == 1


def test_an_input_whose_answer_was_lost_is_not_given_twice(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if len(lost) < 2:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    chat.page.route(INPUTS, lose)
    chat.says("Asha Traders")
    assert len(lost) == 2
    assert len(chat.given("Asha Traders")) == 1
    assert chat.page.locator(".m.me").filter(has_text="Asha Traders").count() == 1


def without_network(chat: Chat) -> None:
    """No input comes through from any page of this phone."""
    chat.page.context.route(INPUTS, lambda route: route.abort())


def another_tab(chat: Chat) -> Chat:
    """The same conversation in another tab."""
    page = chat.page.context.new_page()
    page.set_default_timeout(SLOW)
    other = Chat(page, chat.url)
    other.opens(ENQUIRY)
    return other


def writes(chat: Chat, text: str) -> None:
    """Typed and sent off, wherever it gets to."""
    chat.page.fill("#text", text)
    chat.page.press("#text", "Enter")


def test_two_tabs_without_a_network_lose_nothing_of_each_other(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    other = another_tab(chat)
    without_network(chat)
    writes(chat, "Asha Traders")
    writes(other, "5 lakh")
    expect(other.page.locator(".unsent")).to_contain_text("5 lakh")
    chat.page.close()
    other.page.reload()
    expect(other.page.locator(".unsent")).to_have_text(["Asha Traders", "5 lakh"])
    other.page.context.unroute(INPUTS)
    other.settles()
    assert [len(other.given(text)) for text in ("Asha Traders", "5 lakh")] == [1, 1]


def test_two_tabs_that_both_have_an_input_give_it_once(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    other = another_tab(chat)
    without_network(chat)
    writes(chat, "Asha Traders")
    chat.sends("shop.png", "image/png", picture())
    expect(chat.page.locator(".unsent")).to_have_count(2)
    other.page.reload()
    expect(other.page.locator(".unsent")).to_have_count(2)
    writes(other, "5 lakh")
    chat.page.context.unroute(INPUTS)
    for tab in (chat, other):
        tab.settles()
        expect(tab.page.locator(".m.me").filter(has_text="5 lakh")).to_have_count(1)
    given = ("Asha Traders", "📎 shop.png", "5 lakh")
    assert [len(chat.given(text)) for text in given] == [1, 1, 1]
    for tab in (chat, other):
        assert [tab.page.locator(".m.me").filter(has_text=text).count() for text in given] == [1, 1, 1]
        assert not any("Not sent" in text for text in tab.texts)
        assert tab.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('queue'))") == []


def test_a_tab_that_has_heard_an_input_does_not_show_it_as_waiting(chat: Chat) -> None:
    """The answer was lost on its way to the tab that gave it: it is kept still, and the other tab comes upon it there."""
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    other = another_tab(chat)

    lost: list[str] = []

    def lose(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().text())
        route.abort()

    chat.page.route(INPUTS, lose)
    writes(chat, "Asha Traders")
    given = other.page.locator(".m.me").filter(has_text="Asha Traders")
    expect(given).to_have_count(1)
    other.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.settles()
    expect(given).to_have_count(1)
    assert other.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('queue'))") == []
    assert len(other.given("Asha Traders")) == 1


def test_what_is_typed_before_a_conversation_could_begin_stays_in_its_box(chat: Chat) -> None:
    begun = "**/chat/sessions"
    chat.page.route(begun, lambda route: route.abort())
    chat.page.goto(f"{chat.url}/chat{ENQUIRY}")
    expect(chat.page.locator("#net")).to_be_visible()
    writes(chat, "Asha Traders")
    expect(chat.page.locator("#text")).to_have_value("Asha Traders")
    chat.page.unroute(begun)
    chat.settles()
    chat.presses("My shop")
    chat.page.press("#text", "Enter")
    chat.settles()
    assert len(chat.given("Asha Traders")) == 1


def test_a_file_survives_a_reload_while_it_waits(chat: Chat) -> None:
    chat.opens()
    chat.presses("English")
    chat.page.route(INPUTS, lambda route: route.abort())
    chat.sends("shop.png", "image/png", picture())
    expect(chat.page.locator("#net")).to_be_visible()
    chat.page.reload()
    expect(chat.page.locator(".unsent")).to_contain_text("shop.png")
    chat.page.unroute(INPUTS)
    chat.settles()
    assert len(chat.given("📎 shop.png")) == 1


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("price.exe", b"MZ" + b"\0" * 200, "photo"),
        ("film.mp4", b"0" * 10_500_000, "10 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_answered_kindly(chat: Chat, name: str, data: bytes, says: str) -> None:
    chat.opens()
    chat.presses("English")
    chat.sends(name, "application/octet-stream", data)
    problem = chat.page.locator(".m.problem")
    expect(problem).to_contain_text(says)
    chat.settles()
    chat.presses("Yes")
    assert any("What I keep" in text for text in chat.texts)


def test_what_happens_elsewhere_appears_by_itself(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.input(option="factory", id="elsewhere")
    expect(chat.page.locator(".m.me")).to_contain_text("My factory")
    expect(chat.page.locator(".m").last).to_contain_text("called")


def test_where_events_are_blocked_the_page_looks_for_news(chat: Chat) -> None:
    chat.page.add_init_script("delete window.EventSource")
    chat.opens(ENQUIRY)
    chat.input(option="factory", id="elsewhere")
    expect(chat.page.locator(".m.me")).to_contain_text("My factory", timeout=SLOW)


def test_the_keyboard_alone_is_enough(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    page = chat.page
    page.locator("#open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#open")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").endswith("My shop"):
            break
    page.keyboard.press("Enter")
    chat.settles()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Asha Traders")
    page.keyboard.press("Enter")
    chat.settles()
    assert len(chat.given("Asha Traders")) == 1
    assert page.locator("#text").input_value() == ""


RING = """(e) => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], .05);
  let under = e.parentElement;
  while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement;
  const [a, b] = [light(getComputedStyle(e).outlineColor), light(getComputedStyle(under).backgroundColor)].sort((x, y) => x - y);
  return parseFloat(getComputedStyle(e).outlineWidth) >= 2 ? b / a : 0;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_seen(chat: Chat, scheme: Literal["light", "dark"]) -> None:
    """A ring that stands out from what is behind it (WCAG 1.4.11 asks for 3:1), in the bar as in the talk."""
    chat.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    chat.opens(ENQUIRY)
    for named in ("#open", "#choices button", "#attach", "#text", "#send"):
        chat.page.keyboard.press("Tab")
        chat.page.locator(named).first.focus()
        assert chat.page.locator(named).first.evaluate(RING) >= 3, named


def test_a_phone_zoomed_to_double_shows_all_of_its_bar(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 180, "height": 370})
    chat.opens()
    expect(chat.page.locator("#at")).to_be_visible()
    assert chat.page.evaluate("document.documentElement.scrollWidth") == 180


def test_a_screen_reader_hears_the_conversation_and_who_speaks(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.presses("My shop")
    log = chat.page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_contain_text("You: ")
    chat.page.wait_for_selector("#progress", state="visible")
    expect(chat.page.locator("#heard")).to_contain_text("of 3")
    for button in chat.page.locator("button:visible").all():
        assert button.get_attribute("aria-label") or button.inner_text().strip()


def test_words_that_look_like_markup_stay_words(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    chat.does("[My shop]", "<img src=x onerror=alert(1)> & sons")
    assert any("<img src=x onerror=alert(1)> & sons" in text for text in chat.texts)
    assert chat.page.locator("#log img").count() == 0


def erases(chat: Chat) -> None:
    chat.page.click("#open")
    chat.page.get_by_role("button", name="Delete everything").click()
    chat.settles()
    chat.presses("Yes")


def test_erasing_ends_the_conversation_and_another_can_begin(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    first = chat.session
    erases(chat)
    assert chat.stored()[-1]["status"] == "ended"
    chat.presses("Start again")
    expect(chat.button("My shop")).to_be_visible()
    assert chat.session is not None
    assert first


def test_a_tab_of_what_was_erased_does_not_take_the_next_conversation_away(chat: Chat) -> None:
    chat.opens(ENQUIRY)
    other = another_tab(chat)
    other.page.route(INPUTS, lambda route: route.abort())
    writes(other, "Asha Traders")
    expect(other.page.locator(".unsent")).to_be_visible()
    erases(chat)
    chat.presses("Start again")
    expect(chat.button("My shop")).to_be_visible()
    begun = chat.session
    other.page.unroute(INPUTS)
    expect(other.button("Start again")).to_be_visible(timeout=SLOW)
    assert chat.session == begun
    assert chat.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('queue'))") == []
