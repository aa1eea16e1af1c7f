"""The queue over both databases: one holder, timed offers, silence re-offered, the trader told at each turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.desk import QueueDesk
from bot.handoff import notices, offering, queue, reporting, taking
from bot.handoff.done import Done
from bot.handoff.explain import explain
from bot.handoff.lives import Refusal
from bot.handoff.number import display_number
from bot.handoff.statement import statement
from bot.handoff.twins import merge, twins
from storage import lead_events, leads, offers, partners, sessions, webhooks
from storage.database import Database
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.transaction import Transaction
from tests.databases import ready
from tests.handoff_world import MONDAY_NOON, Clock, World, emptied, session_of, weavers


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


def _kinds(world: World, lead_id: str) -> list[str]:
    return [event.kind for event in world.database.view(lambda tx: lead_events.of_lead(tx, lead_id))]


def _code(done: Done | Refusal) -> str:
    assert isinstance(done, Refusal)
    return done.code


def test_a_lead_is_offered_accepted_and_the_trader_told(world: World) -> None:
    partner = world.partner(name="Udaan")
    lead = world.submits()
    assert [n.key for n in world.notices] == ["lead-waiting"]
    offer = world.offer(lead)
    assert (offer.partner_id, offer.state, world.lead(lead).status) == (partner, "offered", "offered")
    done = world.accepts(offer)
    assert isinstance(done, Done)
    assert (done.lead.status, done.lead.partner_id) == ("accepted", partner)
    assert done.lead.body["lead"]["contact"]["name"] == "Sunita Devi"
    assert world.notices[-1].key == "lead-accepted"
    assert world.notices[-1].params == {"partner": "Udaan", "lead": display_number(lead)}


def test_a_second_accept_is_refused_with_a_code(world: World) -> None:
    world.partner()
    offer = world.offer(world.submits())
    world.accepts(offer)
    assert _code(world.accepts(offer)) == "already-taken"


def test_another_partners_offer_does_not_exist(world: World) -> None:
    world.partner("first")
    other = world.partner("second", states=frozenset({"33"}))
    offer = world.offer(world.submits())
    assert _code(world.accepts(offer, other)) == "not-found"
    assert _code(world.does(lambda tx: queue.decline(tx, offer.id, other))) == "not-found"


def test_silence_is_re_offered_and_a_late_accept_is_told(world: World) -> None:
    world.partner("a")
    world.partner("b")
    lead = world.submits()
    first = world.offer(lead)
    world.passes(hours=5)
    assert _code(world.accepts(first)) == "expired"  # before any timer has run
    world.timers_fire()
    second = world.offer(lead)
    assert second.partner_id != first.partner_id
    assert [one.state for one in world.offers(lead)] == ["expired", "offered"]
    assert _code(world.accepts(first)) == "expired"
    assert isinstance(world.accepts(second), Done)


def test_nobody_is_asked_twice_and_then_it_lies_open(world: World) -> None:
    for name in "abc":
        world.partner(name)
    lead = world.submits()
    asked = []
    for _ in range(3):
        offer = world.offer(lead)
        asked.append(offer.partner_id)
        assert isinstance(world.declines(offer, "too far"), Done)
    assert sorted(asked) == ["a", "b", "c"]
    assert world.lead(lead).status == "open"
    assert _code(world.declines(world.offer(lead))) == "already-declined"
    done = world.claims("b", lead)
    assert isinstance(done, Done)
    assert done.lead.partner_id == "b"
    assert _code(world.claims("a", lead)) == "already-taken"
    assert _code(world.claims("a")) == "none"


def test_an_open_lead_is_put_before_an_admin(world: World) -> None:
    lead = world.submits()
    assert world.lead(lead).status == "open"
    world.passes(hours=5)
    world.timers_fire()
    kinds = [event.kind for event in world.database.view(lambda tx: lead_events.of_lead(tx, lead))]
    assert kinds == ["submitted", "opened", "escalated"]


def test_a_new_partner_is_offered_what_lies_open(world: World) -> None:
    lead = world.submits()
    world.partner("late")
    assert world.does(offering.offer_waiting) == 1
    assert world.offer(lead).partner_id == "late"


def test_a_closed_partner_is_waited_for(world: World) -> None:
    world.partner("day", opens=9 * 60, closes=11 * 60)
    lead = world.submits()  # at noon
    assert world.lead(lead).status == "ready"
    world.passes(hours=20)
    world.timers_fire()
    assert world.lead(lead).status == "ready"
    world.passes(hours=1, minutes=5)
    world.timers_fire()
    offer = world.offer(lead)
    # Four working hours from 9:05 on a two-hour day: 1:55 today, 2 tomorrow, 5 minutes on the third day.
    assert (offer.expires_at - world.clock.now) // 60_000_000 == 48 * 60 - 1


def test_capacity_of_a_day(world: World) -> None:
    world.partner("small", per_day=2)
    leads = [world.submits() for _ in range(3)]
    assert [world.lead(one).status for one in leads] == ["offered", "offered", "ready"]
    world.declines(world.offer(leads[0]))  # declined does not count
    world.passes(minutes=5)
    world.passes(hours=24)
    world.timers_fire()
    assert world.lead(leads[2]).status == "offered"


def test_the_same_number_from_another_trader_is_held(world: World) -> None:
    world.partner()
    first = world.submits(telephone="+919999900000")
    second = world.submits(telephone="+919999900000")
    assert world.lead(first).status == "offered"
    assert world.lead(second).status == "held"
    assert world.lead(second).facets["held"] == ["duplicate-phone"]
    assert world.offers(second) == []
    done = world.does(lambda tx: queue.release(tx, second))
    assert isinstance(done, Done)
    assert done.lead.status == "offered"


def test_a_held_double_is_merged_into_the_one_that_a_partner_has(world: World) -> None:
    partner = world.partner(name="Udaan")
    first = world.submits(telephone="+919999900000")
    world.accepts(world.offer(first))
    session = world.trader()
    second = world.submits(session, telephone="+919999900000")
    (twin,) = world.does(lambda tx: twins(tx, [world.lead(second)]))[second]
    assert (twin.lead.id, twin.kinds, twin.held) == (first, ("phone",), True)
    world.does(lambda tx: webhooks.add(tx, partner, "https://x.example/", ["lead.updated"]))
    done = world.does(lambda tx: merge(tx, second, first))
    assert isinstance(done, Done)
    assert (world.lead(second).status, world.lead(first).status) == ("merged", "accepted")
    assert [(n.session_id, n.key, n.params["lead"]) for n in done.notices] == [
        (session, "lead-merged", display_number(first))
    ]
    (event,) = world.database.view(lambda tx: webhooks.log(tx, partner))
    assert (event.event, event.lead_id) == ("lead.updated", first)
    assert _kinds(world, second)[-1] == "merged"
    assert _kinds(world, first)[-1] == "joined"
    assert world.does(lambda tx: twins(tx, [world.lead(first)])) == {}
    status = world.database.view(lambda tx: notices.status_notice(tx, session))
    assert status is not None and (status.key, status.params["lead"]) == ("lead-merged", display_number(first))
    assert _code(world.does(lambda tx: merge(tx, second, first))) == "not-now"
    assert _code(world.does(lambda tx: merge(tx, first, second))) == "not-the-same"


def test_the_newer_of_two_goes_on_where_no_partner_has_the_older(world: World) -> None:
    world.partner(name="Udaan")
    session = world.trader()
    first = world.submits(session, telephone="+919999900000")
    second = world.submits(telephone="+919999900000")
    done = world.does(lambda tx: merge(tx, first, second))
    assert isinstance(done, Done)
    assert (world.lead(first).status, world.lead(second).status) == ("merged", "offered")
    assert world.offer(first).state == "withdrawn"
    assert _code(world.accepts(world.offer(first))) == "withdrawn"
    assert [n.key for n in done.notices] == ["lead-merged", "lead-waiting"]


def test_what_has_nothing_in_common_or_is_a_partners_is_not_merged_away(world: World) -> None:
    world.partner()
    first, other = world.submits(telephone="+919999900000"), world.submits()
    world.accepts(world.offer(first))
    second = world.submits(telephone="+919999900000")
    assert _code(world.does(lambda tx: merge(tx, second, other))) == "not-the-same"
    assert _code(world.does(lambda tx: merge(tx, second, second))) == "not-the-same"
    assert _code(world.does(lambda tx: merge(tx, first, second))) == "not-now"
    assert _code(world.does(lambda tx: merge(tx, second, "nobody"))) == "not-found"
    assert (world.lead(first).status, world.lead(second).status) == ("accepted", "held")


def test_taking_back_a_merged_lead_takes_back_the_one_that_it_went_into(world: World) -> None:
    partner = world.partner()
    first = world.submits(telephone="+919999900000")
    world.accepts(world.offer(first))
    session = world.trader()
    second = world.submits(session, telephone="+919999900000")
    world.does(lambda tx: merge(tx, second, first))
    notices = world.does(lambda tx: queue.withdraw(tx, session))
    assert [(n.key, n.params["lead"]) for n in notices] == [("lead-withdrawn", display_number(first))]
    assert not reporting.may_see(world.lead(first), partner)
    assert {world.lead(one).status for one in (first, second)} == {"withdrawn"}


def test_a_merged_lead_that_its_trader_writes_on_is_looked_at_again(world: World) -> None:
    world.partner()
    first, session = world.submits(telephone="+919999900000"), world.trader()
    second = world.submits(session, telephone="+919999900000")
    world.does(lambda tx: merge(tx, second, first))
    world.submits(session, telephone="+919999900000", called="Sunita Kumari")
    assert world.lead(second).status == "held"
    assert world.lead(second).facets["held"] == ["duplicate-phone"]


def test_who_becomes_anothers_double_by_a_correction_is_held(world: World) -> None:
    world.partner()
    world.submits(telephone="+919999900000")
    session = world.trader()
    second = world.submits(session, telephone="+919999900001")
    assert world.lead(second).status == "offered"
    world.submits(session, telephone="+919999900000")
    assert (world.lead(second).status, world.offer(second).state) == ("held", "withdrawn")
    world.does(lambda tx: queue.release(tx, second))
    world.submits(session, telephone="+919999900000", called="Sunita Kumari")
    assert world.lead(second).status == "offered"  # who released it has seen that


def test_a_lead_without_share_consent_is_never_offered(world: World) -> None:
    world.partner()
    lead = world.submits(sharing={"choice": "no", "notice_version": 1})
    assert world.lead(lead).status == "held"
    assert world.offers(lead) == []


def test_whoever_keeps_a_profile_from_partners_is_not_told_that_one_will_look(world: World) -> None:
    world.partner()
    session, phone = world.trader(), "+919812300001"
    unshared, shared = ({"choice": choice, "notice_version": 1} for choice in ("no", "yes"))

    def receipt(tx: Transaction, sharing: dict[str, Any]) -> list[str]:
        stored = sessions.find(tx, session)
        assert stored is not None
        given = session_of(world.clock.now, telephone=phone, sharing=sharing)
        return [told.key for told in QueueDesk().completed(tx, weavers(), stored, given)[1]]

    assert world.does(lambda tx: receipt(tx, unshared)) == ["lead-unshared"]
    status = world.database.view(lambda tx: notices.status_notice(tx, session))
    assert status is not None and status.key == "lead-unshared"
    assert world.does(lambda tx: receipt(tx, shared)) == ["receipt-number"]
    lead = world.submits(session, telephone=phone, sharing=unshared)  # changed the mind while it lay with a partner
    assert (world.lead(lead).status, world.notices[-1].key) == ("held", "lead-unshared")


def test_one_lead_a_session(world: World) -> None:
    world.partner()
    session = world.trader()
    lead = world.submits(session, telephone="+919812300001")
    assert world.submits(session, telephone="+919812300001", called="Sunita Kumari") == lead
    assert len(world.offers(lead)) == 1
    assert world.lead(lead).body["lead"]["contact"]["name"] == "Sunita Kumari"


def test_withdrawal_ends_the_partners_access_at_once(world: World) -> None:
    partner = world.partner()
    session = world.trader()
    lead = world.submits(session)
    world.accepts(world.offer(lead))
    assert reporting.may_see(world.lead(lead), partner)
    notices = world.does(lambda tx: queue.withdraw(tx, session))
    assert [n.key for n in notices] == ["lead-withdrawn"]
    assert not reporting.may_see(world.lead(lead), partner)
    assert world.offer(lead).state == "withdrawn"
    assert _code(world.reports(lead, partner, "contacted")) == "not-found"
    assert world.does(lambda tx: queue.withdraw(tx, session)) == []


def test_withdrawn_while_offered(world: World) -> None:
    world.partner()
    session = world.trader()
    lead = world.submits(session)
    world.does(lambda tx: queue.withdraw(tx, session))
    assert _code(world.accepts(world.offer(lead))) == "withdrawn"
    world.passes(hours=6)
    world.timers_fire()
    assert world.lead(lead).status == "withdrawn"


def test_agreeing_again_after_a_withdrawal_offers_it_again(world: World) -> None:
    world.partner()
    session = world.trader()
    lead = world.submits(session, telephone="+919812300009")
    world.passes(minutes=1)
    world.does(lambda tx: queue.withdraw(tx, session))
    old = session_of(world.clock.now - 60_000_000, telephone="+919812300009")
    world.does(lambda tx: queue.update(tx, session_id=session, flow=weavers(), session=old))
    assert world.lead(lead).status == "withdrawn"
    world.passes(minutes=1)
    world.submits(session, telephone="+919812300009")
    assert world.lead(lead).status == "offered"


def test_outcomes_are_followed_and_told(world: World) -> None:
    partner = world.partner()
    lead = world.submits()
    world.accepts(world.offer(lead))
    for verb in ("contacted", "contacted", "listed", "first_order"):
        assert isinstance(world.reports(lead, partner, verb), Done)
    told = [n.key for n in world.notices]
    assert told == ["lead-waiting", "lead-accepted", "lead-contacted", "lead-listed", "lead-first-order"]
    assert _code(world.reports(lead, partner, "contacted")) == "not-now"
    assert _code(world.reports(lead, partner, "sold")) == "unknown-outcome"


def test_a_bad_lead_goes_back_within_its_window(world: World) -> None:
    partner = world.partner(returns_per_month=1)
    first, second, third = (world.submits() for _ in range(3))
    for lead in (first, second, third):
        world.accepts(world.offer(lead))
    assert isinstance(world.reports(first, partner, "returned", "not-reachable"), Done)
    assert world.notices[-1].key == "lead-held", "who was said to call will not"
    session = world.lead(first).session_id
    status = world.database.view(lambda tx: notices.status_notice(tx, session))
    assert status is not None and status.key == "lead-held", "and nobody is shown it until a person has looked"
    assert world.lead(first).partner_id is None
    assert _code(world.reports(second, partner, "returned")) == "too-many"
    world.passes(hours=24 * 40)
    assert _code(world.reports(third, partner, "returned")) == "too-late"


def _saved(lead: StoredLead, tx: Transaction) -> None:
    leads.save(tx, lead)


def test_what_a_partner_may_claim_is_found_behind_what_it_may_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "POOL_PAGE", 2)
    pool = [world.submits() for _ in range(6)]
    for lead in pool[:3]:
        stored = world.lead(lead)
        world.does(partial(_saved, replace(stored, facets={**stored.facets, "state": "33"})))
    one = world.partner(states=frozenset({"27"}), exclusive=False)
    known = world.database.view(lambda tx: partners.find(tx, one))
    assert known is not None
    assert [lead.id for lead in world.database.view(lambda tx: queue.claimable(tx, known))] == pool[3:]
    assert [lead.id for lead in world.database.view(lambda tx: queue.claimable(tx, known, 1))] == pool[3:4]
    monkeypatch.setattr(taking, "CLAIM_LOOKS", 1)
    claimed = world.does(lambda tx: queue.claim(tx, one))
    assert isinstance(claimed, Done) and claimed.lead.id == pool[3]
    pool.remove(pool[3])
    assert world.does(lambda tx: offering.offer_waiting(tx, 1)) == 0
    two = world.partner("two", states=frozenset({"27"}))
    for lead in pool[3:]:  # one at a time: what was declined is not in the way of the next
        assert world.does(lambda tx: offering.offer_waiting(tx, 1)) == 1
        assert (world.offer(lead).partner_id, world.lead(lead).status) == (two, "offered")
        world.declines(world.offer(lead), "too-small")
    assert world.does(lambda tx: offering.offer_waiting(tx, 1)) == 0


def test_a_lost_lead_that_is_released_goes_to_another(world: World) -> None:
    first = world.partner()
    lead = world.submits()
    world.accepts(world.offer(lead))
    world.reports(lead, first, "lost", "not-reachable")
    explained = world.database.view(lambda tx: explain(tx, lead))
    assert explained is not None and not explained["partners"][0]["matches"]
    released = world.does(lambda tx: queue.release(tx, lead))
    assert isinstance(released, Done) and released.lead.status == "open"  # the one partner has had it
    assert not reporting.may_see(world.lead(lead), first)
    second = world.partner("second")
    world.does(offering.offer_waiting)
    offered = world.offer(lead)
    assert (offered.partner_id, offered.state) == (second, "offered")
    assert isinstance(world.accepts(offered), Done)


def test_what_was_taken_back_and_agreed_to_again_may_go_to_the_same_partner(world: World) -> None:
    world.partner()
    lead = world.submits()
    session = world.lead(lead).session_id
    world.does(lambda tx: queue.withdraw(tx, session))
    explained = world.database.view(lambda tx: explain(tx, lead))
    assert explained is not None and all(one["matches"] for one in explained["partners"])


def test_no_admin_offers_what_the_trader_does_not_share(world: World) -> None:
    first = world.partner()
    taken_back, unshared, held = world.trader(), world.trader(), world.trader()
    leads_of = [world.submits(session) for session in (taken_back, unshared)]
    world.does(lambda tx: queue.withdraw(tx, taken_back))
    world.accepts(world.offer(leads_of[1]))
    world.reports(leads_of[1], first, "lost", "not-reachable")
    no = {"choice": "no", "notice_version": 1}
    world.submits(unshared, sharing=no)
    leads_of.append(world.submits(held, telephone="+919812300001"))
    world.submits(world.trader(), telephone="+919812300001")
    world.does(lambda tx: queue.update(tx, session_id=held, flow=weavers(), session=session_of(sharing=no)))
    world.partner("second")
    for lead in leads_of:
        assert _code(world.does(partial(_released, lead))) == "no-consent", world.lead(lead).status
        assert all(one.partner_id == first for one in world.offers(lead))
    world.submits(unshared)
    assert isinstance(world.does(partial(_released, leads_of[1])), Done)


def _released(lead_id: str, tx: Transaction) -> Done | Refusal:
    return queue.release(tx, lead_id)


def test_what_is_given_back_in_the_next_month_earns_nothing_in_the_one_before(world: World) -> None:
    partner = world.partner(commission={"accepted": "100"})
    world.passes(hours=24 * 6)  # the 29th of November
    kept, bad = world.submits(), world.submits()
    for lead in (kept, bad):
        world.accepts(world.offer(lead))
    known = world.database.view(lambda tx: partners.find(tx, partner))
    assert known is not None
    assert world.database.view(lambda tx: statement(tx, known, "2026-11"))[-1]["commission"] == "200"
    world.passes(hours=24 * 3)
    world.reports(bad, partner, "returned", "wrong-details")
    assert world.database.view(lambda tx: statement(tx, known, "2026-11"))[-1]["commission"] == "100"
    assert world.database.view(lambda tx: statement(tx, known, "2026-12"))[-1]["commission"] == "0"


def test_a_recall_gives_it_to_another(world: World) -> None:
    a = world.partner("a")
    world.partner("b")
    lead = world.submits()
    first = world.offer(lead)
    world.accepts(first)
    done = world.does(lambda tx: queue.recall(tx, lead, "no news"))
    assert isinstance(done, Done)
    assert [told.key for told in done.notices] == ["lead-waiting"], "who was said to call will not"
    assert world.offer(lead).partner_id != first.partner_id
    assert not reporting.may_see(world.lead(lead), first.partner_id)
    assert a in {one.partner_id for one in world.offers(lead)}


def test_the_database_refuses_two_live_offers(world: World) -> None:
    world.partner("a")
    world.partner("b")
    lead = world.submits()
    with pytest.raises(IntegrityError):
        world.does(lambda tx: offers.add(tx, StoredOffer("x" * 22, lead, "b", "offered", 1)))


def test_words_of_a_reason_are_sealed(world: World) -> None:
    world.partner()
    lead = world.submits()
    world.declines(world.offer(lead), "he told me on 9812345678 that he closes")
    with world.database.read() as tx:
        rows = list(tx.connection.exec_driver_sql("SELECT reason, body FROM lead_events"))
        rows += tx.connection.exec_driver_sql("SELECT reason, NULL FROM offers")
    assert not any(b"9812345678" in repr(tuple(row)).encode() for row in rows)
    events = world.database.view(lambda tx: lead_events.of_lead(tx, lead))
    assert any(event.body == {"reason": "he told me on 9812345678 that he closes"} for event in events)
