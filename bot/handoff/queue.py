"""The queue, as a payment system would do it: exclusive timed offers, re-offered on silence, every move fenced and written down.

Every function works within the caller's transaction and takes its time from it (`tx.now`); what has to happen later is a timer
written in the same transaction. Nothing is told here: functions return the `Notice`s that the trader must be given, in ids and
keys; partners' webhooks are rows (`alerts`).

Rows are locked in the order leads, offers, partners (their turns), timers. A lead's row is locked before anything about it is
decided, an offer is written only with the token that was read, and the database itself refuses a second live offer of a lead:
two holders of one lead are impossible three times over.

A lead that nobody may be offered waits (`ready`, with a timer) where somebody could be later, and lies in the open pool (`open`)
where nobody could; there any matching partner may claim it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.handoff import alerts
from bot.handoff.done import Done as Done  # they are this module's words, too
from bot.handoff.done import Notice as Notice
from bot.handoff.lead import NOT_SHARED, LeadContent, content, display_number, stops
from bot.handoff.lives import HELD, OVER, Refusal, move, move_offer
from bot.handoff.matching import Candidate, Choice, Facets, choose
from bot.handoff.notes import keep, unfit
from bot.handoff.taking import (
    Acceptance,
    Claim,
    accept_many,
    busy,
    claim_many,
    may_claim,
    timers_of,
)
from bot.handoff.terms import Terms, deadline
from flows.model import Flow
from flows.session import Session
from storage import identifiers, lead_events, leads, offers, partner_chats, partners, timers, turns
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.timers import Claimed, Timer
from storage.times import DAY, HOUR, MINUTE, from_datetime, to_datetime
from storage.transaction import Transaction

TIMERS: Final = ("offer-nudge", "offer-expire", "lead-offer", "lead-escalate")
"""The kinds of timer that `on_timer` handles."""
WAIT_AT_MOST: Final = 3 * DAY
"""A lead that only closed or full partners could have waits so long for them, then goes to the open pool."""
POOL_PAGE: Final = 1000
"""Leads of the open pool that are looked at together."""
ESCALATE_AFTER: Final = 4 * HOUR
"""A lead in the open pool is put before an admin after this."""
MONTH: Final = 30 * DAY
REASON_AT_MOST: Final = 64

OUTCOMES: Final = ("contacted", "listed", "first_order", "lost", "returned")
SAYS_WHY: Final = ("lost", "returned")
"""Outcomes that come with a reason."""
_TOLD: Final[Mapping[str, str]] = {
    "contacted": "lead-contacted",
    "listed": "lead-listed",
    "first_order": "lead-first-order",
    "lost": "lead-lost",
    "returned": "lead-held",  # nobody is offered it until a person has looked, and whoever was said to call will not
}
_STATUS_SAID: Final[Mapping[str, str]] = {
    "ready": "lead-waiting",
    "held": "lead-held",
    "merged": "lead-merged",
    "open": "lead-waiting",
    "offered": "lead-offered",
    "accepted": "lead-accepted",
    "withdrawn": "lead-withdrawn",
    **_TOLD,
}
MERGED_INTO: Final = "merged_into"
"""The facet of a merged lead that names the lead it went into."""
_UNHELD: Final = ("ready", "offered", "open")
# Offers that ended so are not repeated to the same partner.
TRIED: Final = ("declined", "expired", "returned")


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
    return [_notice(tx, lead, _held_said(lead) if lead.status == "held" else "lead-waiting")]


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
        lead = _hold_or_offer(tx, _moved(lead, "release"), made)
        return [] if lead.status == "held" else [_notice(tx, lead, "lead-waiting")]
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
    told = _notice(tx, lead, "lead-withdrawn")
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
    _close_offer(tx, lead, "return")
    lead_events.add(tx, lead.id, lead.contact_id, holder, "recalled", _code(reason), _note(reason))
    if holder is not None:
        alerts.tell(tx, holder, "lead.withdrawn", lead.id)
    lead = offer_next(tx, replace(lead, status=after, partner_id=None))
    return Done(lead, notices=(_notice(tx, lead, "lead-waiting"),))


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
    _close_offer(tx, lead, "return")
    lead_events.add(tx, lead.id, lead.contact_id, None, "released")
    if lead.partner_id is not None:
        alerts.tell(tx, lead.partner_id, "lead.withdrawn", lead.id)
    lead = offer_next(tx, replace(lead, status=after, partner_id=None))
    return Done(lead, notices=(_notice(tx, lead, "lead-waiting"),))


def is_shared(lead: StoredLead) -> bool:
    """Whether the trader agrees, as the lead stands, that a partner sees it."""
    return lead.status != "withdrawn" and lead.body is not None and NOT_SHARED not in stops(lead.body["lead"])


# Offering -------------------------------------------------------------------------------------------------------------


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
    saved = leads.move(tx, lead, _moved(lead, "offer").status, None)
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
    saved = leads.move(tx, lead, _moved(lead, "exhaust").status, None)
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
        offer_next(tx, _moved(lead, "expire"))
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
    answered = offers.save(tx, replace(offer, state=state, reason=_code(reason), answered_at=tx.now))
    lead_events.add(tx, lead.id, lead.contact_id, partner_id, "declined", _code(reason), _note(reason))
    timers.cancel(tx, timers_of(offer_id))
    return Done(offer_next(tx, _moved(lead, "decline")), answered)


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
    return Done(offer_next(tx, _moved(lead, "expire")), ended)


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


def outcome(
    tx: Transaction, lead_id: str, partner_id: str, verb: str, reason: str = "", note: str = ""
) -> Done | Refusal:
    """What the holder reports: contacted, listed, first_order, lost or returned.

    Codes: not-found, not-now, reason-needed, too-late, too-many, aadhaar.
    """
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None or not may_see(lead, partner_id):
        return Refusal("not-found")
    if verb not in OUTCOMES:
        return Refusal("unknown-outcome")
    if verb == lead.status:
        return Done(lead)  # said twice, done once
    status = move(lead.status, verb)
    if isinstance(status, Refusal):
        return status
    refused = _return_refused(tx, lead, partner_id) if verb == "returned" else None
    if refused is not None:
        return refused
    if verb in SAYS_WHY and not reason.strip():
        return Refusal("reason-needed", lead.status)
    if (refused := unfit(reason, note)) is not None:
        return refused
    if verb == "returned":
        _close_offer(tx, lead, "return")
    saved = leads.move(tx, lead, status, None if verb == "returned" else partner_id)
    body = {name: text for name, text in (("reason", reason), ("note", note)) if text}
    lead_events.add(tx, lead_id, lead.contact_id, partner_id, verb, _code(reason), body or None)
    told = _TOLD.get(verb)
    return Done(saved, notices=(_notice(tx, saved, told),) if told else ())


def note(tx: Transaction, lead_id: str, partner_id: str, words: str) -> Done | Refusal:
    """Words that the holder keeps with the lead. Codes: not-found, note-needed, aadhaar."""
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None or not may_see(lead, partner_id):
        return Refusal("not-found")
    return keep(tx, lead, partner_id, words)


def may_see(lead: StoredLead, partner_id: str) -> bool:
    """Whether the partner holds the lead at this moment: asked at every read, so a recall works at once."""
    return lead.partner_id == partner_id and (lead.status in HELD or lead.status == "lost")


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


# How it stands --------------------------------------------------------------------------------------------------------


def status_notice(tx: Transaction, session_id: str) -> Notice | None:
    """Where the session's lead is, for "status"; None if there is none."""
    lead = leads.of_session(tx, session_id)
    if lead is None or lead.status not in _STATUS_SAID:
        return None
    return _notice(tx, lead, _held_said(lead) if lead.status == "held" else _STATUS_SAID[lead.status])


