"""Events: what happened, append-only. Step ids and times are in the clear for the funnel; values are sealed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from storage.compiled import InsertMany
from storage.tables import events, sessions
from storage.transaction import Transaction


class Event(NamedTuple):
    session_id: str
    contact_id: str
    kind: str
    step: str | None
    at: int
    body: Any = None
    asked: str | None = None
    """The step that is asked since, where another was asked before."""
    id: int = 0


_E = events.c
_FIELDS = (_E.session_id, _E.contact_id, _E.kind, _E.step, _E.at, _E.body, _E.asked, _E.id)
ADD_MANY = InsertMany(events, "session_id", "contact_id", "kind", "step", "at", "body", "asked")


def add_many(tx: Transaction, happened: Sequence[Event]) -> None:
    """Append, in the given order. A body of None is not stored at all."""
    ADD_MANY.run(tx, rows(tx, happened))


def rows(tx: Transaction, happened: Sequence[Event]) -> list[dict[str, object]]:
    """What `ADD_MANY` writes."""
    return [
        {
            "session_id": e.session_id,
            "contact_id": e.contact_id,
            "kind": e.kind,
            "step": e.step,
            "at": e.at,
            "body": None if e.body is None else tx.seal(e.contact_id, "event:" + e.session_id, e.body),
            "asked": e.asked,
        }
        for e in happened
    ]


def of_session(tx: Transaction, session_id: str, after: int = 0, limit: int = 1000) -> list[Event]:
    """A session's events in order, opened; bodies of an erased contact are None."""
    query = select(*_FIELDS).where(_E.session_id == session_id, _E.id > after).order_by(_E.id).limit(limit)
    return [_open(tx, row) for row in tx.connection.execute(query).all()]


def brought(tx: Transaction, contact_id: str) -> dict[str, str]:
    """Campaign and partner of the link by which the contact came first; empty where there was none of ours."""
    theirs = select(sessions.c.id).where(sessions.c.contact_id == contact_id)
    query = select(*_FIELDS).where(_E.session_id.in_(theirs), _E.kind == "brought").order_by(_E.id).limit(1)
    row = tx.connection.execute(query).one_or_none()
    body = _open(tx, row).body if row is not None else None
    return dict(body["by"]) if body is not None else {}


def _open(tx: Transaction, row: Any) -> Event:
    body = tx.open_or_none(row[1], "event:" + row[0], row[5])
    return Event(row[0], row[1], row[2], row[3], row[4], body, row[6], row[7])
