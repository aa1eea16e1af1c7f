"""The admin's desk in a real browser: a step is added, a fault shown and mended, the forecast read, the draft tried and published,
while a trader stands in the middle of the chat; then a roll-back. And every room on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chat import SLOW, Chat
from tests.servers import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("admin")]  # in order, on one server

FLOW = "quick_enquiry"
ROOMS = (
    "/admin", "/admin/flows", f"/admin/flows/{FLOW}", f"/admin/flows/{FLOW}/edit", "/admin/sessions", "/admin/queue",
    "/admin/queue/partners", "/admin/funnel", "/admin/poison",
)  # fmt: skip
NEW_STEP = """      - step: colour
        kind: text
        when: buying_four == "shop"
        label: Colour
        ask: Which colour do you want?

"""


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: other tests' flows are not changed under them."""
    with serving(tmp_path_factory.mktemp("admin")) as started:
        yield started


@dataclass(slots=True)
class Desk:
    """An admin in a browser. What the browser complains of is kept."""

    page: Page
    url: str
    wrong: list[str]

    def opens(self, room: str) -> None:
        self.page.goto(f"{self.url}{room}")

    def comes_in(self, log: Path) -> None:
        """By the link that the server printed when it started."""
        found = re.search(r"/admin/enter\?link=\S+", log.read_text())
        assert found is not None
        self.opens(found[0])
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Overview")).to_be_visible(timeout=SLOW)


def _desk(server: Server, context: BrowserContext) -> Desk:
    page = context.new_page()
    page.set_default_timeout(SLOW)
    desk = Desk(page, server.url, [])
    page.on("pageerror", lambda error: desk.wrong.append(str(error)))
    page.on("console", lambda said: desk.wrong.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: desk.wrong.append(asked.url) if not asked.url.startswith(server.url) else None)
    return desk


@pytest.fixture(scope="module")
def signed_in(own_server: Server, browser: Browser) -> Iterator[BrowserContext]:
    """One admin, signed in once: the printed link works once."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    _desk(own_server, context).comes_in(own_server.log)
    yield context
    context.close()


@pytest.fixture
def desk(own_server: Server, signed_in: BrowserContext) -> Iterator[Desk]:
    made = _desk(own_server, signed_in)
    yield made
    made.page.close()
    assert made.wrong == []


@pytest.fixture
def trader(own_server: Server, browser: Browser) -> Iterator[Chat]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(SLOW)
    yield Chat(page, own_server.url)
    context.close()


def test_a_step_is_added_and_published_under_a_trader_who_loses_nothing_then_rolled_back(
    desk: Desk, trader: Chat
) -> None:
    page = desk.page
    trader.opens(f"?flow={FLOW}")
    trader.does("[My shop]", "Asha Traders", "2 lakh")
    trader.presses(trader.options[0])
    trader.says("Brass lamps")

    # A step with a condition, misspelt: the fault stands beside its line while one types.
    desk.opens(f"/admin/flows/{FLOW}/edit")
    text = page.locator("#text")
    draft = text.input_value().replace("      - step: quantity", NEW_STEP + "      - step: quantity")
    text.fill(draft)
    line = draft[: draft.index("buying_four")].count("\n") + 1
    expect(page.locator(f"#faults a[data-line='{line}']")).to_be_visible()
    expect(page.locator(f"#L{line}")).to_have_class("error")
    expect(page.locator(f"#L{line} em")).to_contain_text("buying_four")
    expect(page.locator("#publish-button")).to_be_disabled()

    # Mended: the fault goes.
    page.locator(f"#faults a[data-line='{line}']").click()
    assert page.evaluate("document.activeElement.id") == "text"
    text.fill(draft.replace("buying_four", "buying_for"))
    expect(page.locator("#faults .good")).to_be_visible()
    expect(page.locator("#publish-button")).to_be_enabled()

    # Tried in Hindi, in place.
    page.locator("#language").select_option("hi")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#try .bubble").first).to_be_visible()
    said = page.locator("#try .bubble").count()
    page.locator("#try button[value=shop]").click()
    expect(page.locator("#try .bubble.you")).to_have_count(1)
    assert page.locator("#try .bubble").count() > said
    page.locator("#say").fill("Asha")
    page.locator("#say").press("Enter")
    expect(page.locator("#try .bubble.you")).to_have_count(2)

    # What it does to the people inside, then published.
    page.get_by_role("button", name="What publishing does").click()
    expect(page.locator("#forecast")).to_contain_text("People inside")
    expect(page.locator("#forecast")).to_contain_text("goods.quantity")
    page.get_by_label("Note").fill("Buyers ask for colours")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 is live")

    # The trader answers what was asked, is asked the new step, and has lost nothing.
    trader.says("500")
    assert "Which colour" in trader.texts[-1]
    trader.says("blue")
    stored = " ".join(str(one["text"]) for one in trader.stored())
    assert all(word in stored for word in ("Asha Traders", "Brass lamps", "500", "blue"))

    # Back.
    page.get_by_role("link", name="Roll back to this").click()
    expect(page.locator("main")).to_contain_text("People inside")
    page.get_by_label("Why it goes back").fill("Colours confuse people")
    page.get_by_role("button", name="Roll back to version 1").click()
    expect(page.get_by_role("status")).to_contain_text("Version 1 is live again")
    trader.presses("Skip")
    assert "Which colour" not in trader.texts[-1]
    _shows_the_published_change_as_a_difference(desk)
    _shows_a_conversations_answers_only_on_request(desk)


def _shows_the_published_change_as_a_difference(desk: Desk) -> None:
    desk.opens(f"/admin/flows/{FLOW}/diff?old=1&new=2")
    expect(desk.page.locator(".diff .plus").filter(has_text="step: colour")).to_have_count(1)


def _shows_a_conversations_answers_only_on_request(desk: Desk) -> None:
    page = desk.page
    desk.opens(f"/admin/sessions?flow={FLOW}")
    page.locator("table a").first.click()
    expect(page.locator("main")).not_to_contain_text("Asha Traders")
    page.get_by_role("button", name="Show answers").click()
    expect(page.locator("main")).to_contain_text("Asha Traders")


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_fits_its_screen_and_can_be_pressed(desk: Desk, room: str, width: int) -> None:
    page = desk.page
    page.set_viewport_size({"width": width, "height": 800})
    desk.opens(room)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main select, main input:not([type=hidden])')]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)"""
    )
    assert small == []
    named = page.evaluate(
        """() => [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]
            .filter((each) => each.labels.length === 0 && !each.ariaLabel).map((each) => each.outerHTML)"""
    )
    assert named == []


def test_the_editor_works_without_javascript(own_server: Server, browser: Browser, signed_in: BrowserContext) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in.storage_state())
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(f"{own_server.url}/admin/flows/{FLOW}/edit")
    text = page.locator("#text").input_value()
    page.locator("#text").fill(text.replace("kind: money", "kind: mony"))
    page.get_by_role("button", name="Check").click()
    line = text[: text.index("kind: money")].count("\n") + 1
    expect(page.locator(f"#L{line}")).to_have_class("error")
    expect(page.locator("#faults")).to_contain_text(f"line {line}")
    context.close()
