"""Leads: a completed profile in the queue. The profile is sealed; `facets` is what matching may look at unopened."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    text,
    tuple_,
    union_all,
    update,
)

from storage.addresses import insert_ignore
from storage.compiled import SelectMany, UpdateMany
from storage.tables import WORKED_ON, leads, partners
from storage.transaction import Lost, Transaction


@dataclass(frozen=True, slots=True)
class StoredLead:
    """`body` is the lead as plain JSON; None once the contact is erased."""

    id: str
    contact_id: str
    session_id: str
    status: str
    partner_id: str | None
    score: int
    facets: Mapping[str, Any]
    body: Any
    revision: int = 0
    example: bool = False
    created_at: int = 0
    updated_at: int = 0


_L = leads.c
_FIELDS = tuple(_L[name] for name in StoredLead.__slots__)
_ORDER = (_L.created_at, _L.id)
_LOAD = select(*_FIELDS).where(_L.id.in_(bindparam("ids", expanding=True))).order_by(_L.id)


# Partner by partner, and spelt as in the partial index: SQLite would count along the status otherwise.
_WORKED_ON = SelectMany(
    select(
        partners.c.id,
        select(func.count()).where(_L.partner_id == partners.c.id, text(WORKED_ON)).scalar_subquery(),
    ),
    by=partners.c.id,
)


def add(tx: Transaction, lead: StoredLead) -> bool:
    """A new lead; False if its session has one already (law 4): then nothing is written."""
    row = _values(tx, replace(lead, revision=0)) | {"created_at": lead.created_at or tx.now}
    return bool(tx.connection.execute(insert_ignore(tx, leads).returning(_L.id), [row]).all())


def load_many(tx: Transaction, ids: Iterable[str]) -> dict[str, StoredLead]:
    """Leads by id, locked in order of id."""
    wanted = sorted(set(ids))
    return {lead.id: lead for lead in _read(tx, tx.locking(_LOAD), ids=wanted)} if wanted else {}


def save(tx: Transaction, lead: StoredLead) -> StoredLead:
    """Write a lead as loaded plus changes. Raises `Lost` if it was changed since."""
    values = _values(tx, replace(lead, revision=lead.revision + 1))
    changed = update(leads).where(_L.id == lead.id, _L.revision == lead.revision).values(values)
    if tx.connection.execute(changed).rowcount != 1:
        raise Lost(f"lead {lead.id} was changed by another")
    return replace(lead, revision=lead.revision + 1, updated_at=tx.now)


_MOVE = (
    update(leads)
    .where(_L.id == bindparam("i"), _L.revision == bindparam("mine"))
    .values(
        status=bindparam("to"), partner_id=bindparam("whose"), revision=_L.revision + 1, updated_at=bindparam("now")
    )
)


def move(tx: Transaction, lead: StoredLead, status: str, partner_id: str | None) -> StoredLead:
    """Write status and holder only: what the lead says is not sealed anew. Raises `Lost` if it was changed since."""
    values = {"i": lead.id, "mine": lead.revision, "to": status, "whose": partner_id, "now": tx.now}
    if tx.connection.execute(_MOVE, values).rowcount != 1:
        raise Lost(f"lead {lead.id} was changed by another")
    return replace(lead, status=status, partner_id=partner_id, revision=lead.revision + 1, updated_at=tx.now)


MOVE_MANY = UpdateMany(
    leads,
    match={"id": "id", "revision": "was"},
    change={"status": "status", "partner_id": "partner_id", "updated_at": "now"},
    fixed={"revision": _L.revision + literal_column("1")},
)
"""The same for many; the caller counts (storage/hand_overs.py)."""


def find(tx: Transaction, lead_id: str) -> StoredLead | None:
    """For reading only."""
    found = _read(tx, _LOAD, ids=[lead_id])
    return found[0] if found else None


def of_session(tx: Transaction, session_id: str) -> StoredLead | None:
    found = _read(tx, select(*_FIELDS).where(_L.session_id == session_id))
    return found[0] if found else None


def of_contact(tx: Transaction, contact_id: str) -> list[StoredLead]:
    return _read(tx, select(*_FIELDS).where(_L.contact_id == contact_id).order_by(_L.created_at, _L.id))


def listed(
    tx: Transaction,
    *,
    statuses: Iterable[str] | None = None,
    partner_id: str | None = None,
    after: tuple[int, str] = (0, ""),
    limit: int = 50,
    changed_since: int = 0,
) -> list[StoredLead]:
    """Leads in order of (created_at, id), a page at a time: the last one's pair is the next `after`.

    With neither statuses nor a partner all that there are are sorted for each page: where there may be many, name every status.
    """
    its = [_later(after)]
    its += [_L.updated_at >= changed_since] if changed_since else []
    its += [_L.partner_id == partner_id] if partner_id is not None else []
    if statuses is not None:
        wanted = sorted(set(statuses))
        alone = partner_id is not None or len(wanted) < 2
        its.append(_L.status.in_(wanted) if alone else _L.id.in_(_heads(wanted, its, limit)))
    return _read(tx, select(*_FIELDS).where(*its).order_by(*_ORDER).limit(limit))


def _heads(statuses: Sequence[str], its: Sequence[ColumnElement[bool]], limit: int) -> Select[tuple[str]]:
    """The ids of each status's first: among them is the page, and each is the beginning of the index, however many leads there are.
    Both databases would sort all that have one of several statuses.
    """
    each = (select(_L.id).where(_L.status == one, *its).order_by(*_ORDER).limit(limit) for one in statuses)
    found = union_all(*(select(one.subquery().c.id) for one in each)).subquery()
    return select(found.c.id)


def _later(after: tuple[int, str]) -> ColumnElement[bool]:
    """As a pair: an index is entered at it. "Later, or as late and a higher id" reads all that went before."""
    return tuple_(*_ORDER) > tuple_(*after)


def newest(tx: Transaction, *, statuses: Iterable[str], partner_id: str, limit: int) -> list[StoredLead]:
    """A partner's, the newest first."""
    query = select(*_FIELDS).where(_L.partner_id == partner_id, _L.status.in_(sorted(statuses)))
    return _read(tx, query.order_by(_L.created_at.desc(), _L.id.desc()).limit(limit))


