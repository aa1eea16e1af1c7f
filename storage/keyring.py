"""Unlocking a database: the master key opens the installation's own keys, or it is the wrong one and says so."""

import os

from sqlalchemy import bindparam, insert, select, update

from storage.crypto import Forged, Vault, WrongKey
from storage.database import Database, DatabaseError
from storage.tables import contacts, keyring, webhooks
from storage.transaction import Transaction

_LOOKUP = "lookup"
_AT_ONCE = 500


def unlock(database: Database, master: bytes, old: tuple[bytes, ...] = ()) -> Vault:
    """Give the database its vault; the key of the keyed hashes is made at the first time. Raises `DatabaseError`."""
    vault = Vault(master, old)
    wrapped = _read(database)
    if wrapped is None:
        with database.write() as tx:
            wrapped = tx.connection.scalar(select(keyring.c.wrapped).where(keyring.c.name == _LOOKUP))
            if wrapped is None:
                wrapped = vault.wrap(os.urandom(32))
                row = {"name": _LOOKUP, "wrapped": wrapped, "created_at": tx.now}
                tx.connection.execute(insert(keyring), row)
    try:
        database.vault = Vault(master, old, vault.unwrap(wrapped))
    except (WrongKey, Forged):
        raise DatabaseError(
            "SAATHI_SECRET_KEY does not open this database: give it the key it was made with"
            " (after a rotation the earlier one goes into SAATHI_SECRET_KEY_OLD)"
        ) from None
    return database.vault


def opens(vault: Vault, wrapped: bytes) -> bool:
    """Whether the master key, or the one before it, opens a key that it may have wrapped."""
    try:
        vault.unwrap(wrapped)
    except (WrongKey, Forged):
        return False
    return True


def rotate(tx: Transaction, after: str = "") -> str | None:
    """Rewrap the next few keys under the present master key; call again with what it returns until None.

    What was sealed with a contact's key, files included, stays as it is: only the key's wrapping changes.
    """
    vault = tx.vault
    if not after:
        _rewrap_own(tx, vault)
    query = select(contacts.c.id, contacts.c.wrapped_key).where(contacts.c.id > after).order_by(contacts.c.id)
    rows = tx.connection.execute((query if not tx.postgres else query.with_for_update()).limit(_AT_ONCE)).all()
    changed = [{"i": i, "w": new} for i, wrapped in rows if wrapped and (new := vault.rewrap(wrapped))]
    if changed:
        statement = update(contacts).where(contacts.c.id == bindparam("i")).values(wrapped_key=bindparam("w"))
        tx.connection.execute(statement, changed)
    return str(rows[-1][0]) if len(rows) == _AT_ONCE else None


def wrapped_by_another(tx: Transaction) -> int:
    """How many keys the present master key does not open by itself: none is left when a rotation is over."""
    vault = tx.vault
    rows = [keyring.c.wrapped, contacts.c.wrapped_key, webhooks.c.secret, webhooks.c.secret_old]
    return sum(
        not vault.is_present(wrapped)
        for column in rows
        for wrapped in tx.connection.scalars(select(column).where(column.is_not(None)))
    )


def _rewrap_own(tx: Transaction, vault: Vault) -> None:
    """What the installation itself holds: the key of the keyed hashes, and the secrets that sign webhooks."""
    for name, wrapped in tx.connection.execute(select(keyring.c.name, keyring.c.wrapped)).all():
        if fresh := vault.rewrap(wrapped):
            tx.connection.execute(update(keyring).where(keyring.c.name == name).values(wrapped=fresh))
    for hook in tx.connection.execute(select(webhooks.c.id, webhooks.c.secret, webhooks.c.secret_old)).all():
        changed = {
            name: fresh
            for name, wrapped in (("secret", hook.secret), ("secret_old", hook.secret_old))
            if wrapped and (fresh := vault.rewrap(wrapped))
        }
        if changed:
            tx.connection.execute(update(webhooks).where(webhooks.c.id == hook.id).values(changed))


def _read(database: Database) -> bytes | None:
    with database.read() as tx:
        return tx.connection.scalar(select(keyring.c.wrapped).where(keyring.c.name == _LOOKUP))
