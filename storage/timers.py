"""Timers: everything that has to happen later, as rows beside the business rows they belong to. What is over is not there.

Claiming one moves it to the end of a lease and gives it another fencing token: if its worker dies, it is due again by itself.
Renew, finish and retry say `WHERE token = :mine`; no row means that another has it, or that it was moved or cancelled (`Lost`):
roll back. A timer set anew begins with a token at random, so that a worker still holding an earlier one of its name loses.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Insert, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.compiled import DeleteMany
from storage.tables import timers
from storage.transaction import Lost, Transaction


@dataclass(frozen=True, slots=True)
class Timer:
    """`id` is the caller's (`offer:<id>`): scheduling it again moves it."""

    id: str
    kind: str
    subject: str
    due_at: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """A timer that has fallen due, and is ours until `lease_until`."""

    id: str
    kind: str
    subject: str
    due_at: int
    attempts: int
    token: int
    lease_until: int = 0


_T = timers.c
_FIELDS = (_T.id, _T.kind, _T.subject, _T.due_at, _T.attempts, _T.token)
_MINE = (_T.id == bindparam("i"), _T.token == bindparam("mine"))
_MOVE = update(timers).where(*_MINE).values(due_at=bindparam("due"))
_FINISH = delete(timers).where(*_MINE)
_TAKE = (
    update(timers)
    .where(_T.id == bindparam("i"))
    .values(token=_T.token + 1, attempts=_T.attempts + 1, due_at=bindparam("until"))
)


CANCEL_MANY = DeleteMany(timers, _T.id)
"""What `cancel` does, for many (storage/hand_overs.py)."""


def _upsert(new: "postgresql.Insert | sqlite.Insert") -> Insert:
    moved = {name: new.excluded[name] for name in ("kind", "subject", "due_at", "token", "attempts")}
    return new.on_conflict_do_update(index_elements=[_T.id], set_=moved)


_SCHEDULE = {True: _upsert(postgresql.insert(timers)), False: _upsert(sqlite.insert(timers))}


def schedule(tx: Transaction, new: Sequence[Timer]) -> None:
    """Set timers, or move them."""
    if new:
        rows = [
            {"id": t.id, "kind": t.kind, "subject": t.subject, "due_at": t.due_at, "token": _token(), "attempts": 0}
            for t in sorted(new, key=lambda t: t.id)
        ]
        tx.connection.execute(_SCHEDULE[tx.postgres], rows)


def cancel(tx: Transaction, ids: Sequence[str]) -> None:
    """They will not fire; a worker at one of them loses it."""
    CANCEL_MANY.run(tx, [{"id": one} for one in ids])


def claim(tx: Transaction, limit: int, lease_for: int, kinds: Sequence[str] | None = None) -> list[Claimed]:
    """Take due timers that nobody holds, the longest due first. Commit before working on them."""
    now = tx.now
    query = select(*_FIELDS).where(_T.due_at <= now).order_by(_T.due_at, _T.id).limit(limit)
    query = query if kinds is None else query.where(_T.kind.in_(kinds))
    query = query.with_for_update(skip_locked=True) if tx.postgres else query
    found = [Claimed(*row) for row in tx.connection.execute(query).all()]
    if found:
        tx.connection.execute(_TAKE, [{"i": t.id, "until": now + lease_for} for t in found])
    return [replace(t, attempts=t.attempts + 1, token=t.token + 1, lease_until=now + lease_for) for t in found]


def finish(tx: Transaction, held: Claimed) -> None:
    """Done: write this in the transaction of what the timer did. Raises `Lost`."""
    _mine(tx, _FINISH, held)


def retry(tx: Transaction, held: Claimed, due_at: int) -> None:
    """Not done: again then. Raises `Lost`."""
    _mine(tx, _MOVE, held, due=due_at)


def next_due_at(tx: Transaction) -> int | None:
    """When the next one is due; a leased one is when its lease ends."""
    first: int | None = tx.connection.scalar(select(func.min(_T.due_at)))
    return first


def of_subject(tx: Transaction, subject: str) -> list[Timer]:
    """The timers that are still to fire for a subject."""
    query = select(_T.id, _T.kind, _T.subject, _T.due_at).where(_T.subject == subject)
    return [Timer(*row) for row in tx.connection.execute(query.order_by(_T.due_at, _T.id))]


def _mine(tx: Transaction, statement: object, held: Claimed, **values: int) -> None:
    rows = [{"i": held.id, "mine": held.token, **values}]
    if tx.connection.execute(statement, rows).rowcount != 1:  # type: ignore[call-overload]
        raise Lost(f"timer {held.id} is another's now")


def _token() -> int:
    return random.getrandbits(30)
