"""The queue, as a payment system would do it: exclusive timed offers, re-offered on silence, every move fenced and written down.

Every function works within the caller's transaction and takes its time from it (`tx.now`); what has to happen later is a timer
written in the same transaction. Nothing is told here: functions return the `Notice`s that the trader must be given, in ids and
keys; partners' webhooks are rows (`alerts`).

Here a lead comes, changes and goes, and partners answer. Who is offered it is in `offering`, how leads are taken in `taking`, what their
holders report in `reporting`, what traders are told in `notices`.

Rows are locked in the order leads, offers, partners (their turns), timers. A lead's row is locked before anything about it is
decided, an offer is written only with the token that was read, and the database itself refuses a second live offer of a lead:
two holders of one lead are impossible three times over.

A lead that nobody may be offered waits (`ready`, with a timer) where somebody could be later, and lies in the open pool (`open`)
where nobody could; there any matching partner may claim it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.handoff import alerts
from bot.handoff.done import Done, Notice
from bot.handoff.lead import NOT_SHARED, LeadContent, content, stops
from bot.handoff.lives import HELD, OVER, Refusal, move, move_offer
from bot.handoff.matching import Facets
from bot.handoff.notes import unfit
from bot.handoff.notices import MERGED_INTO, notice, said_of_held, survivor
from bot.handoff.offering import POOL_PAGE, call_off, close_offer, moved, offer_next
from bot.handoff.reasons import code_of, in_words
from bot.handoff.taking import Acceptance, Claim, accept_many, claim_many, may_claim, timers_of
from bot.handoff.terms import Terms
from flows.model import Flow
from flows.session import Session
from storage import identifiers, lead_events, leads, offers, partner_chats, timers
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.timers import Claimed
from storage.times import from_datetime, to_datetime
from storage.transaction import Transaction

TIMERS: Final = ("offer-nudge", "offer-expire", "lead-offer", "lead-escalate")
"""The kinds of timer that `on_timer` handles."""
_UNHELD: Final = ("ready", "offered", "open")


# A lead comes, changes, goes ------------------------------------------------------------------------------------------


def submit(
    tx: Transaction, *, contact_id: str, session_id: str, flow: Flow, session: Session, example: bool = False
) -> list[Notice]:
    """A completed session becomes a lead and is offered. Once a session (law 4): a second time it is an update."""
    made = content(flow, session, to_datetime(tx.now))
    lead_id = tx.vault.derived_id("lead", session_id, tx.now)
    lead = StoredLead(
        lead_id, contact_id, session_id, "ready", None, made.score, made.facets, made.body, example=example
    )
    if not leads.add(tx, lead):
        return update(tx, session_id=session_id, flow=flow, session=session)
    lead_events.add(tx, lead_id, contact_id, None, "submitted")
    lead = _hold_or_offer(tx, leads.load_many(tx, [lead_id])[lead_id], made)
    return [notice(tx, lead, said_of_held(lead) if lead.status == "held" else "lead-waiting")]


def update(tx: Transaction, *, session_id: str, flow: Flow, session: Session) -> list[Notice]:
    """An amendment: the lead says what the session says now. Its holder is told; a lead that was held is looked at again."""
    known = leads.of_session(tx, session_id)
    lead = leads.load_many(tx, [known.id])[known.id] if known is not None else None
    if lead is None or lead.status == "erased":
        return []
    made = content(flow, session, to_datetime(tx.now))
    before = _documents_of(lead.body)
    kept = {name: lead.facets[name] for name in (MERGED_INTO,) if name in lead.facets}
    lead = leads.save(tx, replace(lead, score=made.score, facets={**made.facets, **kept}, body=made.body))
    lead_events.add(tx, lead.id, lead.contact_id, lead.partner_id, "updated")
    fresh = identifiers.note(tx, lead.id, lead.contact_id, made.identifiers)
    if lead.partner_id is not None and lead.status in HELD:
        alerts.tell(tx, lead.partner_id, "lead.updated", lead.id)
        if _documents_of(lead.body) - before:
            alerts.tell(tx, lead.partner_id, "document.received", lead.id)
    if made.stops:
        return _stop(tx, lead, made)
    if lead.status == "merged" or (lead.status in _UNHELD and _duplicates(tx, lead, fresh)):
        # What was merged is written on by its trader, or has become another's double: a person looks (again).
        call_off(tx, lead)
        _held(tx, lead, _duplicates(tx, lead, made.identifiers) or ["changed-after-merge"])
        return []
    if lead.status == "held" or (lead.status == "withdrawn" and _agreed_again(tx, lead)):
        lead = _hold_or_offer(tx, moved(lead, "release"), made)
        return [] if lead.status == "held" else [notice(tx, lead, "lead-waiting")]
    return []


def withdraw(tx: Transaction, session_id: str) -> list[Notice]:
    """The trader takes it back: the partner's access ends with this commit."""
    known = leads.of_session(tx, session_id)
    if known is None:
        return []
    # To its trader a merged lead and the one that it went into are one: both are taken back.
    both = leads.load_many(tx, {known.id, survivor(tx, known).id})
    lead = both[known.id]
    if isinstance(move(lead.status, "withdraw"), Refusal):
        return []
    told = notice(tx, lead, "lead-withdrawn")
    for one in both.values():
        if not isinstance(move(one.status, "withdraw"), Refusal):
            _take_back(tx, one, "withdraw")
    return [told]


