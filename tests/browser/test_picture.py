"""The README's picture: a trader's chat in Hindi beside the partner's inbox in which the finished lead has appeared by itself."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chat import SLOW
from tests.browser.pictures import beside, keep
from tests.chat_driver import Chatter
from tests.servers import Server, serving
from tests.test_story import WORDS

TALL = 900
PHONE = 400
PAGE = 860


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: the sample firm's lead would be held as a double where another test has sent it."""
    with serving(tmp_path_factory.mktemp("picture")) as started:
        yield started


@pytest.mark.browser
def test_a_finished_chat_stands_beside_the_inbox_that_it_reached(server: Server, browser: Browser) -> None:
    partner = browser.new_page(viewport={"width": PAGE, "height": TALL})
    partner.goto(f"{server.url}/partner")
    with httpx.Client(base_url=server.url, timeout=30) as client:
        chatter = Chatter(client, WORDS, retries=1, presses={"products.1.category": "handicraft"})
        chatter.begin(language="hi")
        lead = chatter.finishes()["number"]
        # The trader's own page, on the conversation that was just held.
        phone = browser.new_page(viewport={"width": PHONE, "height": TALL})
        phone.goto(f"{server.url}/healthz")
        phone.evaluate("secret => localStorage.setItem('saathi.session', JSON.stringify(secret))", chatter.session)
        phone.goto(f"{server.url}/chat")
        expect(phone.locator(".m").last).to_be_visible(timeout=SLOW)
        expect(phone.get_by_text(lead).first).to_be_visible(timeout=SLOW)
        phone.reload()  # now with the words of the conversation's language at hand, as on the trader's own phone
        expect(phone.get_by_text(f"आपका नंबर: {lead}")).to_be_visible(timeout=SLOW)
    seen = _inbox_with(server, browser, lead)
    assert seen is not None, "the lead is in somebody's inbox"
    both = beside(phone.screenshot(), seen)
    assert both.width > PHONE + PAGE
    keep(both, "chat-and-queue.png")


def _inbox_with(server: Server, browser: Browser, lead: str) -> bytes | None:
    """The inbox of the example partner to whom the lead is offered."""
    page = browser.new_page(viewport={"width": PAGE, "height": TALL})
    page.goto(f"{server.url}/partner")
    for number in range(page.locator("main form button").count()):
        context = browser.new_context(viewport={"width": PAGE, "height": TALL})
        room = context.new_page()
        room.goto(f"{server.url}/partner")
        room.locator("main form button").nth(number).click()
        room.wait_for_load_state()
        card = room.get_by_text(lead).first
        if card.count():
            card.scroll_into_view_if_needed()
            return room.screenshot()
        context.close()
    return None
