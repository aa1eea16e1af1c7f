"""Addresses: how a channel reaches a contact. Found by keyed hash; the real value opens with the contact's key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import contacts
from storage.compiled import InsertMany, Prepared, SelectMany, arrays, unnested
from storage.contacts import Contact
from storage.crypto import Vault
from storage.tables import addresses
from storage.transaction import Transaction, decode, encode


@dataclass(frozen=True, slots=True)
class Address:
    id: str
    contact_id: str
    channel: str
    external: str | None
    closed_at: int | None


class Known(NamedTuple):
    """Where an input came from, once it is known whose address that is."""

    address_id: str
    contact_id: str
    closed_at: int | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An address not seen before, with the ids to use should it be new."""

    channel: str
    external: str
    contact: Contact
    address_id: str


_A = addresses.c
_FIND = SelectMany(select(_A.channel, _A.external, _A.id, _A.contact_id, _A.closed_at), by=_A.external)
_OPEN = SelectMany(
    select(_A.contact_id, _A.channel, _A.id).where(_A.closed_at.is_(None)).order_by(_A.created_at.desc(), _A.id.desc()),
    by=_A.contact_id,
)


_COLUMNS = ("id", "contact_id", "channel", "external", "sealed", "created_at")
_ADD = InsertMany(addresses, *_COLUMNS)
_NEW = Prepared(
    postgresql.insert(addresses)
    .from_select(list(_COLUMNS), unnested(addresses, _COLUMNS))
    .on_conflict_do_nothing()
    .returning(_A.id)
)


def external_hash(vault: Vault, channel: str, external: str) -> bytes:
    """What an address is found by."""
    return vault.known_hash(external, "address:" + channel)


def find_many(tx: Transaction, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """(channel, external) -> whose it is, for those that are known. Locks nothing."""
    places = {(place[0], external_hash(tx.vault, *place)): place for place in wanted}
    rows = _FIND.run(tx, [external for _, external in places])
    return {places[row[:2]]: Known(*row[2:]) for row in rows if row[:2] in places}


def reach(tx: Transaction, newcomers: Sequence[Newcomer]) -> dict[tuple[str, str], Known]:
    """Make contact and address for each that is still unknown; say whose each is."""
    known = find_many(tx, [(n.channel, n.external) for n in newcomers])
    return known | make(tx, [n for n in newcomers if (n.channel, n.external) not in known])


def make(tx: Transaction, newcomers: Sequence[Newcomer]) -> dict[tuple[str, str], Known]:
    """Contact and address for each of those whom this transaction has looked for and not found; whose each is.

    Two processes may meet the same newcomer at once: the address's unique index lets one win, and the other's contact,
    which nothing refers to yet, is taken back.
    """
    made = dict(sorted({(n.channel, n.external): n for n in newcomers}.items()))
    contacts.add_many(tx, [n.contact for n in made.values()])
    won = _insert(tx, list(made.values()))
    known = {place: Known(n.address_id, n.contact.id, None) for place, n in made.items() if n.address_id in won}
    if lost := made.keys() - known.keys():
        contacts.remove_unused(tx, [made[place].contact.id for place in lost])
        known |= find_many(tx, lost)
    return known


def add(tx: Transaction, address_id: str, contact_id: str, channel: str, external: str) -> None:
    """A further address of a known contact."""
    tx.connection.execute(insert(addresses), [_row(tx, address_id, contact_id, channel, external)])


def find(tx: Transaction, address_id: str) -> Address | None:
    rows = tx.connection.execute(select(*_A).where(_A.id == address_id)).all()
    return _open(tx, rows[0]) if rows else None


def of_contact(tx: Transaction, contact_id: str) -> list[Address]:
    query = select(*_A).where(_A.contact_id == contact_id).order_by(_A.created_at, _A.id)
    return [_open(tx, row) for row in tx.connection.execute(query)]


def open_on(tx: Transaction, contact_id: str, channel: str) -> list[Address]:
    """Where a contact is reached on a channel, the first known first."""
    return [one for one in of_contact(tx, contact_id) if one.channel == channel and one.closed_at is None]


def open_of(tx: Transaction, contact_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """(contact, channel) -> the id of its first address there that can be reached."""
    return {(row[0], row[1]): row[2] for row in _OPEN.run(tx, sorted(set(contact_ids)))}


def close(tx: Transaction, address_id: str) -> None:
    """The channel says that it cannot be reached (blocked, deleted): nothing is sent there until it writes again."""
    tx.connection.execute(update(addresses).where(_A.id == address_id).values(closed_at=tx.now))


def reopen(tx: Transaction, address_ids: Sequence[str]) -> None:
    """It has written to us again."""
    tx.connection.execute(update(addresses).where(_A.id.in_(address_ids)).values(closed_at=None))


def _insert(tx: Transaction, made: Sequence[Newcomer]) -> set[str]:
    """The ids of those that were not there: all of them on SQLite, where nobody else can write meanwhile."""
    rows = [_row(tx, n.address_id, n.contact.id, n.channel, n.external) for n in made]
    if tx.postgres:
        return {row[0] for row in _NEW.run(tx, **arrays(rows, _COLUMNS))} if rows else set()
    _ADD.run(tx, rows)
    return {n.address_id for n in made}


def insert_ignore(tx: Transaction, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """INSERT that leaves out rows whose key exists."""
    if tx.postgres:
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def _row(tx: Transaction, address_id: str, contact_id: str, channel: str, external: str) -> dict[str, object]:
    return {
        "id": address_id,
        "contact_id": contact_id,
        "channel": channel,
        "external": external_hash(tx.vault, channel, external),
        "sealed": tx.key(contact_id).encrypt(encode(external), context(address_id)),
        "created_at": tx.now,
    }


def context(address_id: str) -> bytes:
    return b"address:" + address_id.encode()


def open_external(tx: Transaction, address_id: str, contact_id: str, sealed: bytes) -> str:
    """The real value to send to."""
    return str(decode(tx.key(contact_id).decrypt(sealed, context(address_id))))


def _open(tx: Transaction, row: Any) -> Address:
    address_id, contact_id, channel, _, sealed, _, closed_at = row
    readable = sealed is not None and tx.readable(contact_id)
    external = open_external(tx, address_id, contact_id, sealed) if readable else None
    return Address(address_id, contact_id, channel, external, closed_at)
