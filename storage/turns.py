"""Whose turn it is: what each partner is still due of an offer. The arithmetic is in bot/handoff/matching.py."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select, update

from storage.addresses import insert_ignore
from storage.tables import turns
from storage.transaction import Transaction

_T = turns.c
_LOAD = select(_T.partner_id, _T.credit).where(_T.partner_id.in_(bindparam("ids", expanding=True)))
_SAVE = (
    update(turns)
    .where(_T.partner_id == bindparam("i"))
    .values(credit=_T.credit + bindparam("given"), offered=_T.offered + bindparam("taken"))
)


def load_many(tx: Transaction, ids: Iterable[str], *, lock: bool = True) -> dict[str, int]:
    """Partner -> its credit, locked in order of id; a newcomer starts with none owed and none owing."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = _read(tx, wanted, lock)
    missing = [partner_id for partner_id in wanted if partner_id not in found]
    if missing and lock:
        rows = [{"partner_id": partner_id, "credit": 0, "offered": 0} for partner_id in missing]
        tx.connection.execute(insert_ignore(tx, turns), rows)
        found = _read(tx, wanted, lock)
    return {partner_id: found.get(partner_id, 0) for partner_id in wanted}


def add(tx: Transaction, given: Mapping[str, int], taker: str) -> None:
    """Add to the credits, and count the offer. Load them with the lock first."""
    rows = [{"i": partner_id, "given": more, "taken": int(partner_id == taker)} for partner_id, more in given.items()]
    if rows:
        tx.connection.execute(_SAVE, sorted(rows, key=lambda row: str(row["i"])))


def _read(tx: Transaction, wanted: list[str], lock: bool) -> dict[str, int]:
    query = _LOAD.order_by(_T.partner_id)
    rows = tx.connection.execute(tx.locking(query) if lock else query, {"ids": wanted})
    return {row[0]: row[1] for row in rows}
