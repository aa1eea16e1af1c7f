"""Who has sent this GSTIN, PAN or phone before? Answered by keyed hashes; the values themselves are not here."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from storage.addresses import insert_ignore
from storage.tables import identifiers
from storage.transaction import Transaction

_I = identifiers.c


def note(
    tx: Transaction, lead_id: str, contact_id: str, values: Iterable[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Remember a lead's (kind, normalised value) pairs; gives those that were new."""
    pairs = {(kind, _hash(tx, kind, value)): value for kind, value in sorted(set(values))}
    rows = [{"kind": kind, "hash": key, "lead_id": lead_id, "contact_id": contact_id} for kind, key in pairs]
    if not rows:
        return frozenset()
    added = tx.connection.execute(insert_ignore(tx, identifiers).returning(_I.kind, _I.hash), rows).all()
    return frozenset((row[0], pairs[row[0], row[1]]) for row in added)


def others(tx: Transaction, contact_id: str, values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(kind, lead id) of other contacts' leads that hold one of these values."""
    wanted = {(kind, _hash(tx, kind, value)) for kind, value in values}
    kinds, hashes = {kind for kind, _ in wanted}, {key for _, key in wanted}
    # The kind as well: the primary key begins with it, and without it every row is looked at.
    query = select(_I.kind, _I.hash, _I.lead_id).where(_I.kind.in_(kinds), _I.hash.in_(hashes))
    query = query.where(_I.contact_id != contact_id)
    rows = tx.connection.execute(query).all() if wanted else []
    return sorted((row[0], row[2]) for row in rows if (row[0], row[1]) in wanted)


def shared(tx: Transaction, whose: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """(lead id, kind, another contact's lead with the same value), for (lead id, contact id) pairs."""
    known = dict(whose)
    other = identifiers.alias()
    same = (other.c.kind == _I.kind) & (other.c.hash == _I.hash) & (other.c.contact_id != _I.contact_id)
    query = select(_I.lead_id, _I.kind, other.c.lead_id).join(other, same)
    query = query.where(_I.contact_id.in_(sorted(set(known.values()))))  # the column that has an index
    rows = tx.connection.execute(query).all() if known else []
    return sorted((row[0], row[1], row[2]) for row in rows if row[0] in known)


def forget(tx: Transaction, contact_id: str) -> None:
    tx.connection.execute(delete(identifiers).where(_I.contact_id == contact_id))


def _hash(tx: Transaction, kind: str, value: str) -> bytes:
    return tx.vault.lookup_hash(value, "identifier:" + kind)