def _held_said(lead: StoredLead) -> str:
    """Whoever keeps the profile from partners is not told that one will look at it."""
    unshared = lead.body is not None and NOT_SHARED in stops(lead.body["lead"])
    return "lead-unshared" if unshared else _STATUS_SAID["held"]


def survivor(tx: Transaction, lead: StoredLead) -> StoredLead:
    """The lead itself, or the one that a merged lead has gone into in the end."""
    while lead.status == "merged":
        into = leads.find(tx, str(lead.facets.get(MERGED_INTO)))
        if into is None:
            break
        lead = into
    return lead


def _notice(tx: Transaction, lead: StoredLead, key: str) -> Notice:
    partner = partners.find(tx, lead.partner_id) if lead.partner_id is not None else None
    params = {"lead": display_number(survivor(tx, lead).id)} | (
        {"partner": partner.name} if partner is not None else {}
    )
    return Notice(lead.contact_id, lead.session_id, key, params)


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
    return leads.save(tx, replace(_moved(lead, "hold"), facets=facets))


def _stop(tx: Transaction, lead: StoredLead, made: LeadContent) -> list[Notice]:
    """What the trader changed forbids to offer it further: withdrawn consent is a withdrawal."""
    if lead.status in (*HELD, "merged") and NOT_SHARED in made.stops:
        return withdraw(tx, lead.session_id)
    if lead.status in _UNHELD:
        call_off(tx, lead)
        lead = _held(tx, lead, made.stops)
        return [_notice(tx, lead, "lead-unshared")] if NOT_SHARED in made.stops else []
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
    offer = _close_offer(tx, lead, "withdraw")
    saved = replace(_moved(lead, verb), partner_id=None)
    leads.save(tx, saved)
    lead_events.add(tx, lead.id, lead.contact_id, holder, verb)
    told = holder or (offer.partner_id if offer is not None else None)
    if told is not None:
        alerts.tell(tx, told, "lead.withdrawn", lead.id, offer.id if offer is not None else None)
    timers.cancel(tx, [timer.id for timer in timers.of_subject(tx, lead.id)])


