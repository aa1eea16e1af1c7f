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
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.arrival import Outcome, TooMany
from bot.channels.contract import Call, ChannelError, Ignored, Reach, Received, Tap, in_order, received_to_json
from bot.channels.telegram import keyboards
from bot.channels.telegram.codec import CHANNEL, decode
from bot.channels.telegram.keyboards import Board, Moved, Stale
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.transport import Transport
from bot.log import log
from bot.telegram import words
from bot.telegram.arrivals import arrival_of, input_of, moment
from bot.telegram.boards import is_present
from bot.telegram.host import Host
from flows.inputs import Pressed
from flows.session import Session
from storage import addresses, boards, contacts, held, inbox, outbox, sessions, timers
from storage.addresses import Known, Newcomer
from storage.boards import StoredBoard
from storage.contacts import Contact
from storage.failures import Unacknowledged
from storage.timers import Timer
from storage.times import DAY, SECOND, from_datetime
from storage.transaction import Transaction
from storage.writer import Busy

AGAIN_AFTER: Final = 0.5
"""Seconds between two tries while the database cannot be written."""
SET_ASIDE_AFTER: Final = 5
"""Tries of an update that fails by a fault of ours."""
TYPING_EVERY: Final = 4.5
"""Seconds; Telegram shows it for five."""
PATIENT_FOR: Final = 30.0
"""Seconds: an edit that Telegram wants to see later than that is left out; a message waits in its row."""
ALBUM_QUIET: Final = 1 * SECOND
"""So long after its last part an album is complete."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a chat when an update of it comes."""

    known: Known | None
    behind: bool
    """Something of it is held, and this must wait its turn."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a press is understood by."""

    board: Board | None = None
    session: Session | None = None
    language: str = "en"
    known: Known | None = None


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
        self.transport = transport
        self.pace = pace or Pace()
        """Shared with whoever sends: a chat that Telegram wants to rest rests from edits as well."""
        self._steady = steady
        self._newest: dict[tuple[str, int], Call] = {}
        """The last edit of each message that has one under way."""
        self.held = asyncio.Event()
        """Set when something was held."""
        self.sending: Callable[[str], Awaitable[None]] | None = None
        """Waits until what is just being sent to a chat is sent and written."""
        self._lanes: dict[str, _Lane] = {}
        self._failures: Counter[str] = Counter()
        """Of updates that the webhook brings again and again."""
        self._asides: set[asyncio.Task[None]] = set()

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
            log.error("telegram-failed", error=type(error).__name__, place=place(error))
            if self._failures[which] < SET_ASIDE_AFTER:
                raise
            await self._aside_for_good(received)
        self._failures.pop(which, None)

    def _decoded(self, update: Any, arrived: Any) -> Received | None:
        match decode(update, arrived):
            case Ignored(query=query):
                if query is not None:
                    self.aside(self.quietly(keyboards.answer_tap(query)))
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
                    log.error("telegram-failed", error=type(error).__name__, place=place(error))
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
        standing = await asyncio.to_thread(self._app.database.view, lambda tx: _standing(tx, one.address))
        if standing.known is not None and standing.known.closed_at is not None and not isinstance(one.input, Reach):
            await self._app.writer.ask(lambda tx: reopened(tx, standing.known))
        match one.input:
            case Reach(is_open):
                await self._app.writer.ask(lambda tx: _reach(tx, one, standing.known, is_open))
            case Tap(verb="toggle" | "page") as tap:
                await self._tapped(one, tap)
            case _ if one.files or standing.behind:
                await self._hold(one)
            case _:
                await self.give(one, one.key)

    async def _hold(self, one: Received) -> None:
        if one.pointed is not None:
            self.aside(self.quietly(keyboards.answer_tap(one.pointed.query)))
        await self._app.writer.ask(lambda tx: hold(tx, one))
        self.held.set()

    # Giving to receive ------------------------------------------------------------------------------------------------

    async def give(self, one: Received, key: str, facts: Mapping[str, str] | None = None) -> Outcome:
        """To the engine; durable when it returns. A press is answered first and its keyboard seen to afterwards."""
        seen = Seen()
        if one.pointed is not None:
            seen = await self._seen(one)
            self.aside(self.quietly(self._answer(one, seen)))
        outcome = await self._app.receive(arrival_of(one, input_of(one, seen.board, seen.session), key, facts))
        if one.pointed is not None:
            self.aside(self._afterwards(one, seen, outcome))
        return outcome

    async def _seen(self, one: Received) -> Seen:
        assert one.pointed is not None
        number, session_id = one.pointed.message, one.pointed.session
        return await asyncio.to_thread(self._app.database.view, lambda tx: _look(tx, one.address, number, session_id))

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
            await self.quietly(keyboards.without_keyboard(one.address, one.pointed.message))
            return
        again = await self._seen(one)
        if again.board is None or again.session is None or not is_present(again.board, again.session):
            return
        moved = keyboards.reissued(again.board, one.address, self.keyboard_words(again.language))
        if again.known is not None:
            known = again.known
            await self._app.writer.ask(lambda tx: boards.save(tx, stored_board(moved.board, known)))
        await self.quietly(moved.call)

    # Keyboards that change in place --------------------------------------------------------------------------------------

    async def _tapped(self, one: Received, tap: Tap) -> None:
        assert one.pointed is not None
        seen = await self._seen(one)
        keyboard = self.keyboard_words(seen.language)
        fresh, call = await self._app.writer.ask(lambda tx: _press(tx, one, tap, keyboard))
        self.aside(self._tap_settled(one, seen, call, over=fresh and call is None))
        if fresh and call is None:
            await self.give_stale(one)

    async def _tap_settled(self, one: Received, seen: Seen, call: Call | None, *, over: bool) -> None:
        assert one.pointed is not None
        edit = call or keyboards.without_keyboard(one.address, one.pointed.message)
        self._intend(edit)  # taps come in order, answers to them may not
        toast = words.stale(self._app.words, seen.language) if over else ""
        await self.quietly(keyboards.answer_tap(one.pointed.query, toast))
        with contextlib.suppress(ChannelError):
            await self._intended(edit)

    async def give_stale(self, one: Received) -> None:
        """The present question again, once for this tap."""
        await self._app.receive(arrival_of(one, input_of(one, None, None), f"stale:{one.key}"))

    # Calls --------------------------------------------------------------------------------------------------------------

    async def call(self, call: Call) -> Any:
        """The method's result. Raises ChannelError."""
        return await self.transport.call(call.method, call.params, call.files)

    async def patiently(self, call: Call, within: float = PATIENT_FOR) -> Any:
        """The same at the chat's time, and again after each 429, for so many seconds. Raises what remains."""
        self._intend(call)
        return await self._intended(call, within)

    def _intend(self, call: Call) -> None:
        """From now on this is the last edit of its message: an older one that still waits, or is tried again, would bring back a
        keyboard that is over.
        """
        if (which := _edited(call)) is not None:
            self._newest[which] = call

    async def _intended(self, call: Call, within: float = PATIENT_FOR) -> Any:
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
        self._asides.add(task)
        task.add_done_callback(self._aside_done)

    def _aside_done(self, task: asyncio.Task[None]) -> None:
        self._asides.discard(task)
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

    def keyboard_words(self, language: str) -> keyboards.Words:
        return words.keyboard_words(self._app.words, language)

    async def close(self) -> None:
        """After everything that uses it has stopped."""
        for task in list(self._asides):
            task.cancel()
        await asyncio.gather(*self._asides, return_exceptions=True)
        await self.transport.close()


