"""Counts and lists for the admin's pages: step ids, states and times. Nothing here opens a sealed value."""

from dataclasses import dataclass

from sqlalchemy import func, select

from storage.tables import contacts, events, inbox, lead_events, leads, outbox, sessions
from storage.transaction import Transaction

_E, _O, _S, _C = events.c, outbox.c, sessions.c, contacts.c
WALK_AT_MOST = 200_000
"""Events that a funnel looks at: those of the conversations that began last."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Messages that have not arrived: still to be sent, of those the overdue, and those that never will be."""

    waiting: int
    overdue: int
    dead: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asked for a human, or is with one."""

    contact_id: str
    session_id: str
    flow: str
    channel: str
    updated_at: int


@dataclass(frozen=True, slots=True)
class Walked:
    """One event of one session, without what was said."""

    session_id: str
    status: str
    kind: str
    step: str | None
    asked: str | None
    at: int


def unsent(tx: Transaction, overdue_after: int) -> Unsent:
    """`overdue_after`: microseconds after which a message should long have been sent."""
    late = (_O.state.in_(("new", "sending"))) & (_O.due_at < tx.now - overdue_after)
    states = select(_O.state, func.count()).where(_O.state.in_(("new", "sending", "dead"))).group_by(_O.state)
    found = {row[0]: row[1] for row in tx.connection.execute(states)}
    overdue = tx.connection.scalar(select(func.count()).select_from(outbox).where(late)) or 0
    return Unsent(found.get("new", 0) + found.get("sending", 0), overdue, found.get("dead", 0))


def poisoned(tx: Transaction) -> int:
    """How many inputs were set aside."""
    return tx.connection.scalar(select(func.count()).select_from(inbox).where(inbox.c.state == "poisoned")) or 0


def untaken(tx: Transaction) -> int:
    """How many leads lie in the open pool so long that they were put before an admin."""
    put = select(lead_events.c.id).where(lead_events.c.lead_id == leads.c.id, lead_events.c.kind == "escalated")
    query = select(func.count()).select_from(leads).where(leads.c.status == "open", put.exists())
    return tx.connection.scalar(query) or 0


def asking(tx: Transaction, limit: int = 50) -> list[Asking]:
    """Whoever asked for a human, the longest waiting first."""
    query = (
        select(_C.id, _S.id, _S.flow, _S.channel, _S.updated_at)
        .join(sessions, _S.id == _C.focus_session_id)
        .where(_C.human, _C.erased_at.is_(None))
        .order_by(_S.updated_at)
        .limit(limit)
    )
    return [Asking(*row) for row in tx.connection.execute(query)]


def walked(tx: Transaction, flow: str, since: int = 0) -> list[Walked]:
    """The events of a flow's sessions, session by session in order; those that began last come first (see `ids.py`)."""
    query = (
        select(_E.session_id, _S.status, _E.kind, _E.step, _E.asked, _E.at)
        .join(sessions, _S.id == _E.session_id)
        .where(_S.flow == flow, _E.at >= since)
        .order_by(_E.session_id.desc(), _E.id)
        .limit(WALK_AT_MOST)
    )
    return [Walked(*row) for row in tx.connection.execute(query)]


def moved_on(tx: Transaction, session_id: str, since: int) -> bool:
    """Whether anything happened in a session after a moment."""
    later = select(_E.id).where(_E.session_id == session_id, _E.at > since).limit(1)
    return tx.connection.execute(later).first() is not None