def call_off(tx: Transaction, lead: StoredLead) -> None:
    """Whoever is being offered the lead is offered it no longer, and is told."""
    offer = _close_offer(tx, lead, "withdraw")
    if offer is not None:
        alerts.tell(tx, offer.partner_id, "lead.withdrawn", lead.id, offer.id)


def _close_offer(tx: Transaction, lead: StoredLead, verb: str) -> StoredOffer | None:
    """End the lead's live offer, if it has one."""
    offer = offers.live_of(tx, lead.id)
    if offer is None:
        return None
    state = move_offer(offer.state, verb)
    if isinstance(state, Refusal):
        return None
    timers.cancel(tx, timers_of(offer.id))
    return offers.save(tx, replace(offer, state=state, answered_at=offer.answered_at or tx.now))


def _locked(tx: Transaction, offer_id: str, partner_id: str) -> tuple[StoredLead, StoredOffer] | Refusal:
    """The offer and its lead, locked in order, if the offer is that partner's."""
    known = offers.find(tx, offer_id)
    if known is None or known.partner_id != partner_id:
        return Refusal("not-found")
    lead = leads.load_many(tx, [known.lead_id])[known.lead_id]
    return lead, offers.load_many(tx, [offer_id])[offer_id]


def _return_refused(tx: Transaction, lead: StoredLead, partner_id: str) -> Refusal | None:
    """Bad leads come back within a window, and only so many a month."""
    partner = partners.find(tx, partner_id)
    terms = Terms.from_json(partner.body if partner is not None else {})
    live = offers.live_of(tx, lead.id)
    if live is not None and tx.now > (live.answered_at or tx.now) + terms.return_days * DAY:
        return Refusal("too-late", lead.status)
    if terms.returns_per_month is not None:
        returned = lead_events.counts(tx, partner_id, tx.now - MONTH).get("returned", 0)
        if returned >= terms.returns_per_month:
            return Refusal("too-many", lead.status)
    return None


def _moved(lead: StoredLead, verb: str) -> StoredLead:
    """The lead after a verb that the caller knows to be possible."""
    status = move(lead.status, verb)
    assert not isinstance(status, Refusal), f"{verb} of a lead that is {lead.status}"
    return replace(lead, status=status)


def _code(reason: str) -> str | None:
    """A reason as a code in the clear; free words are kept sealed only."""
    plain = reason.strip().lower().replace(" ", "-").replace("_", "-")
    known = plain in REASONS
    return plain if known else ("other" if plain else None)


def _note(reason: str) -> dict[str, str] | None:
    return {"reason": reason} if reason and _code(reason) == "other" else None


REASONS: Final = (
    "too-far",
    "not-our-products",
    "language",
    "no-capacity",
    "too-small",
    "papers-missing",
    "not-reachable",
    "not-interested",
    "wrong-details",
    "duplicate",
    "went-elsewhere",
    "fraud",
    "other",
)
"""Reasons that are kept in the clear, for counting. Anything else is kept sealed and counted as "other"."""


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
