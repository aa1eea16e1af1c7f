"""The outbox: what was said, and what is still to be sent.

    new --claim--> sending --sent--> sent            one row an address is ever `sending`: its oldest unsent one,
     ^                |--failed----> new (later)     so messages arrive in order and a 429 holds back only its address
     |---recover------|--dead------> dead
    new --asked, and the session asks something newer; a refusal in a flood; or its address closed--> dropped

The claim is committed before anything is sent. A row whose lease has run out without an outcome is sent again by
`recover`: it is the only message that can arrive twice. Browser chat needs no sending: its rows are written as `sent`
and read by `seq`; the trader's own words are rows of kind "trader" among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, literal_column, null, select, text, update

from storage.addresses import open_external
from storage.compiled import InsertMany, UpdateAmong
from storage.tables import addresses, outbox
from storage.transaction import Lost, Transaction

REVIEW = "asked-review"
ASKED = ("question", "confirm", "warning", REVIEW)
"""Kinds that wait for an answer. Only the newest of a session does: whatever was asked before it is answered, or is asked again in its
turn. All else is an answer itself (why something was not taken, a receipt, news of a lead) and is never dropped for being old.
"""
REFUSAL = "problem"
FLOOD = 20
"""Unsent messages at one address. Beyond, somebody sends far more than can be answered (a chat takes one message a second): of the
refusals ("please answer yes or no") a session's newest stands for all, or the trader would be told so for minutes after the last word.
"""
ASIDE = "aside"
"""Asked beside what stands: it takes no question's place, and none takes its."""


