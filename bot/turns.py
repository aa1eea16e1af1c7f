"""Turns: many contacts' inputs advanced in one open transaction. Loads once, decides with the engine, writes once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from bot.arrival import Arrival, Outcome, Placed
from bot.lately import Lately
from bot.links import brought_by
from bot.shelf import Shelf
from bot.told import Desk, Told
from bot.turn import Held, Turn, Writes, stored_of
from flows.effects import (
    Bot,
    Choice,
    Effect,
    Say,
    Verbatim,
)
from flows.engine import advance
from flows.focus import AskSwitch, Begin, Use, route
from flows.inputs import (
    Input,
    Opened,
    PaperRead,
)
from flows.model import Flow
from flows.render import flow_text
from flows.session import Session, begin
from locales.catalog import Words
from locales.languages import LANGUAGES
from storage import advanced, consents, contacts, flow_versions, outbox, sessions, timers
from storage.contacts import Contact
from storage.events import Event
from storage.sessions import StoredSession
from storage.timers import Timer
from storage.times import DAY, SECOND, from_datetime, to_datetime
from storage.transaction import Transaction

REMIND_AFTER = 1 * DAY


@dataclass(frozen=True, slots=True)
class News:
    """Something to say outside any turn, in a session as it is stored. `source` makes the message's key."""

    stored: StoredSession
    address_id: str
    told: Sequence[Told | str]
    source: str
    lead_id: str | None = None
    """Of the session's lead, where it is known."""


