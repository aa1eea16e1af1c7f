"""Deliver: the outbox goes out, one sender an address at a time, in order.

    claim (committed) -> tidy -> wait for the chat's turn -> send -> write what came of it

A row that was claimed and has no outcome when the process dies is sent again: it is the only message that can arrive twice, since no
channel has a key to prevent it. 400: the next simpler rung, then the dead letters with an alert, and the address goes on. 403: the
address is closed and its reminders stop. 429: that chat waits exactly so long, the bot only when many are refused (limits.py). A
failing network: again, slower and slower. Nothing else waits for any of these.

Run by the holder of the bot's lease alone, so the pace is the whole bot's.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final, Protocol

from bot.channels.contract import ChannelError
from bot.channels.telegram.limits import Pace, judge
from bot.log import log
from storage import outbox
from storage.database import Database
from storage.failures import Unacknowledged
from storage.outbox import Sending
from storage.times import MINUTE, SECOND
from storage.transaction import Lost, Transaction
from storage.writer import Busy, Writer

AT_ONCE: Final = 64
"""Messages between their claim and their outcome: twice what a bot may send in a second."""
LEASE_FOR: Final = 2 * MINUTE
LOOK_EVERY: Final = 0.5
"""Seconds; another process may have written something."""
SETTLE_WITHIN: Final = 2.0
RECOVER_EVERY: Final = 60.0
WAIT_AT_MOST: Final = 15.0
"""Seconds for which a claimed message waits for its turn; beyond that it is given back."""
RUNGS: Final = 3
"""The message as it is; without what may have been refused; as plain text."""
TRIES_TO_WRITE: Final = 20

Write = Callable[[Transaction], None]


class Outlet(Protocol):
    """A channel's way out."""

    channel: str

    async def tidy(self, row: Sending) -> None:
        """What must be put in order before this message shows. Raises nothing that matters."""

    async def send(self, row: Sending, rung: int) -> Write:
        """Send it, on rung 0 as it is; what is to be written beside the outcome. Raises ChannelError."""
        ...

    def closed(self, tx: Transaction, row: Sending) -> None:
        """The address takes nothing any more."""


class Deliverer:
    """Sends for one channel, for ever. `steady` is a clock that never jumps, in seconds."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        outlet: Outlet,
        pace: Pace | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._writer = writer
        self._outlet = outlet
        self._steady = steady
        self.pace = pace or Pace()
        self._wake = asyncio.Event()
        self._busy: dict[asyncio.Task[None], str] = {}

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def settled(self, external: str) -> None:
        """Returns when what is just being sent to this address has its outcome, or after `SETTLE_WITHIN` seconds."""
        tasks = [task for task, whose in self._busy.items() if whose == external]
        if tasks:
            await asyncio.wait(tasks, timeout=SETTLE_WITHIN)

    async def run(self) -> None:
        """Until cancelled. What is being sent then is finished or, at the next start, recovered."""
        await self._recover(alone=True)
        recovered = self._steady()
        try:
            while True:
                if self._steady() - recovered > RECOVER_EVERY:
                    await self._recover(alone=False)
                    recovered = self._steady()
                claimed = await self._claim(AT_ONCE - len(self._busy))
                for row in claimed:
                    task = asyncio.get_running_loop().create_task(self._deliver(row), name="deliver")
                    self._busy[task] = row.external
                    task.add_done_callback(self._ended)
                if not claimed:
                    await self._sleep()
        finally:
            for task in self._busy:
                task.cancel()
            await asyncio.gather(*self._busy, return_exceptions=True)

    async def _sleep(self) -> None:
        due = await asyncio.to_thread(self._database.view, _due_in)
        self._wake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY if due is None or due <= 0 else min(LOOK_EVERY, due)):
                await self._wake.wait()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._busy.pop(task, None)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("deliver-failed", error=type(error).__name__)

    async def _recover(self, *, alone: bool) -> None:
        again = await self._write(lambda tx: outbox.recover(tx, alone=alone))
        if again:
            log.warning("deliver-recovered", messages=again)

    async def _claim(self, room: int) -> list[Sending]:
        if room <= 0:
            return []
        due = await asyncio.to_thread(self._database.view, _due_in)
        if due is None or due > 0:
            return []
        channel = self._outlet.channel
        try:
            return await self._writer.ask(lambda tx: outbox.claim(tx, room, LEASE_FOR, [channel]))
        except (Busy, Unacknowledged) as error:
            log.warning("deliver-not-claimed", error=type(error).__name__)
            await asyncio.sleep(1)
            return []

    # One message ----------------------------------------------------------------------------------------------------

    async def _deliver(self, row: Sending) -> None:
        await self._outlet.tidy(row)
        for rung in range(RUNGS):
            if not await self._turn(row):
                return
            try:
                write = await self._outlet.send(row, rung)
            except ChannelError as error:
                if await self._failed(row, error, rung):
                    return
                continue
            self.pace.taken(row.external, self._steady())
            await self._done(row, write)
            return

    async def _turn(self, row: Sending) -> bool:
        """Wait until the chat may be written to; False if that is too long and the message was given back."""
        while True:
            now = self._steady()
            wait = self.pace.ready_at(row.external, now) - now
            if wait <= 0:
                self.pace.sent(row.external, now)
                return True
            if wait > WAIT_AT_MOST:
                await self._later(row, wait)
                return False
            await asyncio.sleep(wait)

    async def _failed(self, row: Sending, error: ChannelError, rung: int) -> bool:
        """Whether that settles it; False: try the next rung."""
        outcome = judge(error, row.attempts)
        match outcome.verdict:
            case "simpler" if rung + 1 < RUNGS:
                log.warning("deliver-simpler", message=row.id, rung=rung + 1, error=error.kind)
                return False
            case "simpler":
                log.error("deliver-dead", message=row.id, channel=row.channel, kind=row.kind, error=error.kind)
                await self._write(lambda tx: outbox.dead(tx, [row]))
            case "closed":
                log.info("deliver-closed", channel=row.channel)
                await self._write(lambda tx: self._outlet.closed(tx, row))
            case "again":
                wait = outcome.after
                if error.kind == "retry_after":
                    now = self._steady()
                    wait = self.pace.refused(row.external, error.retry_after or 1.0, now) - now
                await self._later(row, wait)
            case "stop":
                log.error("deliver-stopped", channel=row.channel, error=error.kind)
                await self._later(row, 30.0)
            case "done":
                await self._done(row, lambda _: None)
        return True

    async def _done(self, row: Sending, write: Write) -> None:
        def work(tx: Transaction) -> None:
            outbox.sent(tx, [row])
            write(tx)

        await self._write(work)

    async def _later(self, row: Sending, seconds: float) -> None:
        await self._write(lambda tx: outbox.failed(tx, row, tx.now + int(seconds * SECOND)))

    async def _write(self, work: Callable[[Transaction], object]) -> object:
        """Not given up while the database is away: an outcome that is not written is a message sent twice."""
        for again in range(TRIES_TO_WRITE):
            try:
                return await self._writer.ask(work)
            except Lost:
                log.warning("deliver-lost")
                return None
            except (Busy, Unacknowledged):
                await asyncio.sleep(min(0.2 * 2**again, 10.0))
        log.error("deliver-not-written")
        return None


def _due_in(tx: Transaction) -> float | None:
    """Seconds until something is due."""
    due = outbox.next_due_at(tx)
    return None if due is None else (due - tx.now) / SECOND
