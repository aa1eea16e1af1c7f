"""One thread writes, and one commit carries everything that is waiting.

A durable commit costs a disk flush whatever is in it, so the thread takes all that lies in its queue (at most 256
entries, or as many as took 50 ms lately) into one transaction, commits, and then tells everybody at once: one wake-up
of the event loop a commit, not one an input.

    lane = writer.batch(process, poison)      process(tx, items) -> results, one an item, in the same order
    future = lane.submit(item)                from a thread;   result = await lane.ask(item)   from the event loop
    future = writer.submit(work)              work(tx) -> result, a batch of one

What can go wrong, and whose it is:
- serialisation failure or deadlock (40001, 40P01; SQLite: locked): nobody's. The whole batch again, at most five times.
- bad data (classes 22, 23) or an exception in `process`: one item's. The batch is halved down to that item; the others
  commit, and `poison(tx, item, error)` sets it aside in a transaction of its own; its return is the item's result.
- a lost connection, a full disk, an unknown outcome of the commit: the machine's. Nothing is acknowledged
  (`Unacknowledged`): whoever sent it sends it again, and the inbox key decides whether it had been written. `on_lost` is told the
  database's code for it when it begins, and None when it is over.
- anything that escapes: ours. The thread ends, everything waiting is unacknowledged, and `on_death` ends the process.

A cancelled request never cancels its write: the entry stays in the queue and is only not told.
"""

import asyncio
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from storage.database import Database
from storage.failures import Failure, Unacknowledged, classify, code_of
from storage.transaction import Transaction

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_MOST = 256  # entries a transaction
WORK_FOR = 0.050  # seconds of work a transaction should not exceed
QUEUE_AT_MOST = 4096  # waiting entries; about a quarter of a second of work
WAIT_AT_MOST = 20.0  # seconds a request waits for its commit
AGAIN_AT_MOST = 5  # repeats after a deadlock
PAUSE_WHEN_LOST = 0.2  # seconds before a lost database is tried again


class Busy(Exception):
    """The queue is full: answer 503 and let the sender come back."""


@dataclass(slots=True, eq=False)
class _Entry:
    batch: "Batch[Any, Any]"
    item: Any
    lane: Hashable
    tell: "Future[Any] | asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop | None


class _Outcome(NamedTuple):
    entry: _Entry
    result: Any = None
    error: BaseException | None = None


class Batch(Generic[Item, Result]):
    """One kind of work: how many items are processed together, and what becomes of one that cannot be."""

    def __init__(
        self,
        writer: "Writer",
        process: Callable[[Transaction, Sequence[Item]], Sequence[Result]],
        poison: Callable[[Transaction, Item, Exception], Result] | None,
        lane: Callable[[Item], Hashable] | None,
    ) -> None:
        self.process = process
        self.poison = poison
        self._writer = writer
        self._lane = lane

    def submit(self, item: Item) -> "Future[Result]":
        """Queue an item from any thread. Raises `Busy`."""
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()  # so that it cannot be cancelled any more
        self._writer._put(_Entry(self, item, self._lane_of(item), future, None))
        return future

    async def ask(self, item: Item, within: float = WAIT_AT_MOST) -> Result:
        """Queue an item and wait for its commit. Raises `Busy`, `Unacknowledged`, or what `process` raised for it."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._writer._put(_Entry(self, item, self._lane_of(item), future, loop))
        patience = loop.call_later(within, _give_up, future, within)
        try:
            return await future
        finally:
            patience.cancel()

    def _lane_of(self, item: Item) -> Hashable:
        return None if self._lane is None else self._lane(item)


@dataclass(slots=True)
class _Pace:
    """How many entries fit into `WORK_FOR`, learnt from the last transactions."""

    each: float = WORK_FOR / AT_MOST

    def size(self) -> int:
        return max(1, min(AT_MOST, int(WORK_FOR / self.each)))

    def learn(self, entries: int, seconds: float) -> None:
        self.each = max(1e-7, 0.8 * self.each + 0.2 * seconds / entries)


@dataclass(slots=True)
class Counts:
    """For metrics: never values, only how many."""

    commits: int = 0
    entries: int = 0
    repeats: int = 0
    poisoned: int = 0
    lost: int = 0


class _Lost(Exception):
    """The machine's failure; `cause` is what happened."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(code_of(cause))


@dataclass(slots=True)
class _Queue:
    entries: deque[_Entry] = field(default_factory=deque)
    changed: threading.Condition = field(default_factory=threading.Condition)
    closing: bool = False