class Turns:
    """Advances inputs. One per process; runs on the writer's thread."""

    def __init__(self, shelf: Shelf, words: Words, desk: Desk, default_flow: str = "export_onboarding") -> None:
        self._shelf = shelf
        self._words = words
        self._desk = desk
        self._default = default_flow
        self._lately = Lately()

    def advance_all(
        self, tx: Transaction, work: Sequence[Placed], people: dict[str, Contact] | None = None
    ) -> list[Outcome]:
        """The outcomes, in the order given. At most one input of each contact; the inbox keys are written already.

        `people`: the contacts by id, where whoever calls has locked and loaded them.
        """
        if not work:
            return []
        numbers = flow_versions.live_numbers(tx)
        if people is None:
            people = contacts.load_many(tx, [one.contact_id for one in work])
        held = self._load(tx, work, people)
        writes = Writes()
        outcomes = [self._one(tx, one, people, held, numbers, writes) for one in work]
        self._write(tx, writes)
        return outcomes

    def flow(self, tx: Transaction, flow: str, version: int) -> Flow:
        """A published version as it runs."""
        return self._shelf.version(tx, flow, version)

    # Loading --------------------------------------------------------------------------------------------------------

    def _load(
        self,
        tx: Transaction,
        work: Sequence[Placed],
        people: Mapping[str, Contact],
    ) -> dict[str, dict[str, StoredSession]]:
        """By contact, the sessions that may be meant."""
        wanted = {contact.focus_session_id for contact in people.values()} | {one.arrival.session_id for one in work}
        loaded = sessions.load_sealed(tx, [one for one in wanted if one])
        starting = [one.contact_id for one in work if one.arrival.flow]
        if starting:
            loaded += sessions.open_of(tx, starting)
        own: dict[str, dict[str, StoredSession]] = {contact_id: {} for contact_id in people}
        for one in loaded:
            if one.contact_id in own:
                own[one.contact_id][one.id] = one
        return own

    def _held(self, tx: Transaction, stored: StoredSession, numbers: Mapping[str, int], writes: Writes) -> Held:
        """A session with the flow that it runs in: the live version while open, its own afterwards."""
        known = writes.sessions.get(stored.id)
        if known is not None:
            return known
        session = self._lately.session(tx, stored)
        if session.status == "open" and stored.flow in numbers:
            flow = self._shelf.live(tx, stored.flow, numbers)
        else:
            flow = self._shelf.version(tx, stored.flow, stored.version)
        return Held(stored, session, flow, said=stored.said)

    def _begin(
        self, tx: Transaction, placed: Placed, contact: Contact, flow_id: str, numbers: Mapping[str, int]
    ) -> Held:
        arrival = placed.arrival
        flow = self._shelf.live(tx, flow_id, numbers)
        language = contact.language or (arrival.language if arrival.language in LANGUAGES else None) or "en"
        session = begin(flow.id, flow.version, language)
        session_id = tx.vault.derived_id("session", placed.key, from_datetime(arrival.at))
        stored = StoredSession(session_id, contact.id, flow.id, flow.version, "open", arrival.channel, None)
        return Held(stored, session, flow, new=True)

    # One input ------------------------------------------------------------------------------------------------------

    def _one(
        self,
        tx: Transaction,
        placed: Placed,
        people: dict[str, Contact],
        loaded: Mapping[str, Mapping[str, StoredSession]],
        numbers: Mapping[str, int],
        writes: Writes,
    ) -> Outcome:
        arrival = placed.arrival
        contact = people.get(placed.contact_id)
        if contact is None or contact.erased_at is not None:
            return Outcome(placed.key, placed.contact_id, None, gone=True)
        stored = loaded[contact.id]
        own = {one.id: (one.flow, one.status) for one in stored.values()}
        token = arrival.session_id
        if token is not None and token not in own:
            token = None
            if isinstance(arrival.given, PaperRead):
                return Outcome(placed.key, contact.id, None, gone=True)
        wanted = arrival.flow if arrival.flow in numbers else None
        moved = False
        given: Input = arrival.given
        chosen = route(
            own, contact.focus_session_id, arrival.given, wanted, token, self._default,
            insist=arrival.insist, language=contact.language or "en",
        )  # fmt: skip
        if isinstance(chosen, Begin) and contact.focus_session_id in own and _is_being_erased(tx, contact.id):
            # What is begun now would be erased with the rest. That is hurried, so that the next "start" begins anew; a page begins
            # by itself where it is told that there is nothing any more.
            writes.timers.append(Timer(f"erase:{contact.id}", "erase", contact.id, tx.now + 2 * SECOND))
            if arrival.channel == "web":
                return Outcome(placed.key, contact.id, None, gone=True)
            chosen = Use(contact.focus_session_id)
        match chosen:
            case Begin(flow_id):
                held = self._begin(tx, placed, contact, flow_id, numbers)
                given = Opened()
            case Use(session_id, moved):
                held = self._held(tx, stored[session_id], numbers, writes)
                given = Opened() if wanted is not None and not moved else given
            case AskSwitch(session_id, other):
                asked = self._held(tx, stored[session_id], numbers, writes)
                return self._ask_switch(tx, placed, asked, self._shelf.live(tx, other, numbers), writes)
            case never:
                assert_never(never)
        return self._turn(tx, placed, contact, held, given, moved, writes)

    def _turn(
        self,
        tx: Transaction,
        placed: Placed,
        contact: Contact,
        held: Held,
        given: Input,
        moved: bool,
        writes: Writes,
    ) -> Outcome:
        arrival, before = placed.arrival, held.session
        held.session, effects = advance(held.flow, before, given, arrival.at)
        # A read paper says nothing about whether the trader is there; everything else does.
        speaker = not isinstance(given, PaperRead)
        turn = Turn(self._desk, self._words, tx, placed, held, writes)
        if held.stored.channel == "web" and (arrival.shown or arrival.client_id):
            turn.trader(_masked(effects, turn.shown(arrival.given, before) or arrival.shown), before)
        if moved and speaker:
            turn.tell(
                Told(
                    "moved-here",
                    {"title": flow_text(held.flow, held.session.language, f"{held.flow.id}.title", held.flow.title)},
                )
            )
        if held.new and held.session.status != "open":
            # Begun and over in one turn: what follows from it refers to its row.
            held.stored, held.new = sessions.add_many(tx, [stored_of(held)])[0], False
        known = contact
        contact = _with_focus(contact, held.stored.id) if speaker else contact
        contact = turn.carry_out(effects, contact)
        if contact.stopped and held.session.mode != "paused" and speaker:
            contact = contact._replace(stopped=False)
        if contact is not known and contact != known:
            writes.contacts[contact.id] = contact
        writes.sessions[held.stored.id] = held
        turn.note(before, given)
        if held.new and known.focus_session_id is None and (by := brought_by(tx.vault, arrival.facts)):
            writes.events.append(
                Event(held.stored.id, contact.id, "brought", None, from_datetime(arrival.at), {"by": by})
            )
        if held.new:
            writes.timers.append(
                Timer(
                    f"remind:{held.stored.id}",
                    "remind",
                    f"{held.stored.id}|{placed.address_id}|1",
                    tx.now + REMIND_AFTER,
                )
            )
        return turn.outcome()

    def _ask_switch(self, tx: Transaction, placed: Placed, held: Held, other: Flow, writes: Writes) -> Outcome:
        """ "Go on with the one, or start the other?" """
        language = held.session.language
        here = Verbatim(flow_text(held.flow, language, f"{held.flow.id}.title", held.flow.title))
        there = Verbatim(flow_text(other, language, f"{other.id}.title", other.title))
        choices = (
            Choice("/resume", Bot("go-on-with", {"title": here}), icon="▶️"),
            Choice(f"/start {other.id}", Bot("start-other", {"title": there}), icon="🆕"),
        )
        turn = Turn(self._desk, self._words, tx, placed, held, writes)
        turn.say(Say("confirm", (Bot("which-flow", {"title": here}),), None, choices), outbox.ASIDE)
        writes.sessions[held.stored.id] = held
        return turn.outcome()

    def apologise(self, tx: Transaction, placed: Placed) -> Outcome:
        """An input was set aside: tell the trader kindly, in whatever conversation there is."""
        arrival = placed.arrival
        contact = contacts.load_many(tx, [placed.contact_id]).get(placed.contact_id)
        focus = arrival.session_id or (contact.focus_session_id if contact is not None else None)
        stored = sessions.load_many(tx, [focus]).get(focus) if focus else None
        if stored is None or stored.body is None:
            return Outcome(placed.key, placed.contact_id, None, gone=contact is None)
        writes = Writes()
        held = self._as_it_was(tx, stored)
        turn = Turn(self._desk, self._words, tx, placed, held, writes)
        if arrival.shown or arrival.client_id:
            turn.trader("…", held.session)
        turn.say(Say("problem", (Bot("problem.went-wrong"),), None, problem="went-wrong"))
        writes.sessions[stored.id] = held
        outcome = turn.outcome()
        self._write(tx, writes)
        return outcome

    def tell(
        self, tx: Transaction, stored: StoredSession, address_id: str, told: Sequence[Told | str], source: str
    ) -> list[Mapping[str, Any]]:
        """Say something outside any turn: what became of a lead, or (a plain string) what a person of ours writes.

        `source` makes the message's key: the same news is said once.
        """
        return self.tell_many(tx, [News(stored, address_id, told, source)])[0]

    def tell_many(self, tx: Transaction, news: Sequence[News]) -> list[list[Mapping[str, Any]]]:
        """The same for many, in order. No answer changes by it."""
        writes = Writes()
        said = [self._told(tx, one, writes) for one in news]
        sessions.save_said(tx, _spoken(writes))
        outbox.add_many(tx, writes.messages)
        return said

    def news(self, tx: Transaction, news: Sequence[News]) -> tuple[list[StoredSession], list[outbox.Message]]:
        """The same, to be written by the caller: the sessions in which something was said, and the messages."""
        writes = Writes()
        for one in news:
            self._told(tx, one, writes)
        return _spoken(writes), writes.messages

    def _told(self, tx: Transaction, news: News, writes: Writes) -> list[Mapping[str, Any]]:
        """Nothing where nothing can be said any more: the contact is erased."""
        stored = news.stored
        if stored.body is None:
            return []
        held = writes.sessions.get(stored.id) or self._as_it_was(tx, stored)
        writes.sessions[stored.id] = held
        arrival = Arrival(stored.channel, "", news.source, Opened(), _now(tx))
        key = hashlib.sha256(news.source.encode()).digest()
        placed = Placed(arrival, key, stored.contact_id, news.address_id)
        turn = Turn(self._desk, self._words, tx, placed, held, writes, lead_id=news.lead_id)
        for one in news.told:
            turn.tell(one)
        # The outcome marks the last message of a finished conversation: it is made before the messages are written.
        return list(turn.outcome().said)

    def _as_it_was(self, tx: Transaction, stored: StoredSession) -> Held:
        """A session with the flow that it was last in."""
        flow = self._shelf.version(tx, stored.flow, stored.version)
        return Held(stored, Session.from_json(stored.body), flow, said=stored.said)

    # Writing --------------------------------------------------------------------------------------------------------

    def _write(self, tx: Transaction, writes: Writes) -> None:
        """In the order of locks: contacts, sessions, timers; what nobody locks in between."""
        if writes.contacts:
            contacts.save_many(tx, list(writes.contacts.values()))
        new = [self._lately.sealed(tx, held) for held in writes.sessions.values() if held.new]
        if new:
            sessions.add_many(tx, new)
        old = [self._lately.sealed(tx, held) for held in writes.sessions.values() if not held.new]
        advanced.write(tx, old, writes.events, writes.messages)
        if writes.consents:
            consents.add_many(tx, writes.consents)
        if writes.timers:
            timers.schedule(tx, sorted(writes.timers, key=lambda timer: timer.id))


def _spoken(writes: Writes) -> list[StoredSession]:
    return [held.stored._replace(said=held.said) for held in writes.sessions.values()]


def _is_being_erased(tx: Transaction, contact_id: str) -> bool:
    return any(timer.kind == "erase" for timer in timers.of_subject(tx, contact_id))


def _with_focus(contact: Contact, session_id: str) -> Contact:
    return contact if contact.focus_session_id == session_id else contact._replace(focus_session_id=session_id)


def _masked(effects: Sequence[Effect], shown: str) -> str:
    """What the trader said, unless it holds what must never be stored."""
    refused = any(isinstance(effect, Say) and effect.problem == "aadhaar" for effect in effects)
    return "…" if refused else shown


def _now(tx: Transaction) -> datetime:
    return to_datetime(tx.now)
