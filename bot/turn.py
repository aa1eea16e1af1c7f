"""Turns: many contacts' inputs advanced in one open transaction. Loads once, decides with the engine, writes once.

Everything that an effect means for the database happens here, in the same transaction as the session: messages, events, consents,
documents, timers, the lead. What is slow or leaves the machine is a row that somebody else picks up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, assert_never

from bot.arrival import Arrival, Outcome
from bot.shelf import Shelf
from flows.abilities import CHANNELS, WEB, Abilities
from flows.draft import split_path
from flows.effects import (
    Bot,
    Choice,
    Completed,
    Consented,
    Effect,
    Ended,
    Erased,
    HumanAsked,
    LanguageChanged,
    MyDataAsked,
    Paused,
    Phrase,
    ReadPaper,
    Say,
    StatusAsked,
    Updated,
    Verbatim,
    Withdrawn,
)
from flows.engine import advance
from flows.focus import AskSwitch, Begin, Use, route
from flows.inputs import (
    Amend,
    Chosen,
    Commanded,
    HandedBack,
    Input,
    Opened,
    PaperRead,
    Pressed,
    Reminded,
    Sent,
    TakenOver,
    Typed,
    input_to_json,
)
from flows.model import Flow
from flows.profile import display_path
from flows.render import Message, flow_text, message_to_json, render, said_of
from flows.session import Session, begin
from locales.catalog import Words
from locales.languages import LANGUAGES
from storage import consents, contacts, document_rows, events, flow_versions, outbox, sessions, timers
from storage.consents import Consent
from storage.contacts import Contact
from storage.document_rows import StoredDocument
from storage.events import Event
from storage.outbox import Message as Row
from storage.sessions import StoredSession
from storage.timers import Timer
from storage.times import DAY, SECOND, from_datetime, to_datetime
from storage.transaction import Transaction

REMIND_AFTER = 1 * DAY
ERASE_AFTER = 20 * SECOND
"""So long a goodbye can still be fetched by a page that shows it."""
FILE_FACT = "file:"
"""Prefix under which an arrival carries where each of its files was stored."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something else that a trader must be told, in the bot's words."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