class Writer:
    """The thread, its queue, and its connection. Start it once a process; `close()` writes what is waiting and ends."""

    def __init__(
        self,
        database: Database,
        on_death: Callable[[BaseException], None] | None = None,
        on_lost: Callable[[str | None], None] | None = None,
        queue_at_most: int = QUEUE_AT_MOST,
    ) -> None:
        self.counts = Counts()
        self._database = database
        self._on_death = on_death
        self._on_lost = on_lost
        self._writes = True
        self._queue_at_most = queue_at_most
        self._queue = _Queue()
        self._pace = _Pace()
        self._connection: Connection | None = None
        self._works: Batch[Callable[[Transaction], Any], Any] = Batch(self, _run_each, None, None)
        self._thread = threading.Thread(target=self._live, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        return len(self._queue.entries)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def batch(
        self,
        process: Callable[[Transaction, Sequence[Item]], Sequence[Result]],
        poison: Callable[[Transaction, Item, Exception], Result] | None = None,
        lane: Callable[[Item], Hashable] | None = None,
    ) -> Batch[Item, Result]:
        """A kind of work. Of items with one `lane` (a contact) only one is in a transaction, in order of arrival."""
        return Batch(self, process, poison, lane)

    def submit(self, work: Callable[[Transaction], Result]) -> "Future[Result]":
        """One piece of work from any thread. Raises `Busy`."""
        return self._works.submit(work)

    async def ask(self, work: Callable[[Transaction], Result], within: float = WAIT_AT_MOST) -> Result:
        """One piece of work from the event loop. Raises `Busy`, `Unacknowledged`, or what `work` raised."""
        result: Result = await self._works.ask(work, within)
        return result

    def close(self) -> None:
        """Take nothing more, write everything that is waiting, end the thread."""
        with self._queue.changed:
            self._queue.closing = True
            self._queue.changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _put(self, entry: _Entry) -> None:
        queue = self._queue
        with queue.changed:
            if queue.closing:
                raise Unacknowledged("the writer has stopped")
            if len(queue.entries) >= self._queue_at_most:
                raise Busy(f"{len(queue.entries)} entries are waiting")
            if not queue.entries:  # otherwise it is awake or about to be
                queue.changed.notify()
            queue.entries.append(entry)

    def _live(self) -> None:
        entries: list[_Entry] = []
        try:
            while entries := self._take():
                self._round(entries)
        except BaseException as error:  # noqa: BLE001 - whatever it is, nobody may wait for a dead thread
            self._die(entries, error)
        finally:
            self._disconnect()

    def _die(self, entries: list[_Entry], error: BaseException) -> None:
        with self._queue.changed:
            self._queue.closing = True
            entries = [*entries, *self._queue.entries]
            self._queue.entries.clear()
        try:
            _tell([_Outcome(entry, error=Unacknowledged("the writer has died")) for entry in entries])
        finally:
            if self._on_death is not None:
                self._on_death(error)

    def _take(self) -> list[_Entry]:
        """Wait for work, then take what may share a transaction; empty when closed and drained."""
        with self._queue.changed:
            while not self._queue.entries and not self._queue.closing:
                self._queue.changed.wait()
            return _together(self._queue.entries, self._pace.size(), self._database.postgres, self._works)

    def _round(self, entries: list[_Entry]) -> None:
        started = time.perf_counter()
        try:
            outcomes = self._attempt(entries)
        except _Lost as lost:
            self.counts.lost += 1
            self._disconnect()
            outcomes = [_Outcome(entry, error=Unacknowledged(str(lost))) for entry in entries]
            self._stands(str(lost))
        else:
            self._stands(None)
        self._pace.learn(len(entries), time.perf_counter() - started)
        self.counts.entries += len(entries)
        _tell(outcomes)
        if self._connection is None:
            time.sleep(PAUSE_WHEN_LOST)

    def _stands(self, lost: str | None) -> None:
        """Tell once when writing becomes impossible, and once when it goes on."""
        writes = lost is None
        if writes is not self._writes and self._on_lost is not None:
            self._on_lost(lost)
        self._writes = writes

    def _attempt(self, entries: list[_Entry]) -> list[_Outcome]:
        """Write them together, or by halves, or set the one aside."""
        try:
            results = self._again(lambda tx: _process(tx, entries))
            return [_Outcome(entry, result) for entry, result in zip(entries, results, strict=True)]
        except _Lost:
            raise
        except Exception as error:  # noqa: BLE001 - an item may raise anything
            if len(entries) > 1:
                middle = len(entries) // 2
                return self._attempt(entries[:middle]) + self._attempt(entries[middle:])
            return [self._set_aside(entries[0], error)]

    def _set_aside(self, entry: _Entry, error: Exception) -> _Outcome:
        self.counts.poisoned += 1
        poison = entry.batch.poison
        if poison is None:
            return _Outcome(entry, error=error)
        try:
            return _Outcome(entry, self._again(lambda tx: poison(tx, entry.item, error)))
        except _Lost:
            raise
        except Exception as second:  # noqa: BLE001 - the callback may raise anything
            return _Outcome(entry, error=second)

    def _again(self, work: Callable[[Transaction], Result]) -> Result:
        """One transaction, repeated after a deadlock."""
        for repeat in range(AGAIN_AT_MOST + 1):
            try:
                return self._once(work)
            except Exception as error:
                match classify(error):
                    case Failure.AGAIN if repeat < AGAIN_AT_MOST:
                        self.counts.repeats += 1
                        time.sleep(random.uniform(0, 0.002 * 2**repeat))  # noqa: S311 - only so that two do not meet again
                    case Failure.AGAIN | Failure.LOST:
                        raise _Lost(error) from error
                    case Failure.ITEM:
                        raise
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[Transaction], Result]) -> Result:
        connection = self._connect()
        transaction = connection.begin()
        try:
            result = work(self._database.transaction(connection))
        except BaseException:
            _roll_back(connection, transaction)
            raise
        try:
            transaction.commit()
        except Exception as error:
            if classify(error) is Failure.LOST or not self._database.postgres:
                raise _Lost(error) from error  # it may be written or not
            raise
        self.counts.commits += 1
        return result

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._database.engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def _roll_back(connection: Connection, transaction: Any) -> None:
    """The first error is the one to report; a connection that cannot even roll back is given up."""
    try:
        transaction.rollback()
    except Exception:  # noqa: BLE001 - the first error is in flight
        connection.invalidate()


