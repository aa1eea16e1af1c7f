"""The queue under eight workers, crashes and a jumping clock; and a checker that believes only what each worker was told.

    python -m tests.queue_soak postgresql://… 1000000
    SAATHI_SOAK=20000 python -m pytest tests/test_handoff_soak.py

Workers submit, accept, decline, claim, report, withdraw and fire timers at random, with ids that may be long stale. Some transactions
are dropped just before their commit, as a crash would; some timers are claimed and never finished. What a worker was told it did is
kept with the lead's revision, which grows by one at every change of its row. `check` then holds the laws against that history:

* a lead is taken only while nobody has it, and let go only by who has it;
* no two changes of one lead have the same revision: a stale token got nowhere;
* an offer is answered once;
* no lead is forgotten: each is held, open, over, or has a timer that will move it.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError

from bot.handoff import queue, reporting
from bot.handoff.done import Done
from bot.handoff.lives import HELD, Refusal
from bot.handoff.terms import Terms
from storage import contacts, leads, offers, partners, sessions, timers
from storage.contacts import Contact
from storage.database import Database
from storage.failures import Failure, classify
from storage.ids import new_id
from storage.partners import Partner
from storage.sessions import StoredSession
from storage.times import HOUR, MINUTE, SECOND
from storage.transaction import Lost, Transaction
from storage.writer import Writer
from tests.databases import ready
from tests.handoff_world import Clock, session_of, weavers

T = TypeVar("T")

WORKERS: Final = 8
PARTNERS: Final = 6
TAKES: Final = ("accepted", "claimed")
LETS_GO: Final = ("returned", "withdrawn", "recalled", "lost")


class Crash(Exception):
    """The process died before its commit."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker was told after its commit."""

    what: str
    lead_id: str
    partner_id: str | None
    revision: int
    offer_id: str | None


