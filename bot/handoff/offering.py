"""Offering: a ready or open lead goes to whose turn it is, waits, or lies in the open pool; and an offer is called off."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.handoff import alerts
from bot.handoff.lives import Refusal, move, move_offer
from bot.handoff.matching import Candidate, Choice, Facets, choose
from bot.handoff.taking import busy, may_claim, timers_of
from bot.handoff.terms import Terms, deadline
from storage import lead_events, leads, offers, partners, timers, turns
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.timers import Timer
from storage.times import DAY, HOUR, MINUTE
from storage.transaction import Transaction

WAIT_AT_MOST: Final = 3 * DAY
"""A lead that only closed or full partners could have waits so long for them, then goes to the open pool."""
POOL_PAGE: Final = 1000
"""Leads of the open pool that are looked at together."""
ESCALATE_AFTER: Final = 4 * HOUR
"""A lead in the open pool is put before an admin after this."""
# Offers that ended so are not repeated to the same partner.
TRIED: Final = ("declined", "expired", "returned")


def offer_next(tx: Transaction, lead: StoredLead) -> StoredLead:
    """Offer a ready or open lead to whose turn it is, let it wait, or put it into the open pool. Its row is locked and saved here."""
    history = offers.of_lead(tx, lead.id)
    tried = {one.partner_id for one in history if one.state in TRIED}
    chosen = _choose(tx, lead, tried)
    if chosen.winner is None:
        return _wait_or_open(tx, lead, chosen)
    turns.add(tx, chosen.given, chosen.winner.partner_id)
    return _offer(tx, lead, chosen.winner, chosen.why, len(history))


def _choose(tx: Transaction, lead: StoredLead, tried: set[str]) -> Choice:
    everyone = candidates(tx, tried=tried, lock=True)
    return choose(Facets.of(lead.facets, lead.score), everyone, tx.now)


def candidates(tx: Transaction, *, tried: set[str] | None = None, lock: bool = False) -> list[Candidate]:
    """All active partners with how busy they are. `lock`: their turns are held until the commit, so two offers follow each other."""
    active = partners.listed(tx, active=True)
    credits = turns.load_many(tx, [one.id for one in active], lock=lock)
    terms = {one.id: Terms.from_json(one.body) for one in active}
    today, at_once = busy(tx, terms)
    return [
        Candidate(
            one.id,
            one.name,
            terms[one.id],
            today.get(one.id, 0),
            at_once.get(one.id, 0),
            credits[one.id],
            one.id in (tried or ()),
        )
        for one in active
    ]


def _offer(tx: Transaction, lead: StoredLead, to: Candidate, why: str, number: int) -> StoredLead:
    offer_id = tx.vault.derived_id("offer", f"{lead.id}:{number}", tx.now)
    ends = deadline(to.terms, tx.now)
    half = deadline(to.terms, tx.now, max(1, to.terms.answer_minutes // 2))
    near = deadline(to.terms, tx.now, max(1, to.terms.answer_minutes * 9 // 10))
    saved = leads.move(tx, lead, moved(lead, "offer").status, None)
    offers.add(tx, StoredOffer(offer_id, lead.id, to.partner_id, "offered", ends, why))
    lead_events.add(tx, lead.id, lead.contact_id, to.partner_id, "offered")
    alerts.tell(tx, to.partner_id, "lead.offered", lead.id, offer_id)
    timers.schedule(
        tx,
        [
            Timer(f"offer-expire:{offer_id}", "offer-expire", offer_id, ends),
            Timer(f"offer-nudge:{offer_id}:1", "offer-nudge", offer_id, half),
            Timer(f"offer-nudge:{offer_id}:2", "offer-nudge", offer_id, near),
        ],
    )
    return saved


def _wait_or_open(tx: Transaction, lead: StoredLead, chosen: Choice) -> StoredLead:
    if lead.status == "open":
        return lead
    if chosen.retry_at is not None and chosen.retry_at <= (lead.created_at or tx.now) + WAIT_AT_MOST:
        at = max(chosen.retry_at, tx.now + MINUTE)
        # Its name holds its time: the timer that brought us here is finished after us and must not be moved.
        timers.schedule(tx, [Timer(f"lead-offer:{lead.id}:{at}", "lead-offer", lead.id, at)])
        return leads.move(tx, lead, lead.status, None)
    saved = leads.move(tx, lead, moved(lead, "exhaust").status, None)
    lead_events.add(tx, lead.id, lead.contact_id, None, "opened")
    due = tx.now + ESCALATE_AFTER
    timers.schedule(tx, [Timer(f"lead-escalate:{lead.id}", "lead-escalate", lead.id, due)])
    return saved


def suspend(tx: Transaction, partner_id: str) -> int:
    """A partner answers no more: what it was being offered goes to the next at once. Gives how many. What it holds stays with it until
    an admin recalls it.
    """
    waiting = offers.of_partner(tx, partner_id, ["offered"], limit=1000)
    locked = leads.load_many(tx, [one.lead_id for one in waiting])
    for lead in locked.values():
        call_off(tx, lead)
        lead_events.add(tx, lead.id, lead.contact_id, partner_id, "called_off")
        offer_next(tx, moved(lead, "expire"))
    return len(locked)


def offer_waiting(tx: Transaction, limit: int = 100) -> int:
    """A partner came or changed: look again at what waits or lies open, `limit` of either. Gives how many were offered."""
    waiting = [lead.id for lead in leads.listed(tx, statuses=["ready"], limit=limit)]
    locked = leads.load_many(tx, [*waiting, *_offerable(tx, limit)])
    done = [offer_next(tx, lead) for lead in locked.values() if lead.status in ("ready", "open")]
    return sum(lead.status == "offered" for lead in done)


def _offerable(tx: Transaction, limit: int) -> list[str]:
    """Open leads that somebody could be offered who has not had them, the oldest first, however many lie before them that nobody could."""
    terms = {one.id: (one, Terms.from_json(one.body)) for one in partners.listed(tx, active=True)}
    in_turn = {key: both for key, both in terms.items() if both[1].exclusive and not both[1].on_leave}
    found: list[str] = []
    after = (0, "")
    while in_turn and len(found) < limit and (page := leads.open_pool(tx, POOL_PAGE, after)):
        after = (page[-1][3], page[-1][0])
        fit = {
            lead_id: {key for key, both in in_turn.items() if may_claim(*both, Facets.of(facets, score))}
            for lead_id, score, facets, _ in page
        }
        made = offers.of_leads(tx, [lead_id for lead_id, who in fit.items() if who])
        for lead_id, who in fit.items():
            if who - {one.partner_id for one in made.get(lead_id, ()) if one.state in TRIED}:
                found.append(lead_id)
    return found[:limit]


def call_off(tx: Transaction, lead: StoredLead) -> None:
    """Whoever is being offered the lead is offered it no longer, and is told."""
    offer = close_offer(tx, lead, "withdraw")
    if offer is not None:
        alerts.tell(tx, offer.partner_id, "lead.withdrawn", lead.id, offer.id)


def close_offer(tx: Transaction, lead: StoredLead, verb: str) -> StoredOffer | None:
    """End the lead's live offer, if it has one."""
    offer = offers.live_of(tx, lead.id)
    if offer is None:
        return None
    state = move_offer(offer.state, verb)
    if isinstance(state, Refusal):
        return None
    timers.cancel(tx, timers_of(offer.id))
    return offers.save(tx, replace(offer, state=state, answered_at=offer.answered_at or tx.now))


def moved(lead: StoredLead, verb: str) -> StoredLead:
    """The lead after a verb that the caller knows to be possible."""
    status = move(lead.status, verb)
    assert not isinstance(status, Refusal), f"{verb} of a lead that is {lead.status}"
    return replace(lead, status=status)
