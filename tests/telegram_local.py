"""The whole server but HTTP, in this process: an App whose bot calls the double's methods directly. Quick, and every clock is ours.

with local_bot(folder) as bot:
    bot.user(501).says("hello")
    bot.settle()                     everything taken, advanced, sent
    bot.session(501)
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.app import App
from bot.channels.contract import ChannelError, Upload
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.sandbox import Recorded, Sandbox, User
from bot.channels.telegram.sandbox.markup import Refused
from bot.channels.telegram.sandbox.methods import METHODS, read_params
from bot.channels.telegram.transport import failure
from bot.settings import Settings
from bot.telegram.keeper import Telegram
from bot.telegram.shell import Shell
from flows.session import Session
from tests.telegram_world import World

NOON: Final = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
T = TypeVar("T")


class Direct:
    """A transport into the double without a network. Nothing is polled: tests hand the updates over."""

    def __init__(self, double: Sandbox) -> None:
        self._double = double

    async def updates(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        await asyncio.sleep(3600)
        return []

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        world = self._double.world
        given = {name: one if isinstance(one, str) else json.dumps(one) for name, one in params.items()}
        read = read_params(METHODS[method], given, {})
        with world.lock:
            try:
                fault = world.weather(method, read.get("chat_id"))
                if fault is not None:
                    self._double._remember_wait(read, fault)
                    raise Refused(fault.status, fault.description, fault.retry_after)
                result = METHODS[method].run(world, read, {})
            except Refused as refused:
                at = world.clock()
                world.calls.append(Recorded(method, read, {}, at, refused.status, refused.description))
                raise failure(refused.status, refused.description, refused.retry_after, refused.moved_to) from None
            world.calls.append(Recorded(method, read, {}, world.clock()))
            world.notify()
            return json.loads(json.dumps(result))

    async def download(self, file_id: str, limit: int) -> bytes:
        with self._double.world.lock:
            stored = self._double.world.files.get(file_id)
        if stored is None:
            raise ChannelError("bad_request", "no such file")
        if len(stored.data) > limit:
            raise ChannelError("too_large")
        return stored.data

    async def close(self) -> None:
        return


class LocalBot(World):
    """A `World` without a server process. `taken` is every update that was handed over, in order."""

    def __init__(
        self, folder: Path, double: Sandbox, clock: Callable[[], datetime], settings: Mapping[str, str]
    ) -> None:
        environ = {"SAATHI_DATA_DIR": str(folder), "SAATHI_TELEGRAM_TOKEN": double.token, **settings}
        self.app = App.build(Settings.load(environ, folder), on_death=_fatal)
        self.app.clock = clock
        super().__init__(double, None, self.app.database)  # type: ignore[arg-type]
        self.taken: list[dict[str, Any]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def start(self, pace: Pace, transport: Any, keeps: bool = True) -> None:
        self.run(self._start(pace, transport, keeps))

    async def _start(self, pace: Pace, transport: Any, keeps: bool) -> None:
        app = self.app
        bot = Telegram(app, self.telegram.token, pace, open_with=lambda *_: transport)
        bot._lease.holder = (
            f"{app.settings.data_dir.name}:{bot._lease.holder.partition(':')[2]}"  # a data folder is a machine
        )
        app.telegram = bot
        await app.start()
        while bot.shell is None or (keeps and bot.deliverer is None):  # noqa: ASYNC110 - a test looks now and then
            await asyncio.sleep(0.005)

    def stop(self) -> None:
        self.run(self.app.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T], within: float = 300) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(within)

    @property
    def shell(self) -> Shell:
        assert self.app.telegram is not None and self.app.telegram.shell is not None
        return self.app.telegram.shell

    def user(self, number: int = 501) -> User:
        return self.telegram.user(number)

    def drain(self) -> list[dict[str, Any]]:
        """The updates that wait at Telegram, acknowledged."""
        with self.telegram.world.lock:
            waiting, self.telegram.world.updates = self.telegram.world.updates, []
        self.taken += waiting
        return waiting

    def take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """As a poll does: returns once they are durable."""
        self.run(self.shell.take(updates))

    def settle(self, within: float = 300.0, every: float = 0.01) -> None:
        """Hand over what waits, until nothing waits anywhere."""
        until = time.monotonic() + within
        quiet = 0
        while quiet < 2:
            if updates := self.drain():
                self.take(updates)
            waiting = self.waiting()
            quiet = 0 if waiting or self.shell.calls.asides else quiet + 1
            assert time.monotonic() < until, f"still waiting: {waiting}"
            time.sleep(every)

    def at_once(self, numbers: Sequence[int]) -> dict[int, Session]:
        return {number: self.session(number) for number in numbers}


@contextmanager
def local_bot(
    folder: Path, *, pace: Pace | None = None, clock: Callable[[], datetime] = lambda: NOON,
    double: Sandbox | None = None, transport: Any = None, keeps: bool = True,
    settings: Mapping[str, str] | None = None,
) -> Iterator[LocalBot]:  # fmt: skip
    """A bot whose Telegram has no limits unless a `pace` is given. `keeps`: False where another process keeps the bot."""
    found = double or Sandbox(clock=lambda: clock().timestamp())
    bot = LocalBot(folder, found, clock, settings or {})
    try:
        bot.start(pace or Pace(0.0, 100_000), transport or Direct(found), keeps)
        yield bot
    finally:
        bot.stop()
        found.stop()


def _fatal(error: BaseException) -> None:
    raise AssertionError("the writer died") from error
