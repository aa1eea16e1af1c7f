"""The audit: who saw or did what, in ids. Part of what a trader is shown for `mydata`."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from storage.tables import audit
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Line:
    at: int
    actor: str
    action: str
    subject: str
    contact_id: str | None


_FIELDS = tuple(audit.c[name] for name in Line.__slots__)


def note(tx: Transaction, actor: str, action: str, subject: str, contact_id: str | None = None) -> None:
    """`actor` is like `partner:<id>` or `admin`; never a name or a value."""
    row = {"at": tx.now, "actor": actor, "action": action, "subject": subject, "contact_id": contact_id}
    tx.connection.execute(insert(audit), [row])


def of_contact(tx: Transaction, contact_id: str) -> list[Line]:
    query = select(*_FIELDS).where(audit.c.contact_id == contact_id).order_by(audit.c.id)
    return [Line(*row) for row in tx.connection.execute(query)]


def latest(tx: Transaction, limit: int = 100) -> list[Line]:
    return [Line(*row) for row in tx.connection.execute(select(*_FIELDS).order_by(audit.c.id.desc()).limit(limit))]
