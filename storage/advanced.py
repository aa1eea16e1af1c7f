"""What sessions come to when they are advanced: themselves, what happened, what is said. Written for many at once."""

from collections.abc import Sequence

from storage import events, outbox, sessions
from storage.compiled import Together
from storage.events import Event
from storage.outbox import Message
from storage.sessions import StoredSession
from storage.transaction import Lost, Transaction

_WRITE = Together(sessions.SAVE_ALL, events.ADD_MANY, outbox.ADD_MANY)


def write(
    tx: Transaction, changed: Sequence[StoredSession], happened: Sequence[Event], said: Sequence[Message]
) -> None:
    """Sessions as loaded plus changes, events and messages in their order: on PostgreSQL in one round trip. Raises `Lost`."""
    if not tx.postgres:
        sessions.save_many(tx, changed)
        events.add_many(tx, happened)
        outbox.add_many(tx, said)
        return
    outbox.drop_questions(tx, said)
    saved, *_ = _WRITE.run(tx, sessions.rows(tx, changed), events.rows(tx, happened), outbox.rows(tx, said))
    if saved != len(changed):
        raise Lost("a session was changed by another")
