"""Sessions: the answers given so far, one sealed body a session. Locked before they are read, saved only as read."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal_column, select

from storage.compiled import InsertMany, SelectMany, UpdateMany
from storage.tables import contacts, sessions
from storage.transaction import Lost, Transaction


class StoredSession(NamedTuple):
    """`body` is the engine's session as plain JSON; None when the contact is erased, or where it is only there as it was `sealed`.
    `said` is the last seq used.
    """

    id: str
    contact_id: str
    flow: str
    version: int
    status: str
    channel: str
    body: Any
    revision: int = 0
    said: int = 0
    created_at: int = 0
    updated_at: int = 0
    sealed: bytes | None = None


_S = sessions.c
_by_id = attrgetter("id")
_IS_OPEN = _S.status == literal_column("'open'")  # spelt as in the partial index, or SQLite does not use it
FIELDS: tuple[ColumnElement[Any], ...] = tuple(_S)
_LOAD = SelectMany(select(*FIELDS).order_by(_S.id), by=_S.id)
_OPEN = SelectMany(select(*FIELDS).where(_IS_OPEN).order_by(_S.id), by=_S.contact_id)
_IDS = SelectMany(select(_S.id).order_by(_S.created_at, _S.id), by=_S.contact_id)
_STANDS = SelectMany(
    select(_S.id, _S.said, contacts.c.focus_session_id).join(contacts, contacts.c.id == _S.contact_id), by=_S.id
)
_ADD = InsertMany(sessions, *(c.name for c in _S))
_MATCH, _CHANGE = {"id": "id", "revision": "was"}, ("version", "channel", "body", "revision", "said", "updated_at")
_SAVE = UpdateMany(sessions, match=_MATCH, change={name: name for name in _CHANGE})
SAVE_ALL = UpdateMany(sessions, match=_MATCH, change={name: name for name in (*_CHANGE, "status")})
SAY_MANY = UpdateMany(
    sessions,
    match=_MATCH,
    change={"said": "said", "updated_at": "updated_at"},
    fixed={"revision": _S.revision + literal_column("1")},
)
# Apart, because on SQLite naming an indexed column rewrites its index even where the value stays.
_SAVE_STATUS = UpdateMany(sessions, match={"id": "id"}, change={"status": "status"}, unless={"status": "status"})


def load_many(tx: Transaction, ids: Iterable[str]) -> dict[str, StoredSession]:
    """Sessions by id, locked in order of id and read after the lock. Lock their contacts first."""
    return {s.id: s for s in opened(tx, _LOAD.run(tx, sorted(set(ids)), lock=True))}


def load_sealed(tx: Transaction, ids: Iterable[str]) -> list[StoredSession]:
    """The same, their bodies left sealed: for whoever may know already what is in them."""
    return [_sealed(row) for row in _LOAD.run(tx, sorted(set(ids)), lock=True)]


def unseal(tx: Transaction, session: StoredSession) -> Any:
    """The body of a session that was left sealed; None when the contact is erased."""
    return tx.open_or_none(session.contact_id, _context(session.id), session.sealed)


def seal(tx: Transaction, session_id: str, contact_id: str, body: Any) -> bytes:
    """A body as it is written; nothing but it opens to the same."""
    return tx.seal(contact_id, _context(session_id), body)


def open_of(tx: Transaction, contact_ids: Iterable[str]) -> list[StoredSession]:
    """The open sessions of contacts that this transaction has locked."""
    return opened(tx, _OPEN.run(tx, sorted(set(contact_ids)), lock=True))


def of_contact(tx: Transaction, contact_id: str) -> list[StoredSession]:
    """All of a contact's sessions, oldest first; locks nothing."""
    query = select(*FIELDS).where(_S.contact_id == contact_id).order_by(_S.created_at, _S.id)
    return opened(tx, tx.connection.execute(query).all())


def ids_of_contact(tx: Transaction, contact_id: str) -> list[str]:
    """The same without what they hold."""
    return [row[0] for row in _IDS.run(tx, [contact_id])]


def standing(tx: Transaction, ids: Iterable[str]) -> dict[str, tuple[int, str | None]]:
    """Of each session how much was said in it, and which one its contact is in: either changes when there is news."""
    return {row[0]: (row[1], row[2]) for row in _STANDS.run(tx, ids)}


def find(tx: Transaction, session_id: str) -> StoredSession | None:
    """For reading only."""
    found = opened(tx, _LOAD.run(tx, [session_id]))
    return found[0] if found else None


