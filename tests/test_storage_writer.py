"""The writer: what shares a commit, what is halved, repeated, set aside or not acknowledged."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.failures import Failure, Unacknowledged, classify
from storage.tables import audit
from storage.transaction import Transaction
from storage.writer import AGAIN_AT_MOST, AT_MOST, Batch, Busy, Writer
from tests.databases import ready


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    made = Writer(database)
    yield made
    made.close()


def note(tx: Transaction, actor: str, what: str) -> None:
    row = {"at": 0, "actor": actor, "action": "test", "subject": what}
    tx.connection.execute(insert(audit), [row])


def noted(database: Database, actor: str) -> list[str]:
    with database.read() as tx:
        query = select(audit.c.subject).where(audit.c.actor == actor).order_by(audit.c.id)
        return list(tx.connection.execute(query).scalars())


class Gate:
    """Holds the writer's thread until opened, so that entries gather behind it."""

    def __init__(self, writer: Writer) -> None:
        self._event = threading.Event()
        self._entered = threading.Event()
        self._future = writer.submit(self._wait)
        self._entered.wait(5)

    def _wait(self, _tx: Transaction) -> None:
        self._entered.set()
        self._event.wait(10)

    def open(self) -> None:
        self._event.set()
        self._future.result(10)


def test_work_is_committed_when_the_future_is_done(database: Database, writer: Writer) -> None:
    assert writer.submit(lambda tx: note(tx, "one", "a")).result(5) is None
    assert noted(database, "one") == ["a"]


def test_what_waits_shares_a_commit(database: Database, writer: Writer) -> None:
    batches: list[int] = []

    def process(tx: Transaction, items: Sequence[int]) -> list[int]:
        batches.append(len(items))
        for item in items:
            note(tx, "shared", str(item))
        return [item * 2 for item in items]

    batch = writer.batch(process)
    gate = Gate(writer)
    futures = [batch.submit(i) for i in range(300)]
    before = writer.counts.commits
    gate.open()
    assert [f.result(10) for f in futures] == [i * 2 for i in range(300)]
    assert noted(database, "shared") == [str(i) for i in range(300)]
    assert max(batches) <= AT_MOST
    assert writer.counts.commits - before < 40


def test_a_lane_has_one_item_in_a_transaction_and_keeps_its_order(writer: Writer) -> None:
    seen: list[list[tuple[str, int]]] = []

    def process(_tx: Transaction, items: Sequence[tuple[str, int]]) -> list[None]:
        seen.append(list(items))
        return [None] * len(items)

    batch = writer.batch(process, lane=lambda item: item[0])
    gate = Gate(writer)
    futures = [batch.submit((name, i)) for i in range(4) for name in "abc"]
    gate.open()
    for future in futures:
        future.result(10)
    assert all(len({name for name, _ in items}) == len(items) for items in seen)
    order = [item for items in seen for item in items]
    assert all([i for n, i in order if n == name] == [0, 1, 2, 3] for name in "abc")


@pytest.mark.parametrize("bad", [[7], [0], [31], [3, 4, 20], list(range(32))])
def test_a_poisoned_item_is_set_aside_alone(database: Database, writer: Writer, bad: list[int]) -> None:
    actor = f"poison{len(bad)}-{bad[0]}"

    def process(tx: Transaction, items: Sequence[int]) -> list[str]:
        for item in items:
            note(tx, actor, str(item))
            if item in bad:
                raise ValueError(item)
        return ["good"] * len(items)

    def poison(tx: Transaction, item: int, error: Exception) -> str:
        note(tx, actor + " aside", str(item))
        return type(error).__name__

    batch = writer.batch(process, poison)
    gate = Gate(writer)
    futures = [batch.submit(i) for i in range(32)]
    gate.open()
    assert [f.result(10) for f in futures] == ["ValueError" if i in bad else "good" for i in range(32)]
    assert noted(database, actor) == [str(i) for i in range(32) if i not in bad]
    assert noted(database, actor + " aside") == [str(i) for i in bad]


def test_bad_data_is_the_items_not_the_machines(database: Database, writer: Writer) -> None:
    """A value that the database refuses (a NUL, a duplicate) fails its item only."""

    def process(tx: Transaction, items: Sequence[str | None]) -> list[str]:
        for item in items:
            note(tx, "data", item)  # type: ignore[arg-type]
        return ["good"] * len(items)

    batch = writer.batch(process, lambda _tx, _item, error: classify(error).value)
    gate = Gate(writer)
    futures = [batch.submit(item) for item in ("a", None, "b")]
    gate.open()
    assert [f.result(10) for f in futures] == ["good", "item", "good"]
    assert noted(database, "data") == ["a", "b"]


