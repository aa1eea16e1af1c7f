"""What is held goes on here: files are fetched and stored, albums put together, and each given to the engine once, in order.

Only the holder of the bot's lease does this, so no row needs a lease of its own. Within a chat strictly one after another; different
chats at once. A file that Telegram cannot give now is tried again while the chat waits; after `GIVE_UP_AFTER` tries, or where it is
gone or too large, the trader is told instead: nothing blocks a chat for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.arrival import TooMany
from bot.channels.contract import ChannelError, FileRef, Received, received_from_json, with_files
from bot.channels.telegram.albums import merge
from bot.channels.telegram.limits import judge
from bot.log import log
from bot.telegram.host import Host
from bot.telegram.shell import AGAIN_AFTER, Shell
from flows.abilities import TELEGRAM
from flows.inputs import File, Unsupported
from flows.problems import problem
from flows.session import Session
from storage import contacts, document_rows, held, sessions
from storage.document_rows import StoredDocument
from storage.failures import Unacknowledged
from storage.held import Held
from storage.times import SECOND
from storage.transaction import Transaction
from storage.writer import Busy

AT_ONCE: Final = 8
"""Chats whose files are fetched at the same time."""
LOOK_EVERY: Final = 0.5
"""Seconds; another process may have held something."""
GIVE_UP_AFTER: Final = 6


class Files:
    """Takes what is due, for ever."""

    def __init__(self, app: Host, shell: Shell) -> None:
        self._app = app
        self._shell = shell
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        try:
            while True:
                await self._start_due()
                self._shell.held.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(await self._pause()):
                        await self._shell.held.wait()
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _pause(self) -> float:
        due = await asyncio.to_thread(self._app.database.view, _due_in)
        return min(LOOK_EVERY, max(due, 0.01)) if due is not None else LOOK_EVERY

    async def _start_due(self) -> None:
        room = AT_ONCE - len(self._busy)
        if room <= 0:
            return
        busy = tuple(self._busy)
        found = await asyncio.to_thread(self._app.database.view, _due(room, busy))
        for address_id in found:
            task = asyncio.get_running_loop().create_task(self._address(address_id), name="telegram-files")
            self._busy[address_id] = task
            task.add_done_callback(partial(self._ended, address_id))

    def _ended(self, address_id: str, _: asyncio.Task[None]) -> None:
        del self._busy[address_id]
        self._shell.held.set()

    async def _address(self, address_id: str) -> None:
        try:
            while group := await self._app.writer.ask(lambda tx: _next(tx, address_id)):
                if not await self._give(group):
                    return
        except (Busy, Unacknowledged, TooMany) as error:
            log.warning("telegram-files-again", error=type(error).__name__)
            await asyncio.sleep(AGAIN_AFTER)
        except Exception as error:  # noqa: BLE001 - one chat must not stop the others
            log.error("telegram-files-failed", error=type(error).__name__)
            await asyncio.sleep(AGAIN_AFTER * 4)

    async def _give(self, group: list[Held]) -> bool:
        """Whether it is done; if not, it is put off."""
        parts = [received_from_json(row.body) for row in group]
        one = merge(parts) if len(parts) > 1 else parts[0]
        ids = [row.id for row in group]
        key = f"held:{parts[0].key}"
        if not one.files:
            await self._shell.give(one, key)
        else:
            async with self._shell.calls.typing(one.address):
                try:
                    await self._with_files(one, key, group[0])
                except ChannelError as error:
                    after = judge(error, group[0].attempts + 1).after or 5.0
                    await self._app.writer.ask(
                        lambda tx: held.postpone(tx, ids, tx.now + int(after * SECOND), failed=True)
                    )
                    return False
        await self._app.writer.ask(lambda tx: held.remove(tx, ids))
        return True

    async def _with_files(self, one: Received, key: str, first: Held) -> None:
        if isinstance(one.input, Unsupported):
            await self._keep_voice(one, first)
            await self._shell.give(one, key)
            return
        files: list[File] = []
        facts: dict[str, str] = {}
        for number, ref in enumerate(one.files):
            source = f"{one.channel}:{one.address}:{one.key}:{number}"
            file, where = await self._fetched(ref, source, first)
            files.append(file)
            facts.update(where)
        await self._shell.give(with_files(one, tuple(files)), key, facts)

    async def _fetched(self, ref: FileRef, source: str, first: Held) -> tuple[File, dict[str, str]]:
        """The file stored, or why it cannot be used. Raises ChannelError where another try may help."""
        data: bytes | ChannelError
        if ref.bytes is not None and ref.bytes > TELEGRAM.file_bytes:
            data = ChannelError("too_large")
        else:
            data = await self._downloaded(ref, first)
        if isinstance(data, ChannelError):
            return self._unusable(ref, source, data), {}
        files, facts = await self._app.store_of(first.contact_id, [(ref.name, data)], source)
        return files[0], dict(facts)

    async def _downloaded(self, ref: FileRef, first: Held) -> bytes | ChannelError:
        try:
            return await self._shell.calls.transport.download(ref.file_id, TELEGRAM.file_bytes)
        except ChannelError as error:
            if error.kind in ("network", "retry_after") and first.attempts < GIVE_UP_AFTER:
                raise
            log.warning("telegram-file-lost", error=error.kind)
            return error

    def _unusable(self, ref: FileRef, source: str, why: ChannelError) -> File:
        most = TELEGRAM.file_bytes
        if why.kind == "too_large":
            size = ref.bytes or most
            found = problem("file-too-large", megabytes=-(-size // 1_000_000), most=most // 1_000_000)
        else:
            found = problem("file-broken")
        return File(self._document_id(source), ref.mime, ref.bytes or 0, "", ref.name, found)

    def _document_id(self, source: str) -> str:
        assert self._app.database.vault is not None
        return self._app.database.vault.derived_id("document", source)

    async def _keep_voice(self, one: Received, first: Held) -> None:
        """A voice note is kept where a person may listen to it: the trader agreed to the keeping, and asked for a person."""
        place = await asyncio.to_thread(self._app.database.view, lambda tx: _listener(tx, first.contact_id))
        if place is None:
            return
        session_id, path = place
        ref = one.files[0]
        data = await self._downloaded(ref, first)
        if isinstance(data, ChannelError):
            return
        document_id = self._document_id(f"{one.channel}:{one.address}:{one.key}")
        key = await asyncio.to_thread(self._app.database.view, lambda tx: tx.key(first.contact_id))
        where = await asyncio.to_thread(self._app.documents.put, key, first.contact_id, document_id, data)
        digest = hashlib.sha256(data).hexdigest()

        def note(tx: Transaction) -> bool:
            if document_rows.find(tx, document_id) is not None:
                return False
            content = document_rows.content_hash(tx, digest)
            document_rows.add(
                tx,
                StoredDocument(
                    document_id, first.contact_id, session_id, path, content, ref.mime, len(data), None, "voice",
                    {"sha256": digest}, where, key.id,
                ),
            )  # fmt: skip
            return True

        if not await self._app.writer.ask(note):
            await asyncio.to_thread(self._app.documents.delete, where)


def _due(room: int, busy: tuple[str, ...]) -> Callable[[Transaction], list[str]]:
    return lambda tx: held.due_addresses(tx, room, busy)


def _due_in(tx: Transaction) -> float | None:
    """Seconds."""
    due = held.next_due_at(tx)
    return None if due is None else (due - tx.now) / SECOND


def _next(tx: Transaction, address_id: str) -> list[Held]:
    """What is given next, fixed; empty where nothing is due."""
    rows = held.of_address(tx, address_id)
    if not rows or rows[0].due_at > tx.now:
        return []
    first = rows[0]
    if first.batch is not None:
        return [row for row in rows if row.batch == first.batch]
    group = [first]
    album = first.body.get("album")
    for row in rows[1:]:
        if not album or row.body.get("album") != album:
            break
        group.append(row)
    held.fix(tx, [row.id for row in group])
    return group


def _listener(tx: Transaction, contact_id: str) -> tuple[str, str] | None:
    """The session and step that a voice note belongs to; None where nobody may listen."""
    contact = contacts.find(tx, contact_id)
    focus = contact.focus_session_id if contact is not None else None
    stored = sessions.find(tx, focus) if focus else None
    if contact is None or stored is None or stored.body is None:
        return None
    session = Session.from_json(stored.body)
    agreed = any(isinstance(one.value, dict) and one.value.get("choice") == "yes" for one in session.answers.values())
    if not agreed or not (contact.human or session.mode == "human"):
        return None
    return stored.id, session.asked.path if session.asked is not None else ""
