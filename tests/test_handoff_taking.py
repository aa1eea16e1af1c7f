"""Many accepts and claims in one transaction: each is decided as it would be alone, after those before it; and together in the writer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from bot import library
from bot.desk import QueueDesk
from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from bot.handoff.taking import Acceptance, Claim, accept_many, claim_many
from bot.shelf import Shelf
from bot.takes import Take, Taken, Takes
from bot.turns import Turns
from storage import audit, flow_versions, lead_events, leads, outbox, timers, webhooks
from storage.compiled import Together
from storage.crypto import CryptoError
from storage.database import Database
from storage.idempotency import Asked, Before
from storage.transaction import Transaction
from storage.writer import Writer
from tests.databases import ready
from tests.handoff_world import FLOW, MONDAY_NOON, Clock, World, emptied


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
    world = World(emptied(database), clock)
    world.does(lambda tx: flow_versions.publish(tx, "weavers", FLOW, {}, note="", author=""))
    return world


@pytest.fixture
def writer(world: World) -> Iterator[Writer]:
    writer = Writer(world.database)
    yield writer
    writer.close()


def _ends(results: list[Done | Refusal]) -> list[str]:
    return [one.code if isinstance(one, Refusal) else one.lead.status for one in results]


# In one transaction -----------------------------------------------------------------------------------------------------


def test_each_accept_is_decided_by_itself(world: World) -> None:
    partner = world.partner("a", answer_minutes=60)
    other = world.partner("b", states=frozenset({"33"}))
    late = world.offer(world.submits())
    world.passes(minutes=90)
    good, stale, theirs = (world.offer(world.submits()) for _ in range(3))
    asked = [
        Acceptance(late.id, partner),
        Acceptance(good.id, partner, good.token),
        Acceptance(good.id, partner),
        Acceptance(stale.id, partner, stale.token + 1),
        Acceptance(theirs.id, other),
        Acceptance("nowhere", partner),
    ]
    results = world.does(lambda tx: accept_many(tx, asked))
    assert _ends(results) == ["expired", "accepted", "already-taken", "changed", "not-found", "not-found"]
    assert [world.lead(one.lead_id).status for one in (late, good, stale, theirs)] == [
        "offered",
        "accepted",
        "offered",
        "offered",
    ]
    done = results[1]
    assert isinstance(done, Done)
    assert done.lead.body is None  # nobody needs to know what it says in order to decide
    assert (done.lead.revision, done.offer) == (world.lead(good.lead_id).revision, world.offer(good.lead_id))
    assert [one.key for one in done.notices] == ["lead-accepted"]
    assert world.database.view(lambda tx: timers.of_subject(tx, good.id)) == []
    assert len(world.database.view(lambda tx: timers.of_subject(tx, stale.id))) == 3
    events = world.database.view(lambda tx: lead_events.of_lead(tx, good.lead_id))
    assert [(one.kind, one.partner_id) for one in events][-1] == ("accepted", partner)


def test_claims_follow_each_other_within_a_batch(world: World) -> None:
    first, second, third = (world.submits() for _ in range(3))
    a, b, south = world.partner("a"), world.partner("b"), world.partner("s", states=frozenset({"33"}))
    asked = [
        Claim(south),
        Claim(a, second),
        Claim(b),
        Claim(b, second),
        Claim(a, first),
        Claim("nobody"),
        Claim(a),
        Claim(b),
        Claim(south, third),
    ]
    results = world.does(lambda tx: claim_many(tx, asked))
    assert _ends(results) == [
        *("none", "accepted", "accepted", "already-taken", "already-taken"),
        *("not-found", "accepted", "none", "not-found"),
    ]
    assert [world.lead(one).partner_id for one in (first, second, third)] == ["b", "a", "a"]
    assert [world.offer(one).state for one in (first, second, third)] == ["accepted"] * 3


@pytest.mark.parametrize("limit", ["per_day", "open_at_once"])
def test_no_partner_passes_its_limit_within_a_batch(world: World, limit: str) -> None:
    for _ in range(5):
        world.submits()
    terms: dict[str, Any] = {limit: 2}
    world.partner("small", **terms)
    world.partner("large")
    asked = [Claim("small"), Claim("large"), Claim("small"), Claim("small"), Claim("large"), Claim("small")]
    results = world.does(lambda tx: claim_many(tx, asked))
    assert _ends(results) == ["accepted"] * 3 + ["no-capacity", "accepted", "no-capacity"]
    assert _ends([world.claims("small")]) == ["no-capacity"]


def test_a_lead_that_comes_back_is_claimed_again_by_an_offer_of_its_own(world: World) -> None:
    lead = world.submits()
    world.partner("a")
    assert isinstance(world.claims("a", lead), Done)
    assert isinstance(world.reports(lead, "a", "returned", "not-reachable"), Done)
    world.does(lambda tx: leads.move(tx, leads.load_many(tx, [lead])[lead], "open", None))
    assert isinstance(world.claims("a", lead), Done)
    assert [one.state for one in world.offers(lead)] == ["returned", "accepted"]


def test_a_batch_costs_no_more_statements_than_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    partner = world.partner("a")
    offered = [world.offer(world.submits()).id for _ in range(9)]
    said: list[str] = []
    run = Transaction.run

    def noted(tx: Transaction, statement: str, given: Any) -> Any:
        said.append(statement)
        return run(tx, statement, given)

    def otherwise(_: Any, __: Any, statement: str, *___: Any) -> None:
        said.append(statement)

    monkeypatch.setattr(Transaction, "run", noted)
    event.listen(world.database.engine, "before_cursor_execute", otherwise)
    try:
        world.does(lambda tx: accept_many(tx, [Acceptance(offered[0], partner)]))
        alone = [one for one in said if not one.startswith("BEGIN")]
        said.clear()
        world.does(lambda tx: accept_many(tx, [Acceptance(one, partner) for one in offered[1:]]))
        together = [one for one in said if not one.startswith("BEGIN")]
    finally:
        event.remove(world.database.engine, "before_cursor_execute", otherwise)
    assert together == alone
    assert len(alone) == (2 if world.database.postgres else 5)  # what is read, what is written


def test_programs_are_told_of_each(world: World) -> None:
    partner, quiet = world.partner("a"), world.partner("q", states=frozenset({"33"}))
    world.does(lambda tx: webhooks.add(tx, partner, "https://a.example/hook", []))
    world.does(lambda tx: webhooks.add(tx, quiet, "https://q.example/hook", []))
    made = [world.offer(world.submits()) for _ in range(2)]
    world.does(lambda tx: accept_many(tx, [Acceptance(one.id, partner) for one in made]))
    told = [one for one in world.database.view(lambda tx: webhooks.log(tx, partner)) if one.event == "lead.accepted"]
    assert sorted((one.lead_id, one.offer_id) for one in told) == sorted((one.lead_id, one.id) for one in made)
    for one in told:
        assert len(world.database.view(lambda tx, one=one: timers.of_subject(tx, one.id))) == 1  # type: ignore[misc]
    assert world.database.view(lambda tx: webhooks.log(tx, quiet)) == []


def test_what_is_written_together_is_written_as_it_is(world: World) -> None:
    """PostgreSQL gets columns as the text of arrays: no word may mean something there."""
    words = ['a "quoted" word', "back\\slash", "{braces}, comma", "NULL", "null", "", " ", "ਪੰਜਾਬੀ"]
    both = Together(audit.ADD_MANY, audit.ADD_MANY)
    lines = [audit.Line(7, "admin", word, word, None) for word in words]
    wrote = world.does(lambda tx: both.run(tx, audit.rows(lines), []))
    assert wrote == [len(words), 0]
    found = world.database.view(lambda tx: audit.latest(tx, 20))
    assert sorted(found, key=lambda one: one.subject) == sorted(lines, key=lambda one: one.subject)


# In the writer ----------------------------------------------------------------------------------------------------------


def _takes(world: World, writer: Writer) -> Takes:
    return Takes(writer, Turns(Shelf(), library.words(), QueueDesk(), "weavers"))


def _all(takes: Takes, asked: list[Take]) -> list[Taken | BaseException]:
    async def ask() -> list[Taken | BaseException]:
        return await asyncio.gather(*(takes.ask(one) for one in asked), return_exceptions=True)

    return asyncio.run(ask())


def test_who_waits_together_shares_commits_and_every_trader_is_told(world: World, writer: Writer) -> None:
    opened = [world.submits() for _ in range(2)]
    partner = world.partner("a")
    made = [world.offer(world.submits()) for _ in range(6)]
    asked = [Take(Acceptance(one.id, partner), shown=True) for one in made]
    asked += [Take(Claim(partner), shown=True), Take(Claim(partner, opened[1]))]
    taken = _all(_takes(world, writer), asked)
    assert writer.counts.entries == 8
    assert writer.counts.commits < 8
    for one in taken:
        assert isinstance(one, Taken)
        assert isinstance(one.result, Done)
        assert one.told == (one.result.lead.session_id,)
        said = world.database.view(lambda tx, s=one.told[0]: outbox.said(tx, s))  # type: ignore[misc]
        assert [line.body["lead"] for line in said] == [one.result.lead.id]
        assert "Udaan" in said[0].body["text"]
    shown = [one.body for one in taken if isinstance(one, Taken)]
    assert [body["contact"]["name"] for body in shown[:7]] == ["Sunita Devi"] * 7
    assert shown[7] is None  # nobody asked to see it
    looks = [one for one in world.database.view(lambda tx: audit.latest(tx, 50)) if one.action == "lead-viewed"]
    assert len(looks) == 7


def test_one_that_cannot_be_read_does_not_take_the_others_down(world: World, writer: Writer) -> None:
    partner = world.partner("a")
    made = [world.offer(world.submits()) for _ in range(5)]
    gone = world.lead(made[2].lead_id).contact_id
    world.does(lambda tx: tx.connection.exec_driver_sql(f"UPDATE contacts SET wrapped_key = NULL WHERE id = '{gone}'"))
    keyless = _all(_takes(world, writer), [Take(Acceptance(made[2].id, partner))])[0]
    assert isinstance(keyless, Taken)
    assert keyless.told == ()  # nobody is left to be told
    forged = world.lead(made[3].lead_id).session_id
    world.does(
        lambda tx: tx.connection.exec_driver_sql(
            "UPDATE sessions SET body = (SELECT wrapped_key FROM contacts WHERE contacts.id = sessions.contact_id)"
            f" WHERE id = '{forged}'"
        )
    )
    taken = _all(_takes(world, writer), [Take(Acceptance(one.id, partner)) for one in (*made[:2], *made[3:])])
    assert isinstance(taken[2], CryptoError)
    assert all(isinstance(one, Taken) and isinstance(one.result, Done) for one in (*taken[:2], taken[3]))
    assert [world.lead(one.lead_id).status for one in made] == [
        "accepted",
        "accepted",
        "accepted",
        "offered",
        "accepted",
    ]


def test_of_two_with_one_key_the_second_hears_how_the_first_ended(world: World, writer: Writer) -> None:
    partner = world.partner("a")
    offer = world.offer(world.submits())
    again = Take(Acceptance(offer.id, partner), once=Asked(partner, "k", "accept"))
    refused = Take(Claim(partner), once=Asked(partner, "none", "claim"))
    taken = _all(_takes(world, writer), [again, again, refused, refused])
    ends = [one.result for one in taken if isinstance(one, Taken)]
    assert isinstance(ends[0], Done)
    assert ends[1] == Before(True, 200, {"lead_id": offer.lead_id, "offer_id": offer.id})
    assert ends[2] == Refusal("none")
    assert ends[3] == Before(True, 0, {"refused": "none"})