def erase(tx: Transaction, contact_id: str) -> list[Notice]:
    """Before the contact is erased: take every lead back from whoever has it. Nobody is left to be told."""
    ids = [lead.id for lead in leads.of_contact(tx, contact_id)]
    for lead in leads.load_many(tx, ids).values():
        if lead.status != "erased":
            _take_back(tx, lead, "erase")
    identifiers.forget(tx, contact_id)
    return []


def recall(tx: Transaction, lead_id: str, reason: str = "") -> Done | Refusal:
    """An admin takes a lead from its holder and offers it to the next."""
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None:
        return Refusal("not-found")
    after = move(lead.status, "recall")
    if isinstance(after, Refusal):
        return after
    holder = lead.partner_id
    close_offer(tx, lead, "return")
    lead_events.add(tx, lead.id, lead.contact_id, holder, "recalled", code_of(reason), in_words(reason))
    if holder is not None:
        alerts.tell(tx, holder, "lead.withdrawn", lead.id)
    lead = offer_next(tx, replace(lead, status=after, partner_id=None))
    return Done(lead, notices=(notice(tx, lead, "lead-waiting"),))


def release(tx: Transaction, lead_id: str) -> Done | Refusal:
    """An admin lets a held, lost or returned lead go on; who had it last is not asked again, and sees it no more.

    Code: no-consent. What the trader took back, or does not share, only the trader gives again.
    """
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None:
        return Refusal("not-found")
    after = move(lead.status, "release")
    if isinstance(after, Refusal):
        return after
    if not is_shared(lead):
        return Refusal("no-consent", lead.status)
    close_offer(tx, lead, "return")
    lead_events.add(tx, lead.id, lead.contact_id, None, "released")
    if lead.partner_id is not None:
        alerts.tell(tx, lead.partner_id, "lead.withdrawn", lead.id)
    lead = offer_next(tx, replace(lead, status=after, partner_id=None))
    return Done(lead, notices=(notice(tx, lead, "lead-waiting"),))


def is_shared(lead: StoredLead) -> bool:
    """Whether the trader agrees, as the lead stands, that a partner sees it."""
    return lead.status != "withdrawn" and lead.body is not None and NOT_SHARED not in stops(lead.body["lead"])


# Partners answer ------------------------------------------------------------------------------------------------------


def accept(tx: Transaction, offer_id: str, partner_id: str, token: int | None = None) -> Done | Refusal:
    """The partner takes it: `taking.accept_many` of one, with what the lead says."""
    return accept_many(tx, [Acceptance(offer_id, partner_id, token)], whole=True)[0]