def _edited(call: Call) -> tuple[str, int] | None:
    """Chat and message of an edit."""
    number = call.params.get("message_id")
    return (str(call.params["chat_id"]), number) if isinstance(number, int) else None


# ── In a transaction ────────────────────────────────────────────────────────────────────────────────────────────────


def _known(tx: Transaction, address: str) -> Known | None:
    return addresses.find_many(tx, [(CHANNEL, address)]).get((CHANNEL, address))


def _standing(tx: Transaction, address: str) -> Standing:
    return Standing(_known(tx, address), bool(held.waiting(tx, CHANNEL, [address])))


def _look(tx: Transaction, address: str, number: int, session_id: str) -> Seen:
    known = _known(tx, address)
    if known is None:
        return Seen()
    stored = boards.find(tx, known.address_id, number)
    contact = contacts.find(tx, known.contact_id)
    wanted = stored.session_id if stored is not None else session_id
    session = sessions.find(tx, wanted) if wanted else None
    mine = session is not None and session.contact_id == known.contact_id and session.body is not None
    return Seen(
        Board.from_json(stored.body) if stored is not None else None,
        Session.from_json(session.body) if session is not None and mine else None,
        (contact.language if contact is not None else None) or "en",
        known,
    )


def place(error: BaseException) -> str:
    """File and line where it was raised: an error's own text may hold what somebody wrote."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_filename.rpartition('/')[2]}:{last.tb_lineno}" if last is not None else ""


def set_aside(tx: Transaction, one: Received) -> None:
    """To be looked at by a person; of somebody unknown only the key is kept."""
    known = _known(tx, one.address)
    key = _key_of(tx, one)
    contact_id = known.contact_id if known is not None else None
    entry = inbox.Received(key, CHANNEL, contact_id, type(one.input).__name__, from_datetime(one.at), one.order[0])
    inbox.poison(tx, entry, {"received": received_to_json(one)})


def _key_of(tx: Transaction, one: Received) -> bytes:
    return inbox.key_of(tx.vault, CHANNEL, f"{one.address}:{one.key}", one.dated)


def stored_board(board: Board, known: Known) -> StoredBoard:
    return StoredBoard(known.address_id, board.number, known.contact_id, board.session, board.to_json())


def _claimed(tx: Transaction, one: Received, known: Known, kind: str) -> bool:
    """Its inbox key is ours; False for a repeat."""
    entry = inbox.Received(_key_of(tx, one), CHANNEL, known.contact_id, kind, from_datetime(moment(one)), one.order[0])
    return entry.key in inbox.claim(tx, [entry])


def _press(tx: Transaction, one: Received, tap: Tap, keyboard: keyboards.Words) -> tuple[bool, Call | None]:
    """Whether it is the first time, and the edit that shows the keyboard as it now is; None: there is no such keyboard.

    The claim comes first: a repeat whose keyboard has been answered meanwhile must ask nothing again.
    """
    known = _known(tx, one.address)
    if known is None or one.pointed is None:
        return True, None
    fresh = _claimed(tx, one, known, "Tap")
    stored = boards.find(tx, known.address_id, one.pointed.message)
    if stored is None:
        return fresh, None
    board = Board.from_json(stored.body)
    if not fresh:
        return False, _as_it_is(board, one.address, keyboard)
    match keyboards.press(board, tap, one.pointed, one.address, keyboard):
        case Moved(changed, call):
            boards.save(tx, stored_board(changed, known))
            return True, call
        case Stale():
            boards.remove(tx, known.address_id, [board.number])
    return True, None


def _as_it_is(board: Board, chat: str, keyboard: keyboards.Words) -> Call:
    return Call(
        "editMessageReplyMarkup",
        {
            "chat_id": int(chat), "message_id": board.number,
            "reply_markup": {"inline_keyboard": keyboards.inline_rows(board, keyboard)},
        },
    )  # fmt: skip


def hold(tx: Transaction, one: Received) -> None:
    """Durable, behind what the chat has waiting. A part puts its album off; anything else completes it."""
    if _known(tx, one.address) is None and inbox.taken(tx, [_key_of(tx, one)]):
        return  # of somebody who was erased
    source = f"{one.channel}:{one.address}:{one.key}"
    at = from_datetime(one.at)
    contact = Contact(tx.vault.derived_id("contact", source, at))
    newcomer = Newcomer(CHANNEL, one.address, contact, tx.vault.derived_id("address", source, at))
    known = addresses.reach(tx, [newcomer])[CHANNEL, one.address]
    if not _claimed(tx, one, known, type(one.input).__name__):
        return
    now = tx.now
    due_at = now + ALBUM_QUIET if one.album else now
    before = [row for row in held.of_address(tx, known.address_id) if row.batch is None and not row.attempts]
    if before:
        part_of = [row.id for row in before if one.album and row.body.get("album") == one.album]
        held.postpone(tx, [row.id for row in before if row.id not in part_of], now)
        held.postpone(tx, part_of, due_at)
    held.add(tx, known.address_id, known.contact_id, received_to_json(one), due_at)


def _reach(tx: Transaction, one: Received, known: Known | None, is_open: bool) -> None:
    if known is None or not _claimed(tx, one, known, "Reach"):
        return
    if is_open:
        reopened(tx, known)
    else:
        closed(tx, known.address_id, known.contact_id)


def closed(tx: Transaction, address_id: str, contact_id: str) -> None:
    """Nothing is sent there any more, and nobody is reminded."""
    contacts.load_many(tx, [contact_id])
    addresses.close(tx, address_id)
    outbox.drop_address(tx, address_id)
    timers.cancel(tx, [f"remind:{one.id}" for one in sessions.of_contact(tx, contact_id)])


def reopened(tx: Transaction, known: Known | None) -> None:
    """They write to us again; an open conversation may be reminded of again."""
    if known is None:
        return
    contact = contacts.load_many(tx, [known.contact_id]).get(known.contact_id)
    addresses.reopen(tx, [known.address_id])
    focus = contact.focus_session_id if contact is not None else None
    stored = sessions.find(tx, focus) if focus else None
    if stored is not None and stored.status == "open":
        timer = Timer(f"remind:{stored.id}", "remind", f"{stored.id}|{known.address_id}|1", tx.now + DAY)
        timers.schedule(tx, [timer])