class Desk(Protocol):
    """What becomes of a finished conversation: the partner queue (bot/handoff). Each call is inside the turn's transaction."""

    def completed(
        self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session
    ) -> tuple[str, Sequence[Told]]:
        """A profile is complete: the lead's number, and what the trader is told."""

    def updated(self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session) -> Sequence[Told]:
        """The lead follows an amendment."""

    def withdrawn(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        """The trader takes the lead back."""

    def erased(self, tx: Transaction, contact_id: str) -> None:
        """Recall everything of this contact."""

    def status(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        """Where the lead is."""

    def seen_by(self, tx: Transaction, contact_id: str) -> Sequence[Told]:
        """Which partners have seen the data."""


@dataclass(slots=True)
class _Held:
    """One session in hand during a transaction."""

    stored: StoredSession
    session: Session
    flow: Flow
    new: bool = False
    said: int = 0


@dataclass(slots=True)
class _Writes:
    """What a transaction will write, collected so that each table is written once."""

    sessions: dict[str, _Held] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    messages: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)


class Turns:
    """Advances inputs. One per process; runs on the writer's thread."""

    def __init__(self, shelf: Shelf, words: Words, desk: Desk, default_flow: str = "export_onboarding") -> None:
        self._shelf = shelf
        self._words = words
        self._desk = desk
        self._default = default_flow

    def advance_all(self, tx: Transaction, work: Sequence[tuple[Arrival, bytes]]) -> list[Outcome]:
        """The outcomes, in the order given. At most one input of each contact; the inbox keys are written already."""
        if not work:
            return []
        numbers = flow_versions.live_numbers(tx)
        people = contacts.load_many(tx, [arrival.contact_id or "" for arrival, _ in work])
        held = self._load(tx, work, people, numbers)
        writes = _Writes()
        outcomes = [self._one(tx, arrival, key, people, held, numbers, writes) for arrival, key in work]
        self._write(tx, writes)
        return outcomes

    def flow(self, tx: Transaction, flow: str, version: int) -> Flow:
        """A published version as it runs."""
        return self._shelf.version(tx, flow, version)

    # Loading --------------------------------------------------------------------------------------------------------

    def _load(
        self,
        tx: Transaction,
        work: Sequence[tuple[Arrival, bytes]],
        people: Mapping[str, Contact],
        numbers: Mapping[str, int],
    ) -> dict[str, StoredSession]:
        wanted = {contact.focus_session_id for contact in people.values()} | {arrival.session_id for arrival, _ in work}
        loaded = sessions.load_many(tx, [one for one in wanted if one])
        starting = [arrival.contact_id or "" for arrival, _ in work if arrival.flow]
        if starting:
            loaded.update({one.id: one for one in sessions.open_of(tx, starting)})
        return {one.id: one for one in loaded.values() if one.contact_id in people}

    def _held(self, tx: Transaction, stored: StoredSession, numbers: Mapping[str, int], writes: _Writes) -> _Held:
        """A session with the flow that it runs in: the live version while open, its own afterwards."""
        known = writes.sessions.get(stored.id)
        if known is not None:
            return known
        session = Session.from_json(stored.body)
        if session.status == "open" and stored.flow in numbers:
            flow = self._shelf.live(tx, stored.flow, numbers)
        else:
            flow = self._shelf.version(tx, stored.flow, stored.version)
        return _Held(stored, session, flow, said=stored.said)

    def _begin(
        self, tx: Transaction, arrival: Arrival, key: bytes, contact: Contact, flow_id: str, numbers: Mapping[str, int]
    ) -> _Held:
        flow = self._shelf.live(tx, flow_id, numbers)
        language = contact.language or (arrival.language if arrival.language in LANGUAGES else None) or "en"
        session = begin(flow.id, flow.version, language)
        session_id = tx.vault.derived_id("session", key)
        stored = StoredSession(session_id, contact.id, flow.id, flow.version, "open", arrival.channel, None)
        return _Held(stored, session, flow, new=True)

    # One input ------------------------------------------------------------------------------------------------------

    def _one(
        self,
        tx: Transaction,
        arrival: Arrival,
        key: bytes,
        people: dict[str, Contact],
        loaded: dict[str, StoredSession],
        numbers: Mapping[str, int],
        writes: _Writes,
    ) -> Outcome:
        contact = people.get(arrival.contact_id or "")
        if contact is None or contact.erased_at is not None:
            return Outcome(key, arrival.contact_id, None, gone=True)
        own = {one.id: (one.flow, one.status) for one in loaded.values() if one.contact_id == contact.id}
        token = arrival.session_id
        if token is not None and token not in own:
            token = None
            if isinstance(arrival.given, PaperRead):
                return Outcome(key, contact.id, None, gone=True)
        wanted = arrival.flow if arrival.flow in numbers else None
        moved = False
        given: Input = arrival.given
        match route(own, contact.focus_session_id, arrival.given, wanted, token, self._default, insist=arrival.insist):
            case Begin(flow_id):
                held = self._begin(tx, arrival, key, contact, flow_id, numbers)
                given = Opened()
            case Use(session_id, moved):
                held = self._held(tx, loaded[session_id], numbers, writes)
                given = Opened() if wanted is not None and not moved else given
            case AskSwitch(session_id, other):
                asked = self._held(tx, loaded[session_id], numbers, writes)
                return self._ask_switch(tx, arrival, key, asked, self._shelf.live(tx, other, numbers), writes)
            case never:
                assert_never(never)
        return self._turn(tx, arrival, key, contact, held, given, moved, writes)

    def _turn(
        self,
        tx: Transaction,
        arrival: Arrival,
        key: bytes,
        contact: Contact,
        held: _Held,
        given: Input,
        moved: bool,
        writes: _Writes,
    ) -> Outcome:
        before = held.session
        held.session, effects = advance(held.flow, before, given, arrival.at)
        # A read paper says nothing about whether the trader is there; everything else does.
        speaker = not isinstance(given, PaperRead)
        turn = _Turn(self, tx, arrival, key, held, writes)
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
            held.stored, held.new = sessions.add_many(tx, [_stored(held)])[0], False
        known = contact
        contact = _with_focus(contact, held.stored.id) if speaker else contact
        contact = turn.carry_out(effects, contact)
        if contact.stopped and held.session.mode != "paused" and speaker:
            contact = replace(contact, stopped=False)
        if contact != known:
            writes.contacts[contact.id] = contact
        writes.sessions[held.stored.id] = held
        turn.note(before, given)
        if held.new:
            writes.timers.append(
                Timer(
                    f"remind:{held.stored.id}",
                    "remind",
                    f"{held.stored.id}|{arrival.address_id}|1",
                    tx.now + REMIND_AFTER,
                )
            )
        return turn.outcome()

    def _ask_switch(
        self, tx: Transaction, arrival: Arrival, key: bytes, held: _Held, other: Flow, writes: _Writes
    ) -> Outcome:
        """ "Go on with the one, or start the other?" """
        language = held.session.language
        here = Verbatim(flow_text(held.flow, language, f"{held.flow.id}.title", held.flow.title))
        there = Verbatim(flow_text(other, language, f"{other.id}.title", other.title))
        choices = (
            Choice("/resume", Bot("go-on-with", {"title": here}), icon="▶️"),
            Choice(f"/start {other.id}", Bot("start-other", {"title": there}), icon="🆕"),
        )
        turn = _Turn(self, tx, arrival, key, held, writes)
        turn.say(Say("confirm", (Bot("which-flow", {"title": here}),), None, choices))
        writes.sessions[held.stored.id] = held
        return turn.outcome()

    def apologise(self, tx: Transaction, arrival: Arrival, key: bytes) -> Outcome:
        """An input was set aside: tell the trader kindly, in whatever conversation there is."""
        people = contacts.load_many(tx, [arrival.contact_id or ""])
        contact = people.get(arrival.contact_id or "")
        focus = arrival.session_id or (contact.focus_session_id if contact is not None else None)
        stored = sessions.load_many(tx, [focus]).get(focus) if focus else None
        if stored is None or stored.body is None:
            return Outcome(key, arrival.contact_id, None, gone=contact is None)
        writes = _Writes()
        held = _Held(
            stored,
            Session.from_json(stored.body),
            self._shelf.version(tx, stored.flow, stored.version),
            said=stored.said,
        )
        turn = _Turn(self, tx, arrival, key, held, writes)
        if arrival.shown or arrival.client_id:
            turn.trader("…", held.session)
        turn.say(Say("problem", (Bot("problem.went-wrong"),), None, problem="went-wrong"))
        writes.sessions[stored.id] = held
        self._write(tx, writes)
        return turn.outcome()

    def tell(
        self, tx: Transaction, stored: StoredSession, address_id: str, told: Sequence[Told | str], source: str
    ) -> list[Mapping[str, Any]]:
        """Say something outside any turn: what became of a lead, or (a plain string) what a person of ours writes.

        `source` makes the message's key: the same news is said once.
        """
        if stored.body is None:
            return []
        writes = _Writes()
        held = _Held(
            stored,
            Session.from_json(stored.body),
            self._shelf.version(tx, stored.flow, stored.version),
            said=stored.said,
        )
        arrival = Arrival(
            stored.channel, "", source, Opened(), _now(tx), contact_id=stored.contact_id, address_id=address_id
        )
        turn = _Turn(self, tx, arrival, hashlib.sha256(source.encode()).digest(), held, writes)
        for one in told:
            turn.tell(one)
        writes.sessions[stored.id] = held
        self._write(tx, writes)
        return list(turn.outcome().said)

    # Writing --------------------------------------------------------------------------------------------------------

    def _write(self, tx: Transaction, writes: _Writes) -> None:
        """In the order of locks: contacts, sessions, timers; what nobody locks in between."""
        if writes.contacts:
            contacts.save_many(tx, list(writes.contacts.values()))
        new = [_stored(held) for held in writes.sessions.values() if held.new]
        if new:
            sessions.add_many(tx, new)
        old = [_stored(held) for held in writes.sessions.values() if not held.new]
        if old:
            sessions.save_many(tx, old)
        if writes.events:
            events.add_many(tx, writes.events)
        if writes.messages:
            outbox.add_many(tx, writes.messages)
        if writes.consents:
            consents.add_many(tx, writes.consents)
        if writes.timers:
            timers.schedule(tx, sorted(writes.timers, key=lambda timer: timer.id))


@dataclass(slots=True)
class _Turn:
    """What one input says and does."""

    turns: Turns
    tx: Transaction
    arrival: Arrival
    key: bytes
    held: _Held
    writes: _Writes
    rows: list[dict[str, Any]] = field(default_factory=list)
    lead: str | None = None
    first: int = 0

    def carry_out(self, effects: Sequence[Effect], contact: Contact) -> Contact:
        """Every effect, in order."""
        for effect in effects:
            contact = self._effect(effect, contact)
        return contact

    def _effect(self, effect: Effect, contact: Contact) -> Contact:
        tx, held, desk = self.tx, self.held, self.turns._desk
        match effect:
            case Say():
                self.say(effect)
            case LanguageChanged(language):
                return replace(contact, language=language)
            case Consented():
                self.writes.consents.append(self._consent(effect))
            case ReadPaper():
                subject = "|".join(
                    (held.stored.id, self.arrival.address_id or "", effect.path, effect.file_id, effect.paper)
                )
                self.writes.timers.append(Timer(f"read:{effect.file_id}", "read", subject, tx.now))
            case Completed():
                self.lead, told = desk.completed(tx, held.flow, _stored(held), held.session)
                self._tell_all(told)
            case Updated():
                self._tell_all(desk.updated(tx, held.flow, _stored(held), held.session))
            case Withdrawn():
                self._tell_all(desk.withdrawn(tx, held.stored))
            case Erased() | Ended("nothing"):
                self._forget()
            case Ended():
                pass
            case HumanAsked():
                return replace(contact, human=True)
            case MyDataAsked():
                self._tell_all(desk.seen_by(tx, contact.id))
            case StatusAsked():
                self._tell_all(desk.status(tx, held.stored))
            case Paused():
                return replace(contact, stopped=True)
        return contact

    def _forget(self) -> None:
        """Nothing is kept: the answers go now, the key with everything else in a moment (`erase` timer)."""
        tx, held = self.tx, self.held
        self.turns._desk.erased(tx, held.stored.contact_id)
        held.session = replace(
            held.session, answers={}, reopened={}, acknowledged=frozenset(), instances={}, pending=None, asked=None
        )
        contact_id = held.stored.contact_id
        self.writes.timers.append(Timer(f"erase:{contact_id}", "erase", contact_id, tx.now + ERASE_AFTER))

    def _consent(self, effect: Consented) -> Consent:
        held = self.held
        step = held.flow.by_id[split_path(effect.path)[0]]
        assert step.consent is not None
        language = held.session.language
        words = flow_text(held.flow, language, f"{step.context}.notice", step.consent.notice)
        return Consent(
            contact_id=held.stored.contact_id,
            session_id=held.stored.id,
            purpose=effect.purpose,
            choice=effect.choice,
            notice_version=effect.notice_version,
            notice_hash=hashlib.sha256(words.encode()).digest(),
            language=language,
            how="typed" if isinstance(self.arrival.given, Typed) else "tap",
            at=from_datetime(self.arrival.at),
        )

    # Saying ---------------------------------------------------------------------------------------------------------

    def say(self, say: Say) -> None:
        """One thing said, in the session's language, within its channel's limits."""
        held = self.held
        facts = {"lead": self.lead or ""}
        for message in render(say, held.flow, held.session.language, self._abilities(), self.turns._words, facts):
            self._add(message.kind, self._body(message))

    def tell(self, told: Told | str) -> None:
        if isinstance(told, str):
            self.say(Say("note", (Verbatim(told),)))
            return
        params: dict[str, Phrase] = {name: Verbatim(value) for name, value in told.params.items()}
        self.say(Say("note", (Bot(told.key, params),)))

    def _tell_all(self, told: Sequence[Told]) -> None:
        for one in told:
            self.tell(one)

    def trader(self, shown: str, before: Session) -> None:
        """The trader's own line of the conversation, about what was asked before. Only the browser needs it: other channels keep what
        was said themselves.
        """
        asked = before.asked
        body: dict[str, Any] = {"from": "trader", "kind": "trader", "text": shown}
        if asked is not None:
            body["step"] = display_path(before, asked.path)
        if self.arrival.client_id is not None:
            body["id"] = self.arrival.client_id
        self._add("trader", body)

    def shown(self, given: Input, before: Session) -> str:
        """What was pressed, in the words that stood on the button."""
        match given:
            case Pressed(option, path) | Chosen((option,), path):
                options = [option]
            case Chosen(several, path):
                options = list(several)
            case Commanded(name, argument):
                path, options = None, [f"/{name}" + (f" {argument}" if argument else "")]
            case _:
                return ""
        held = self.held
        asked = path or (before.asked.path if before.asked is not None else "")
        step = held.flow.by_id.get(split_path(asked)[0])
        return ", ".join(
            said_of(held.flow, step, option, held.session.language, self.turns._words) for option in options
        )

    def _abilities(self) -> Abilities:
        return CHANNELS.get(self.held.stored.channel, WEB)

    def _body(self, message: Message) -> dict[str, Any]:
        body = message_to_json(message)
        body["from"] = "bot"
        body["session"] = self.held.stored.id
        if message.step is not None:
            body["path"] = message.step
            body["step"] = display_path(self.held.session, message.step)
        return body

    def _add(self, kind: str, body: dict[str, Any]) -> None:
        self.held.said += 1
        self.first = self.first or self.held.said
        body["seq"] = self.held.said
        self.rows.append(body)
        self.writes.messages.append(
            Row(
                key=f"{self.key.hex()[:32]}:{len(self.rows)}",
                contact_id=self.held.stored.contact_id,
                address_id=self.arrival.address_id or "",
                session_id=self.held.stored.id,
                kind=kind,
                body=body,
                seq=self.held.said,
                sent=kind == "trader" or self.held.stored.channel == "web",
            )
        )

    # Ending ---------------------------------------------------------------------------------------------------------

    def note(self, before: Session, given: Input) -> None:
        """The events of this turn: which step was answered, which was asked. The input itself is sealed, for replay."""
        at = from_datetime(self.arrival.at)
        stored, after = self.held.stored, self.held.session
        step = split_path(before.asked.path)[0] if before.asked is not None else None
        kind = _kind_of(before, after, given)
        body = None if _never_kept(given, self.rows) else input_to_json(given)
        self.writes.events.append(Event(stored.id, stored.contact_id, kind, step, at, body))
        if after.asked is not None and (before.asked is None or after.asked.path != before.asked.path):
            self.writes.events.append(Event(stored.id, stored.contact_id, "asked", split_path(after.asked.path)[0], at))
        if after.status != before.status:
            self.writes.events.append(Event(stored.id, stored.contact_id, after.status, None, at))
        self._documents(given)

    def _documents(self, given: Input) -> None:
        """The rows of stored files. Their bytes were stored before the engine heard of them."""
        tx, stored = self.tx, self.held.stored
        if isinstance(given, Sent):
            places = {
                file["id"]: path
                for path, answer in self.held.session.answers.items()
                if isinstance(answer.value, list)
                for file in answer.value
                if isinstance(file, dict) and "sha256" in file
            }
            for file in given.files:
                name = self.arrival.facts.get(FILE_FACT + file.id)
                if name is None:
                    continue
                verdict = "kept" if file.id in places else "unused"
                row = StoredDocument(
                    file.id, stored.contact_id, stored.id, places.get(file.id, ""), document_rows.content_hash(tx, file.sha256),
                    file.mime, file.bytes, None, verdict, {"sha256": file.sha256}, name, tx.key(stored.contact_id).id,
                )  # fmt: skip
                document_rows.add(tx, row)
                if verdict == "unused":
                    self.writes.timers.append(Timer(f"drop:{file.id}", "drop-file", file.id, tx.now))
        elif isinstance(given, PaperRead):
            known = document_rows.find(tx, given.file_id)
            if known is not None:
                document_rows.save(
                    tx,
                    replace(
                        known, verdict=given.verdict, pages=given.pages, body={**known.body, "read": dict(given.fields)}
                    ),
                )

    def outcome(self) -> Outcome:
        session = self.held.session
        if self.rows and session.status != "open":
            self.rows[-1]["status"] = session.status
            if self.lead is not None:
                self.rows[-1]["lead"] = self.lead
        return Outcome(
            self.key, self.held.stored.contact_id, self.held.stored.id, self.first, self.held.said, tuple(self.rows)
        )


def _stored(held: _Held) -> StoredSession:
    session = held.session
    return replace(held.stored, version=session.version, status=session.status, body=session.to_json(), said=held.said)


def _with_focus(contact: Contact, session_id: str) -> Contact:
    return contact if contact.focus_session_id == session_id else replace(contact, focus_session_id=session_id)


def _masked(effects: Sequence[Effect], shown: str) -> str:
    """What the trader said, unless it holds what must never be stored."""
    refused = any(isinstance(effect, Say) and effect.problem == "aadhaar" for effect in effects)
    return "…" if refused else shown


def _never_kept(given: Input, rows: Sequence[Mapping[str, Any]]) -> bool:
    return isinstance(given, Opened) or any(row.get("problem") == "aadhaar" for row in rows)


def _kind_of(before: Session, after: Session, given: Input) -> str:
    if isinstance(given, Commanded) or (isinstance(given, Pressed) and given.option.startswith("/")):
        return "command"
    if isinstance(given, PaperRead):
        return "read"
    if isinstance(given, Opened):
        return "opened"
    if isinstance(given, TakenOver | HandedBack | Reminded | Amend):
        return "system"  # nobody answered anything: the funnel must not count it
    return "refused" if after.attempts > before.attempts else "answered"


def _now(tx: Transaction) -> datetime:
    return to_datetime(tx.now)