def decline(tx: Transaction, offer_id: str, partner_id: str, reason: str = "") -> Done | Refusal:
    """The partner does not take it; the next is offered it at once."""
    found = _locked(tx, offer_id, partner_id)
    if isinstance(found, Refusal):
        return found
    lead, offer = found
    state = move_offer(offer.state, "decline")
    if isinstance(state, Refusal):
        return state
    if tx.now >= offer.expires_at:
        return Refusal("expired", offer.state)
    if (refused := unfit(reason)) is not None:
        return refused
    answered = offers.save(tx, replace(offer, state=state, reason=code_of(reason), answered_at=tx.now))
    lead_events.add(tx, lead.id, lead.contact_id, partner_id, "declined", code_of(reason), in_words(reason))
    timers.cancel(tx, timers_of(offer_id))
    return Done(offer_next(tx, moved(lead, "decline")), answered)


def expire(tx: Transaction, offer_id: str) -> Done | Refusal:
    """Time is up: the offer ends and the next is offered the lead."""
    known = offers.find(tx, offer_id)
    found = Refusal("not-found") if known is None else _locked(tx, offer_id, known.partner_id)
    if isinstance(found, Refusal):
        return found
    lead, offer = found
    state = move_offer(offer.state, "expire")
    if isinstance(state, Refusal):
        return state
    ended = offers.save(tx, replace(offer, state=state, answered_at=tx.now))
    lead_events.add(tx, lead.id, lead.contact_id, offer.partner_id, "expired")
    alerts.tell(tx, offer.partner_id, "lead.expired", lead.id, offer_id)
    timers.cancel(tx, [name for name in timers_of(offer_id) if not name.startswith("offer-expire")])
    return Done(offer_next(tx, moved(lead, "expire")), ended)


def claim(tx: Transaction, partner_id: str, lead_id: str | None = None) -> Done | Refusal:
    """Take a lead from the open pool: `taking.claim_many` of one, with what the lead says."""
    return claim_many(tx, [Claim(partner_id, lead_id)], whole=True)[0]


def claimable(tx: Transaction, partner: Partner, limit: int = 50, after: tuple[int, str] = (0, "")) -> list[StoredLead]:
    """Leads of the open pool that the partner may claim, oldest first, however many lie before them that it may not."""
    terms = Terms.from_json(partner.body)
    found: list[StoredLead] = []
    while len(found) < limit and (page := leads.open_pool(tx, POOL_PAGE, after)):
        for lead_id, score, facets, created_at in page:
            after = (created_at, lead_id)
            if may_claim(partner, terms, Facets.of(facets, score)) and len(found) < limit:
                lead = leads.find(tx, lead_id)
                found.extend([lead] if lead is not None else [])
    return found


# Timers ---------------------------------------------------------------------------------------------------------------


def on_timer(tx: Transaction, claimed: Claimed) -> list[Notice]:
    """What falls due of `TIMERS`. The caller finishes the timer in the same transaction."""
    match claimed.kind:
        case "offer-expire":
            offer = offers.find(tx, claimed.subject)
            if offer is not None and max(tx.now, claimed.due_at) >= offer.expires_at:
                done = expire(tx, offer.id)
                return list(done.notices) if isinstance(done, Done) else []
        case "offer-nudge":
            offer = offers.find(tx, claimed.subject)
            if offer is not None and offer.state == "offered":
                alerts.tell(tx, offer.partner_id, "lead.nudge", offer.lead_id, offer.id)
                partner_chats.nudge(tx, offer.id)
        case "lead-offer":
            lead = leads.load_many(tx, [claimed.subject]).get(claimed.subject)
            if lead is not None and lead.status == "ready":
                offer_next(tx, lead)
        case "lead-escalate":
            lead = leads.load_many(tx, [claimed.subject]).get(claimed.subject)
            if lead is not None and lead.status == "open":
                lead_events.add(tx, lead.id, lead.contact_id, None, "escalated")
        case _:
            raise ValueError(f"a timer of kind {claimed.kind}")
    return []


