"""Signing in to the pages: a one-time link for an admin, and the browser sessions of admins and partners."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from storage.ids import new_secret
from storage.tables import admin_links, admin_sessions
from storage.transaction import Transaction

_L, _S = admin_links.c, admin_sessions.c


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`role` is "admin" or "partner"; `subject` the partner's id."""

    role: str
    subject: str | None
    expires_at: int


def new_link(tx: Transaction, valid_for: int) -> str:
    """The secret of a link that can be spent once within `valid_for` microseconds."""
    secret = new_secret()
    row = {"hash": _hash(tx, secret), "created_at": tx.now, "expires_at": tx.now + valid_for}
    tx.connection.execute(insert(admin_links), [row])
    return secret


def spend_link(tx: Transaction, secret: str) -> bool:
    """True for exactly one caller, in time."""
    good = (_L.hash == _hash(tx, secret)) & _L.used_at.is_(None) & (_L.expires_at > tx.now)
    return tx.connection.execute(update(admin_links).where(good).values(used_at=tx.now)).rowcount == 1


def begin(tx: Transaction, role: str, subject: str | None, valid_for: int) -> str:
    """The secret of a new browser session."""
    secret = new_secret()
    row = {"hash": _hash(tx, secret), "role": role, "subject": subject, "created_at": tx.now}
    tx.connection.execute(insert(admin_sessions), [row | {"expires_at": tx.now + valid_for}])
    return secret


def find(tx: Transaction, secret: str) -> SignedIn | None:
    query = select(_S.role, _S.subject, _S.expires_at).where(_S.hash == _hash(tx, secret), _S.expires_at > tx.now)
    row = tx.connection.execute(query).one_or_none()
    return None if row is None else SignedIn(*row)


def end(tx: Transaction, secret: str) -> None:
    tx.connection.execute(delete(admin_sessions).where(_S.hash == _hash(tx, secret)))


def end_others(tx: Transaction, role: str, subject: str, secret: str) -> None:
    """Of somebody's sessions only the one with this secret goes on."""
    others = (_S.role == role) & (_S.subject == subject) & (_S.hash != _hash(tx, secret))
    tx.connection.execute(delete(admin_sessions).where(others))


def forget(tx: Transaction) -> None:
    """Delete what has run out."""
    tx.connection.execute(delete(admin_links).where(_L.expires_at < tx.now))
    tx.connection.execute(delete(admin_sessions).where(_S.expires_at < tx.now))


def _hash(tx: Transaction, secret: str) -> bytes:
    return tx.vault.lookup_hash(secret, "sign in")
