"""The inbox: every input once. A key that is already there is a redelivery, and stops.

One process that both takes and advances an input claims its key in the same transaction (`claim`). Several processes
keep it first (`keep`: durable, sealed, acknowledged) and whichever gets the contact's row advances what waits for it,
in order of channel time, message and arrival (`waiting_contacts`, `waiting`, `done`). Raw updates are never stored; a
body is there only while it waits, or while somebody has to look at why it could not be processed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, exists, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.compiled import InsertMany, Prepared, SelectMany, arrays, unnested
from storage.crypto import Vault
from storage.tables import contacts, inbox
from storage.transaction import Transaction


class Received(NamedTuple):
    """An input as the inbox knows it. `content`: a keyed hash, to tell a retry from another input with the same id."""

    key: bytes
    channel: str
    contact_id: str | None
    kind: str
    channel_time: int | None = None
    message_order: int | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept input, opened: what to advance with (or, when poisoned, what to look at)."""

    received: Received
    received_at: int
    body: Any


_DATE: Final = 4
"""Bytes of a key that are its date."""

_I = inbox.c
_RECEIVED = (_I.key, _I.channel, _I.contact_id, _I.kind, _I.channel_time, _I.message_order, _I.content)
_COLUMNS = tuple(c.name for c in inbox.c)
_ADD = InsertMany(inbox, *_COLUMNS)
_KNOWN = SelectMany(select(_I.key), by=_I.key)
_PENDING = _I.state == literal_column("'pending'")  # spelt as in the partial index, or SQLite does not use it
_WAIT = SelectMany(select(_I.contact_id).where(_PENDING).distinct(), by=_I.contact_id)
_NEW = Prepared(
    postgresql.insert(inbox)
    .from_select(list(_COLUMNS), unnested(inbox, _COLUMNS))
    .on_conflict_do_nothing()
    .returning(_I.key)
)
_PG_POISON, _LITE_POISON = postgresql.insert(inbox), sqlite.insert(inbox)
_SET_ASIDE = {
    True: _PG_POISON.on_conflict_do_update(
        index_elements=[_I.key], set_={"state": "poisoned", "body": _PG_POISON.excluded.body}
    ),
    False: _LITE_POISON.on_conflict_do_update(
        index_elements=[_I.key], set_={"state": "poisoned", "body": _LITE_POISON.excluded.body}
    ),
}


def key_of(vault: Vault, channel: str, external_id: str, dated: int = 0) -> bytes:
    """The key of an input: what the channel calls it, hashed, behind its date.

    `dated`: seconds since 1970, where every delivery of the input says the same; else 0. Keys of one time lie together then, and
    those that are written in one transaction share a page or two instead of needing one each (measured: half of what it writes).
    """
    return dated.to_bytes(_DATE) + vault.lookup_hash(external_id, "inbox:" + channel)[:-_DATE]


def taken(tx: Transaction, keys: Iterable[bytes]) -> set[bytes]:
    """Those of the keys that are there."""
    return {row[0] for row in _KNOWN.run(tx, keys)}


def claim(tx: Transaction, entries: Sequence[Received]) -> set[bytes]:
    """Write the keys as done, in their order; give those that are new. Of a key given twice only one is."""
    return _insert(tx, entries, "done", {})


def keep(tx: Transaction, entries: Sequence[tuple[Received, Any]]) -> set[bytes]:
    """Write inputs that wait to be advanced, bodies sealed; give the keys that are new. The contact must be known."""
    bodies = {entry.key: _seal(tx, entry, body) for entry, body in entries}
    return _insert(tx, [entry for entry, _ in entries], "pending", bodies)


def waiting_contacts(tx: Transaction, limit: int) -> list[str]:
    """Lock contacts that have waiting inputs and that no other process is at; give their ids, sorted."""
    waits = exists().where((_I.contact_id == contacts.c.id) & (_PENDING))
    query = select(contacts.c.id).where(waits).order_by(contacts.c.id).limit(limit)
    query = query.with_for_update(skip_locked=True) if tx.postgres else query
    return list(tx.connection.execute(query).scalars())


def with_waiting(tx: Transaction, contact_ids: Iterable[str]) -> set[str]:
    """Those of the contacts that have inputs waiting."""
    return {row[0] for row in _WAIT.run(tx, sorted(set(contact_ids)))}


