"""One trader, two leads: which live leads share a GSTIN, a PAN or a phone number, and the merging of one into the other.

That two leads share a number does not say that they are one trader's: an accountant's phone stands in many. So nothing merges by
itself. A person looks, and either releases the held one or merges: one of the two ends as `merged`, nobody is offered it any
more, its trader is told the number of the other. What it said is not copied: it is sealed with its own contact's key, and goes when
that contact is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.handoff import alerts, offering, queue
from bot.handoff.done import Done, Notice
from bot.handoff.lives import HELD, OVER, Refusal, move
from bot.handoff.notices import MERGED_INTO
from bot.handoff.number import display_number
from storage import identifiers, lead_events, leads, timers
from storage.leads import StoredLead
from storage.transaction import Transaction

DUPLICATE: Final = "duplicate-"
"""How a reason for holding begins that is another lead's; the kind of number follows, never the number."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another trader's live lead, and the kinds of number that both have."""

    lead: StoredLead
    kinds: tuple[str, ...]

    @property
    def held(self) -> bool:
        """A partner is at work on it: it can be merged into, but not away."""
        return self.lead.status in HELD


def twins(tx: Transaction, some: Iterable[StoredLead]) -> dict[str, list[Twin]]:
    """Lead id -> the live leads of others that share a number with it, oldest first."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for lead_id, kind, other_id in identifiers.shared(tx, [(one.id, one.contact_id) for one in some]):
        kinds.setdefault((lead_id, other_id), []).append(kind)
    others = {other_id: leads.find(tx, other_id) for _, other_id in kinds}
    found: dict[str, list[Twin]] = {}
    for (lead_id, other_id), same in kinds.items():
        other = others[other_id]
        if other is not None and other.status not in OVER:
            found.setdefault(lead_id, []).append(Twin(other, tuple(sorted(set(same)))))
    return {
        lead_id: sorted(ones, key=lambda twin: (twin.lead.created_at, twin.lead.id)) for lead_id, ones in found.items()
    }


def merge(tx: Transaction, lead_id: str, into_id: str) -> Done | Refusal:
    """End a lead as merged into another that shares a number with it; gives the other. Codes: not-found, not-the-same, not-now.

    The other lives on as it is: whoever holds it is told with lead.updated. Where it was held only because of what it shared, and
    nothing of that is left, it goes on to a partner.
    """
    both = leads.load_many(tx, [lead_id, into_id])
    lead, into = both.get(lead_id), both.get(into_id)
    if lead is None or into is None:
        return Refusal("not-found")
    kinds = next((twin.kinds for twin in twins(tx, [lead]).get(lead.id, ()) if twin.lead.id == into.id), None)
    if kinds is None:
        return Refusal("not-the-same", into.status)
    after = move(lead.status, "merge")
    if isinstance(after, Refusal):
        return after
    reason = DUPLICATE + kinds[0]
    _end(tx, replace(lead, status=after, facets={**lead.facets, MERGED_INTO: into.id}), into, reason)
    lead_events.add(tx, into.id, into.contact_id, into.partner_id, "joined", reason, {"lead": display_number(lead.id)})
    if into.partner_id is not None and into.status in HELD:
        alerts.tell(tx, into.partner_id, "lead.updated", into.id)
    told = Notice(lead.contact_id, lead.session_id, "lead-merged", {"lead": display_number(into.id)})
    went_on = _go_on(tx, into)
    return Done(went_on.lead, went_on.offer, (told, *went_on.notices))


def _end(tx: Transaction, merged: StoredLead, into: StoredLead, reason: str) -> None:
    offering.call_off(tx, merged)
    leads.save(tx, merged)
    lead_events.add(tx, merged.id, merged.contact_id, None, "merged", reason, {"into": display_number(into.id)})
    timers.cancel(tx, [timer.id for timer in timers.of_subject(tx, merged.id)])


def _go_on(tx: Transaction, into: StoredLead) -> Done:
    others = [why for why in into.facets.get("held", ()) if not str(why).startswith(DUPLICATE)]
    if into.status != "held" or others or twins(tx, [into]):
        return Done(into)
    done = queue.release(tx, into.id)
    return Done(into) if isinstance(done, Refusal) else done  # it is not shared just now
