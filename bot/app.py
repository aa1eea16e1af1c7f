"""The composition root: the one file that knows everybody. It builds the parts from the settings, starts them, and stops them in order."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from bot import library
from bot.arrival import Arrival, Outcome
from bot.authoring.publish import seed
from bot.clock import Clock, now
from bot.database import open_database
from bot.desk import QueueDesk
from bot.documents.intake import as_file, to_keep
from bot.documents.scan import Clamd, clamd_at, problem_of
from bot.documents.worker import Inspector
from bot.hub import Hub
from bot.log import log
from bot.receive import Receiver
from bot.settings import Settings
from bot.shelf import Shelf
from bot.telegram.keeper import Telegram
from bot.turn import FILE_FACT
from bot.turns import Turns
from bot.work import Worker
from flows.inputs import File
from locales.catalog import Words
from storage import document_rows, flow_versions, sessions
from storage.crypto import ContactKey
from storage.database import Database
from storage.documents import DocumentStore, Missing
from storage.failures import Unacknowledged
from storage.transaction import Transaction
from storage.writer import Busy, Writer

DEFAULT_FLOW = "export_onboarding"
TRY_AGAIN_AFTER = 1.0
"""Seconds between two looks for a database that is away."""


class PartnerBot(Protocol):
    """The partners' bot of this process (bot/web/portal/telegram.py)."""

    username: str

    def wake(self) -> None: ...
    async def run(self) -> None: ...


