"""The partners' bot: a chat is linked and confirmed, an offer stands in it as a card, and its buttons do what the portal's do."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import partner_codec as codec
from bot.channels.telegram.partner_codec import Command, Left, Moved, Press, Token
from bot.channels.telegram.sandbox import Fault, Group, Sandbox, User
from bot.database import open_database
from bot.handoff import queue
from bot.handoff.number import display_number
from bot.settings import Settings, SettingsError
from bot.web.portal.telegram import PartnerBot
from storage import flow_versions, leads, members, offers, partner_chats, partners
from storage.partners import Partner
from storage.times import HOUR, MINUTE, from_datetime
from tests.handoff_world import FLOW as WEAVERS
from tests.handoff_world import Clock, World
from tests.servers import SERVE, serving
from tests.telegram_local import Direct
from tests.test_portal import Market, posts, posts_as
from tests.test_portal import run as run_market

PERSONAL = ("Sunita", "98111", "AAKFD")


# What goes over the wire ------------------------------------------------------------------------------------------------


def _message(text: str | None, kind: str = "private", **chat: Any) -> dict[str, Any]:
    return {"message": {"message_id": 1, "chat": {"id": 7, "type": kind, **chat}, **({"text": text} if text else {})}}


def test_updates_are_read() -> None:
    assert codec.decode(_message("/start abc-_9", first_name="Asha")) == Command(7, True, "Asha", "start", "abc-_9")
    assert codec.decode(_message("/start@saathi_bot x", "supergroup", title="Sales")) == Command(
        7, False, "Sales", "start", "x"
    )
    assert codec.decode(_message("hello")) == Command(7, True, "", "")
    assert codec.decode(_message("hello", "group")) is None
    assert codec.decode(_message("/start x", "channel")) is None
    for moved in ({"chat": {"id": -7, "type": "group"}, "migrate_to_chat_id": -1007},
                  {"chat": {"id": -1007, "type": "supergroup"}, "migrate_from_chat_id": -7}):  # fmt: skip
        assert codec.decode({"message": moved}) == Moved(-7, -1007)
    gone = {"my_chat_member": {"chat": {"id": 7}, "new_chat_member": {"status": "kicked"}}}
    assert codec.decode(gone) == Left(7)
    press = {"callback_query": {"id": "q", "data": "a:offer:1", "message": {"message_id": 5, "chat": {"id": 7}}}}
    assert codec.decode(press) == Press(7, 5, "q", Token("accept", "offer", 1))


WORDS = [
    "message",
    "chat",
    "id",
    "type",
    "text",
    "callback_query",
    "data",
    "message_id",
    "my_chat_member",
    "first_name",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_no_update_breaks_the_reader(update: object) -> None:
    codec.decode(update)


@given(
    st.sampled_from(["accept", "decline", "back", "reason"]),
    st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True),
    st.integers(0, 999_999),
    st.integers(0, 99),
)
def test_a_button_is_short_ascii_and_comes_back(verb: Any, offer: str, fence: int, reason: int) -> None:
    token = Token(verb, offer, fence, reason if verb == "reason" else None)
    text = codec.write_token(token)
    assert text.isascii() and len(text) <= codec.MOST
    assert codec.read_token(text) == token


@pytest.mark.parametrize(
    "text", ["", "a", "a:x", "x:offer:1", "r:offer:1", "a:offer:1:2", "a:of fer:1", "a:offer:१", "o0|k|c|p|yes"]
)
def test_a_strangers_button_does_nothing(text: str) -> None:
    assert codec.read_token(text) is None


# A partner's chat -------------------------------------------------------------------------------------------------------


@dataclass
class Bot:
    """The bot of a market, beside a double of Telegram; nothing runs by itself."""

    market: Market
    double: Sandbox
    bot: PartnerBot

    def user(self, number: int = 801) -> User:
        return self.double.user(number)

    async def settle(self) -> None:
        """What people did is taken, what stands in the chats is brought into line."""
        for _ in range(3):
            with self.double.world.lock:
                waiting, self.double.world.updates = self.double.world.updates, []
            await self.bot.take(waiting)
            await self.bot.tend()

    async def links(self, browser: httpx.AsyncClient, user: User, form: Any = posts) -> str:
        """The portal gives a code, the person takes it to the bot, the portal confirms. Gives the chat's id."""
        page = (await form(browser, "/partner/team/chats")).text
        code = re.search(r"/start ([A-Za-z0-9_-]{43})", page)
        assert code is not None
        assert f"https://t.me/{self.bot.username}?start={code[1]}" in page
        user.starts(code[1])
        await self.settle()
        assert "confirm it in the portal" in user.texts[-1]
        chat_id = re.search(r"/partner/team/chats/([\w-]+)/confirm", (await browser.get("/partner/team")).text)
        assert chat_id is not None
        assert (
            "said=chat-confirmed"
            in (await form(browser, f"/partner/team/chats/{chat_id[1]}/confirm")).headers["location"]
        )
        return chat_id[1]

    async def links_group(self, browser: httpx.AsyncClient, group: Group) -> None:
        """The same for a group, by the link that asks Telegram for one."""
        page = (await posts(browser, "/partner/team/chats")).text
        code = re.search(rf"https://t.me/{self.bot.username}\?startgroup=([A-Za-z0-9_-]{{43}})", page)
        assert code is not None
        group.links(code[1])
        await self.settle()
        assert "confirm it in the portal" in group.texts[-1]
        confirm = re.search(r"/partner/team/chats/[\w-]+/confirm", (await browser.get("/partner/team")).text)
        assert confirm is not None
        assert "said=chat-confirmed" in (await posts(browser, confirm[0])).headers["location"]


