"""What became of a lead, append-only. History, statement and scorecard are read from here; notes are the contact's, sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select

from storage.compiled import InsertMany, SelectMany
from storage.tables import lead_events
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """`kind` is a verb of the lead's life; `reason` a code; `body` what was written with it (None once erased)."""

    lead_id: str
    contact_id: str
    partner_id: str | None
    kind: str
    reason: str | None
    at: int
    body: Any = None


_E = lead_events.c
_FIELDS = tuple(_E[name] for name in LeadEvent.__slots__)
_OF_LEADS = SelectMany(select(*_FIELDS).order_by(_E.id), by=_E.lead_id)
ADD_MANY = InsertMany(lead_events, "lead_id", "contact_id", "partner_id", "kind", "at")
"""Events that say nothing but what happened (storage/hand_overs.py)."""


def add(
    tx: Transaction,
    lead_id: str,
    contact_id: str,
    partner_id: str | None,
    kind: str,
    reason: str | None = None,
    body: Any = None,
) -> None:
    sealed = None if body is None else tx.seal(contact_id, "lead event:" + lead_id, body)
    row = {"lead_id": lead_id, "contact_id": contact_id, "partner_id": partner_id, "kind": kind, "reason": reason}
    tx.connection.execute(insert(lead_events), [row | {"at": tx.now, "body": sealed}])


def of_lead(tx: Transaction, lead_id: str) -> list[LeadEvent]:
    """A lead's history, oldest first."""
    return _read(tx, select(*_FIELDS).where(_E.lead_id == lead_id).order_by(_E.id))


def of_leads(tx: Transaction, lead_ids: Iterable[str]) -> dict[str, list[LeadEvent]]:
    """The same for many leads; those without an event are not in it."""
    found: dict[str, list[LeadEvent]] = {}
    for event in _opened(tx, _OF_LEADS.run(tx, sorted(set(lead_ids)))):
        found.setdefault(event.lead_id, []).append(event)
    return found


def of_partner(tx: Transaction, partner_id: str, since: int, until: int, kinds: Sequence[str]) -> list[LeadEvent]:
    """What a partner did from `since` up to `until`, oldest first."""
    query = select(*_FIELDS).where(_E.partner_id == partner_id, _E.at >= since, _E.at < until, _E.kind.in_(kinds))
    return _read(tx, query.order_by(_E.id))


def counts(tx: Transaction, partner_id: str, since: int) -> dict[str, int]:
    """Kind -> how many of a partner's since then."""
    query = select(_E.kind, func.count()).where(_E.partner_id == partner_id, _E.at >= since).group_by(_E.kind)
    return {row[0]: row[1] for row in tx.connection.execute(query)}


def _read(tx: Transaction, query: Any) -> list[LeadEvent]:
    return _opened(tx, tx.connection.execute(query).all())


def _opened(tx: Transaction, rows: Sequence[Any]) -> list[LeadEvent]:
    tx.learn_all({row[1] for row in rows if row[6] is not None})
    return [_open(tx, row) for row in rows]


def _open(tx: Transaction, row: Any) -> LeadEvent:
    lead_id, contact_id, partner_id, kind, reason, at, sealed = row
    return LeadEvent(
        lead_id, contact_id, partner_id, kind, reason, at, tx.open_or_none(contact_id, "lead event:" + lead_id, sealed)
    )