@dataclass(slots=True, eq=False)
class Soak:
    """One run: shared ids, the history, the counters."""

    database: Database
    clock: Clock
    operations: int
    seed: int
    history: list[Told] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    partner_ids: list[str] = field(default_factory=list)
    lead_ids: list[str] = field(default_factory=list)
    session_ids: list[str] = field(default_factory=list)
    let_go: list[str] = field(default_factory=list)
    offer_ids: list[tuple[str, str]] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    writer: Writer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _phone: int = 0

    def run(self, workers: int = WORKERS) -> None:
        """All operations, spread over the workers."""
        self._make_partners()
        threads = [
            threading.Thread(target=self._work, args=(number, self.operations // workers)) for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.errors:
            raise self.errors[0]

    def _make_partners(self) -> None:
        def add(tx: Transaction) -> None:
            for number in range(PARTNERS):
                terms = Terms(
                    weight=1 + number % 3,
                    open_at_once=None if number % 2 else 200,
                    answer_minutes=30,
                    exclusive=number != PARTNERS - 1,
                )
                partner = Partner(new_id(), f"P{number}", terms.to_json())
                partners.add(tx, partner)
                self.partner_ids.append(partner.id)

        with self.database.write() as tx:
            add(tx)

    def _work(self, number: int, operations: int) -> None:
        chance = random.Random(self.seed * 1000 + number)
        acts: list[tuple[Callable[[random.Random], None], int]] = [
            (self._submit, 20), (self._accept, 30), (self._decline, 12), (self._claim, 10), (self._report, 12),
            (self._unwanted, 2), (self._withdraw, 2), (self._recall, 2), (self._release, 3), (self._fire, 10), (self._tick, 2),
        ]  # fmt: skip
        try:
            for _ in range(operations):
                act = chance.choices([a for a, _ in acts], [w for _, w in acts])[0]
                act(chance)
        except BaseException as error:  # noqa: BLE001 - the run must see what a thread met
            self.errors.append(error)

    # What workers do -------------------------------------------------------------------------------------------------

    def _submit(self, chance: random.Random) -> None:
        contact_id, session_id = new_id(), new_id()
        session = session_of(self.clock.now, telephone=self._next_phone())

        def work(tx: Transaction) -> list[Told]:
            contacts.add_many(tx, [Contact(contact_id, "hi")])
            sessions.add_many(tx, [StoredSession(session_id, contact_id, "weavers", 1, "completed", "web", {})])
            queue.submit(tx, contact_id=contact_id, session_id=session_id, flow=weavers(), session=session)
            return []

        if self._commit(chance, "submit", work) is None:
            return
        with self.database.read() as tx:
            lead = leads.of_session(tx, session_id)
            assert lead is not None
            made = offers.of_lead(tx, lead.id)
        self.lead_ids.append(lead.id)
        self.session_ids.append(session_id)
        self.offer_ids.extend((one.id, one.partner_id) for one in made)

    def _accept(self, chance: random.Random) -> None:
        if self.offer_ids:
            offer_id, partner_id = _recent(chance, self.offer_ids)
            if chance.random() < 0.1:
                partner_id = chance.choice(self.partner_ids)
            self._commit(chance, "accept", lambda tx: self._told("accepted", queue.accept(tx, offer_id, partner_id)))

    def _decline(self, chance: random.Random) -> None:
        if self.offer_ids:
            offer_id, partner_id = _recent(chance, self.offer_ids)
            self._commit(chance, "decline", partial(self._declined, offer_id, partner_id))

    def _unwanted(self, chance: random.Random) -> None:
        """A lead that one partner after the other declines: it ends in the open pool."""
        if not self.lead_ids:
            return
        lead_id = _recent(chance, self.lead_ids)
        for _ in range(PARTNERS):
            with self.database.read() as tx:
                live = next((one for one in offers.of_lead(tx, lead_id) if one.state == "offered"), None)
            if live is None:
                return
            self._commit(chance, "decline", partial(self._declined, live.id, live.partner_id))

    def _declined(self, offer_id: str, partner_id: str, tx: Transaction) -> list[Told]:
        return self._next_offer(tx, queue.decline(tx, offer_id, partner_id))

    def _claim(self, chance: random.Random) -> None:
        partner_id = chance.choice(self.partner_ids)
        lead_id = _recent(chance, self.lead_ids) if self.lead_ids and chance.random() < 0.5 else None
        self._commit(chance, "claim", lambda tx: self._told("claimed", queue.claim(tx, partner_id, lead_id)))

    def _report(self, chance: random.Random) -> None:
        if self.lead_ids:
            lead_id, partner_id = _recent(chance, self.lead_ids), chance.choice(self.partner_ids)
            if chance.random() < 0.5:
                with self.database.read() as tx:
                    held = leads.find(tx, lead_id)
                partner_id = held.partner_id if held is not None and held.partner_id is not None else partner_id
            verb = chance.choice(["contacted", "listed", "lost", "returned"])
            what = verb if verb in LETS_GO else "reported"

            def work(tx: Transaction) -> list[Told]:
                # Locked first: between a mere look and the report another worker may report the same, which then is done once only.
                before = leads.load_many(tx, [lead_id]).get(lead_id)
                done = reporting.outcome(tx, lead_id, partner_id, verb, "not-reachable")
                same = isinstance(done, Done) and before is not None and done.lead.revision == before.revision
                return [] if same else [replace(one, partner_id=partner_id) for one in self._told(what, done)]

            self._commit(chance, "report", work)

    def _withdraw(self, chance: random.Random) -> None:
        if self.session_ids:
            session_id = _recent(chance, self.session_ids)

            def work(tx: Transaction) -> list[Told]:
                if not queue.withdraw(tx, session_id):
                    return []
                lead = leads.of_session(tx, session_id)
                assert lead is not None
                return [Told("withdrawn", lead.id, None, lead.revision, None)]

            self._commit(chance, "withdraw", work)

    def _recall(self, chance: random.Random) -> None:
        if self.lead_ids:
            lead_id = _recent(chance, self.lead_ids)

            def work(tx: Transaction) -> list[Told]:
                done = queue.recall(tx, lead_id)
                return [replace(one, partner_id=None) for one in self._next_offer(tx, done, "recalled")]

            self._commit(chance, "recall", work)

    def _release(self, chance: random.Random) -> None:
        """An admin lets go on what was given back or lost; now and then what was not."""
        if self.lead_ids:
            lead_id = _recent(chance, self.let_go or self.lead_ids)

            def work(tx: Transaction) -> list[Told]:
                return [
                    replace(one, partner_id=None)
                    for one in self._next_offer(tx, queue.release(tx, lead_id), "released")
                ]

            self._commit(chance, "release", work)

    def _fire(self, chance: random.Random) -> None:
        claimed: list[timers.Claimed] = []

        def take(tx: Transaction) -> list[Told]:
            claimed[:] = timers.claim(tx, 5, 30 * SECOND, queue.TIMERS)
            return []

        self._commit(chance, "timers", take)
        for one in claimed:
            if chance.random() < 0.05:
                continue  # a worker that died with its timers: the lease runs out

            def work(tx: Transaction, one: timers.Claimed = one) -> list[Told]:
                queue.on_timer(tx, one)
                timers.finish(tx, one)
                lead_id = one.subject
                if one.kind == "offer-expire":
                    offer = offers.find(tx, one.subject)
                    lead_id = offer.lead_id if offer is not None else ""
                self._notice_offers(tx, lead_id)
                return []

            self._commit(chance, "fire", work)

    def _tick(self, chance: random.Random) -> None:
        """Time goes on, mostly; sometimes it jumps, once in a while backwards."""
        jump = chance.choice([MINUTE, 5 * MINUTE, 10 * MINUTE, HOUR, -2 * MINUTE])
        with self._lock:
            self.clock.now += jump

    # How they do it --------------------------------------------------------------------------------------------------

    def _commit(self, chance: random.Random, name: str, work: Callable[[Transaction], list[Told]]) -> list[Told] | None:
        """The work in one transaction, repeated after a deadlock; None if it crashed or lost."""
        crashes = chance.random() < 0.03
        for _ in range(20):
            try:
                told = self._write(partial(_crashing, work) if crashes else work)
            except Crash:
                self.counts["crashes"] += 1
                return None
            except Lost:
                self.counts["lost"] += 1
                return None
            except DBAPIError as error:
                if classify(error) is not Failure.AGAIN:
                    raise
                self.counts["again"] += 1
                time.sleep(chance.random() * 0.01)
                continue
            with self._lock:
                self.history.extend(told)
                self.let_go.extend(one.lead_id for one in told if one.what in ("lost", "returned"))
                self.counts[name] += 1
                self.counts[name + ("!" if told else "")] += 1 if told else 0
            return told
        raise AssertionError(f"{name}: twenty deadlocks in a row")

    def _write(self, work: Callable[[Transaction], list[Told]]) -> list[Told]:
        """PostgreSQL: each worker its own connection. SQLite: through the one writer, as the server does, several to a commit."""
        if self.writer is not None:
            return self.writer.submit(work).result()
        with self.database.write() as tx:
            return work(tx)

    def _told(self, what: str, done: Done | Refusal) -> list[Told]:
        if isinstance(done, Refusal):
            return []
        return [
            Told(what, done.lead.id, done.lead.partner_id, done.lead.revision, done.offer.id if done.offer else None)
        ]

    def _next_offer(self, tx: Transaction, done: Done | Refusal, what: str = "declined") -> list[Told]:
        if isinstance(done, Done):
            self._notice_offers(tx, done.lead.id)
        return self._told(what, done)

    def _notice_offers(self, tx: Transaction, lead_id: str) -> None:
        self.offer_ids.extend((one.id, one.partner_id) for one in offers.of_lead(tx, lead_id) if one.state == "offered")

    def _next_phone(self) -> str:
        with self._lock:
            self._phone += 1
            return f"+91{6_000_000_000 + self._phone}"


def _crashing(work: Callable[[Transaction], list[Told]], tx: Transaction) -> list[Told]:
    work(tx)
    raise Crash


def _recent(chance: random.Random, found: list[T]) -> T:
    """One of the latest, or one long past: what came later is likelier, as in life."""
    return (
        found[-1 - min(len(found) - 1, int(chance.expovariate(1 / 12)))]
        if chance.random() < 0.9
        else chance.choice(found)
    )


# The checker: knows nothing of how the queue works ---------------------------------------------------------------------


def check(soak: Soak) -> None:
    """Raises AssertionError with the lead whose history breaks a law."""
    by_lead: dict[str, list[Told]] = defaultdict(list)
    for told in soak.history:
        by_lead[told.lead_id].append(told)
    holders = {lead_id: _holder(lead_id, told) for lead_id, told in by_lead.items()}
    answered = Counter(told.offer_id for told in soak.history if told.what in ("accepted", "declined"))
    assert max(answered.values(), default=1) == 1, "an offer was answered twice"
    with soak.database.read() as tx:
        after = (0, "")
        seen = 0
        while page := leads.listed(tx, after=after, limit=500):
            for lead in page:
                seen += 1
                told_holder = holders.get(lead.id)
                held = lead.partner_id if lead.status in HELD else None
                assert held == told_holder, (
                    f"{lead.id}: {lead.status} by {held}, but {told_holder} was told it is theirs"
                )
                assert _not_forgotten(tx, lead.id, lead.status), f"{lead.id}: {lead.status} and nothing will move it"
            after = (page[-1].created_at, page[-1].id)
        assert seen == len(soak.lead_ids), "a lead that was acknowledged is not there"


def _holder(lead_id: str, told: list[Told]) -> str | None:
    """Who has the lead at the end, if every step was one that could be."""
    holder: str | None = None
    told = sorted(told, key=lambda one: one.revision)
    assert len({one.revision for one in told}) == len(told), f"{lead_id}: two changes of one revision: {told}"
    for one in told:
        if one.what in TAKES:
            assert holder is None, f"{lead_id}: {one.partner_id} took it from {holder}: {told}"
            holder = one.partner_id
        elif one.what in ("returned", "lost"):
            assert holder == one.partner_id, f"{lead_id}: {one.partner_id} let go what {holder} had: {told}"
            holder = None
        elif one.what == "reported":
            assert holder == one.partner_id, f"{lead_id}: {one.partner_id} reported on what {holder} had: {told}"
        elif one.what == "released":
            assert holder is None, f"{lead_id}: let go on while {holder} had it: {told}"
        elif one.what in ("withdrawn", "recalled"):
            holder = None
    return holder


def _not_forgotten(tx: Transaction, lead_id: str, status: str) -> bool:
    """Held, open, over or before an admin; else a timer will move it."""
    match status:
        case "ready":
            return bool(timers.of_subject(tx, lead_id))
        case "offered":
            live = [one for one in offers.of_lead(tx, lead_id) if one.state == "offered"]
            return len(live) == 1 and any(t.kind == "offer-expire" for t in timers.of_subject(tx, live[0].id))
        case _:
            return True


def soak(url: str, operations: int, seed: int = 1) -> Soak:
    """A whole run on an empty database, checked."""
    clock = Clock()
    run = Soak(ready(url, clock), clock, operations, seed)
    run.writer = None if run.database.postgres else Writer(run.database)
    try:
        run.run()
        check(run)
    finally:
        if run.writer is not None:
            run.writer.close()
        run.database.close()
    return run


if __name__ == "__main__":
    started = time.perf_counter()
    done = soak(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    took = time.perf_counter() - started
    sys.stdout.write(
        f"{done.operations} operations in {took:.0f} s, {len(done.lead_ids)} leads: all laws held; {dict(done.counts)}\n"
    )
