"""What a partner writes beside a lead, sealed with the trader's key. An Aadhaar number is kept nowhere, so not here either.

A note is a part of the lead that the partner reads: its revision goes on with it, or a copy with the old one would pass for the present.
"""

from __future__ import annotations

import re
from typing import Final

from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from flows.answers.aadhaar import find_aadhaar
from storage import lead_events, leads
from storage.leads import StoredLead
from storage.transaction import Transaction

_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What steers a terminal, or what a database refuses; tabs and new lines may stay."""


def unfit(*written: str) -> Refusal | None:
    """Why words may not be kept, if so."""
    return Refusal("aadhaar") if any(map(find_aadhaar, written)) else None


def keep(tx: Transaction, lead: StoredLead, partner_id: str, words: str) -> Done | Refusal:
    """A note with the lead, which is locked and the partner's. Codes: note-needed, aadhaar."""
    said = _UNSEEN.sub("", words).strip()
    refused = unfit(said) if said else Refusal("note-needed")
    return refused or Done(with_event(tx, lead, partner_id, "note", {"note": said}))


def with_event(tx: Transaction, lead: StoredLead, partner_id: str, kind: str, body: dict[str, str]) -> StoredLead:
    """A line in the history of a lead that is locked and stays as it is."""
    lead_events.add(tx, lead.id, lead.contact_id, partner_id, kind, None, body)
    return leads.move(tx, lead, lead.status, lead.partner_id)
