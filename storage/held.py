"""Inputs that are taken and acknowledged, but cannot be given to the engine yet: their files are still with the channel,
an album may have more parts to come, or they came behind one of these.

    held --due--> batch fixed --files stored, given to receive--> removed

Per address strictly in order. The inbox key of each is written when it is held, in the same transaction, so a
redelivery stops there. What is given together (an album) is fixed by `batch` and committed before anything is
fetched: after a crash the same parts are given again under the same key, and that key stops the repeat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from storage.addresses import external_hash
from storage.tables import addresses, held
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Held:
    """`body` is the channel's own JSON of what it received; `batch` the id of the first of those given together."""

    id: int
    address_id: str
    contact_id: str
    due_at: int
    attempts: int
    batch: int | None
    body: Any


_H, _A = held.c, addresses.c


def add(tx: Transaction, address_id: str, contact_id: str, body: Any, due_at: int) -> None:
    """Behind whatever the address has waiting."""
    row = {
        "address_id": address_id,
        "contact_id": contact_id,
        "due_at": due_at,
        "attempts": 0,
        "body": tx.seal(contact_id, _context(address_id), body),
    }
    tx.connection.execute(insert(held), [row])


def waiting(tx: Transaction, channel: str, externals: Iterable[str]) -> set[str]:
    """Which of these addresses (by their own names) have something waiting."""
    hashes = {external_hash(tx.vault, channel, external): external for external in externals}
    if not hashes:
        return set()
    query = select(_A.external).where(_A.channel == channel, _A.external.in_(list(hashes)))
    query = query.where(_A.id.in_(select(_H.address_id)))
    return {hashes[found] for found in tx.connection.execute(query).scalars()}


def due_addresses(tx: Transaction, limit: int, busy: Iterable[str] = ()) -> list[str]:
    """Addresses whose first waiting input is due, without those that somebody is at."""
    first = select(func.min(_H.id)).group_by(_H.address_id)
    query = select(_H.address_id).where(_H.id.in_(first), _H.due_at <= tx.now, _H.address_id.not_in(sorted(busy)))
    return list(tx.connection.execute(query.order_by(_H.due_at, _H.id).limit(limit)).scalars())


def of_address(tx: Transaction, address_id: str) -> list[Held]:
    """All that waits at an address, in order of arrival."""
    rows = tx.connection.execute(select(held).where(_H.address_id == address_id).order_by(_H.id)).all()
    tx.learn_all({row.contact_id for row in rows})
    return [
        Held(
            row.id, row.address_id, row.contact_id, row.due_at, row.attempts, row.batch,
            tx.unseal(row.contact_id, _context(row.address_id), row.body),
        )
        for row in rows
        if tx.readable(row.contact_id)
    ]  # fmt: skip


def postpone(tx: Transaction, ids: Sequence[int], due_at: int, *, failed: bool = False) -> None:
    """Not before then."""
    values: dict[str, Any] = {"due_at": due_at} | ({"attempts": _H.attempts + 1} if failed else {})
    tx.connection.execute(update(held).where(_H.id.in_(sorted(ids))).values(values))


def fix(tx: Transaction, ids: Sequence[int]) -> None:
    """These are given together, whatever comes later."""
    tx.connection.execute(update(held).where(_H.id.in_(sorted(ids))).values(batch=min(ids)))


def remove(tx: Transaction, ids: Sequence[int]) -> None:
    """They have been given."""
    tx.connection.execute(delete(held).where(_H.id.in_(sorted(ids))))


def next_due_at(tx: Transaction) -> int | None:
    first: int | None = tx.connection.scalar(select(func.min(_H.due_at)))
    return first


def _context(address_id: str) -> str:
    return f"held:{address_id}"
