"""What else a trader must be told, and the desk that says so: what becomes of a finished conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flows.model import Flow
from flows.session import Session
from storage.sessions import StoredSession
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Told:
    """Something else that a trader must be told, in the bot's words."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lead:
    """What a finished conversation became: its id for programs, and the short number that the trader is given."""

    id: str
    number: str


class Desk(Protocol):
    """What becomes of a finished conversation: the partner queue (bot/handoff). Each call is inside the turn's transaction."""

    def completed(
        self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session
    ) -> tuple[Lead, Sequence[Told]]:
        """A profile is complete: its lead, and what the trader is told."""

    def lead_of(self, tx: Transaction, stored: StoredSession) -> str | None:
        """The id of the lead that the session has, if it has one."""

    def updated(self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session) -> Sequence[Told]:
        """The lead follows an amendment."""

    def withdrawn(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        """The trader takes the lead back."""

    def erased(self, tx: Transaction, contact_id: str) -> None:
        """Recall everything of this contact."""

    def status(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        """Where the lead is."""

    def seen_by(self, tx: Transaction, contact_id: str) -> Sequence[Told]:
        """Which partners have seen the data."""