class Message(NamedTuple):
    """To be written. `key` is unique (an inbox key, itself taken once, and a number); `sent` for what needs no sending."""

    key: str
    contact_id: str
    address_id: str
    session_id: str | None
    kind: str
    body: Any
    seq: int | None = None
    due_at: int | None = None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """Claimed: to be sent now, by the holder of the token."""

    id: int
    key: str
    contact_id: str
    address_id: str
    session_id: str | None
    kind: str
    attempts: int
    token: int
    channel: str
    external: str
    body: Any


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a conversation."""

    seq: int
    kind: str
    body: Any
    created_at: int
    key: str


_O, _A = outbox.c, addresses.c
_EARLIER = outbox.alias("earlier")
# Spelt as in the partial indexes, or SQLite does not use them.
_NEW = _O.state == literal_column("'new'")
_UNSENT = text("outbox.state IN ('new', 'sending')")
_AHEAD = (
    exists()
    .where(_EARLIER.c.contact_id == _O.contact_id, _EARLIER.c.address_id == _O.address_id, _EARLIER.c.id < _O.id)
    .where(text("earlier.state IN ('new', 'sending')"))
)
ADD_MANY = InsertMany(
    outbox,
    *("key", "contact_id", "address_id", "session_id", "seq", "kind", "body", "state", "due_at"),
    *("attempts", "token", "created_at"),
)
_DROP_QUESTIONS = UpdateAmong(
    update(outbox)
    .where(_UNSENT, _NEW, _O.kind.in_([literal_column(f"'{kind}'") for kind in ASKED]))
    .values(state=literal_column("'dropped'"), body=null()),
    among={"contacts": _O.contact_id, "sessions": _O.session_id},
)
_MINE = (_O.id == bindparam("i"), _O.token == bindparam("mine"), _O.state == "sending")
_SENT = update(outbox).where(*_MINE).values(state="sent", lease_until=None)
_DEAD = update(outbox).where(*_MINE).values(state="dead", lease_until=None)
_FAILED = update(outbox).where(*_MINE).values(state="new", lease_until=None, due_at=bindparam("due"))
_CLAIM = (
    update(outbox)
    .where(_O.id == bindparam("i"))
    .values(
        state="sending",
        attempt_at=bindparam("now"),
        attempts=_O.attempts + 1,
        token=_O.token + 1,
        lease_until=bindparam("until"),
    )
)


def add_many(tx: Transaction, messages: Sequence[Message]) -> None:
    """Write messages in their order; what a session asked and is unsent is dropped when it asks anew among them."""
    if not messages:
        return
    drop_questions(tx, messages)
    ADD_MANY.run(tx, rows(tx, messages))


def rows(tx: Transaction, messages: Sequence[Message]) -> list[dict[str, object]]:
    """What `ADD_MANY` writes; older questions are dropped by `drop_questions`, before."""
    now = tx.now
    return [_row(tx, m, now) for m in messages]


def claim(tx: Transaction, limit: int, lease_for: int, channels: Sequence[str] | None = None) -> list[Sending]:
    """Take the due heads of as many addresses. Commit, then send; the outcome is due within `lease_for` microseconds."""
    now = tx.now
    query = (
        select(_O.id, _O.key, _O.contact_id, _O.address_id, _O.session_id, _O.kind, _O.attempts, _O.token, _O.body)
        .add_columns(_A.channel, _A.sealed)
        .join(addresses, _A.id == _O.address_id)
        .where(_NEW, _O.due_at <= now, _A.closed_at.is_(None), ~_AHEAD)
        .order_by(_O.due_at, _O.id)
        .limit(limit)
    )
    if channels is not None:
        query = query.where(_A.channel.in_(channels))
    if tx.postgres:
        query = query.with_for_update(skip_locked=True, of=outbox)
    found = [row for row in tx.connection.execute(query).all() if row[5] != REFUSAL or not _is_flooded(tx, row)]
    if found:
        tx.connection.execute(_CLAIM, [{"i": row[0], "now": now, "until": now + lease_for} for row in found])
    tx.learn_all({row[2] for row in found})
    return [_open(tx, row) for row in found]


def _is_flooded(tx: Transaction, head: Any) -> bool:
    """Whether this refusal is one of a flood, and not the newest: then it is dropped, and all those before the newest."""
    run, its = tx.connection.execute, (_O.contact_id == head.contact_id, _O.address_id == head.address_id, _UNSENT)
    if len(run(select(_O.id).where(*its).limit(FLOOD + 1)).all()) <= FLOOD:
        return False
    alike = (*its, _NEW, _O.session_id == head.session_id, _O.kind == REFUSAL)
    newest = run(select(func.max(_O.id)).where(*alike)).scalar_one()
    run(update(outbox).where(*alike, _O.id < newest).values(state="dropped", body=None))
    return bool(head.id < newest)


def sent(tx: Transaction, done: Sequence[Sending]) -> None:
    """They have arrived at the channel. Raises `Lost` if a lease ran out and another took one."""
    _finish(tx, _SENT, [{"i": s.id, "mine": s.token} for s in done])


def dead(tx: Transaction, done: Sequence[Sending]) -> None:
    """They can never be sent: kept to be looked at; the address goes on."""
    _finish(tx, _DEAD, [{"i": s.id, "mine": s.token} for s in done])


def failed(tx: Transaction, one: Sending, retry_at: int) -> None:
    """Not sent, to be tried again then; what is behind it at its address waits."""
    _finish(tx, _FAILED, [{"i": one.id, "mine": one.token, "due": retry_at}])


def drop_address(tx: Transaction, address_id: str) -> int:
    """Drop everything unsent at an address that cannot be reached; give how many."""
    whose = select(_A.contact_id).where(_A.id == address_id).scalar_subquery()
    its = (_O.contact_id == whose, _O.address_id == address_id, _UNSENT)
    return tx.connection.execute(update(outbox).where(*its).values(state="dropped", body=None)).rowcount


def recover(tx: Transaction, *, alone: bool = False) -> int:
    """Give back what was being sent when its sender died; at a start and once a minute.

    `alone`: there is no other sender (the caller holds the bot's lease and begins), so no lease needs to run out.
    """
    stale = _O.state == literal_column("'sending'")
    stale = stale if alone else stale & (_O.lease_until < tx.now)
    again = update(outbox).where(stale).values(state="new", lease_until=None, due_at=tx.now, token=_O.token + 1)
    return tx.connection.execute(again).rowcount


def next_due_at(tx: Transaction) -> int | None:
    """When there is something to do next: the sender sleeps until then or until a commit wakes it."""
    first: int | None = tx.connection.scalar(select(func.min(_O.due_at)).where(_NEW))
    return first


def said(tx: Transaction, session_id: str, after: int = 0, limit: int = 500) -> list[Said]:
    """What both sides said in a session with `seq` above `after`, in order."""
    query = (
        select(_O.seq, _O.kind, _O.body, _O.created_at, _O.key, _O.contact_id)
        .where(_O.session_id == session_id, _O.seq > after)
        .order_by(_O.seq)
        .limit(limit)
    )
    rows = tx.connection.execute(query).all()
    return [Said(row[0], row[1], tx.open_or_none(row[5], "outbox:" + row[4], row[2]), row[3], row[4]) for row in rows]


def said_in(tx: Transaction, session_ids: Sequence[str]) -> list[Said]:
    """All that both sides said in several sessions of one contact, in the order in which it was said, numbered anew from 1."""
    query = select(_O.seq, _O.kind, _O.body, _O.created_at, _O.key, _O.contact_id)
    rows = tx.connection.execute(query.where(_O.session_id.in_(session_ids), _O.seq.is_not(None)).order_by(_O.id)).all()
    return [
        Said(number, row[1], tx.open_or_none(row[5], "outbox:" + row[4], row[2]), row[3], row[4])
        for number, row in enumerate(rows, 1)
    ]


def counts(tx: Transaction) -> dict[str, int]:
    """State -> how many, of those that are not done: for metrics."""
    query = select(_O.state, func.count()).where(_UNSENT).group_by(_O.state)
    return {row[0]: row[1] for row in tx.connection.execute(query)}


def drop_questions(tx: Transaction, messages: Sequence[Message]) -> None:
    """What is unsent of what the sessions asked that ask anew in `messages`."""
    newer = [m for m in messages if m.kind in ASKED and m.session_id is not None]
    if newer:
        their = {
            "contacts": sorted({m.contact_id for m in newer}),
            "sessions": sorted({m.session_id or "" for m in newer}),
        }
        _DROP_QUESTIONS.run(tx, **their)


def _finish(tx: Transaction, statement: Any, rows: list[dict[str, int]]) -> None:
    if rows and tx.connection.execute(statement, rows).rowcount != len(rows):
        raise Lost("the lease on a message ran out")


def _row(tx: Transaction, m: Message, now: int) -> dict[str, object]:
    return {
        "key": m.key,
        "contact_id": m.contact_id,
        "address_id": m.address_id,
        "session_id": m.session_id,
        "seq": m.seq,
        "kind": m.kind,
        "body": tx.seal(m.contact_id, "outbox:" + m.key, m.body),
        "state": "sent" if m.sent else "new",
        "due_at": now if m.due_at is None else m.due_at,
        "attempts": 0,
        "token": 0,
        "created_at": now,
    }


def _open(tx: Transaction, row: Any) -> Sending:
    number, key, contact_id, address_id, session_id, kind, attempts, token, body, channel, sealed = row
    return Sending(
        number,
        key,
        contact_id,
        address_id,
        session_id,
        kind,
        attempts + 1,
        token + 1,
        channel,
        open_external(tx, address_id, contact_id, sealed),
        tx.unseal(contact_id, "outbox:" + key, body),
    )
