"""What the holder of a lead reports: contacted, listed, a first order, lost, given back; and notes beside it."""

from __future__ import annotations

from typing import Final

from bot.handoff.done import Done
from bot.handoff.lives import HELD, Refusal, move
from bot.handoff.notes import keep, unfit
from bot.handoff.notices import TOLD, notice
from bot.handoff.offering import close_offer
from bot.handoff.reasons import code_of
from bot.handoff.terms import Terms
from storage import lead_events, leads, offers, partners
from storage.leads import StoredLead
from storage.times import DAY
from storage.transaction import Transaction

MONTH: Final = 30 * DAY
OUTCOMES: Final = ("contacted", "listed", "first_order", "lost", "returned")
SAYS_WHY: Final = ("lost", "returned")
"""Outcomes that come with a reason."""


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
        close_offer(tx, lead, "return")
    saved = leads.move(tx, lead, status, None if verb == "returned" else partner_id)
    body = {name: text for name, text in (("reason", reason), ("note", note)) if text}
    lead_events.add(tx, lead_id, lead.contact_id, partner_id, verb, code_of(reason), body or None)
    told = TOLD.get(verb)
    return Done(saved, notices=(notice(tx, saved, told),) if told else ())


def note(tx: Transaction, lead_id: str, partner_id: str, words: str) -> Done | Refusal:
    """Words that the holder keeps with the lead. Codes: not-found, note-needed, aadhaar."""
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None or not may_see(lead, partner_id):
        return Refusal("not-found")
    return keep(tx, lead, partner_id, words)


def may_see(lead: StoredLead, partner_id: str) -> bool:
    """Whether the partner holds the lead at this moment: asked at every read, so a recall works at once."""
    return lead.partner_id == partner_id and (lead.status in HELD or lead.status == "lost")


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
