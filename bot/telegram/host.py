"""What Telegram needs of the running server; bot/app.py is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.arrival import Arrival, Outcome
from bot.clock import Clock
from bot.settings import Settings
from bot.turns import Turns
from flows.inputs import File
from locales.catalog import Words
from storage.database import Database
from storage.documents import DocumentStore
from storage.writer import Writer


class Host(Protocol):
    """The server around the bot."""

    settings: Settings
    database: Database
    documents: DocumentStore
    writer: Writer
    turns: Turns
    words: Words

    @property
    def clock(self) -> Clock: ...

    async def receive(self, arrival: Arrival) -> Outcome: ...

    async def store_of(
        self, contact_id: str, contents: Sequence[tuple[str, bytes]], source: str
    ) -> tuple[tuple[File, ...], Mapping[str, str]]: ...