@dataclass(slots=True)
class App:
    """Everything a running server has in hand. Made by `App.build`, started by `start`."""

    settings: Settings
    database: Database
    documents: DocumentStore
    writer: Writer
    turns: Turns
    receiver: Receiver
    inspector: Inspector
    words: Words
    hub: Hub = field(default_factory=Hub)
    clock: Clock = now
    default_flow: str = DEFAULT_FLOW
    clamd: Clamd | None = None
    stopping: bool = False
    worker: Worker | None = None
    telegram: Telegram | None = None
    partner_bot: PartnerBot | None = None
    """Given by the web, through whose rooms it speaks."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @staticmethod
    def build(settings: Settings, on_death: Callable[[BaseException], None] | None = None) -> App:
        """Open the database (made and migrated if need be), the document store and the words; nothing runs yet.

        Raises DatabaseError, DocumentStoreError or SettingsError, each one clear line.
        """
        database = open_database(settings)
        with database.write() as tx:
            seed(tx)
        documents = DocumentStore.open(settings.documents_url)
        writer = Writer(database, on_death or _die, _tell_of)
        shelf = Shelf()
        words = library.words()
        turns = Turns(shelf, words, QueueDesk(), DEFAULT_FLOW)
        return App(
            settings, database, documents, writer, turns, Receiver(database, writer, turns), Inspector(with_ocr=None), words,
            clamd=clamd_at(settings.clamd_url) if settings.clamd_url is not None else None,
        )  # fmt: skip

    # Starting and stopping -------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work: timers, and whatever channels are set up."""
        self.worker = Worker(self)
        self.run(self.worker.run, "worker")
        self.run(partial(self.hub.watch, self._standing), "hub")
        if self.settings.telegram_token is not None:
            self.telegram = self.telegram or Telegram(self, self.settings.telegram_token)
            self.run(self.telegram.run, "telegram")
        if self.partner_bot is not None:
            self.run(self.partner_bot.run, "partner-bot")

    def run(self, work: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        """Keep a task for as long as the app runs. If it ends by itself, that is a bug: say so and end the process."""
        task = asyncio.get_running_loop().create_task(_through_outages(work, name), name=name)
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self.stopping or task.cancelled():
            return
        error = task.exception()
        log.error("task-ended", task=task.get_name(), error=type(error).__name__ if error else "none")
        _die(error or RuntimeError(task.get_name()))

    async def stop(self) -> None:
        """Take nothing more, write what is waiting, let go of everything."""
        self.stopping = True
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        await asyncio.to_thread(self.writer.close)
        await self.inspector.close()
        self.database.close()

    # What everybody asks ---------------------------------------------------------------------------------------------

    async def receive(self, arrival: Arrival) -> Outcome:
        """The durable outcome of an input; whoever waits for news is woken."""
        outcome = await self.receiver.receive(arrival)
        if outcome.repeated:
            self._discard(arrival.facts)
        self.news(outcome.session_id)
        return outcome

    def news(self, session_id: str | None) -> None:
        """Something was committed that others may be waiting for."""
        self.hub.tell(session_id)
        if self.worker is not None:
            self.worker.wake()
        if self.telegram is not None:
            self.telegram.wake()
        if self.partner_bot is not None:
            self.partner_bot.wake()

    async def _standing(self, session_ids: Sequence[str]) -> Mapping[str, object]:
        return await asyncio.to_thread(self.database.view, lambda tx: sessions.standing(tx, session_ids))

    @contextlib.asynccontextmanager
    async def working_for(self, address_id: str) -> AsyncIterator[None]:
        """Shows whoever is at the address that something is done for them, where their channel can."""
        if self.telegram is None:
            yield
            return
        async with self.telegram.working(address_id):
            yield

    async def forgetting(self, contact_id: str) -> None:
        """A contact is about to be erased: what the channels themselves keep goes first."""
        if self.telegram is not None:
            await self.telegram.forget(contact_id)

    def is_published(self, flow: str) -> bool:
        """Whether the flow has a live version."""
        return flow in self.database.view(flow_versions.live_numbers)

    async def store(
        self, session_id: str, contents: Sequence[tuple[str, bytes]], source: str
    ) -> tuple[tuple[File, ...], Mapping[str, str]]:
        """Store received files, scanned, cleaned and sealed, before anybody is told of them: the engine's files, and where each lies.

        `source` names the input that brought them: the same input gives the same ids.
        """
        contact_id = await asyncio.to_thread(self.database.view, lambda tx: _owner(tx, session_id))
        return await self.store_of(contact_id, contents, source)

    async def store_of(
        self, contact_id: str, contents: Sequence[tuple[str, bytes]], source: str
    ) -> tuple[tuple[File, ...], Mapping[str, str]]:
        """The same for somebody who may have no session yet."""
        key = await asyncio.to_thread(self.database.view, lambda tx: tx.key(contact_id))
        files: list[File] = []
        facts: dict[str, str] = {}
        for number, (name, data) in enumerate(contents):
            assert self.database.vault is not None
            file = as_file(self.database.vault.derived_id("document", f"{source}:{number}"), name, data)
            if file.problem is None:
                file = replace(file, problem=await problem_of(data, self.clamd))
            if file.problem is None:
                file, data = await asyncio.to_thread(to_keep, file, data)
            if file.problem is None:
                facts[FILE_FACT + file.id] = await self._stored(key, contact_id, file.id, data)
            files.append(file)
        return tuple(files), facts

    async def _stored(self, key: ContactKey, contact_id: str, document_id: str, data: bytes) -> str:
        """Where a file was stored. Raises Unacknowledged while the document store is away or full, and says so to the operator."""
        try:
            return await asyncio.to_thread(self.documents.put, key, contact_id, document_id, data)
        except Unacknowledged as away:
            log.error("documents-cannot-be-stored", error=str(away))
            raise

    def _discard(self, facts: Mapping[str, str]) -> None:
        """Files of a redelivery: they are stored already under another name."""
        for name, where in facts.items():
            if name.startswith(FILE_FACT):
                with contextlib.suppress(Exception):
                    self.documents.delete(where)

    def fetch(self, document_id: str) -> bytes | None:
        """A stored file, opened; None if it is gone. Blocking."""
        found = self.database.view(lambda tx: _found(tx, document_id))
        if found is None:
            return None
        document, key = found
        with contextlib.suppress(Missing):
            return self.documents.get(key, document.contact_id, document.id, document.storage_key)
        return None


def _owner(tx: Transaction, session_id: str) -> str:
    stored = sessions.find(tx, session_id)
    assert stored is not None
    return stored.contact_id


def _found(tx: Transaction, document_id: str) -> tuple[document_rows.StoredDocument, ContactKey] | None:
    document = document_rows.find(tx, document_id)
    if document is None or document.deleted_at is not None or not tx.readable(document.contact_id):
        return None
    return document, tx.key(document.contact_id)


async def _through_outages(work: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
    """A database that is away must end nobody: all that is to be done is in its rows, and is begun anew when it is back."""
    while True:
        try:
            return await work()
        except (Busy, Unacknowledged):
            log.warning("database-away", task=name)
            await asyncio.sleep(TRY_AGAIN_AFTER)


def _tell_of(lost: str | None) -> None:
    """The operator must see why nothing is stored: SQLITE_FULL is a full disk."""
    if lost is not None:
        log.error("database-cannot-write", code=lost)
    else:
        log.info("database-writes-again")


def _die(error: BaseException) -> None:
    """Without its writer a process can promise nothing: end it, and let whoever supervises start another."""
    log.error("process-ends", error=type(error).__name__)
    os.kill(os.getpid(), signal.SIGTERM)
