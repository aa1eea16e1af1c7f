"""The bot as the app starts it: one process a token keeps it (polls or sets the webhook, sends, fetches files); the others help."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from bot.channels.contract import ChannelError
from bot.channels.telegram.codec import CHANNEL
from bot.channels.telegram.libraries import open_transport
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.menus import forget_chat_menu, profile_calls
from bot.channels.telegram.polling import in_words, poll
from bot.channels.telegram.transport import Library, Transport
from bot.channels.telegram.webhook import drop_webhook, set_webhook
from bot.deliver import Deliverer
from bot.log import log
from bot.telegram import words
from bot.telegram.files import Files
from bot.telegram.host import Host
from bot.telegram.lease import Lease
from bot.telegram.outlet import TelegramOutlet
from bot.telegram.shell import Shell
from storage import addresses
from storage.transaction import Transaction

LOOK_EVERY: Final = 1.0
"""Seconds between two looks whether the lease is free."""
TRY_AGAIN_AFTER: Final = 30.0
"""Seconds after a refused token or a webhook that could not be set: somebody must do something."""


OpenTransport = Callable[[Library, str, str], Transport]


class Telegram:
    """The traders' bot in this process."""

    def __init__(
        self, app: Host, token: str, pace: Pace | None = None, open_with: OpenTransport = open_transport
    ) -> None:
        self._app = app
        self._token = token
        self._pace = pace
        self._open = open_with
        self._lease = Lease(app.writer, token)
        self.shell: Shell | None = None
        self.deliverer: Deliverer | None = None

    async def run(self) -> None:
        """For ever. The library is imported here, in a thread: everything else is served meanwhile."""
        settings = self._app.settings
        transport = await asyncio.to_thread(
            self._open, settings.telegram_library, self._token, settings.telegram_api_base
        )
        shell = self.shell = Shell(self._app, transport)
        try:
            while True:
                if await self._lease.take():
                    try:
                        await self._keep(shell)
                    finally:
                        await self._lease.let_go()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            self.shell = None
            await shell.calls.close()

    def wake(self) -> None:
        """Something was committed that may have to be sent."""
        if self.deliverer is not None:
            self.deliverer.wake()

    # What only one does -------------------------------------------------------------------------------------------------

    async def _keep(self, shell: Shell) -> None:
        self.deliverer = Deliverer(self._app.database, self._app.writer, TelegramOutlet(self._app, shell), self._pace)
        shell.sending, shell.calls.pace = self.deliverer.settled, self.deliverer.pace
        works = (self._lease.renewed(), self._receive(shell), self.deliverer.run(), Files(self._app, shell).run())
        tasks = [asyncio.get_running_loop().create_task(work, name="telegram") for work in works]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            self.deliverer = shell.sending = None
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _receive(self, shell: Shell) -> None:
        """Polls, or sets the webhook and leaves the rest to it."""
        shell.calls.aside(self._profile(shell))
        while True:
            try:
                if self._app.settings.telegram_mode == "webhook":
                    await self._set_webhook(shell)
                    await asyncio.Event().wait()
                await shell.calls.call(drop_webhook())
                log.info("telegram-polling", library=self._app.settings.telegram_library)
                await poll(shell.calls.transport, shell.take, _tell)
            except ChannelError as error:
                _tell(error)
                await asyncio.sleep(TRY_AGAIN_AFTER if error.kind == "unauthorized" else error.retry_after or 2.0)

    async def _set_webhook(self, shell: Shell) -> None:
        settings = self._app.settings
        assert settings.public_url is not None and settings.telegram_webhook_secret is not None
        await shell.calls.call(set_webhook(settings.public_url, settings.telegram_webhook_secret))
        log.info("telegram-webhook", library=settings.telegram_library)

    async def _profile(self, shell: Shell) -> None:
        """The same again costs nothing; a refusal is waited out, for it is no hurry."""
        for call in profile_calls(words.profiles(self._app.words)):
            try:
                await shell.calls.call(call)
            except ChannelError as error:
                if error.kind != "retry_after":
                    log.warning("telegram-profile", method=call.method, error=error.kind)
                    return
                await asyncio.sleep(error.retry_after or 1.0)
                await shell.calls.quietly(call)

    # What others ask for --------------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def working(self, address_id: str) -> AsyncIterator[None]:
        """Shows the trader that something is done for them."""
        chat = await asyncio.to_thread(self._app.database.view, lambda tx: _chat(tx, address_id))
        if self.shell is None or chat is None:
            yield
            return
        async with self.shell.calls.typing(chat):
            yield

    async def forget(self, contact_id: str) -> None:
        """Before an erasure: the chat's own menu tells which language they chose."""
        if self.shell is None:
            return
        for chat in await asyncio.to_thread(self._app.database.view, lambda tx: _chats(tx, contact_id)):
            await self.shell.calls.quietly(forget_chat_menu(chat))


def _tell(error: ChannelError) -> None:
    log.error("telegram", error=error.kind, say=in_words(error))


def _chat(tx: Transaction, address_id: str) -> str | None:
    found: Any = addresses.find(tx, address_id) if address_id else None
    return found.external if found is not None and found.channel == CHANNEL and found.closed_at is None else None


def _chats(tx: Transaction, contact_id: str) -> list[str]:
    return [one.external for one in addresses.open_on(tx, contact_id, CHANNEL) if one.external is not None]
