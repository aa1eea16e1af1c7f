"""The chat on a phone of 360 px, in four scripts that strain it: nothing clipped, nothing over the edge, no boxes for letters.

Each conversation is a script of tests/languages, given over HTTP; the page is looked at where there is much to show. With
SAATHI_PICTURES=folder the screens are written there, for a person to look at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.documents.samples import sample_papers
from bot.script import SendFiles, read_script
from locales.languages import LANGUAGES
from tests.browser.chat import SLOW
from tests.chat_driver import ASKING, Chatter
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("languages")]  # in order, on one server

WIDE = 360
SCRIPTS = Path(__file__).parent.parent / "languages"
STOPS = (
    "language",
    "save_profile",
    "business_type",
    "products.1.category",
    "products.1.certificates",
    "review",
    "over",
)

CLIPPED = """() => {
  const wrong = [];
  for (const one of document.querySelectorAll("button, .m, .m p, li span, #at, h1, textarea")) {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest("[hidden]") || one.closest("dialog:not([open])")) continue;
    const said = (one.innerText || one.id).slice(0, 40);
    const inline = getComputedStyle(one).display === "inline";
    if (!inline && one.scrollWidth > one.clientWidth) wrong.push("too wide: " + said);
    if (!inline && !one.matches("textarea, header *") && one.scrollHeight > one.clientHeight + 1) wrong.push("too high: " + said);
    if (box.left < 0 || box.right > innerWidth) wrong.push("over the edge: " + said);
  }
  return wrong;
}"""

OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll("#log > *, #choices button")]
    .map(one => [one.innerText.slice(0, 40), one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height > 2);
  const wrong = [];
  boxes.forEach(([said, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(said + " × " + other);
  }));
  return wrong;
}"""

# A letter that no font has is drawn as the box that an unassigned code point gets.
BOXES = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  const style = getComputedStyle(document.querySelector(".m"));
  pen.font = "32px " + style.fontFamily;
  const drawn = letter => {
    pen.clearRect(0, 0, 64, 64);
    pen.fillText(letter, 16, 44);
    return pen.getImageData(0, 0, 64, 64).data.join();
  };
  const missing = drawn("\\u0378");
  const said = document.body.innerText;
  return [...new Set(said)].filter(letter => /\\p{L}|\\p{M}|\\p{N}|\\p{Sc}/u.test(letter) && drawn(letter) === missing);
}"""


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDE, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.set_default_timeout(SLOW)
    opened.goto(f"{server.url}/healthz")
    yield opened
    context.close()


def stops(client: httpx.Client, language: str) -> Iterator[tuple[str, str]]:
    """Plays a language's script; (name of the stop, session) wherever the page is to be looked at."""
    papers = {paper.name: paper for paper in sample_papers()}
    chatter = Chatter(client, {}, retries=1)
    chatter.begin()
    for _, line, given in read_script((SCRIPTS / f"{language}.txt").read_text(encoding="utf-8")):
        asked = asked_last(chatter)
        if asked in STOPS:
            yield asked, chatter.session
        if isinstance(given, SendFiles):
            (paper,) = (papers[name] for name in given.names)
            chatter.sends(paper.name, paper.data, paper.mime)
            while chatter.heard[-1]["kind"] not in ASKING or asked_last(chatter) != asked_next(chatter):
                chatter.hears()
        else:
            chatter.gives(text=line)
    assert chatter.heard[-1].get("status") == "completed", chatter.heard[-1]
    yield "over", chatter.session


def asked_last(chatter: Chatter) -> str:
    return next((one["step"] or "" for one in reversed(chatter.heard) if one["kind"] in ASKING), "")


def asked_next(chatter: Chatter) -> str:
    """The step of the last thing that the bot said."""
    return next((one["step"] or "" for one in reversed(chatter.heard) if one["from"] == "bot"), "")


@pytest.mark.parametrize("language", ["hi", "ta", "ur", "or"])
def test_every_screen_is_whole(server: Server, page: Page, language: str) -> None:
    seen = []
    with httpx.Client(base_url=server.url, timeout=30) as client:
        for stop, session in stops(client, language):
            page.evaluate("secret => localStorage.setItem('saathi.session', JSON.stringify(secret))", session)
            page.goto(f"{server.url}/chat")
            expect(page.locator(".m").last).to_be_visible()
            expect(page.locator("#typing")).to_be_hidden()
            # A page that is opened again shows what was said last, not what was said first.
            expect(page.locator(".m").last).to_be_in_viewport()
            if folder := os.environ.get("SAATHI_PICTURES"):
                page.screenshot(path=Path(folder) / f"chat-{language}-{stop}.png")
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDE, stop
            assert found(page, CLIPPED) == [], stop
            assert found(page, OVERLAPPING) == [], stop
            assert found(page, BOXES) == [], stop
            if stop != "language":
                expect(page.locator("html")).to_have_attribute("lang", language)
                expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ur" else "ltr")
            seen.append(stop)
    assert seen == list(STOPS)


def test_a_box_would_be_seen(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chat")
    expect(page.locator(".m").last).to_be_visible()
    page.evaluate("document.querySelector('.m p').append('\\u{1F8FF}\\u{10D00}\\u{11F50}\\uA7CE')")
    assert len(found(page, BOXES)) >= 1


def test_a_clipped_label_would_be_seen(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chat")
    expect(page.locator("#choices button").first).to_be_visible()
    page.evaluate("document.querySelector('#choices button').style.cssText = 'height:8px;min-height:0;overflow:hidden'")
    assert any("too high" in said for said in found(page, CLIPPED))


def found(page: Page, script: str) -> list[Any]:
    wrong: list[Any] = page.evaluate(script)
    return wrong


@pytest.mark.parametrize("javascript", [True, False])
def test_the_front_page_opens_the_chat_in_the_language_that_is_pressed(
    server: Server, browser: Browser, javascript: bool
) -> None:
    """Each is called by its own name: whoever reads no English finds theirs."""
    page = browser.new_page(viewport={"width": WIDE, "height": 640}, java_script_enabled=javascript)
    page.goto(server.url)
    names = page.locator(".tongues a")
    assert names.all_inner_texts() == [one.endonym for one in LANGUAGES.values()]
    urdu = page.get_by_role("link", name="اردو")
    assert (urdu.get_attribute("lang"), urdu.get_attribute("dir")) == ("ur", "rtl")
    page.get_by_role("link", name="தமிழ்").click()
    if javascript:
        expect(page.locator("html")).to_have_attribute("lang", "ta", timeout=SLOW)
        expect(page.locator(".m").first).to_have_attribute("lang", "ta", timeout=SLOW)
    else:
        expect(page.locator("noscript p")).to_be_visible()
    page.close()
