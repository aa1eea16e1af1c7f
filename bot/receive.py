"""Receive: waiting inputs of many contacts become sessions, events and messages in one transaction.

On SQLite one process does it all at once: inbox keys first (a redelivery stops there), then contacts and sessions locked, `advance`
for each, everything written, one commit. On PostgreSQL several processes may serve: a contact that nobody is at is advanced at once
in the same way; the input of any other is kept and committed, and whichever process gets the contact next advances everything that
waits for it, in the order of channel time, message and arrival.

Whatever a process does after that commit (answering a request, sending) can be done again by another: it is all rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from bot.arrival import Arrival, Outcome, Placed, TooMany
from bot.turns import Turns
from storage import addresses, contacts, inbox
from storage.addresses import Known, Newcomer
from storage.contacts import Contact
from storage.database import Database
from storage.failures import Failure, Unacknowledged, classify
from storage.times import from_datetime
from storage.transaction import Transaction
from storage.writer import Busy, Writer

POLL_FOR = 0.025
"""Seconds between two looks for a result that another process is working on."""
DRAIN_AT_MOST = 256
"""Contacts advanced in one transaction."""
BACKLOG_AT_MOST = 20
"""Inputs of one contact that may wait at once; more are answered once and come back later."""


class Receiver:
    """Takes arrivals and gives outcomes once they are durable."""

    def __init__(self, database: Database, writer: Writer, turns: Turns) -> None:
        self._database = database
        self._turns = turns
        self._waiting: dict[tuple[str, str], int] = {}
        lane = _lane
        if database.postgres:
            self._keep = writer.batch(self._keep_all, self._poison, lane=lane)
            self._drain = writer.batch(self._drain_all)
        else:
            self._fused = writer.batch(self._fuse, self._poison, lane=lane)

    async def receive(self, arrival: Arrival) -> Outcome:
        """The outcome of an input, durable. Raises Busy, Unacknowledged (nothing is lost: send it again) or TooMany."""
        whose = (arrival.channel, arrival.external)
        if self._waiting.get(whose, 0) >= BACKLOG_AT_MOST:
            raise TooMany
        self._waiting[whose] = self._waiting.get(whose, 0) + 1
        try:
            if self._database.postgres:
                return await self._keep_and_drain(arrival)
            return await self._fused.ask(arrival)
        finally:
            self._waiting[whose] -= 1
            if not self._waiting[whose]:
                del self._waiting[whose]

    # One process, one transaction -----------------------------------------------------------------------------------

    def _fuse(self, tx: Transaction, arrivals: Sequence[Arrival]) -> list[Outcome]:
        known = self._known(tx, arrivals)
        return self._claim_and_advance(tx, [(arrival, self._entry(tx, arrival, known)) for arrival in arrivals], known)

    def _claim_and_advance(
        self,
        tx: Transaction,
        given: Sequence[tuple[Arrival, inbox.Received]],
        known: Mapping[tuple[str, str], Known],
        people: dict[str, Contact] | None = None,
    ) -> list[Outcome]:
        """Inbox keys first: a redelivery stops there. The rest is advanced. `people`: their contacts, where they are locked already."""
        fresh = inbox.claim(tx, [entry for _, entry in given])
        work: list[Placed] = []
        places: list[int | None] = []
        for arrival, entry in given:
            if entry.key in fresh:
                fresh.discard(entry.key)
                places.append(len(work))
                work.append(_placed(arrival, entry, known))
            else:
                places.append(None)
        done = self._turns.advance_all(tx, work, people)
        return [
            done[place] if place is not None else self._again(tx, arrival, entry)
            for place, (arrival, entry) in zip(places, given, strict=True)
        ]

    def _again(self, tx: Transaction, arrival: Arrival, entry: inbox.Received) -> Outcome:
        """A redelivery: what was said then; or, under the same key, something else."""
        before = inbox.find(tx, entry.key)
        conflict = before is not None and before.content is not None and before.content != entry.content
        return Outcome(entry.key, entry.contact_id, arrival.session_id, repeated=True, conflict=conflict)

    # Several processes: keep, then whoever locks the contact ----------------------------------------------------------

    async def _keep_and_drain(self, arrival: Arrival) -> Outcome:
        kept = await self._keep.ask(arrival)
        if not kept.waiting:
            return kept
        async with asyncio.timeout(20):
            while True:
                with contextlib.suppress(Busy):
                    outcomes = await self._drain.ask(kept.contact_id or "")
                    if kept.key in outcomes:
                        return outcomes[kept.key]
                if await asyncio.to_thread(self._database.view, lambda tx: not inbox.is_waiting(tx, kept.key)):
                    return kept._replace(repeated=True)
                await asyncio.sleep(POLL_FOR)
        raise Unacknowledged("another process did not finish in 20 s")

    def _keep_all(self, tx: Transaction, arrivals: Sequence[Arrival]) -> list[Outcome]:
        """Advance at once whose contact is free and has nothing waiting; keep the others, durable and sealed, for whoever gets to them."""
        known = self._known(tx, arrivals)
        entries = [self._entry(tx, arrival, known) for arrival in arrivals]
        people = contacts.load_free(tx, {entry.contact_id for entry in entries if entry.contact_id is not None})
        free = people.keys() - inbox.with_waiting(tx, people)
        now = [(arrival, entry) for arrival, entry in zip(arrivals, entries, strict=True) if entry.contact_id in free]
        later = [
            (arrival, entry)
            for arrival, entry in zip(arrivals, entries, strict=True)
            if entry.contact_id is not None and entry.contact_id not in free
        ]
        done = {
            id(arrival): outcome
            for (arrival, _), outcome in zip(now, self._claim_and_advance(tx, now, known, people), strict=True)
        }
        bodies = [(entry, _kept(_placed(arrival, entry, known))) for arrival, entry in later]
        fresh = inbox.keep(tx, bodies)
        for arrival, entry in later:
            if entry.key in fresh:
                fresh = fresh - {entry.key}
                done[id(arrival)] = Outcome(entry.key, entry.contact_id, arrival.session_id, waiting=True)
            else:
                done[id(arrival)] = self._again(tx, arrival, entry)
        return [
            done.get(id(arrival)) or self._again(tx, arrival, entry)
            for arrival, entry in zip(arrivals, entries, strict=True)
        ]

    def _drain_all(self, tx: Transaction, asked: Sequence[str]) -> list[dict[bytes, Outcome]]:
        """Advance whatever waits for contacts that nobody else is at. Each who asked gets all the outcomes there are."""
        ids = inbox.waiting_contacts(tx, DRAIN_AT_MOST)
        outcomes: dict[bytes, Outcome] = {}
        rounds = _rounds(inbox.waiting(tx, ids))
        for one_each in rounds:
            work = [
                Placed.of(Arrival.from_json(waiting.body), waiting.received.key)
                for waiting in one_each
                if waiting.body is not None
            ]
            for outcome in self._advance_or_set_aside(tx, work):
                outcomes[outcome.key] = outcome
            inbox.done(tx, [waiting.received.key for waiting in one_each])
        return [outcomes] * len(asked)

    def _advance_or_set_aside(self, tx: Transaction, work: list[Placed]) -> list[Outcome]:
        """Together; and if one of them cannot be, each alone in a savepoint, so that only that one is set aside."""
        if not work:
            return []
        try:
            with tx.savepoint():
                return self._turns.advance_all(tx, work)
        except Exception as error:
            if not _is_one_items(error):
                raise
            if len(work) == 1:
                return [self._set_aside(tx, work[0], error)]
        half = len(work) // 2
        return [*self._advance_or_set_aside(tx, work[:half]), *self._advance_or_set_aside(tx, work[half:])]

    # Both -----------------------------------------------------------------------------------------------------------

    def _known(self, tx: Transaction, arrivals: Sequence[Arrival]) -> dict[tuple[str, str], Known]:
        outside = [arrival for arrival in arrivals if arrival.contact_id is None]
        if not outside:
            return {}
        wanted = {(arrival.channel, arrival.external) for arrival in outside}
        known = addresses.find_many(tx, wanted)
        missing = [arrival for arrival in outside if (arrival.channel, arrival.external) not in known]
        if missing and (newcomers := self._newcomers(tx, missing)):
            known |= addresses.make(tx, newcomers)
        return known

    def _newcomers(self, tx: Transaction, unknown: Sequence[Arrival]) -> list[Newcomer]:
        """Who writes for the first time. An input that was taken before is of somebody who was erased: nothing of them is kept again."""
        keys = [_key_of(tx, arrival) for arrival in unknown]
        taken = inbox.taken(tx, keys)
        return [self._newcomer(tx, arrival) for key, arrival in zip(keys, unknown, strict=True) if key not in taken]

    def _newcomer(self, tx: Transaction, arrival: Arrival) -> Newcomer:
        source = f"{arrival.channel}:{arrival.external}:{arrival.key}"
        at = from_datetime(arrival.at)
        contact = Contact(tx.vault.derived_id("contact", source, at))
        return Newcomer(arrival.channel, arrival.external, contact, tx.vault.derived_id("address", source, at))

    def _entry(self, tx: Transaction, arrival: Arrival, known: Mapping[tuple[str, str], Known]) -> inbox.Received:
        found = known.get((arrival.channel, arrival.external))
        contact_id = arrival.contact_id or (found.contact_id if found is not None else None)
        content = tx.vault.lookup_hash(arrival.content, "content") if arrival.content else None
        return inbox.Received(
            _key_of(tx, arrival), arrival.channel, contact_id, type(arrival.given).__name__, from_datetime(arrival.at),
            arrival.order, content,
        )  # fmt: skip

    def _poison(self, tx: Transaction, arrival: Arrival, error: Exception) -> Outcome:
        """One input that cannot be processed: set aside with its trace; the trader is told, and loses nothing."""
        known = self._known(tx, [arrival])
        entry = self._entry(tx, arrival, known)
        return self._set_aside(tx, _placed(arrival, entry, known), error, entry)

    def _set_aside(
        self, tx: Transaction, placed: Placed, error: Exception, entry: inbox.Received | None = None
    ) -> Outcome:
        received = entry or inbox.find(tx, placed.key)
        assert received is not None
        trace = "".join(traceback.format_exception(error))[-8000:]
        inbox.poison(tx, received, {"arrival": _kept(placed), "trace": trace})
        return self._turns.apologise(tx, placed)


def _key_of(tx: Transaction, arrival: Arrival) -> bytes:
    return inbox.key_of(tx.vault, arrival.channel, f"{arrival.external}:{arrival.key}", arrival.dated)


def _lane(arrival: Arrival) -> tuple[str, str]:
    return (arrival.contact_id or arrival.channel, arrival.external)


def _placed(arrival: Arrival, entry: inbox.Received, known: Mapping[tuple[str, str], Known]) -> Placed:
    """The arrival with whose it is."""
    if arrival.contact_id is not None:
        return Placed.of(arrival, entry.key)
    found = known[arrival.channel, arrival.external]
    return Placed(arrival, entry.key, found.contact_id, found.address_id)


def _kept(placed: Placed) -> dict[str, Any]:
    """As it lies in the inbox, saying itself whose it is."""
    return placed.arrival._replace(contact_id=placed.contact_id or None, address_id=placed.address_id or None).to_json()


def _rounds(waiting: Sequence[inbox.Waiting]) -> list[list[inbox.Waiting]]:
    """One input a contact a round, each contact's in order."""
    rounds: list[list[inbox.Waiting]] = []
    taken: dict[str | None, int] = {}
    for one in waiting:
        number = taken.get(one.received.contact_id, 0)
        taken[one.received.contact_id] = number + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(one)
    return rounds


def _is_one_items(error: Exception) -> bool:
    """Whether the failure is of the item and not of the machine."""
    return classify(error) is Failure.ITEM
