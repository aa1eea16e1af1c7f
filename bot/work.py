"""Work that comes later: timers are rows, claimed with a lease by whichever process gets there first.

A handler does its business and finishes its timer in one transaction where it can; where it cannot (a file is read in another
process) what it leads to has an inbox key of its own, so that doing it twice is doing it once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Protocol

from bot import tidy
from bot.arrival import Arrival, Outcome
from bot.clock import Clock
from bot.desk import on_timer
from bot.documents.intake import as_reading
from bot.documents.worker import Inspector
from bot.handoff import alerts, queue, webhooks
from bot.log import log
from bot.reminders import next_reminder
from bot.turns import Turns
from flows.effects import ReadPaper
from flows.inputs import PaperRead, Reminded
from flows.problems import Problem
from storage import document_rows, erasure, sessions, timers
from storage.database import Database
from storage.documents import DocumentStore
from storage.failures import Unacknowledged
from storage.timers import Claimed, Timer
from storage.times import MINUTE, SECOND
from storage.transaction import Lost, Transaction
from storage.writer import Busy, Writer


class Running(Protocol):
    """What a worker needs of the running system (bot/app.py)."""

    database: Database
    writer: Writer
    documents: DocumentStore
    inspector: Inspector
    turns: Turns

    @property
    def clock(self) -> Clock: ...
    async def receive(self, arrival: Arrival) -> Outcome: ...
    def news(self, session_id: str | None) -> None: ...
    def fetch(self, document_id: str) -> bytes | None: ...
    def working_for(self, address_id: str) -> AbstractAsyncContextManager[None]: ...
    async def forgetting(self, contact_id: str) -> None: ...


LEASE_FOR = 2 * MINUTE
LOOK_EVERY = 1.0
"""Seconds between two looks at the clock of the rows, when nobody wakes us."""
AT_ONCE = 16
RETRY_AFTER = 30 * SECOND
LONGEST_AFTER = 10
"""Tries after which the pause between two grows no more."""
GIVE_UP_AFTER = 5
"""Tries of what fails of itself. What waits for a database or a document store that is away is tried until it is back."""
WEBHOOKS_AT_ONCE = 8

Handler = Callable[[Claimed], Awaitable[None]]


class Worker:
    """Claims due timers and does what each is for."""

    def __init__(self, app: Running) -> None:
        self._app = app
        self._wake = asyncio.Event()
        self._handlers: Mapping[str, Handler] = {
            "read": self._read,
            "remind": self._remind,
            "erase": self._erase,
            "drop-file": self._drop_file,
            alerts.TIMER: self._webhook,
            tidy.TIMER: partial(tidy.on_timer, app.writer),
        }
        self._posting: set[asyncio.Task[None]] = set()
        self._lines = asyncio.Semaphore(WEBHOOKS_AT_ONCE)

    def wake(self) -> None:
        """There may be something due now."""
        self._wake.set()

    async def run(self) -> None:
        """For ever."""
        await self._app.writer.ask(tidy.begin)
        while True:
            claimed = await self._claim()
            if claimed:
                await asyncio.gather(*(self._do(one) for one in claimed))
                continue
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._wake.wait()

    async def _claim(self) -> list[Claimed]:
        due = await asyncio.to_thread(self._app.database.view, lambda tx: timers.next_due_at(tx))
        if due is None:
            return []
        try:
            return await self._app.writer.ask(lambda tx: timers.claim(tx, AT_ONCE, LEASE_FOR) if due <= tx.now else [])
        except Exception as error:  # noqa: BLE001 - the database will be back; rows wait
            log.warning("timers-not-claimed", error=type(error).__name__)
            await asyncio.sleep(1)
            return []

    async def _do(self, claimed: Claimed) -> None:
        handler = self._handlers.get(claimed.kind, self._queue)
        try:
            await handler(claimed)
        except Lost:
            log.info("timer-lost", kind=claimed.kind)
        except Exception as error:  # noqa: BLE001 - one timer must not stop the others
            log.warning("timer-failed", kind=claimed.kind, attempts=claimed.attempts, error=type(error).__name__)
            await self._later(claimed, error)

    async def _later(self, claimed: Claimed, error: Exception) -> None:
        """Again after a while, or given up: but what waits for somebody who is away is no fault, no lead is forgotten, and who is to
        be erased is.
        """
        patient = isinstance(error, Busy | Unacknowledged) or claimed.kind in (*queue.TIMERS, "erase")
        with contextlib.suppress(Exception):
            if not patient and claimed.attempts >= GIVE_UP_AFTER:
                log.error("timer-given-up", kind=claimed.kind)
                await self._app.writer.ask(lambda tx: timers.finish(tx, claimed))
            else:
                after = RETRY_AFTER * min(claimed.attempts, LONGEST_AFTER)
                await self._app.writer.ask(lambda tx: timers.retry(tx, claimed, tx.now + after))

    # Partners' programs -------------------------------------------------------------------------------------------------

    async def _webhook(self, claimed: Claimed) -> None:
        """Beside everything else: a partner's server that hangs must not hold up an offer's time."""
        task = asyncio.create_task(self._post(claimed), name=claimed.id)
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    async def _post(self, claimed: Claimed) -> None:
        """A lease lasts longer than any attempt; whoever still waits for a free line then has lost the timer, and it comes again."""
        try:
            async with self._lines:
                await webhooks.on_timer(self._app, claimed)
        except Lost:
            log.info("timer-lost", kind=claimed.kind)
        except Exception as error:  # noqa: BLE001 - one receiver must not stop the others
            log.warning("timer-failed", kind=claimed.kind, attempts=claimed.attempts, error=type(error).__name__)
            await self._later(claimed, error)

    # Papers ---------------------------------------------------------------------------------------------------------

    async def _read(self, claimed: Claimed) -> None:
        """Look at a stored file and give what it says to its session."""
        app = self._app
        session_id, address_id, path, file_id, paper = claimed.subject.split("|")
        reading = await self._reading(claimed, ReadPaper(path, file_id, paper, True), address_id)
        stored = await asyncio.to_thread(app.database.view, lambda tx: sessions.find(tx, session_id))
        if stored is not None and stored.body is not None:
            await app.receive(
                Arrival(
                    "system",
                    session_id,
                    f"read:{file_id}",
                    reading,
                    app.clock(),
                    session_id=session_id,
                    contact_id=stored.contact_id,
                    address_id=address_id,
                )
            )
        await app.writer.ask(lambda tx: _finish_read(tx, claimed, reading))

    async def _reading(self, claimed: Claimed, effect: ReadPaper, address_id: str) -> PaperRead:
        """What a file says. One that cannot be looked at, whatever the reason, is in the end asked for again: nobody waits for ever."""
        app = self._app
        broken = PaperRead(effect.path, effect.file_id, "ask_again", (Problem("file-broken"),))
        try:
            data = await asyncio.to_thread(app.fetch, effect.file_id)
            if data is None:
                return broken
            wanted = None if effect.paper == "other" else effect.paper
            async with app.working_for(address_id):
                return as_reading(effect, await app.inspector.inspect(data, wanted, app.clock().date()))
        except (Busy, Unacknowledged):
            raise
        except Exception as error:
            if claimed.attempts < GIVE_UP_AFTER:
                raise
            log.error("paper-not-read", error=type(error).__name__)
            return broken

    # Reminders ------------------------------------------------------------------------------------------------------

    async def _remind(self, claimed: Claimed) -> None:
        """Remind, or look again later: people who wrote meanwhile, or for whom it is night, are left alone."""
        app = self._app
        session_id, address_id, number = claimed.subject.split("|")
        verdict = await asyncio.to_thread(
            app.database.view, lambda tx: next_reminder(tx, session_id, int(number), tx.now)
        )
        if verdict.remind and verdict.contact_id is not None:
            await app.receive(
                Arrival(
                    "system",
                    session_id,
                    f"remind:{number}",
                    Reminded(int(number)),
                    app.clock(),
                    session_id=session_id,
                    contact_id=verdict.contact_id,
                    address_id=address_id,
                )
            )
        if verdict.again_at is None:
            await app.writer.ask(lambda tx: timers.finish(tx, claimed))
            return
        again_at, following = verdict.again_at, int(number) + (1 if verdict.remind else 0)
        timer = Timer(claimed.id, "remind", f"{session_id}|{address_id}|{following}", again_at)
        await app.writer.ask(lambda tx: timers.schedule(tx, [timer]))

    # Files and erasure ----------------------------------------------------------------------------------------------

    async def _erase(self, claimed: Claimed) -> None:
        """Destroy the key, then the files, then what the database still holds of deleted bytes."""
        app = self._app

        await app.forgetting(claimed.subject)
        done = await app.writer.ask(lambda tx: erasure.erase(tx, claimed.subject, "asked"))
        for name in done.files if done is not None else ():
            await asyncio.to_thread(app.documents.delete, name)
        await asyncio.to_thread(app.database.scrub)
        await app.writer.ask(lambda tx: timers.finish(tx, claimed))

    async def _drop_file(self, claimed: Claimed) -> None:
        app = self._app
        document = await asyncio.to_thread(app.database.view, lambda tx: document_rows.find(tx, claimed.subject))
        if document is not None and document.deleted_at is None:
            await asyncio.to_thread(app.documents.delete, document.storage_key)
            await app.writer.ask(lambda tx: document_rows.deleted(tx, claimed.subject))
        await app.writer.ask(lambda tx: timers.finish(tx, claimed))

    # The queue ------------------------------------------------------------------------------------------------------

    async def _queue(self, claimed: Claimed) -> None:
        """An offer's nudge or end: the desk decides, and whoever must know is told in the same transaction."""
        turns = self._app.turns
        told = await self._app.writer.ask(lambda tx: on_timer(tx, turns, claimed))
        for session_id in told:
            self._app.news(session_id)


def _finish_read(tx: Transaction, claimed: Claimed, reading: PaperRead) -> None:
    timers.finish(tx, claimed)
    if reading.verdict == "refused":
        timers.schedule(tx, [Timer(f"drop:{reading.file_id}", "drop-file", reading.file_id, tx.now)])
