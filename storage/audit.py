"""The audit: who saw or did what, in ids. Part of what a trader is shown for `mydata`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage.compiled import InsertMany
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
ADD_MANY = InsertMany(audit, *Line.__slots__)


def note(tx: Transaction, actor: str, action: str, subject: str, contact_id: str | None = None) -> None:
    """`actor` is like `partner:<id>` or `admin`; never a name or a value."""
    note_many(tx, [Line(tx.now, actor, action, subject, contact_id)])


def note_many(tx: Transaction, lines: Sequence[Line]) -> None:
    """Several at once."""
    ADD_MANY.run(tx, rows(lines))


def rows(lines: Sequence[Line]) -> list[dict[str, object]]:
    """What `ADD_MANY` writes."""
    return [{name: getattr(line, name) for name in Line.__slots__} for line in lines]


def was_done(tx: Transaction, action: str) -> bool:
    """Whether that was ever done by anybody."""
    return tx.connection.execute(select(audit.c.id).where(audit.c.action == action).limit(1)).first() is not None


def of_contact(tx: Transaction, contact_id: str) -> list[Line]:
    query = select(*_FIELDS).where(audit.c.contact_id == contact_id).order_by(audit.c.id)
    return [Line(*row) for row in tx.connection.execute(query)]


def latest(tx: Transaction, limit: int = 100) -> list[Line]:
    return [Line(*row) for row in tx.connection.execute(select(*_FIELDS).order_by(audit.c.id.desc()).limit(limit))]