def open_pool(
    tx: Transaction, limit: int = 100, after: tuple[int, str] = (0, "")
) -> list[tuple[str, int, dict[str, Any], int]]:
    """(id, score, facets, created_at) of leads that any matching partner may claim, oldest first; nothing is opened or locked."""
    query = select(_L.id, _L.score, _L.facets, _L.created_at).where(_L.status == "open", _later(after))
    rows = tx.connection.execute(query.order_by(*_ORDER).limit(limit))
    return [(row[0], row[1], json.loads(row[2]), row[3]) for row in rows]


def counts(tx: Transaction) -> dict[str, int]:
    """Status -> how many."""
    return {row[0]: row[1] for row in tx.connection.execute(select(_L.status, func.count()).group_by(_L.status))}


def worked_on(tx: Transaction, partner_ids: Iterable[str]) -> dict[str, int]:
    """Partner -> how many leads it has in work: for matching. However many are over costs nothing."""
    return dict(map(tuple, _WORKED_ON.run(tx, sorted(set(partner_ids)))))


def _values(tx: Transaction, lead: StoredLead) -> dict[str, object]:
    return {
        "id": lead.id,
        "contact_id": lead.contact_id,
        "session_id": lead.session_id,
        "status": lead.status,
        "partner_id": lead.partner_id,
        "score": lead.score,
        "facets": json.dumps(dict(lead.facets), ensure_ascii=False),
        "body": None if lead.body is None else tx.seal(lead.contact_id, "lead:" + lead.id, lead.body),
        "revision": lead.revision,
        "example": lead.example,
        "updated_at": tx.now,
    }


def _read(tx: Transaction, query: Any, **params: object) -> list[StoredLead]:
    rows = tx.connection.execute(query, params).all()
    tx.learn_all({row.contact_id for row in rows})
    return [_open(tx, dict(row._mapping)) for row in rows]


def _open(tx: Transaction, values: dict[str, Any]) -> StoredLead:
    body = tx.open_or_none(values["contact_id"], "lead:" + values["id"], values["body"])
    return StoredLead(**values | {"facets": json.loads(values["facets"]), "body": body})
