"""Contacts: the trader, and the key that all their values are sealed with."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from storage.compiled import Clock, InsertMany, SelectMany, UpdateMany
from storage.tables import contacts
from storage.transaction import Transaction


class Contact(NamedTuple):
    id: str
    language: str | None = None
    focus_session_id: str | None = None
    human: bool = False
    stopped: bool = False
    example: bool = False
    created_at: int = 0
    erased_at: int | None = None


_C = contacts.c
_by_id = attrgetter("id")
_FIELDS = (_C.id, _C.language, _C.focus_session_id, _C.human, _C.stopped, _C.example, _C.created_at, _C.erased_at)
_LOAD = SelectMany(select(_C.wrapped_key, *_FIELDS).order_by(_C.id), by=_C.id)
_FREE = SelectMany(select(_C.wrapped_key, *_FIELDS, Clock()).order_by(_C.id), by=_C.id, passing=True)
_ADD = InsertMany(contacts, "wrapped_key", *(c.name for c in _FIELDS))
_SAVE = UpdateMany(
    contacts,
    match={"id": "id"},
    change={name: name for name in ("language", "focus_session_id", "human", "stopped")},
)


def add_many(tx: Transaction, new: Sequence[Contact]) -> list[Contact]:
    """New contacts, each with a fresh key; `created_at` is the transaction's time where it is 0."""
    added = [c._replace(created_at=c.created_at or tx.now) for c in new]
    keys = [tx.vault.new_contact_key() for _ in added]
    _ADD.run(tx, [_row(c) | {"wrapped_key": key} for c, key in zip(added, keys, strict=True)])
    for contact, key in zip(added, keys, strict=True):
        tx.learn(contact.id, key)
    return added


def load_many(tx: Transaction, ids: Iterable[str], *, lock: bool = True) -> dict[str, Contact]:
    """Contacts by id, locked in order of id (unless told not to), their keys learnt on the way."""
    return _opened(tx, _LOAD.run(tx, sorted(set(ids)), lock=lock))


def load_free(tx: Transaction, ids: Iterable[str]) -> dict[str, Contact]:
    """Those of the contacts that nobody else is at, locked, without waiting for the others. Brings the transaction's time along."""
    rows = _FREE.run(tx, sorted(set(ids)), lock=True)
    if rows:
        tx.is_at(rows[0][-1])
    return _opened(tx, [row[:-1] for row in rows])


def _opened(tx: Transaction, rows: Iterable[Sequence[Any]]) -> dict[str, Contact]:
    found = {}
    for wrapped, *values in rows:
        found[values[0]] = Contact(*values)
        tx.learn(values[0], wrapped)
    return found


def find(tx: Transaction, contact_id: str) -> Contact | None:
    return load_many(tx, [contact_id], lock=False).get(contact_id)


def save_many(tx: Transaction, changed: Sequence[Contact]) -> None:
    """Language, focus and flags. Load them with the lock first."""
    _SAVE.run(tx, [_row(c) for c in sorted(changed, key=_by_id)])


def listed(tx: Transaction, after: str = "", limit: int = 100, *, example: bool | None = None) -> list[Contact]:
    """All contacts in order of id, a page at a time."""
    query = select(*_FIELDS).where(_C.id > after).order_by(_C.id).limit(limit)
    if example is not None:
        query = query.where(_C.example == example)
    return [Contact(*row) for row in tx.connection.execute(query)]


def remove_unused(tx: Transaction, ids: Sequence[str]) -> None:
    """Delete contacts that nothing refers to: the ones made in vain when two processes met one newcomer."""
    if ids:
        tx.connection.execute(delete(contacts).where(_C.id.in_(ids)))


def _row(contact: Contact) -> dict[str, object]:
    return contact._asdict()
