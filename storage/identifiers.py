"""Who has sent this GSTIN, PAN or phone before? Answered by keyed hashes; the values themselves are not here."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from storage.addresses import insert_ignore
from storage.tables import identifiers
from storage.transaction import Transaction

_I = identifiers.c


def note(tx: Transaction, lead_id: str, contact_id: str, values: Iterable[tuple[str, str]]) -> None:
    """Remember a lead's (kind, normalised value) pairs."""
    rows = [
        {"kind": kind, "hash": _hash(tx, kind, value), "lead_id": lead_id, "contact_id": contact_id}
        for kind, value in sorted(set(values))
    ]
    if rows:
        tx.connection.execute(insert_ignore(tx, identifiers), rows)


def others(tx: Transaction, contact_id: str, values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(kind, lead id) of other contacts' leads that hold one of these values."""
    wanted = {(kind, _hash(tx, kind, value)) for kind, value in values}
    query = select(_I.kind, _I.hash, _I.lead_id).where(_I.hash.in_([h for _, h in wanted]), _I.contact_id != contact_id)
    rows = tx.connection.execute(query).all() if wanted else []
    return sorted((row[0], row[2]) for row in rows if (row[0], row[1]) in wanted)


def forget(tx: Transaction, contact_id: str) -> None:
    tx.connection.execute(delete(identifiers).where(_I.contact_id == contact_id))


def _hash(tx: Transaction, kind: str, value: str) -> bytes:
    return tx.vault.lookup_hash(value, "identifier:" + kind)
