"""Timers: everything that has to happen later, as rows beside the business rows they belong to.

Claimed with a lease and a fencing token that only grows. Renew, finish and retry say `WHERE token = :mine`; no row means
that the lease ran out and another has it (`Lost`): roll back. Scheduling an id again moves it, and its token, so that a
worker still holding the earlier one loses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Insert, bindparam, delete, func, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.compiled import UpdateMany
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
    id: str
    kind: str
    subject: str
    due_at: int
    attempts: int
    token: int
    lease_until: int


_T = timers.c
_FIELDS = (_T.id, _T.kind, _T.subject, _T.due_at, _T.attempts, _T.token, _T.lease_until)
_MINE = (_T.id == bindparam("i"), _T.token == bindparam("mine"), _T.done_at.is_(None))
_RENEW = update(timers).where(*_MINE).values(lease_until=bindparam("until"))
_FINISH = update(timers).where(*_MINE).values(done_at=bindparam("now"), lease_until=0)
_RETRY = update(timers).where(*_MINE).values(due_at=bindparam("due"), lease_until=0)
_TAKE = (
    update(timers)
    .where(_T.id == bindparam("i"))
    .values(token=_T.token + 1, attempts=_T.attempts + 1, lease_until=bindparam("until"))
)


CANCEL_MANY = UpdateMany(
    timers,
    match={"id": "id"},
    change={"done_at": "now"},
    fixed={"token": _T.token + literal_column("1"), "lease_until": literal_column("0")},
    where=(_T.done_at.is_(None),),
)
"""What `cancel` does, for many (storage/hand_overs.py)."""


def _upsert(new: "postgresql.Insert | sqlite.Insert") -> Insert:
    moved = {name: new.excluded[name] for name in ("kind", "subject", "due_at", "lease_until", "attempts")}
    return new.on_conflict_do_update(index_elements=[_T.id], set_=moved | {"token": _T.token + 1, "done_at": None})


_SCHEDULE = {True: _upsert(postgresql.insert(timers)), False: _upsert(sqlite.insert(timers))}


def schedule(tx: Transaction, new: Sequence[Timer]) -> None:
    """Set timers, or move them."""
    if new:
        rows = [
            {"id": t.id, "kind": t.kind, "subject": t.subject, "due_at": t.due_at, "lease_until": 0}
            | {"token": 0, "attempts": 0}
            for t in sorted(new, key=lambda t: t.id)
        ]
        tx.connection.execute(_SCHEDULE[tx.postgres], rows)


def cancel(tx: Transaction, ids: Sequence[str]) -> None:
    """They will not fire; a worker at one of them loses it."""
    if ids:
        gone = update(timers).where(_T.id.in_(sorted(ids)), _T.done_at.is_(None))
        tx.connection.execute(gone.values(done_at=tx.now, token=_T.token + 1, lease_until=0))


def claim(tx: Transaction, limit: int, lease_for: int, kinds: Sequence[str] | None = None) -> list[Claimed]:
    """Take due timers that nobody holds, the longest due first. Commit before working on them."""
    now = tx.now
    due = (_T.done_at.is_(None), _T.due_at <= now, _T.lease_until <= now)
    query = select(*_FIELDS).where(*due).order_by(_T.due_at, _T.id).limit(limit)
    query = query if kinds is None else query.where(_T.kind.in_(kinds))
    query = query.with_for_update(skip_locked=True) if tx.postgres else query
    found = [Claimed(*row) for row in tx.connection.execute(query).all()]
    if found:
        tx.connection.execute(_TAKE, [{"i": t.id, "until": now + lease_for} for t in found])
    return [replace(t, attempts=t.attempts + 1, token=t.token + 1, lease_until=now + lease_for) for t in found]


def renew(tx: Transaction, held: Claimed, lease_for: int) -> Claimed:
    """Hold it longer. Raises `Lost`."""
    until = tx.now + lease_for
    _mine(tx, _RENEW, held, until=until)
    return replace(held, lease_until=until)


def finish(tx: Transaction, held: Claimed) -> None:
    """Done: write this in the transaction of what the timer did. Raises `Lost`."""
    _mine(tx, _FINISH, held, now=tx.now)


def retry(tx: Transaction, held: Claimed, due_at: int) -> None:
    """Not done: again then. Raises `Lost`."""
    _mine(tx, _RETRY, held, due=due_at)


def next_due_at(tx: Transaction) -> int | None:
    """When the next one is due; a leased one counts when its lease ends."""
    later = func.max if not tx.postgres else func.greatest
    query = select(func.min(later(_T.due_at, _T.lease_until))).where(_T.done_at.is_(None))
    first: int | None = tx.connection.scalar(query)
    return first


def of_subject(tx: Transaction, subject: str) -> list[Timer]:
    """The timers that are still to fire for a subject."""
    query = select(_T.id, _T.kind, _T.subject, _T.due_at).where(_T.subject == subject, _T.done_at.is_(None))
    return [Timer(*row) for row in tx.connection.execute(query.order_by(_T.due_at, _T.id))]


def forget(tx: Transaction, before: int) -> int:
    """Delete what was done before then; give how many."""
    return tx.connection.execute(delete(timers).where(_T.done_at < before)).rowcount


def _mine(tx: Transaction, statement: object, held: Claimed, **values: int) -> None:
    rows = [{"i": held.id, "mine": held.token, **values}]
    if tx.connection.execute(statement, rows).rowcount != 1:  # type: ignore[call-overload]
        raise Lost(f"timer {held.id} is another's now")
