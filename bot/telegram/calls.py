"""Calls to Telegram at the chat's pace: again after a 429, the last edit of a message only, some without being waited for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Final

from bot.channels.contract import Call, ChannelError
from bot.channels.telegram import keyboards
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.transport import Transport
from bot.log import log

TYPING_EVERY: Final = 4.5
"""Seconds; Telegram shows it for five."""
PATIENT_FOR: Final = 30.0
"""Seconds: an edit that Telegram wants to see later than that is left out; a message waits in its row."""


class Calls:
    """One process's calls."""

    def __init__(self, transport: Transport, pace: Pace, steady: Callable[[], float]) -> None:
        self.transport = transport
        self.pace = pace
        """Shared with whoever sends: a chat that Telegram wants to rest rests from edits as well."""
        self._steady = steady
        self._newest: dict[tuple[str, int], Call] = {}
        """The last edit of each message that has one under way."""
        self.asides: set[asyncio.Task[None]] = set()

    async def call(self, call: Call) -> Any:
        """The method's result. Raises ChannelError."""
        return await self.transport.call(call.method, call.params, call.files)

    async def patiently(self, call: Call, within: float = PATIENT_FOR) -> Any:
        """The same at the chat's time, and again after each 429, for so many seconds. Raises what remains."""
        self.intend(call)
        return await self.intended(call, within)

    def intend(self, call: Call) -> None:
        """From now on this is the last edit of its message: an older one that still waits, or is tried again, would bring back a
        keyboard that is over.
        """
        if (which := _edited(call)) is not None:
            self._newest[which] = call

    async def intended(self, call: Call, within: float = PATIENT_FOR) -> Any:
        which = _edited(call)
        try:
            return await self._until_taken(call, which, self._steady() + within)
        finally:
            if which is not None and self._newest.get(which) is call:
                del self._newest[which]

    async def _until_taken(self, call: Call, which: tuple[str, int] | None, until: float) -> Any:
        while True:
            await self._turn(call, until)
            if which is not None and self._newest.get(which) is not call:
                return None
            try:
                return await self._told(call)
            except ChannelError as error:
                if error.retry_after is None or self._steady() + error.retry_after > until:
                    raise
                if "chat_id" not in call.params:
                    await asyncio.sleep(error.retry_after)

    async def _told(self, call: Call) -> Any:
        """A 429 is remembered for the chat: messages wait for it too."""
        try:
            return await self.call(call)
        except ChannelError as error:
            if error.retry_after is not None and "chat_id" in call.params:
                self.pace.refused(str(call.params["chat_id"]), error.retry_after, self._steady(), call.method)
            raise

    async def _turn(self, call: Call, until: float) -> None:
        if "chat_id" not in call.params:
            return
        chat = str(call.params["chat_id"])
        while (ready := self.pace.ready_at(chat, self._steady(), call.method)) > self._steady():
            if ready > until:
                raise ChannelError("retry_after", "the chat rests", ready - self._steady())
            await asyncio.sleep(ready - self._steady())
        self.pace.sent(chat, self._steady(), call.method)

    async def quietly(self, call: Call) -> None:
        """A call whose failure changes nothing: the tap was answered late, the keyboard is as wanted."""
        with contextlib.suppress(ChannelError):
            await self.patiently(call)

    def aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Without waiting for it."""
        task = asyncio.get_running_loop().create_task(work)
        self.asides.add(task)
        task.add_done_callback(self._aside_done)

    def _aside_done(self, task: asyncio.Task[None]) -> None:
        self.asides.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("telegram-aside", error=type(error).__name__)

    @contextlib.asynccontextmanager
    async def typing(self, chat: str) -> AsyncIterator[None]:
        """Shows that something is going on, as long as it goes on."""

        async def show() -> None:
            while True:
                if self.pace.ready_at(chat, self._steady(), "sendChatAction") <= self._steady():
                    with contextlib.suppress(ChannelError):
                        await self._told(keyboards.typing(chat))
                await asyncio.sleep(TYPING_EVERY)

        task = asyncio.get_running_loop().create_task(show())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def close(self) -> None:
        """After everything that uses it has stopped."""
        for task in list(self.asides):
            task.cancel()
        await asyncio.gather(*self.asides, return_exceptions=True)
        await self.transport.close()


def _edited(call: Call) -> tuple[str, int] | None:
    """Chat and message of an edit."""
    number = call.params.get("message_id")
    return (str(call.params["chat_id"]), number) if isinstance(number, int) else None
