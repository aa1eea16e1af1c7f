"""Offers: a lead shown to one partner until a time. `token` grows at every change: a late answer finds it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func, insert, literal_column, select, tuple_, update

from storage.compiled import InsertMany, SelectMany, UpdateMany
from storage.tables import offers, partners
from storage.transaction import Lost, Transaction


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """`explained`: why this partner, in words without anything of the trader's."""

    id: str
    lead_id: str
    partner_id: str
    state: str
    expires_at: int
    explained: str = ""
    token: int = 1
    reason: str | None = None
    offered_at: int = 0
    answered_at: int | None = None


_O = offers.c
_FIELDS = tuple(_O[name] for name in StoredOffer.__slots__)
_LOAD = select(*_FIELDS).where(_O.id.in_(bindparam("ids", expanding=True))).order_by(_O.id)
_OF_LEADS = SelectMany(select(*_FIELDS).order_by(_O.offered_at, _O.id), by=_O.lead_id)
_WAITING = _O.state == literal_column("'offered'")  # spelt as in the partial index, or it is not used
_WAITING_ON = SelectMany(
    select(partners.c.id, select(func.count()).where(_O.partner_id == partners.c.id, _WAITING).scalar_subquery()),
    by=partners.c.id,
)
ADD_MANY = InsertMany(offers, *StoredOffer.__slots__)
ANSWER_MANY = UpdateMany(
    offers,
    match={"id": "id", "token": "was"},
    change={"state": "state", "answered_at": "now"},
    fixed={"token": _O.token + literal_column("1")},
)
"""State and time of the answer; the caller counts (storage/hand_overs.py)."""


def add(tx: Transaction, offer: StoredOffer) -> StoredOffer:
    """A new offer. A second live one of the same lead is refused by the database (`IntegrityError`)."""
    added = replace(offer, token=1, offered_at=offer.offered_at or tx.now)
    tx.connection.execute(insert(offers), [{name: getattr(added, name) for name in StoredOffer.__slots__}])
    return added


def load_many(tx: Transaction, ids: Iterable[str]) -> dict[str, StoredOffer]:
    """Offers by id, locked in order of id. Lock their leads first."""
    wanted = sorted(set(ids))
    return {o.id: o for o in _read(tx, tx.locking(_LOAD), ids=wanted)} if wanted else {}


def save(tx: Transaction, offer: StoredOffer) -> StoredOffer:
    """Write state, reason and times of an offer as loaded plus changes. Raises `Lost` if it was changed since."""
    saved = replace(offer, token=offer.token + 1)
    changed = update(offers).where(_O.id == offer.id, _O.token == offer.token)
    values = {name: getattr(saved, name) for name in ("state", "reason", "token", "expires_at", "answered_at")}
    if tx.connection.execute(changed.values(values)).rowcount != 1:
        raise Lost(f"offer {offer.id} was changed by another")
    return saved


def find(tx: Transaction, offer_id: str) -> StoredOffer | None:
    """For reading only."""
    found = _read(tx, _LOAD, ids=[offer_id])
    return found[0] if found else None


def of_lead(tx: Transaction, lead_id: str) -> list[StoredOffer]:
    """A lead's history, oldest first."""
    return _read(tx, select(*_FIELDS).where(_O.lead_id == lead_id).order_by(_O.offered_at, _O.id))


def of_leads(tx: Transaction, lead_ids: Iterable[str]) -> dict[str, list[StoredOffer]]:
    """The same for many leads; those without an offer are not in it."""
    found: dict[str, list[StoredOffer]] = {}
    for row in _OF_LEADS.run(tx, sorted(set(lead_ids))):
        found.setdefault(row[1], []).append(StoredOffer(*row))
    return found


def of_partner(
    tx: Transaction,
    partner_id: str,
    states: Sequence[str] | None = None,
    after: tuple[int, str] = (0, ""),
    limit: int = 50,
    changed_since: int = 0,
) -> list[StoredOffer]:
    """A partner's offers in order of (offered_at, id), a page at a time; `changed_since`: made or answered since then."""
    later = tuple_(_O.offered_at, _O.id) > tuple_(*after)  # as a pair: the index is entered at it
    query = select(*_FIELDS).where(_O.partner_id == partner_id, later)
    if states is not None:
        query = query.where(_WAITING if list(states) == ["offered"] else _O.state.in_(states))
    if changed_since:
        query = query.where((_O.offered_at >= changed_since) | (_O.answered_at >= changed_since))
    return _read(tx, query.order_by(_O.offered_at, _O.id).limit(limit))


def waiting_on(tx: Transaction, partner_ids: Iterable[str]) -> dict[str, int]:
    """Partner -> how many offers it has not answered: for matching."""
    return dict(map(tuple, _WAITING_ON.run(tx, sorted(set(partner_ids)))))


def taken_since(tx: Transaction, at: int, partner_ids: Iterable[str]) -> dict[str, int]:
    """Partner -> how many offers made since then it has accepted or still to answer: for its capacity a day."""
    query = select(_O.partner_id, func.count()).where(_O.partner_id.in_(sorted(set(partner_ids))))
    query = query.where(_O.offered_at >= at, _O.state.in_(("offered", "accepted"))).group_by(_O.partner_id)
    return {row[0]: row[1] for row in tx.connection.execute(query)}


def live_of(tx: Transaction, lead_id: str) -> StoredOffer | None:
    """The lead's offer that is waiting or accepted, locked. Lock the lead first."""
    query = select(*_FIELDS).where(_O.lead_id == lead_id, _O.state.in_(("offered", "accepted")))
    found = _read(tx, tx.locking(query))
    return found[0] if found else None


def _read(tx: Transaction, query: Any, **params: object) -> list[StoredOffer]:
    return [StoredOffer(*row) for row in tx.connection.execute(query, params)]
