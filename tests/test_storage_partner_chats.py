"""Which offer stands in which chat, over both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.handoff import queue
from storage import partner_chats
from storage.database import Database
from storage.partner_chats import Code
from storage.times import MINUTE
from tests.databases import ready
from tests.handoff_world import MONDAY_NOON, Clock, World, emptied


@pytest.fixture(scope="module")
def market(new_database_url: Callable[[], str]) -> Iterator[tuple[Database, Clock]]:
    clock = Clock()
    database = ready(new_database_url(), clock)
    yield database, clock
    database.close()


@pytest.fixture
def world(market: tuple[Database, Clock]) -> World:
    database, clock = market
    clock.now = MONDAY_NOON
    return World(emptied(database), clock)


def test_an_offer_is_missing_until_it_is_sent_and_over_when_it_was_answered(world: World) -> None:
    partner = world.partner()
    code = world.does(lambda tx: partner_chats.new_code(tx, partner, None, "hi", 15 * MINUTE))
    spent = world.does(lambda tx: partner_chats.spend_code(tx, code))
    assert spent == Code(partner, None, "hi")
    assert world.does(lambda tx: partner_chats.spend_code(tx, code)) is None
    assert spent is not None
    chat_id = world.does(lambda tx: partner_chats.link(tx, spent, -1001234567890, "group", "Sales"))
    offer = world.offer(world.submits())
    assert world.does(partner_chats.missing) == []  # not confirmed
    world.does(lambda tx: partner_chats.confirm(tx, chat_id))
    (post,) = world.does(partner_chats.missing)
    assert (post.offer_id, post.chat.chat) == (offer.id, -1001234567890)
    world.does(lambda tx: partner_chats.trying(tx, post))
    assert world.does(partner_chats.missing) == []
    world.passes(minutes=2)
    assert world.does(partner_chats.missing) == [post]  # nobody knows that it arrived
    world.does(lambda tx: partner_chats.sent(tx, post, 77))
    assert world.does(partner_chats.missing) == [] == world.does(partner_chats.unsaid)
    world.passes(hours=2)
    world.timers_fire()  # half of the time is over
    (nudge,) = world.does(partner_chats.unsaid)
    world.does(lambda tx: partner_chats.nudged(tx, nudge))
    assert world.does(partner_chats.unsaid) == [] == world.does(partner_chats.over)
    world.accepts(offer)
    (over,) = world.does(partner_chats.over)
    assert (over.message, over.offer_id) == (77, offer.id)
    world.does(lambda tx: partner_chats.closed(tx, over))
    assert world.does(partner_chats.over) == []


def test_a_code_ends_and_a_chat_has_one_partner(world: World) -> None:
    one, two = world.partner(name="Udaan"), world.partner(name="Bharat")
    late = world.does(lambda tx: partner_chats.new_code(tx, one, None, "en", MINUTE))
    world.passes(minutes=2)
    assert world.does(lambda tx: partner_chats.spend_code(tx, late)) is None
    world.does(lambda tx: partner_chats.link(tx, Code(one, None, "en"), 42, "private", "Asha"))
    world.does(lambda tx: partner_chats.link(tx, Code(two, None, "en"), 42, "private", "Asha"))
    assert world.does(lambda tx: partner_chats.of_partner(tx, one)) == []
    (chat,) = world.does(lambda tx: partner_chats.of_partner(tx, two))
    assert chat.confirmed_at is None


def test_an_unlinked_chat_leaves_nothing_behind(world: World) -> None:
    partner = world.partner()
    chat_id = world.does(lambda tx: partner_chats.link(tx, Code(partner, None, "en"), 42, "private", "Asha"))
    world.does(lambda tx: partner_chats.confirm(tx, chat_id))
    lead = world.submits()
    (post,) = world.does(partner_chats.missing)
    world.does(lambda tx: partner_chats.trying(tx, post))
    world.does(lambda tx: partner_chats.remove(tx, chat_id))
    assert world.does(partner_chats.missing) == [] == world.does(partner_chats.over)
    world.does(lambda tx: queue.expire(tx, world.offer(lead).id))
