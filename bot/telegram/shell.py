"""Takes updates: each is durable when `take` or `one` returns, and only then acknowledged.

What becomes of an update:

    toggle, pager     the keyboard's row changes under the update's inbox key, then the phone's keyboard follows
    blocked, back     the address closes or opens
    with a file, part of an album, or behind such a one     held (storage/held.py); files.py goes on with it
    everything else   straight to receive

Updates of one chat go one behind another, different chats at once. A tap is answered before anything else, also when it is a repeat:
the phone shows a spinner until then.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.arrival import Outcome, TooMany
from bot.channels.contract import Call, ChannelError, Ignored, Reach, Received, Tap, in_order
from bot.channels.telegram import keyboards
from bot.channels.telegram.codec import decode
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.transport import Transport
from bot.log import log, where
from bot.telegram import words
from bot.telegram.arrivals import arrival_of, input_of
from bot.telegram.boards import is_present
from bot.telegram.calls import Calls
from bot.telegram.host import Host
from bot.telegram.rows import Seen, hold, look, press, reach, reopened, set_aside, standing_of, stored_board
from flows.inputs import Pressed
from storage import boards
from storage.failures import Unacknowledged
from storage.writer import Busy

AGAIN_AFTER: Final = 0.5
"""Seconds between two tries while the database cannot be written."""
SET_ASIDE_AFTER: Final = 5
"""Tries of an update that fails by a fault of ours."""


@dataclass(slots=True)
class _Lane:
    """Keeps one chat's updates one behind another."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Shell:
    """One process's end of the bot."""

    def __init__(
        self, app: Host, transport: Transport, pace: Pace | None = None, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self.calls = Calls(transport, pace or Pace(), steady)
        self.held = asyncio.Event()
        """Set when something was held."""
        self.sending: Callable[[str], Awaitable[None]] | None = None
        """Waits until what is just being sent to a chat is sent and written."""
        self._lanes: dict[str, _Lane] = {}
        self._failures: Counter[str] = Counter()
        """Of updates that the webhook brings again and again."""

    # Taking ---------------------------------------------------------------------------------------------------------

    async def take(self, raw: Sequence[Mapping[str, Any]]) -> None:
        """A batch of a poll; returns when all of it is durable, however long the database needs."""
        arrived = self._app.clock()
        chats: dict[str, list[Received]] = {}
        for one in in_order([found for update in raw if (found := self._decoded(update, arrived)) is not None]):
            chats.setdefault(one.address, []).append(one)
        async with asyncio.TaskGroup() as together:
            for waiting in chats.values():
                together.create_task(self._insist(waiting))

    async def one(self, update: Any) -> None:
        """An update of the webhook. Raises Busy, Unacknowledged or TooMany: Telegram sends it again. So it does where the fault is ours,
        until the update is set aside: one that fails for ever would slow down all the others.
        """
        received = self._decoded(update, self._app.clock())
        if received is None:
            return
        which = f"{received.address}:{received.key}"
        try:
            await self._one(received)
        except (Busy, Unacknowledged, TooMany):
            raise
        except Exception as error:
            self._failures[which] += 1
            log.error("telegram-failed", **where(error))
            if self._failures[which] < SET_ASIDE_AFTER:
                raise
            await self._aside_for_good(received)
        self._failures.pop(which, None)

    def _decoded(self, update: Any, arrived: Any) -> Received | None:
        match decode(update, arrived):
            case Ignored(query=query):
                if query is not None:
                    self.calls.aside(self.calls.quietly(keyboards.answer_tap(query)))
                return None
            case received:
                return received

    async def _insist(self, waiting: Sequence[Received]) -> None:
        for one in waiting:
            failures = 0
            while True:
                try:
                    await (self._one(one) if failures < SET_ASIDE_AFTER else self._aside_for_good(one))
                    break
                except (Busy, Unacknowledged, TooMany) as error:
                    log.warning("telegram-again", error=type(error).__name__)
                except Exception as error:
                    if failures == SET_ASIDE_AFTER:
                        raise
                    failures += 1  # one update must not stop all the others
                    log.error("telegram-failed", **where(error))
                await asyncio.sleep(AGAIN_AFTER)

    async def _aside_for_good(self, one: Received) -> None:
        log.error("telegram-set-aside", kind=type(one.input).__name__)
        await self._app.writer.ask(lambda tx: set_aside(tx, one))

    async def _one(self, one: Received) -> None:
        lane = self._lanes.setdefault(one.address, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                await self._in_turn(one)
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[one.address]

    async def _in_turn(self, one: Received) -> None:
        standing = await asyncio.to_thread(self._app.database.view, lambda tx: standing_of(tx, one.address))
        if standing.known is not None and standing.known.closed_at is not None and not isinstance(one.input, Reach):
            await self._app.writer.ask(lambda tx: reopened(tx, standing.known))
        match one.input:
            case Reach(is_open):
                await self._app.writer.ask(lambda tx: reach(tx, one, standing.known, is_open))
            case Tap(verb="toggle" | "page") as tap:
                await self._tapped(one, tap)
            case _ if one.files or standing.behind:
                await self._hold(one)
            case _:
                await self.give(one, one.key)

    async def _hold(self, one: Received) -> None:
        if one.pointed is not None:
            self.calls.aside(self.calls.quietly(keyboards.answer_tap(one.pointed.query)))
        await self._app.writer.ask(lambda tx: hold(tx, one))
        self.held.set()

    # Giving to receive ------------------------------------------------------------------------------------------------

    async def give(self, one: Received, key: str, facts: Mapping[str, str] | None = None) -> Outcome:
        """To the engine; durable when it returns. A press is answered first and its keyboard seen to afterwards."""
        seen = Seen()
        if one.pointed is not None:
            seen = await self._seen(one)
            self.calls.aside(self.calls.quietly(self._answer(one, seen)))
        outcome = await self._app.receive(arrival_of(one, input_of(one, seen.board, seen.session), key, facts))
        if one.pointed is not None:
            self.calls.aside(self._afterwards(one, seen, outcome))
        return outcome

    async def _seen(self, one: Received) -> Seen:
        assert one.pointed is not None
        number, session_id = one.pointed.message, one.pointed.session
        return await asyncio.to_thread(self._app.database.view, lambda tx: look(tx, one.address, number, session_id))

    def _answer(self, one: Received, seen: Seen) -> Call:
        """With a toast where the keyboard is over: then the present question comes again."""
        assert one.pointed is not None
        changes = isinstance(one.input, Pressed) and one.input.option.startswith(("/edit", "~"))
        over = seen.board is None or (seen.session is not None and not is_present(seen.board, seen.session))
        toast = words.stale(self._app.words, seen.language) if over and not changes else ""
        return keyboards.answer_tap(one.pointed.query, toast)

    async def _afterwards(self, one: Received, seen: Seen, outcome: Outcome) -> None:
        """A keyboard that is gone leaves the phone; one whose question stands gets fresh tokens, or it could be pressed but once."""
        assert one.pointed is not None
        if seen.board is None:
            await self.calls.quietly(keyboards.without_keyboard(one.address, one.pointed.message))
            return
        again = await self._seen(one)
        if again.board is None or again.session is None or not is_present(again.board, again.session):
            return
        moved = keyboards.reissued(again.board, one.address, self.keyboard_words(again.language))
        if again.known is not None:
            known = again.known
            await self._app.writer.ask(lambda tx: boards.save(tx, stored_board(moved.board, known)))
        await self.calls.quietly(moved.call)

    # Keyboards that change in place --------------------------------------------------------------------------------------

    async def _tapped(self, one: Received, tap: Tap) -> None:
        assert one.pointed is not None
        seen = await self._seen(one)
        keyboard = self.keyboard_words(seen.language)
        fresh, call = await self._app.writer.ask(lambda tx: press(tx, one, tap, keyboard))
        self.calls.aside(self._tap_settled(one, seen, call, over=fresh and call is None))
        if fresh and call is None:
            await self.give_stale(one)

    async def _tap_settled(self, one: Received, seen: Seen, call: Call | None, *, over: bool) -> None:
        assert one.pointed is not None
        edit = call or keyboards.without_keyboard(one.address, one.pointed.message)
        self.calls.intend(edit)  # taps come in order, answers to them may not
        toast = words.stale(self._app.words, seen.language) if over else ""
        await self.calls.quietly(keyboards.answer_tap(one.pointed.query, toast))
        with contextlib.suppress(ChannelError):
            await self.calls.intended(edit)

    async def give_stale(self, one: Received) -> None:
        """The present question again, once for this tap."""
        await self._app.receive(arrival_of(one, input_of(one, None, None), f"stale:{one.key}"))

    def keyboard_words(self, language: str) -> keyboards.Words:
        return words.keyboard_words(self._app.words, language)
