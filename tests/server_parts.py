"""A receiver on a database, without HTTP: the parts of a server that tests of receiving need."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import library
from bot.arrival import Arrival, Outcome
from bot.authoring.publish import seed
from bot.desk import QueueDesk
from bot.receive import Receiver
from bot.shelf import Shelf
from bot.turns import Turns
from flows.inputs import Input, Opened, Typed
from storage import sessions
from storage.database import Database
from storage.failures import Unacknowledged
from storage.writer import Writer

START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass
class Parts:
    """One process's worth of receiving."""

    database: Database
    flow: str = "quick_enquiry"
    writer: Writer = field(init=False)
    turns: Turns = field(init=False)
    receiver: Receiver = field(init=False)

    def __post_init__(self) -> None:
        with self.database.write() as tx:
            seed(tx)
        self.writer = Writer(self.database)
        self.turns = Turns(Shelf(), library.words(), QueueDesk(), self.flow)
        self.receiver = Receiver(self.database, self.writer, self.turns)

    async def receive(self, arrival: Arrival) -> Outcome:
        """As a client does that repeats what was not acknowledged."""
        while True:
            try:
                return await self.receiver.receive(arrival)
            except Unacknowledged:
                await asyncio.sleep(0.05)

    def session(self, session_id: str) -> Mapping[str, Any]:
        """A stored session's body."""
        with self.database.read() as tx:
            found = sessions.find(tx, session_id)
        assert found is not None
        body: Mapping[str, Any] = found.body
        return body

    def close(self) -> None:
        self.writer.close()


@dataclass
class Person:
    """Somebody in a browser, or elsewhere: their inputs in order, each with an id and a time."""

    name: str
    flow: str = "quick_enquiry"
    channel: str = "web"
    count: itertools.count[int] = field(default_factory=itertools.count)

    def opens(self) -> Arrival:
        return Arrival(self.channel, self.name, "open", Opened(), START, flow=self.flow)

    def says(self, text: str) -> Arrival:
        return self.gives(Typed(text), text)

    def gives(self, given: Input, shown: str = "") -> Arrival:
        number = next(self.count)
        at = START + timedelta(seconds=number + 1)
        return Arrival(
            self.channel, self.name, f"c:{number}", given, at, order=number, shown=shown,
            client_id=str(number), content=shown,
        )  # fmt: skip
