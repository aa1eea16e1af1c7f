"""Sessions as they were lately written or read, so that the next input of a conversation need not open and decode them again.

What was decoded is kept beside the ciphertext that it was decoded from, and given again only where the row holds the very same bytes:
sealing the same twice gives other bytes, so nothing else can be in them. Whoever else writes, rolls back, erases or restores needs to
tell nobody. Used on the writer's thread.
"""

from __future__ import annotations

from typing import Final

from bot.turn import Held
from flows.session import Session
from storage import sessions
from storage.sessions import StoredSession
from storage.transaction import Transaction

AT_MOST: Final = 1024
"""Sessions, of a few kB each."""


class Lately:
    """The sessions that moved last."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Session]] = {}

    def session(self, tx: Transaction, stored: StoredSession) -> Session:
        """What is in a loaded session."""
        sealed, session = self._known.get(stored.id, (None, None))
        if session is not None and sealed == stored.sealed:
            return session
        return Session.from_json(stored.body if stored.sealed is None else sessions.unseal(tx, stored))

    def sealed(self, tx: Transaction, held: Held) -> StoredSession:
        """A session in hand, as it is to be written."""
        stored, session = held.stored, held.session
        body = sessions.seal(tx, stored.id, stored.contact_id, session.to_json())
        self._keep(stored.id, body, session)
        return StoredSession(
            stored.id, stored.contact_id, stored.flow, session.version, session.status, stored.channel, None, stored.revision, held.said,
            stored.created_at, stored.updated_at, body,
        )  # fmt: skip

    def _keep(self, session_id: str, sealed: bytes, session: Session) -> None:
        self._known.pop(session_id, None)  # so that it goes to the end: what moved longest ago leaves first
        self._known[session_id] = sealed, session
        if len(self._known) > AT_MOST:
            del self._known[next(iter(self._known))]