def run(folder: Path, story: Callable[[Bot], Awaitable[None]]) -> None:
    async def within(market: Market) -> None:
        double = Sandbox()
        bot = PartnerBot(market.app, double.token, open_with=lambda *_: Direct(double))
        bot.transport = Direct(double)
        market.app.partner_bot = bot
        await bot.introduce()
        try:
            await story(Bot(market, double, bot))
        finally:
            double.stop()

    run_market(folder, within)


def test_a_chat_is_linked_confirmed_and_an_offer_accepted_in_it(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        user = bot.user()
        waiting = await bot.market.trader()
        await bot.links(browser, user)
        await bot.settle()
        card = user.last["text"]
        assert display_number(waiting) in card and "Cotton sarees" in card
        assert not any(word in card for word in PERSONAL)
        assert user.buttons == ["✅ Accept", "✖️ Decline"]
        user.presses("✅ Accept")
        await bot.settle()
        lead = bot.market.lead(waiting)
        assert (lead.status, lead.partner_id) == ("accepted", one)
        said = user.last
        assert f"/partner/leads/{waiting}" in said["text"] and "reply_markup" not in said
        assert "Cotton sarees" not in said["text"] and not any(word in said["text"] for word in PERSONAL)
        assert user.alerts == user.toasts[-1:]
        assert "Sunita Devi, +919811" in user.alerts[0], "whom to call, to whoever accepted and in no chat"
        assert len(user.messages) == 2, "the card is edited, not said again"
        assert (await browser.get(f"/partner/leads/{waiting}")).status_code == 200

    run(tmp_path, story)


def test_a_chat_that_is_not_confirmed_shows_nothing_and_a_code_is_used_once(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        await bot.market.trader()
        page = (await posts(browser, "/partner/team/chats")).text
        code = re.search(r"/start ([A-Za-z0-9_-]{43})", page)
        assert code is not None
        hers, another = bot.user(801), bot.user(802)
        hers.starts(code[1])
        await bot.settle()
        another.starts(code[1])
        another.says("/signin")
        hers.says("/signin")
        await bot.settle()
        assert len(hers.texts) == 2 and "not confirmed yet" in hers.texts[-1]
        assert "used up" in another.texts[0]
        assert len(bot.market.app.database.view(lambda tx: partner_chats.of_partner(tx, one))) == 1
        hers.says("/stop")
        await bot.settle()
        assert bot.market.app.database.view(lambda tx: partner_chats.of_partner(tx, one)) == []

    run(tmp_path, story)


def test_a_group_is_linked_and_only_whoever_accepts_in_it_hears_whom_to_call(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        asha, bina, group = bot.user(801), bot.user(802), bot.double.group("Udaan sales")
        await bot.links_group(browser, group.by(asha))
        assert "Udaan sales" in (await browser.get("/partner/team")).text
        first, second = await bot.market.trader(), await bot.market.trader(thing="Brass lamps")
        await bot.settle()
        assert len(group.messages) == 3 and not any(word in "".join(group.texts) for word in PERSONAL)
        shown = group.messages[1]
        group.by(bina).taps(shown, shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        group.by(asha).taps(shown, shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
        await bot.settle()
        assert (bot.market.lead(first).status, bot.market.lead(first).partner_id) == ("accepted", one)
        assert "Sunita Devi, +919811" in bina.alerts[0]
        assert asha.toasts == ["It is yours."] and asha.alerts == []
        assert "is yours" in group.messages[1]["text"] and "reply_markup" not in group.messages[1]
        group.by(asha).presses("✖️ Decline")
        await bot.settle()
        group.presses("Too far away")
        await bot.settle()
        assert bot.market.offer(second).state == "declined"
        group.says("what do you think?")
        group.says("/signin@sandbox_bot")
        await bot.settle()
        assert len(group.messages) == 4 and "link=" not in group.texts[-1]
        assert not any(word in "".join(group.texts) for word in PERSONAL)
        assert (asha.messages, bina.messages) == ([], [])
        group.removes_the_bot()
        await bot.settle()
        assert bot.market.app.database.view(lambda tx: partner_chats.of_partner(tx, one)) == []

    run(tmp_path, story)


@pytest.mark.parametrize("told", ["by a message", "by a refusal"])
def test_a_group_that_becomes_a_supergroup_goes_on_under_its_new_number(tmp_path: Path, told: str) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        asha, group = bot.user(801), bot.double.group("Udaan sales", -4001)
        await bot.links_group(browser, group.by(asha))
        waiting = await bot.market.trader()
        await bot.settle()
        before = group.last
        group.upgrades(-1004001)
        if told == "by a refusal":
            with bot.double.world.lock:
                bot.double.world.updates.clear()
        later = await bot.market.trader(thing="Brass lamps")
        for _ in range(2):
            await bot.settle()
        assert sorted(text.splitlines()[1] for text in group.texts) == ["Brass lamps", "Cotton sarees"]
        assert [each.chat for each in bot.market.app.database.view(lambda tx: partner_chats.of_partner(tx, one))] == [
            -1004001
        ]
        group.taps(before, before["reply_markup"]["inline_keyboard"][0][0]["callback_data"])  # of the old group's
        await bot.settle()
        assert asha.toasts == ["Too late: it is no longer on offer."]
        for _ in range(2):
            group.presses("✅ Accept")
            await bot.settle()
        assert {bot.market.lead(each).status for each in (waiting, later)} == {"accepted"}
        assert group.buttons == [] and all("is yours" in text for text in group.texts)

    run(tmp_path, story)


def test_declining_asks_why_and_gives_the_lead_to_the_next(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        user = bot.user()
        await bot.links(browser, user)
        lead = await bot.market.trader()
        await bot.settle()
        user.presses("✖️ Decline")
        await bot.settle()
        assert "Too far away" in user.buttons and user.buttons[-1] == "↩️ Back"
        user.presses("↩️ Back")
        await bot.settle()
        assert user.buttons == ["✅ Accept", "✖️ Decline"]
        user.presses("✖️ Decline")
        await bot.settle()
        pressed = user.presses("Too far away")
        await bot.settle()
        assert (bot.market.offer(lead).state, bot.market.offer(lead).reason) == ("declined", "too-far")
        assert user.last["text"] == f"{display_number(lead)}: declined." and user.buttons == []
        user.repeats(pressed)
        await bot.settle()
        assert bot.market.offer(lead).state == "declined"
        assert pressed is not None
        user.taps(user.last, pressed["callback_query"]["data"])
        await bot.settle()
        assert user.toasts[-1] == "You have declined this one already."

    run(tmp_path, story)


def test_what_becomes_of_an_offer_elsewhere_takes_its_buttons_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        user = bot.user()
        await bot.links(browser, user)
        taken, late = await bot.market.trader(), await bot.market.trader(thing="Brass lamps")
        await bot.settle()
        assert len(user.messages) == 3
        await posts(browser, f"/partner/offers/{bot.market.offer(taken).id}/accept")
        await bot.market.does(lambda tx: partner_chats.nudge(tx, bot.market.offer(late).id))
        await bot.settle()
        assert "is yours" in user.messages[1]["text"]
        assert display_number(late) in user.last["text"] and "still waits" in user.last["text"]
        offer = bot.market.offer(late)
        monkeypatch.setattr(bot.market.app.database, "_clock", lambda: offer.expires_at + MINUTE)
        await bot.market.does(lambda tx: queue.expire(tx, offer.id))
        user.presses("✅ Accept")
        await bot.settle()
        assert user.toasts[-1]
        assert "the time to answer is over" in user.messages[2]["text"] and "reply_markup" not in user.messages[2]
        assert sum("still waits" in text for text in user.texts) == 1
        assert bot.market.lead(late).partner_id is None

    run(tmp_path, story)


def test_a_person_of_the_team_signs_in_by_telegram_until_they_are_let_go(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        market = bot.market
        one = await market.partner("Udaan")
        owner = await market.enters(one)
        await posts(owner, "/partner/team", name="Asha", email="asha@udaan.example", role="reader")
        member = (await market.does(lambda tx: members.of_partner(tx, one)))[0]
        secret = await market.does(lambda tx: members.new_link(tx, member.id, 60_000_000))
        user = bot.user()
        async with market.browser() as hers:
            await hers.post("/partner/enter/spend", data={"link": secret})
            await bot.links(hers, user, posts_as)
        await market.trader()
        await bot.settle()
        user.presses("✅ Accept")
        await bot.settle()
        assert user.toasts[-1] == "Your role does not allow this."
        user.says("/signin")
        await bot.settle()
        link = re.search(r"/partner/enter/link\?link=([\w-]+)", user.texts[-1])
        assert link is not None
        async with market.browser() as hers:
            assert (await hers.post("/partner/enter/spend", data={"link": link[1]})).headers["location"] == "/partner"
            assert (await hers.get("/partner")).status_code == 200
            await posts(owner, f"/partner/team/{member.id}/remove")
            assert (await hers.get("/partner")).status_code == 303
        user.says("/signin")
        await bot.settle()
        assert "link=" not in user.texts[-1]
        assert "@" + bot.bot.username in (await owner.get("/partner/enter")).text

    run(tmp_path, story)


def test_another_partners_buttons_and_chats_are_nobodys(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        market = bot.market
        one = await market.partner("Udaan", categories=frozenset({"nothing"}))
        first = await market.enters(one)
        two = await market.partner("Bharat")
        second = await market.enters(two)
        mine, theirs = bot.user(801), bot.user(802)
        await bot.links(first, mine)
        chat_id = await bot.links(second, theirs)
        lead = await market.trader()
        await bot.settle()
        offer = market.offer(lead)
        assert offer.partner_id == two and len(mine.messages) == 1
        mine.taps(mine.last, codec.write_token(Token("accept", offer.id, offer.token)))
        mine.taps(mine.last, codec.write_token(Token("reason", offer.id, offer.token, 0)))
        await bot.settle()
        assert market.lead(lead).status == "offered" and market.offer(lead).state == "offered"
        assert (await posts(first, f"/partner/team/chats/{chat_id}/remove")).status_code == 404
        assert "Asha" in (await second.get("/partner/team")).text
        assert chat_id not in (await first.get("/partner/team")).text

    run(tmp_path, story)


def test_a_chat_that_blocks_is_forgotten_and_one_that_must_wait_gets_it_later(tmp_path: Path) -> None:
    async def story(bot: Bot) -> None:
        one = await bot.market.partner("Udaan")
        browser = await bot.market.enters(one)
        user, gone = bot.user(801), bot.user(802)
        await bot.links(browser, user)
        await bot.links(browser, gone)
        gone.blocks()
        bot.double.world.faults.append(Fault(429, "Too Many Requests", "sendMessage", 801, retry_after=1))
        lead = await bot.market.trader()
        await bot.bot.tend()
        left = bot.market.app.database.view(lambda tx: partner_chats.of_partner(tx, one))
        assert [each.chat for each in left] == [801]
        assert display_number(lead) not in user.texts[-1]
        for _ in range(100):
            await bot.settle()
            if display_number(lead) in user.texts[-1]:
                break
            await asyncio.sleep(0.1)
        assert display_number(lead) in user.texts[-1]

    run(tmp_path, story)


def test_one_token_is_not_two_bots(tmp_path: Path) -> None:
    environ = {"SAATHI_DATA_DIR": str(tmp_path), "SAATHI_TELEGRAM_TOKEN": "1:a", "SAATHI_PARTNER_BOT_TOKEN": "1:a"}
    with pytest.raises(SettingsError, match="SAATHI_PARTNER_BOT_TOKEN"):
        Settings.load(environ, tmp_path)


# The whole server, with either library ----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("library", ["aiogram", "ptb"])
def test_an_offer_is_accepted_in_a_chat_of_the_running_server(tmp_path: Path, library: str) -> None:
    with Sandbox() as double:
        settings = {
            "SAATHI_DEMO": "0", "SAATHI_PARTNER_BOT_TOKEN": double.token, "SAATHI_TELEGRAM_API_BASE": double.url,
            "SAATHI_TELEGRAM_LIBRARY": library,
        }  # fmt: skip
        with serving(tmp_path / "data", SERVE, None, **settings) as server:
            database = open_database(Settings.load(server.environ, tmp_path), upgrade=False)
            world = World(database, Clock(from_datetime(_now())))
            world.does(lambda tx: flow_versions.publish(tx, "weavers", WEAVERS, {}, note="", author=""))
            world.does(lambda tx: partners.add(tx, Partner("udaan", "Udaan", {})))
            code = world.does(lambda tx: partner_chats.new_code(tx, "udaan", None, "en", HOUR))
            user = double.user(801)
            user.starts(code)
            _until(lambda: len(user.texts) == 1)
            world.does(lambda tx: partner_chats.confirm(tx, partner_chats.of_partner(tx, "udaan")[0].id))
            lead = world.submits()
            _until(lambda: len(user.buttons) == 2)
            user.presses("✅ Accept")
            _until(lambda: database.view(lambda tx: leads.find(tx, lead)).status == "accepted")  # type: ignore[union-attr]
            _until(lambda: f"/partner/leads/{lead}" in user.texts[-1])
            assert user.buttons == []
            assert database.view(lambda tx: offers.of_lead(tx, lead))[-1].partner_id == "udaan"
            database.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _until(holds: Callable[[], bool], within: float = 90.0) -> None:
    """A running server takes its time on a busy machine."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
