"""The partner's rooms on a phone of 360 px: a lead comes by itself, is accepted, a paper is downloaded, an outcome recorded. The trader's
chat says so. And with a keyboard, in Hindi, in the dark, and without scripts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pictures import beside, keep
from tests.servers import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SLOW = 15_000
LEAST_TOUCH = 44
"""Pixels, each way: what a thumb hits."""
PHONE = {"width": 360, "height": 740}
EXAMPLES = ("Craftroute", "Setu Exports", "First Container", "Dakshin Trade Desk", "Purvi Global", "Uttar Connect")
ROOMS = ("", "/leads", "/statement", "/profile", "/keys", "/deliveries", "/team")
EDGES = """() => {
  const light = (colour) => colour.match(/\\d+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], .05);
  return [...document.querySelectorAll('input:not([type=hidden], [type=checkbox]), select, textarea')].filter((e) => e.checkVisibility())
    .map((e) => getComputedStyle(e)).map((s) => [light(s.borderTopColor), light(s.backgroundColor)].sort()).map(([a, b]) => b / a);
}"""
"""How much the edge of each field stands out from what is inside it (WCAG 1.4.11 asks for 3)."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: where the chat's tests came before, the first lead offered was one of theirs, without papers or a name."""
    with serving(tmp_path_factory.mktemp("portal")) as started:
        yield started


class Watched:
    """A browser profile in which whatever breaks our own policy, fails as a script, or asks another host, fails the test."""

    def __init__(self, server: Server, browser: Browser, **settings: Any) -> None:
        self.wrong: list[str] = []
        self.context: BrowserContext = browser.new_context(base_url=server.url, **settings)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(SLOW)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text) if "Content Security" in said.text else None)
        self.page.on(
            "request", lambda asked: None if asked.url.startswith(server.url) else self.wrong.append(asked.url)
        )

    def enters(self, name: str = "Craftroute", language: str = "en") -> Page:
        self.page.goto(f"/partner/enter?lang={language}")
        self.page.get_by_role("button", name=name).click()
        expect(self.page.locator("#live")).to_be_attached()
        self.page.wait_for_load_state("load")  # its scripts have run: a key pressed before goes nowhere
        return self.page

    def enters_where_offered(self, language: str = "en") -> Page:
        """As whichever example partner has an offer to answer: whose turn it is differs from one example to the next."""
        for name in EXAMPLES:
            page = self.enters(name, language)
            if page.locator("#live [data-ends]").count():
                return page
        pytest.fail("the example data has no offer left")

    def opens_a_lead(self, language: str = "en") -> Page:
        """The lead of whichever example partner holds one."""
        for name in EXAMPLES:
            page = self.enters(name, language)
            page.goto("/partner/leads")
            if page.locator("a.line").count():
                page.locator("a.line").first.click()
                return page
        pytest.fail("no example partner holds a lead")

    def ends(self) -> None:
        self.context.close()
        assert self.wrong == []


@pytest.fixture
def phone(server: Server, browser: Browser) -> Iterator[Watched]:
    watched = Watched(server, browser, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    yield watched
    watched.ends()


@pytest.fixture
def desk(server: Server, browser: Browser) -> Iterator[Watched]:
    watched = Watched(server, browser, viewport={"width": 1200, "height": 800}, color_scheme="dark")
    yield watched
    watched.ends()


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("innerWidth"), f"{page.url} is {wide} px wide"


def test_a_lead_is_accepted_a_paper_downloaded_an_outcome_recorded(phone: Watched, tmp_path: Path) -> None:
    page = phone.enters_where_offered()
    first = page.locator(".offer").first
    expect(first.locator("[data-ends]")).to_have_text(re.compile(r"\d+ h \d+ min left|\d+ min left|\d+ d \d+ h left"))
    assert "+91" not in page.content()
    seen = [page.screenshot()]
    first.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_contain_text("It is yours")
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.locator("a[href^='tel:+91']")).to_be_visible()
    _fits(page)
    seen.append(page.screenshot())
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Download: ")).first.click()
    kept = tmp_path / "paper"
    waiting.value.save_as(kept)
    assert kept.stat().st_size > 500 and waiting.value.suggested_filename.startswith("S-")
    page.get_by_role("button", name="Contacted").click()
    expect(page.get_by_role("status")).to_contain_text("Noted: contacted")
    seen.append(page.screenshot())
    expect(page.get_by_role("button", name="Contacted")).to_have_count(0)
    page.get_by_label("Note for your team").fill("Calls back on Monday")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".history")).to_contain_text("Calls back on Monday")
    keep(beside(*seen), "portal-on-a-phone.png")