def waiting(tx: Transaction, contact_ids: Iterable[str]) -> list[Waiting]:
    """What waits for contacts that this transaction has locked, in the order to advance it."""
    ids = sorted(set(contact_ids))
    query = select(_I.received_at, _I.body, *_RECEIVED).where(_I.contact_id.in_(ids), _PENDING)
    order = (_I.channel_time, _I.message_order, _I.received_at, _I.key)
    rows = tx.connection.execute(query.order_by(*(c.nulls_last() for c in order))).all()
    tx.learn_all(ids)
    return [_open(tx, row) for row in rows]


def is_waiting(tx: Transaction, key: bytes) -> bool:
    """Whether an input that was kept is still to be advanced."""
    return tx.connection.execute(select(_I.key).where(_I.key == key, _PENDING)).one_or_none() is not None


def done(tx: Transaction, keys: Sequence[bytes]) -> None:
    """Advanced: the body goes, the key stays."""
    if keys:
        tx.connection.execute(update(inbox).where(_I.key.in_(keys)).values(state="done", body=None))


def poison(tx: Transaction, entry: Received, body: Any) -> None:
    """Set an input aside, not to be tried again by itself. `body`: the input and the trace; kept where it can be sealed."""
    sealed = None if entry.contact_id is None or not tx.readable(entry.contact_id) else _seal(tx, entry, body)
    tx.connection.execute(_SET_ASIDE[tx.postgres], [_row(tx, entry, "poisoned", sealed)])


def poisoned(tx: Transaction, limit: int = 100) -> list[Waiting]:
    """What was set aside, newest first."""
    query = select(_I.received_at, _I.body, *_RECEIVED).where(_I.state == "poisoned")
    return [_open(tx, row) for row in tx.connection.execute(query.order_by(_I.received_at.desc()).limit(limit)).all()]


def find(tx: Transaction, key: bytes) -> Received | None:
    row = tx.connection.execute(select(*_RECEIVED).where(_I.key == key)).one_or_none()
    return None if row is None else Received(*row)


def forget(tx: Transaction, before: int, after: bytes = b"", limit: int = 1000) -> bytes | None:
    """Look at the next keys and delete those older than any channel's redelivery. Call again with what it returns, until None.

    In order of the key, because there is no other index: every input would pay for one.
    """
    query = select(_I.key, _I.received_at, _I.state).where(_I.key > after).order_by(_I.key).limit(limit)
    rows = tx.connection.execute(query).all()
    if old := [row.key for row in rows if row.received_at < before and row.state == "done"]:
        tx.connection.execute(delete(inbox).where(_I.key.in_(old)))
    return rows[-1].key if len(rows) == limit else None


def _insert(tx: Transaction, entries: Sequence[Received], state: str, bodies: dict[bytes, bytes]) -> set[bytes]:
    unique = {entry.key: entry for entry in entries}
    if not unique:
        return set()
    if not tx.postgres:
        return _insert_alone(tx, unique, state, bodies)
    rows = [_row(tx, unique[key], state, bodies.get(key)) for key in sorted(unique)]
    return {row[0] for row in _NEW.run(tx, **arrays(rows, _COLUMNS))}


def _insert_alone(tx: Transaction, unique: dict[bytes, Received], state: str, bodies: dict[bytes, bytes]) -> set[bytes]:
    """SQLite: nobody else can write meanwhile, so looking first is right, and cheaper than RETURNING."""
    known = taken(tx, unique)
    rows = [_row(tx, entry, state, bodies.get(key)) for key, entry in unique.items() if key not in known]
    _ADD.run(tx, rows)
    return unique.keys() - known


def _row(tx: Transaction, entry: Received, state: str, body: bytes | None) -> dict[str, object]:
    return {
        "key": entry.key,
        "channel": entry.channel,
        "contact_id": entry.contact_id,
        "kind": entry.kind,
        "received_at": tx.now,
        "channel_time": entry.channel_time,
        "message_order": entry.message_order,
        "state": state,
        "body": body,
        "content": entry.content,
    }


def _seal(tx: Transaction, entry: Received, body: Any) -> bytes:
    assert entry.contact_id is not None
    return tx.seal(entry.contact_id, _context(entry.key), body)


def _context(key: bytes) -> str:
    return "inbox:" + key.hex()


def _open(tx: Transaction, row: Any) -> Waiting:
    received = Received(*row[2:])
    contact_id = received.contact_id
    body = None if contact_id is None else tx.open_or_none(contact_id, _context(received.key), row[1])
    return Waiting(received, row[0], body)
