"""Leases by name: what only one process may do at a time, such as polling a bot. Renewed while it lives; anybody's when it ran out."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.addresses import insert_ignore
from storage.tables import leases
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Lease:
    holder: str
    lease_until: int


_L = leases.c


def find(tx: Transaction, name: str) -> Lease | None:
    row = tx.connection.execute(select(_L.holder, _L.lease_until).where(_L.name == name)).one_or_none()
    return None if row is None else Lease(*row)


def take(tx: Transaction, name: str, holder: str, lease_for: int, dead: str | None = None) -> bool:
    """Take it, or hold it longer. `dead`: a holder that is known to be no more. False: another has it."""
    row = {"name": name, "holder": holder, "lease_until": 0}
    tx.connection.execute(insert_ignore(tx, leases), [row])
    free = (_L.lease_until <= tx.now) | _L.holder.in_([holder, dead or holder])
    mine = update(leases).where(_L.name == name, free).values(holder=holder, lease_until=tx.now + lease_for)
    return tx.connection.execute(mine).rowcount == 1


def release(tx: Transaction, name: str, holder: str) -> None:
    """The next may have it at once."""
    tx.connection.execute(delete(leases).where(_L.name == name, _L.holder == holder))
