"""What a trader is told of a lead, as keys: what has just become of it, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.handoff.done import Notice
from bot.handoff.lead import NOT_SHARED, stops
from bot.handoff.number import display_number
from storage import leads, partners
from storage.leads import StoredLead
from storage.transaction import Transaction

TOLD: Final[Mapping[str, str]] = {
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
    **TOLD,
}
MERGED_INTO: Final = "merged_into"
"""The facet of a merged lead that names the lead it went into."""


def status_notice(tx: Transaction, session_id: str) -> Notice | None:
    """Where the session's lead is, for "status"; None if there is none."""
    lead = leads.of_session(tx, session_id)
    if lead is None or lead.status not in _STATUS_SAID:
        return None
    return notice(tx, lead, said_of_held(lead) if lead.status == "held" else _STATUS_SAID[lead.status])


def said_of_held(lead: StoredLead) -> str:
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


def notice(tx: Transaction, lead: StoredLead, key: str) -> Notice:
    """The sentence `key` for the trader, with the number of the lead (or of the one that it went into) and who has it."""
    partner = partners.find(tx, lead.partner_id) if lead.partner_id is not None else None
    params = {"lead": display_number(survivor(tx, lead).id)} | (
        {"partner": partner.name} if partner is not None else {}
    )
    return Notice(lead.contact_id, lead.session_id, key, params)
