"""What partners and the command line are shown of leads and offers, as plain JSON. The API's answers are exactly these.

Before acceptance a partner gets the card; after it the lead, the PAN's middle hidden. Whether it may be shown is decided by the
caller (`queue.may_see`); here is only how it looks.
"""

from __future__ import annotations

from typing import Any

from bot.handoff.lead import display_number, iso, masked
from bot.handoff.lives import HELD
from storage import lead_events, offers, partners
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.transaction import Transaction


def offer_json(offer: StoredOffer, lead: StoredLead | None) -> dict[str, Any]:
    """An offer with the card of its lead; no card once the trader has taken the lead back."""
    return {
        "id": offer.id,
        "lead_id": offer.lead_id,
        "number": display_number(offer.lead_id),
        "state": offer.state,
        "offered_at": iso(offer.offered_at),
        "expires_at": iso(offer.expires_at),
        "answered_at": None if offer.answered_at is None else iso(offer.answered_at),
        "reason": offer.reason,
        "why": offer.explained,
        "token": offer.token,
        "card": _card(lead),
    }


def pool_json(lead: StoredLead) -> dict[str, Any]:
    """A lead of the open pool, as whoever may claim it sees it."""
    return {
        "lead_id": lead.id,
        "number": display_number(lead.id),
        "state": "open",
        "created_at": iso(lead.created_at),
        "card": _card(lead),
    }


def _card(lead: StoredLead | None) -> dict[str, Any] | None:
    if lead is None or lead.body is None or lead.status in ("merged", "withdrawn", "erased"):
        return None
    card: dict[str, Any] = lead.body["card"]
    return card


def lead_json(
    tx: Transaction, lead: StoredLead, *, unmasked: bool = False, partner_id: str | None = None
) -> dict[str, Any]:
    """The lead of DOMAIN's version 1. With `partner_id` its history holds only what concerns that partner and the trader."""
    body: dict[str, Any] = lead.body["lead"] if lead.body is not None else {}
    return {
        "id": lead.id,
        "number": display_number(lead.id),
        "status": lead.status,
        **(body if unmasked or not body else masked(body)),
        "assignment": _assignment(tx, lead),
        "history": _history(tx, lead, partner_id),
        "revision": lead.revision,
        "example": lead.example,
        "created_at": iso(lead.created_at),
        "updated_at": iso(lead.updated_at),
    }


def _assignment(tx: Transaction, lead: StoredLead) -> dict[str, Any] | None:
    if lead.partner_id is None or lead.status not in (*HELD, "lost"):
        return None
    partner = partners.find(tx, lead.partner_id)
    taken = [one for one in offers.of_lead(tx, lead.id) if one.state == "accepted" and one.answered_at is not None]
    return {
        "partner_id": lead.partner_id,
        "partner": partner.name if partner is not None else None,
        "offer_id": taken[-1].id if taken else None,
        "accepted_at": iso(taken[-1].answered_at or 0) if taken else None,
    }


def _history(tx: Transaction, lead: StoredLead, partner_id: str | None) -> list[dict[str, Any]]:
    """Other partners' offers and declines are nobody's business but the admin's."""
    found = []
    for event in lead_events.of_lead(tx, lead.id):
        if partner_id is not None and event.partner_id not in (None, partner_id):
            continue
        if partner_id is not None and event.kind in ("held", "escalated"):
            continue
        line = {"at": iso(event.at), "what": event.kind, "partner_id": event.partner_id, "reason": event.reason}
        found.append(line | ({"note": event.body} if event.body is not None else {}))
    return found