def add_many(tx: Transaction, new: Sequence[StoredSession]) -> list[StoredSession]:
    """New sessions at revision 0, as they now are."""
    added = [s._replace(revision=0, created_at=s.created_at or tx.now, updated_at=tx.now) for s in new]
    if added:
        _ADD.run(tx, [_row(tx, s) for s in sorted(added, key=_by_id)])
    return added


def save_many(tx: Transaction, changed: Sequence[StoredSession]) -> None:
    """Write sessions as loaded plus changes, at their next revision; contact and flow stay. Raises `Lost`."""
    given = rows(tx, changed)
    if (SAVE_ALL if tx.postgres else _SAVE).run(tx, given) != len(given):
        raise Lost("a session was changed by another")
    if not tx.postgres:
        _SAVE_STATUS.run(tx, [row for row in given if row["status"] != "open"])  # none is opened again


def rows(tx: Transaction, changed: Sequence[StoredSession]) -> list[dict[str, object]]:
    """What `SAVE_ALL` writes."""
    now = tx.now
    return [
        {
            "id": s.id,
            "was": s.revision,
            "version": s.version,
            "channel": s.channel,
            "body": s.sealed or seal(tx, s.id, s.contact_id, s.body),
            "revision": s.revision + 1,
            "said": s.said,
            "updated_at": now,
            "status": s.status,
        }
        for s in sorted(changed, key=_by_id)
    ]


def save_said(tx: Transaction, changed: Sequence[StoredSession]) -> None:
    """Write of sessions as loaded only how much was said in them: the answers are not sealed anew. Raises `Lost`."""
    given = said_rows(tx, changed)
    if SAY_MANY.run(tx, given) != len(given):
        raise Lost("a session was changed by another")


def said_rows(tx: Transaction, changed: Sequence[StoredSession]) -> list[dict[str, object]]:
    """What `SAY_MANY` writes."""
    return [{"id": s.id, "was": s.revision, "said": s.said, "updated_at": tx.now} for s in sorted(changed, key=_by_id)]


def inside(tx: Transaction, flow: str, after: str = "", limit: int = 200) -> list[StoredSession]:
    """The open sessions of a flow in order of id, a page at a time: for the forecast before publishing."""
    query = select(*FIELDS).where(_S.flow == flow, _IS_OPEN, _S.id > after).order_by(_S.id).limit(limit)
    return opened(tx, tx.connection.execute(query).all())


def listed(
    tx: Transaction,
    *,
    flow: str | None,
    statuses: Sequence[str],
    before: tuple[int, str] | None = None,
    limit: int = 50,
) -> list[StoredSession]:
    """Sessions, those touched last first, a page at a time: the last one's (updated_at, id) is the next `before`."""
    query = select(*FIELDS).where(_S.status.in_(statuses)).order_by(_S.updated_at.desc(), _S.id.desc()).limit(limit)
    query = query if flow is None else query.where(_S.flow == flow)
    if before is not None:
        at, session_id = before
        query = query.where((_S.updated_at < at) | ((_S.updated_at == at) & (_S.id < session_id)))
    return opened(tx, tx.connection.execute(query).all())


def counts(tx: Transaction) -> list[tuple[str, int, str, int]]:
    """(flow, version, status, how many)."""
    query = select(_S.flow, _S.version, _S.status, func.count()).group_by(_S.flow, _S.version, _S.status)
    return [tuple(row) for row in tx.connection.execute(query.order_by(_S.flow, _S.version, _S.status))]


def opened(tx: Transaction, rows: Sequence[Any]) -> list[StoredSession]:
    """Rows of `FIELDS` as sessions."""
    tx.learn_all({row[1] for row in rows})
    return [_stored((*row[:6], tx.open_or_none(row[1], _context(row[0]), row[6]), *row[7:])) for row in rows]


def _stored(values: tuple[Any, ...]) -> StoredSession:
    return StoredSession(*values)


def _sealed(row: Any) -> StoredSession:
    return _stored((*row[:6], None, *row[7:], row[6]))


def _context(session_id: str) -> str:
    return "session:" + session_id


def _row(tx: Transaction, s: StoredSession) -> dict[str, object]:
    return {
        "id": s.id,
        "contact_id": s.contact_id,
        "flow": s.flow,
        "version": s.version,
        "status": s.status,
        "channel": s.channel,
        "body": s.sealed or seal(tx, s.id, s.contact_id, s.body),
        "revision": s.revision,
        "said": s.said,
        "created_at": s.created_at,
        "updated_at": s.updated_at,
    }
