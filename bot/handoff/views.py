"""What partners and the command line are shown of leads and offers, as plain JSON. The API's answers are exactly these.

Before acceptance a partner gets the card; after it the lead, the PAN's middle hidden. Whether it may be shown is decided by the
caller (`reporting.may_see`); here is only how it looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.handoff.lives import HELD
from bot.handoff.number import display_number
from storage import lead_events, offers, partners
from storage.lead_events import LeadEvent
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.times import iso
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
    """The lead, version 1 (`lead.schema.json`). With `partner_id` its history holds only what concerns that partner and the trader."""
    return leads_json(tx, [(lead, partner_id)], unmasked=unmasked)[0]


def leads_json(
    tx: Transaction, shown: Sequence[tuple[StoredLead, str | None]], *, unmasked: bool = False
) -> list[dict[str, Any]]:
    """The same for many, each with the partner that it is shown to."""
    names = partners.find_many(tx, {lead.partner_id for lead, _ in shown if lead.partner_id is not None})
    made = offers.of_leads(tx, [lead.id for lead, _ in shown if _is_held(lead)])
    events = lead_events.of_leads(tx, [lead.id for lead, _ in shown])
    return [
        _lead_json(
            lead,
            _assignment(lead, names, made.get(lead.id, ())),
            _history(events.get(lead.id, ()), partner_id),
            unmasked=unmasked,
        )
        for lead, partner_id in shown
    ]


def _lead_json(
    lead: StoredLead, assignment: dict[str, Any] | None, history: list[dict[str, Any]], *, unmasked: bool
) -> dict[str, Any]:
    body: dict[str, Any] = lead.body["lead"] if lead.body is not None else {}
    return {
        "id": lead.id,
        "number": display_number(lead.id),
        "status": lead.status,
        **(body if unmasked or not body else masked(body)),
        "assignment": assignment,
        "history": history,
        "revision": lead.revision,
        "example": lead.example,
        "created_at": iso(lead.created_at),
        "updated_at": iso(lead.updated_at),
    }


def _is_held(lead: StoredLead) -> bool:
    return lead.partner_id is not None and lead.status in (*HELD, "lost")


def _assignment(lead: StoredLead, names: Mapping[str, Partner], made: Sequence[StoredOffer]) -> dict[str, Any] | None:
    if lead.partner_id is None or not _is_held(lead):
        return None
    partner = names.get(lead.partner_id)
    taken = [one for one in made if one.state == "accepted" and one.answered_at is not None]
    return {
        "partner_id": lead.partner_id,
        "partner": partner.name if partner is not None else None,
        "offer_id": taken[-1].id if taken else None,
        "accepted_at": iso(taken[-1].answered_at or 0) if taken else None,
    }


def _history(events: Sequence[LeadEvent], partner_id: str | None) -> list[dict[str, Any]]:
    """Other partners' offers and declines are nobody's business but the admin's."""
    found = []
    for event in events:
        if partner_id is not None and event.partner_id not in (None, partner_id):
            continue
        if partner_id is not None and event.kind in ("held", "escalated"):
            continue
        line = {"at": iso(event.at), "what": event.kind, "partner_id": event.partner_id, "reason": event.reason}
        found.append(line | ({"note": event.body} if event.body is not None else {}))
    return found


def masked(lead: Mapping[str, Any]) -> dict[str, Any]:
    """The lead as the API sends it: whole, but for the PAN's middle."""
    ids = dict(lead["ids"])
    if isinstance(ids.get("pan"), dict):
        ids["pan"] = {**ids["pan"], "value": mask_pan(str(ids["pan"]["value"]))}
    return {**lead, "ids": ids}


def mask_pan(pan: str) -> str:
    """ "AAKFD7113K" -> "AA•••••13K": enough to tell two apart."""
    return pan[:2] + "•" * max(0, len(pan) - 5) + pan[-3:]
