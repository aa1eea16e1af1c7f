"""What became of a lead, append-only. History, statement and scorecard are read from here; notes are the contact's, sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select

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


def of_partner(tx: Transaction, partner_id: str, since: int, until: int, kinds: Sequence[str]) -> list[LeadEvent]:
    """What a partner did from `since` up to `until`, oldest first."""
    query = select(*_FIELDS).where(_E.partner_id == partner_id, _E.at >= since, _E.at < until, _E.kind.in_(kinds))
    return _read(tx, query.order_by(_E.id))


def counts(tx: Transaction, partner_id: str, since: int) -> dict[str, int]:
    """Kind -> how many of a partner's since then."""
    query = select(_E.kind, func.count()).where(_E.partner_id == partner_id, _E.at >= since).group_by(_E.kind)
    return {row[0]: row[1] for row in tx.connection.execute(query)}


def _read(tx: Transaction, query: Any) -> list[LeadEvent]:
    rows = tx.connection.execute(query).all()
    tx.learn_all({row.contact_id for row in rows if row.body is not None})
    return [_open(tx, dict(row._mapping)) for row in rows]


def _open(tx: Transaction, values: dict[str, Any]) -> LeadEvent:
    body = tx.open_or_none(values["contact_id"], "lead event:" + values["lead_id"], values["body"])
    return LeadEvent(**values | {"body": body})
