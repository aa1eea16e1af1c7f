"""Erasing a contact: destroy the key, seal the row, leave a receipt.

Without the key everything sealed is noise, in this database, its journal, its backups and the document store. What was
findable goes as well: addresses, identifiers, unsent messages, facets. Ids, step ids and times stay for the counts.

A backup made before still holds the wrapped key, and the operator the master key; therefore the receipts of a database
are carried over when a backup replaces it (`backup.restore`), and `erase_again` repeats them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.addresses import insert_ignore
from storage.tables import (
    addresses,
    boards,
    chats,
    contacts,
    documents,
    held,
    identifiers,
    inbox,
    leads,
    outbox,
    receipts,
    sessions,
)
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Receipt:
    """That it was done: nothing of the person."""

    contact_id: str
    erased_at: int
    reason: str
    documents: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """`files`: what the caller deletes from the document store after the commit, as it calls `Database.scrub()`. Some may be gone already:
    an erasure that came no further is repeated.
    """

    receipt: Receipt
    files: tuple[str, ...]


_FIELDS = tuple(receipts.c[name] for name in Receipt.__slots__)


def erase(tx: Transaction, contact_id: str, reason: str) -> Erasure | None:
    """Erase; again it changes nothing. None if there is no such contact. Recall the contact's leads from partners before (bot/handoff)."""
    locked = tx.locking(select(contacts.c.id).where(contacts.c.id == contact_id))
    if tx.connection.execute(locked).one_or_none() is None:
        return None
    theirs = select(documents.c.storage_key, documents.c.deleted_at).where(documents.c.contact_id == contact_id)
    stored = tx.connection.execute(theirs).all()
    present = sum(1 for _, deleted_at in stored if deleted_at is None)
    receipt = find(tx, contact_id) or Receipt(contact_id, tx.now, reason, present)
    _seal(tx, contact_id)
    tx.connection.execute(insert_ignore(tx, receipts), [{name: getattr(receipt, name) for name in Receipt.__slots__}])
    tx.forget(contact_id)
    return Erasure(receipt, tuple(name for name, _ in stored))


def _seal(tx: Transaction, contact_id: str) -> None:
    run, now = tx.connection.execute, tx.now
    gone = {"wrapped_key": None, "language": None, "focus_session_id": None, "erased_at": now}
    run(update(contacts).where(contacts.c.id == contact_id).values(gone))
    for table in (addresses, boards, chats, held):
        run(delete(table).where(table.c.contact_id == contact_id))
    run(update(inbox).where(inbox.c.contact_id == contact_id, inbox.c.state != "done").values(state="done", body=None))
    run(update(sessions).where(sessions.c.contact_id == contact_id).values(status="erased", body=b""))
    unsent = outbox.c.state.in_(("new", "sending"))
    run(update(outbox).where(outbox.c.contact_id == contact_id, unsent).values(state="dropped"))
    run(update(outbox).where(outbox.c.contact_id == contact_id).values(body=None))
    run(update(documents).where(documents.c.contact_id == contact_id).values(deleted_at=now, body=None, content=b""))
    run(delete(identifiers).where(identifiers.c.contact_id == contact_id))
    run(update(leads).where(leads.c.contact_id == contact_id).values(status="erased", body=None, facets="{}"))


def find(tx: Transaction, contact_id: str) -> Receipt | None:
    row = tx.connection.execute(select(*_FIELDS).where(receipts.c.contact_id == contact_id)).one_or_none()
    return None if row is None else Receipt(*row)


def listed(tx: Transaction) -> list[Receipt]:
    """All receipts, oldest first."""
    query = select(*_FIELDS).order_by(receipts.c.erased_at, receipts.c.contact_id)
    return [Receipt(*row) for row in tx.connection.execute(query)]


def erase_again(tx: Transaction, earlier: Sequence[Receipt]) -> tuple[str, ...]:
    """Repeat erasures in a database that was restored from before them; give the files to delete."""
    files: list[str] = []
    for receipt in earlier:
        tx.connection.execute(
            insert_ignore(tx, receipts), [{name: getattr(receipt, name) for name in Receipt.__slots__}]
        )
        done = erase(tx, receipt.contact_id, receipt.reason)
        files.extend(done.files if done else ())
    return tuple(files)
