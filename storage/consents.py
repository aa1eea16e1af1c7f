"""Consents: a ledger that only grows. What counts is the last line of a purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage.compiled import InsertMany
from storage.tables import consents
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed (or not) to what, to which words in which language, and how ("tap", "typed", "withdrawn")."""

    contact_id: str
    session_id: str | None
    purpose: str
    choice: str
    notice_version: int
    notice_hash: bytes
    language: str
    how: str
    at: int


_FIELDS = tuple(consents.c[name] for name in Consent.__slots__)
_ADD = InsertMany(consents, *Consent.__slots__)


def add_many(tx: Transaction, given: Sequence[Consent]) -> None:
    _ADD.run(tx, [{name: getattr(c, name) for name in Consent.__slots__} for c in given])


def of_contact(tx: Transaction, contact_id: str) -> list[Consent]:
    """The ledger of one contact, oldest first."""
    query = select(*_FIELDS).where(consents.c.contact_id == contact_id).order_by(consents.c.id)
    return [Consent(*row) for row in tx.connection.execute(query)]


def present(tx: Transaction, contact_id: str) -> dict[str, Consent]:
    """Purpose -> what holds now."""
    return {c.purpose: c for c in of_contact(tx, contact_id)}