def _run_each(tx: Transaction, works: Sequence[Callable[[Transaction], Any]]) -> list[Any]:
    return [work(tx) for work in works]


def _together(queue: deque[_Entry], size: int, apart: bool, works: object) -> list[_Entry]:
    """Take from the queue what may share a transaction, in order, one of a lane.

    Over PostgreSQL (`apart`) only one kind of work at a time, and plain works singly: each kind locks in the agreed
    order, two kinds one after the other would not. SQLite locks as a whole: there everything shares the flush.
    """
    taken: list[_Entry] = []
    passed: list[_Entry] = []
    lanes: set[tuple[int, Hashable]] = set()
    while queue and len(taken) < size and len(passed) < AT_MOST:
        entry = queue.popleft()
        lane = (id(entry.batch), entry.lane)
        other = apart and taken and (entry.batch is not taken[0].batch or entry.batch is works)
        if other or (entry.lane is not None and lane in lanes):
            passed.append(entry)
            continue
        taken.append(entry)
        if entry.lane is not None:
            lanes.add(lane)
    queue.extendleft(reversed(passed))
    return taken


def _process(tx: Transaction, entries: list[_Entry]) -> list[Any]:
    """Each batch's items in one call, results in the order of the entries."""
    groups: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        groups.setdefault(id(entry.batch), []).append(place)
    results: list[Any] = [None] * len(entries)
    for places in groups.values():
        batch = entries[places[0]].batch
        answers = batch.process(tx, [entries[place].item for place in places])
        for place, answer in zip(places, answers, strict=True):
            results[place] = answer
    return results


def _tell(outcomes: list[_Outcome]) -> None:
    """Threads are told here; each event loop is woken once for all of its own."""
    loops: dict[asyncio.AbstractEventLoop, list[_Outcome]] = {}
    for outcome in outcomes:
        if outcome.entry.loop is None:
            _settle([outcome])
        else:
            loops.setdefault(outcome.entry.loop, []).append(outcome)
    for loop, its in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, its)
        except RuntimeError:
            continue  # the loop is closed: nobody waits any more


def _give_up(waiting: "asyncio.Future[Any]", within: float) -> None:
    if not waiting.done():
        waiting.set_exception(Unacknowledged(f"no commit within {within:g} s"))


def _settle(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        tell = outcome.entry.tell
        if tell.done():
            continue  # the request was cancelled; its write was not
        if outcome.error is None:
            tell.set_result(outcome.result)
        else:
            tell.set_exception(outcome.error)