def test_work_that_raises_tells_its_caller_only(writer: Writer) -> None:
    gate = Gate(writer)
    bad, good = writer.submit(lambda _tx: 1 // 0), writer.submit(lambda _tx: 1)
    gate.open()
    with pytest.raises(ZeroDivisionError):
        bad.result(5)
    assert good.result(5) == 1


def _interrupt(times: int, error: Callable[[], BaseException]) -> Callable[[Transaction], int]:
    """Work that fails so often, then returns how often it was tried."""
    tried = [0]

    def work(_tx: Transaction) -> int:
        tried[0] += 1
        if tried[0] <= times:
            raise error()
        return tried[0]

    return work


def _database_error(state: str) -> DBAPIError:
    cause = Exception("deadlock detected")
    cause.sqlstate = state  # type: ignore[attr-defined]
    return DBAPIError("UPDATE", {}, cause)


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_deadlock_is_repeated(writer: Writer, state: str) -> None:
    work = _interrupt(AGAIN_AT_MOST, lambda: _database_error(state))
    assert writer.submit(work).result(10) == AGAIN_AT_MOST + 1


def test_a_deadlock_without_end_is_not_acknowledged(writer: Writer) -> None:
    with pytest.raises(Unacknowledged):
        writer.submit(_interrupt(AGAIN_AT_MOST + 1, lambda: _database_error("40P01"))).result(10)
    assert writer.submit(lambda _tx: "goes on").result(10) == "goes on"


def test_a_lost_connection_poisons_nothing(database: Database, writer: Writer) -> None:
    asides: list[str] = []

    def process(_tx: Transaction, _items: Sequence[str]) -> list[None]:
        raise _database_error("08006")

    batch = writer.batch(process, lambda _tx, item, _error: asides.append(item))
    futures = [batch.submit(i) for i in "abc"]
    for future in futures:
        with pytest.raises(Unacknowledged):
            future.result(10)
    assert asides == []
    assert writer.submit(lambda tx: note(tx, "after the loss", "a")).result(10) is None
    assert noted(database, "after the loss") == ["a"]


def test_who_keeps_the_server_is_told_once_when_nothing_can_be_written_and_once_when_it_can(database: Database) -> None:
    told: list[str | None] = []
    writer = Writer(database, on_lost=told.append)

    def full(_tx: Transaction) -> None:
        raise _database_error("53100")

    for work in (lambda _tx: None, full, full, lambda _tx: None, lambda _tx: None):
        with contextlib.suppress(Unacknowledged):
            writer.submit(work).result(10)
    writer.close()
    assert told == ["53100", None]


def test_an_unknown_outcome_of_the_commit_is_not_acknowledged(new_database_url: Callable[[], str]) -> None:
    """The connection is cut at the commit: what was written is unknown, and said to be."""
    database = ready(new_database_url())
    cut = [True]

    def at_commit(connection: Connection) -> None:
        if cut.pop() if cut else False:
            connection.connection.dbapi_connection.close()  # type: ignore[union-attr]

    writer = Writer(database)
    event.listen(database.engine, "commit", at_commit)
    with pytest.raises(Unacknowledged):
        writer.submit(lambda tx: note(tx, "cut", "a")).result(10)
    assert writer.submit(lambda tx: note(tx, "cut", "b")).result(10) is None
    assert noted(database, "cut") == ["b"]
    writer.close()
    database.close()


def test_two_writers_in_deadlock_both_finish(engine_name: str, new_database_url: Callable[[], str]) -> None:
    """PostgreSQL breaks a real deadlock; nobody outside sees it. (SQLite cannot have one: one writer at a time.)"""
    database = ready(new_database_url())
    with database.write() as tx:
        for name in "ab":
            note(tx, "deadlock", name)
    writers = Writer(database), Writer(database)
    meet = threading.Barrier(2, timeout=1)

    def lock_in_order(names: str) -> Callable[[Transaction], str]:
        def work(tx: Transaction) -> str:
            for name in names:
                mine = (audit.c.actor == "deadlock") & (audit.c.subject == name)
                tx.connection.execute(tx.locking(select(audit.c.id).where(mine))).all()
                if engine_name == "postgresql" and name == names[0]:
                    try:
                        meet.wait()
                    except threading.BrokenBarrierError:
                        continue
            return names

        return work

    futures = [w.submit(lock_in_order(names)) for w, names in zip(writers, ("ab", "ba"), strict=True)]
    assert [f.result(20) for f in futures] == ["ab", "ba"]
    assert (sum(w.counts.repeats for w in writers) >= 1) == (engine_name == "postgresql")
    for writer in writers:
        writer.close()
    database.close()


def test_a_full_queue_is_busy(database: Database) -> None:
    writer = Writer(database, queue_at_most=3)
    gate = Gate(writer)
    futures = [writer.submit(lambda _tx: 1) for _ in range(3)]
    with pytest.raises(Busy):
        writer.submit(lambda _tx: 1)
    gate.open()
    assert [f.result(5) for f in futures] == [1, 1, 1]
    writer.close()


def test_closing_writes_what_waits(database: Database) -> None:
    writer = Writer(database)
    gate = Gate(writer)
    futures = [writer.submit(lambda tx, i=i: note(tx, "closing", str(i))) for i in range(20)]  # type: ignore[misc]
    threading.Timer(0.05, gate.open).start()
    writer.close()
    assert all(future.done() for future in futures)
    assert noted(database, "closing") == [str(i) for i in range(20)]
    with pytest.raises(Unacknowledged):
        writer.submit(lambda _tx: 1)


def test_a_dead_writer_is_told_and_nobody_waits(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    writer = Writer(database, on_death=told.append)
    gate = Gate(writer)

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(writer, "_attempt", broken)
    futures = [writer.submit(lambda _tx: 1) for _ in range(3)]
    gate.open()
    for future in futures:
        with pytest.raises(Unacknowledged, match="died"):
            future.result(5)
    writer.close()
    assert not writer.alive
    assert [str(error) for error in told] == ["a fault of ours"]
    with pytest.raises(Unacknowledged):
        writer.submit(lambda _tx: 1)


async def _many(batch: Batch[int, int], count: int) -> list[int]:
    return await asyncio.gather(*(batch.ask(i) for i in range(count)))


def test_the_event_loop_is_woken_once_a_commit(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = [0]

    async def main() -> list[int]:
        loop = asyncio.get_running_loop()
        real = loop.call_soon_threadsafe

        def counting(*args: Any, **named: Any) -> Any:
            woken[0] += 1
            return real(*args, **named)

        monkeypatch.setattr(loop, "call_soon_threadsafe", counting)
        gate = await asyncio.to_thread(Gate, writer)
        woken[0] = 0
        asking = asyncio.ensure_future(_many(batch, 100))
        await asyncio.sleep(0.05)
        commits[0] = writer.counts.commits
        gate._event.set()
        return await asking

    commits = [0]
    batch: Batch[int, int] = writer.batch(lambda _tx, items: [i + 1 for i in items])
    assert asyncio.run(main()) == list(range(1, 101))
    assert 1 <= woken[0] <= writer.counts.commits - commits[0] + 1 < 20


def test_a_cancelled_request_does_not_cancel_its_write(database: Database, writer: Writer) -> None:
    async def main() -> None:
        gate = await asyncio.to_thread(Gate, writer)
        asking = asyncio.ensure_future(writer.ask(lambda tx: note(tx, "cancelled", "a")))
        await asyncio.sleep(0.02)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        gate._event.set()
        await writer.ask(lambda _tx: None)

    asyncio.run(main())
    assert noted(database, "cancelled") == ["a"]


def test_a_request_waits_only_so_long(database: Database, writer: Writer) -> None:
    async def main() -> None:
        gate = await asyncio.to_thread(Gate, writer)
        with pytest.raises(Unacknowledged, match=r"0\.05 s"):
            await writer.ask(lambda tx: note(tx, "late", "a"), within=0.05)
        gate._event.set()
        await writer.ask(lambda _tx: None)

    asyncio.run(main())
    assert noted(database, "late") == ["a"]


@pytest.mark.parametrize(
    ("state", "failure"),
    [
        ("40001", Failure.AGAIN),
        ("40P01", Failure.AGAIN),
        ("22021", Failure.ITEM),
        ("23505", Failure.ITEM),
        ("42703", Failure.ITEM),
        ("08006", Failure.LOST),
        ("57P01", Failure.LOST),
        ("53100", Failure.LOST),
        ("25006", Failure.LOST),
    ],
)
def test_whose_failure_it_is(state: str, failure: Failure) -> None:
    assert classify(_database_error(state)) is failure


def test_a_terminated_backend_is_a_loss_and_is_survived(database: Database, engine_name: str, writer: Writer) -> None:
    if engine_name != "postgresql":
        pytest.skip("SQLite has no server to lose")
    own = writer.submit(lambda tx: tx.connection.scalar(text("SELECT pg_backend_pid()"))).result(5)

    def kill_and_go_on(tx: Transaction) -> None:
        with database.read() as other:
            other.connection.execute(text(f"SELECT pg_terminate_backend({own})"))
        time.sleep(0.1)
        note(tx, "terminated", "a")

    with pytest.raises(Unacknowledged):
        writer.submit(kill_and_go_on).result(10)
    writer.submit(lambda tx: note(tx, "terminated", "b")).result(10)
    assert noted(database, "terminated") == ["b"]


def test_a_full_disk_is_nobodys_fault(tmp_path: Path) -> None:
    """SQLite's "disk is full" (here by its own page limit) must not set good inputs aside."""
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    writer = Writer(database)
    asides: list[int] = []

    def process(tx: Transaction, items: Sequence[int]) -> list[None]:
        tx.connection.exec_driver_sql("PRAGMA max_page_count=1")
        for item in items:
            note(tx, "x" * 90, str(item) * 90)
        for number in range(3000):
            note(tx, "x" * 90, str(number) * 20)
        return [None] * len(items)

    batch = writer.batch(process, lambda _tx, item, _error: asides.append(item))
    with pytest.raises(Unacknowledged):
        batch.submit(1).result(20)
    assert asides == []
    writer.close()
    database.close()