def test_every_room_fits_a_phone_and_can_be_touched_and_named(phone: Watched) -> None:
    page = phone.opens_a_lead("hi")
    places = [page.url, *(f"/partner{room}" for room in ROOMS)]
    for place in places:
        page.goto(place)
        _fits(page)
        assert page.locator("html").get_attribute("lang") == "hi"
        assert page.locator("h1").count() == 1
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('button, a, input:not([type=hidden]), select, textarea, summary')]
            .filter((e) => e.checkVisibility() && !(e.labels?.length || e.ariaLabel || e.textContent.trim())).map((e) => e.outerHTML)"""
        )
        assert unnamed == [], place
        small = page.evaluate(
            """(least) => [...document.querySelectorAll('button, .button, select, summary, .top a')].filter((e) => e.checkVisibility())
            .filter((e) => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < least).map((e) => e.outerHTML)""",
            LEAST_TOUCH,
        )
        assert small == [], place
        assert min(page.evaluate(EDGES), default=3) >= 3, place
        levels = [
            int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((e) => e.tagName)")
        ]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (place, levels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_statement_on_paper_is_ink_without_what_can_be_pressed(server: Server, browser: Browser, scheme: Any) -> None:
    watched = Watched(server, browser, viewport={"width": 800, "height": 1000}, color_scheme=scheme)
    page = watched.enters()
    page.goto("/partner/statement")
    page.emulate_media(media="print", color_scheme=scheme)
    expect(page.get_by_text("Craftroute")).to_be_visible()
    expect(page.locator("#month")).to_be_visible()
    for pressed in ("nav", "main button", "main .button"):
        expect(page.locator(pressed).first).to_be_hidden()
    ink = page.evaluate(
        "[document.documentElement, document.querySelector('h1')].map((e) => getComputedStyle(e).color)"
    )
    assert ink == ["rgb(0, 0, 0)"] * 2
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    watched.ends()


def test_an_offer_comes_by_itself_and_takes_nothing_away(browser: Browser, tmp_path: Path) -> None:
    """Others decline; while this partner is writing, an offer appears and is announced, and what is written stays."""
    with serving(tmp_path / "serve") as server:
        desk = Watched(server, browser, viewport={"width": 1200, "height": 800}, color_scheme="dark")
        page = desk.enters("First Container")  # it takes leads from everywhere, so that what others decline comes to it
        clocks = page.locator("#live [data-ends]")
        before = clocks.count()
        writing = page.locator("details.decline").first if before else None
        if writing is not None:
            writing.locator("summary").click()
            writing.get_by_label("In your own words").fill("half a sentence")
        others = Watched(server, browser, viewport=PHONE)
        for name in EXAMPLES:
            if name != "First Container" and clocks.count() <= before:
                _declines_all(others.enters(name))
                page.wait_for_timeout(3500)
        others.ends()
        assert clocks.count() > before
        expect(page.locator("[data-announce]")).to_contain_text("New offer")
        if writing is not None:
            words = writing.get_by_label("In your own words")
            assert words.input_value() == "half a sentence"
            expect(words).to_be_focused()
        desk.ends()


def _declines_all(page: Page) -> None:
    while page.locator("#live [data-ends]").count():
        card = page.locator(".offer:has([data-ends])").first
        card.get_by_text("Decline", exact=True).click()
        card.get_by_role("button", name="Decline this lead").click()
        expect(page.locator("[data-said]")).to_contain_text("Declined")


def test_the_keyboard_does_it_all(desk: Watched) -> None:
    page = desk.enters_where_offered()
    page.keyboard.press("j")
    expect(page.locator("#live [data-key]").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#live [data-key]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("d")
    expect(page.locator("#live [data-key] select").first).to_be_focused()
    page.keyboard.press("j")  # in a field a letter is a letter
    page.keyboard.press("Escape")
    expect(page.locator("summary[data-do=decline]").first).to_be_focused()
    page.locator("[data-keys-switch]").click()
    page.locator("#inbox-title").focus()
    page.keyboard.press("j")
    expect(page.locator("#inbox-title")).to_be_focused()  # turned off
    page.locator("[data-keys-switch]").click()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url("**/partner/leads/*")
    expect(page.get_by_role("status")).to_contain_text("It is yours")


def test_a_partner_who_is_cut_off_sees_it_and_sees_when_it_is_over(desk: Watched) -> None:
    """Not only hears it: an old list looks as fresh as a new one."""
    page = desk.enters()
    cut = page.locator("[data-offline]")
    expect(cut).to_be_hidden()
    desk.context.set_offline(True)
    expect(cut).to_be_visible(timeout=SLOW)
    desk.context.set_offline(False)
    expect(cut).to_be_hidden(timeout=SLOW)


def test_what_a_trader_wrote_keeps_its_own_direction(phone: Watched) -> None:
    """An Urdu name beside an English place would turn the line around."""
    page = phone.opens_a_lead()
    expect(page.locator(".big bdi")).to_be_visible()
    directions = "(all) => all.map((one) => [one.textContent.trim().length > 0, getComputedStyle(one).unicodeBidi])"
    for pieces in ("h1 bdi", ".big bdi", "dl.pairs dd bdi"):
        found = page.locator(pieces).evaluate_all(directions)
        assert found and all(one == [True, "isolate"] for one in found), pieces
    page.goto("/partner/leads")
    expect(page.locator(".line-main .quiet bdi").nth(1)).to_be_visible()


def test_it_works_without_scripts(server: Server, browser: Browser) -> None:
    watched = Watched(server, browser, viewport=PHONE, java_script_enabled=False)
    page = watched.enters_where_offered()
    card = page.locator(".offer:has([data-ends])").first
    expect(card).to_be_visible()
    card.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_contain_text("It is yours")
    page.get_by_text("Close as lost").first.click()
    page.get_by_label("Reason").first.select_option("not-interested")
    page.get_by_role("button", name="Close as lost").click()
    expect(page.get_by_role("status")).to_contain_text("closed")
    watched.ends()