# Inside ---------------------------------------------------------------------------------------------------------------


def _hold_or_offer(tx: Transaction, lead: StoredLead, made: LeadContent) -> StoredLead:
    """A new or released lead: held for a human where something speaks against it, else offered."""
    why = [*made.stops, *_duplicates(tx, lead, made.identifiers)]
    identifiers.note(tx, lead.id, lead.contact_id, made.identifiers)
    if not why:
        return offer_next(tx, lead)
    return _held(tx, lead, why)


def _held(tx: Transaction, lead: StoredLead, why: Sequence[str]) -> StoredLead:
    facets = {**lead.facets, "held": sorted(set(why))}
    for reason in sorted(set(why)):
        lead_events.add(tx, lead.id, lead.contact_id, None, "held", reason)
    return leads.save(tx, replace(moved(lead, "hold"), facets=facets))


def _stop(tx: Transaction, lead: StoredLead, made: LeadContent) -> list[Notice]:
    """What the trader changed forbids to offer it further: withdrawn consent is a withdrawal."""
    if lead.status in (*HELD, "merged") and NOT_SHARED in made.stops:
        return withdraw(tx, lead.session_id)
    if lead.status in _UNHELD:
        call_off(tx, lead)
        lead = _held(tx, lead, made.stops)
        return [notice(tx, lead, "lead-unshared")] if NOT_SHARED in made.stops else []
    if lead.status == "held":
        leads.save(tx, replace(lead, facets={**lead.facets, "held": sorted({*_why(lead), *made.stops})}))
    return []


def _why(lead: StoredLead) -> tuple[str, ...]:
    """Why a lead was held, in codes."""
    return tuple(str(why) for why in lead.facets.get("held", ()))


def _duplicates(tx: Transaction, lead: StoredLead, values: Iterable[tuple[str, str]]) -> list[str]:
    """The same GSTIN, PAN or phone in another trader's live lead."""
    found = []
    for kind, other_id in identifiers.others(tx, lead.contact_id, values):
        other = leads.find(tx, other_id)
        if other is not None and other.status not in OVER:
            found.append(f"duplicate-{kind}")
    return found


def _take_back(tx: Transaction, lead: StoredLead, verb: str) -> None:
    holder = lead.partner_id
    offer = close_offer(tx, lead, "withdraw")
    saved = replace(moved(lead, verb), partner_id=None)
    leads.save(tx, saved)
    lead_events.add(tx, lead.id, lead.contact_id, holder, verb)
    told = holder or (offer.partner_id if offer is not None else None)
    if told is not None:
        alerts.tell(tx, told, "lead.withdrawn", lead.id, offer.id if offer is not None else None)
    timers.cancel(tx, [timer.id for timer in timers.of_subject(tx, lead.id)])


def _locked(tx: Transaction, offer_id: str, partner_id: str) -> tuple[StoredLead, StoredOffer] | Refusal:
    """The offer and its lead, locked in order, if the offer is that partner's."""
    known = offers.find(tx, offer_id)
    if known is None or known.partner_id != partner_id:
        return Refusal("not-found")
    lead = leads.load_many(tx, [known.lead_id])[known.lead_id]
    return lead, offers.load_many(tx, [offer_id])[offer_id]


def _documents_of(body: Any) -> set[str]:
    return {str(one["id"]) for one in body["lead"]["documents"]} if isinstance(body, dict) else set()


def _agreed_again(tx: Transaction, lead: StoredLead) -> bool:
    """Whether a share consent was given after the withdrawal."""
    taken = max((e.at for e in lead_events.of_lead(tx, lead.id) if e.kind == "withdraw"), default=0)
    return any(
        str(one["purpose"]).startswith("share") and one["at"] and _micros(one["at"]) > taken
        for one in lead.body["lead"]["consents"]
    )


def _micros(at: str) -> int:
    return from_datetime(datetime.fromisoformat(at))
