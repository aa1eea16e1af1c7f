"""One turn: what one input says, and what its effects mean for the database. Everything is collected here and written by `bot/turns.py`
in the same transaction as the session: messages, events, consents, documents, timers, the lead. What is slow or leaves the machine is
a row that somebody else picks up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.arrival import Outcome, Placed
from bot.told import Desk, Lead, Told
from flows.abilities import CHANNELS, WEB, Abilities
from flows.draft import split_path
from flows.effects import (
    Bot,
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
from flows.session import Session
from locales.catalog import Words
from storage import document_rows, outbox
from storage.consents import Consent
from storage.contacts import Contact
from storage.document_rows import StoredDocument
from storage.events import Event
from storage.outbox import Message as Row
from storage.sessions import StoredSession
from storage.timers import Timer
from storage.times import SECOND, from_datetime
from storage.transaction import Transaction

_SAID_BETTER = ("status-completed", "withdrawn")
"""Sentences of the engine, which knows nothing of the queue: "your profile is with us" after "it is taken back" would be puzzling."""
ERASE_AFTER = 20 * SECOND
"""So long a goodbye can still be fetched by a page that shows it."""


BY_THE_SYSTEM = (TakenOver, HandedBack, Reminded, Amend)
"""Inputs with which nobody answers anything: the funnel must not count them."""

FILE_FACT = "file:"
"""Prefix under which an arrival carries where each of its files was stored."""


@dataclass(slots=True)
class Held:
    """One session in hand during a transaction."""

    stored: StoredSession
    session: Session
    flow: Flow
    new: bool = False
    said: int = 0


@dataclass(slots=True)
class Writes:
    """What a transaction will write, collected so that each table is written once."""

    sessions: dict[str, Held] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    messages: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)


@dataclass(slots=True)
class Turn:
    """What one input says and does."""

    desk: Desk
    words: Words
    tx: Transaction
    placed: Placed
    held: Held
    writes: Writes
    rows: list[dict[str, Any]] = field(default_factory=list)
    lead: Lead | None = None
    """The one that this turn made."""
    lead_id: str | None = None
    """The one that the news are about, where they are about one: then nobody needs to look for it."""
    first: int = 0
    knows_better: bool = False

    def carry_out(self, effects: Sequence[Effect], contact: Contact) -> Contact:
        """Every effect, in order."""
        for effect in effects:
            contact = self._effect(effect, contact)
        return contact

    def _effect(self, effect: Effect, contact: Contact) -> Contact:
        tx, held, desk = self.tx, self.held, self.desk
        match effect:
            case Say() if self.knows_better and _is_said_better(effect):
                pass
            case Say():
                self.say(effect)
            case LanguageChanged(language):
                return contact._replace(language=language)
            case Consented():
                self.writes.consents.append(self._consent(effect))
            case ReadPaper():
                subject = f"{held.stored.id}|{self.placed.address_id}|{effect.path}|{effect.file_id}|{effect.paper}"
                self.writes.timers.append(Timer(f"read:{effect.file_id}", "read", subject, tx.now))
            case Completed():
                self.lead, told = desk.completed(tx, held.flow, stored_of(held), held.session)
                self._tell_all(told)
            case Updated():
                self._tell_all(desk.updated(tx, held.flow, stored_of(held), held.session))
            case Withdrawn():
                self._tell_better(desk.withdrawn(tx, held.stored))
            case Erased() | Ended("nothing"):
                self._forget()
            case Ended():
                pass
            case HumanAsked():
                return contact._replace(human=True)
            case MyDataAsked():
                self._tell_all(desk.seen_by(tx, contact.id))
            case StatusAsked():
                self._tell_better(desk.status(tx, held.stored))
            case Paused():
                return contact._replace(stopped=True)
        return contact

    def _forget(self) -> None:
        """Nothing is kept: the answers go now, the key with everything else in a moment (`erase` timer)."""
        tx, held = self.tx, self.held
        self.desk.erased(tx, held.stored.contact_id)
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
            how="typed" if isinstance(self.placed.arrival.given, Typed) else "tap",
            at=from_datetime(self.placed.arrival.at),
        )

    # Saying ---------------------------------------------------------------------------------------------------------

    def say(self, say: Say, row: str | None = None) -> None:
        """One thing said, in the session's language, within its channel's limits. `row`: what the outbox takes it for, if not its kind."""
        held = self.held
        if say.kind == "review" and _is_asked(say, held.flow):
            row = outbox.REVIEW
        facts = {"lead": self.lead.number if self.lead is not None else ""}
        for message in render(say, held.flow, held.session.language, self._abilities(), self.words, facts):
            self._add(row or message.kind, self._body(message))

    def tell(self, told: Told | str) -> None:
        if isinstance(told, str):
            self.say(Say("note", (Verbatim(told),)))
            return
        params: dict[str, Phrase] = {name: Verbatim(value) for name, value in told.params.items()}
        self.say(Say("note", (Bot(told.key, params),)))

    def _tell_all(self, told: Sequence[Told]) -> None:
        for one in told:
            self.tell(one)

    def _tell_better(self, told: Sequence[Told]) -> None:
        """What the queue knows of the lead; then the engine's own sentence about it is left out."""
        self._tell_all(told)
        self.knows_better = self.knows_better or bool(told)

    def trader(self, shown: str, before: Session) -> None:
        """The trader's own line of the conversation, about what was asked before. Only the browser needs it: other channels keep what
        was said themselves.
        """
        asked = before.asked
        body: dict[str, Any] = {"from": "trader", "kind": "trader", "text": shown}
        if asked is not None:
            body["step"] = display_path(before, asked.path)
        if self.placed.arrival.client_id is not None:
            body["id"] = self.placed.arrival.client_id
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
        pending = before.pending if before.pending is not None and before.pending.path == asked else None
        language = held.session.language
        return ", ".join(said_of(held.flow, step, option, language, self.words, pending) for option in options)

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
        held, stored = self.held, self.held.stored
        held.said += 1
        self.first = self.first or held.said
        body["seq"] = held.said
        self.rows.append(body)
        key = f"{self.placed.key.hex()[:32]}:{len(self.rows)}"
        sent = kind == "trader" or stored.channel == "web"
        self.writes.messages.append(
            Row(key, stored.contact_id, self.placed.address_id, stored.id, kind, body, held.said, sent=sent)
        )

    # Ending ---------------------------------------------------------------------------------------------------------

    def note(self, before: Session, given: Input) -> None:
        """The events of this turn: which step was answered, which was asked. The input itself is sealed, for replay."""
        at = from_datetime(self.placed.arrival.at)
        stored, after = self.held.stored, self.held.session
        step = split_path(before.asked.path)[0] if before.asked is not None else None
        kind = _kind_of(before, after, given)
        body = None if _never_kept(given, self.rows) else input_to_json(given)
        asked = _asked_since(before, after)
        self.writes.events.append(Event(stored.id, stored.contact_id, kind, step, at, body, asked))
        if after.status != before.status:
            self.writes.events.append(Event(stored.id, stored.contact_id, after.status, None, at))
        self._documents(given)
        self._drop_replaced(before)

    def _drop_replaced(self, before: Session) -> None:
        """What another file took the place of, or went with a removed product, is nobody's paper any more: it is deleted."""
        after = self.held.session
        lists = [(path, one) for path, one in before.answers.items() if type(one.value) is list]
        same = before.reopened is after.reopened or not before.reopened
        if same and all(after.answers.get(path) is one for path, one in lists):
            return
        for file_id in sorted(_files_in(before) - _files_in(after)):
            self.writes.timers.append(Timer(f"drop:{file_id}", "drop-file", file_id, self.tx.now))

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
                name = self.placed.arrival.facts.get(FILE_FACT + file.id)
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
            self.rows[-1].update(self._lead_said())
        return Outcome(
            self.placed.key,
            self.held.stored.contact_id,
            self.held.stored.id,
            self.first,
            self.held.said,
            tuple(self.rows),
        )

    def _lead_said(self) -> Mapping[str, str]:
        """Which lead it became; where it just did, also the number that the trader is to keep."""
        if self.lead is not None:
            return {"lead": self.lead.id, "number": self.lead.number}
        if self.held.session.status != "completed":
            return {}
        known = self.lead_id or self.desk.lead_of(self.tx, self.held.stored)
        return {"lead": known} if known is not None else {}


def _is_said_better(say: Say) -> bool:
    match say.words:
        case (Bot(key),):
            return key in _SAID_BETTER
        case _:
            return False


def _is_asked(review: Say, flow: Flow) -> bool:
    """Whether this is the review at the end, which waits for an answer; the one that a trader wants to see in between is an answer."""
    step = flow.by_id.get(split_path(review.step or "")[0])
    return step is not None and step.kind == "review"


def _asked_since(before: Session, after: Session) -> str | None:
    """The step that is asked now, where another was asked before."""
    if after.asked is None or (before.asked is not None and after.asked.path == before.asked.path):
        return None
    return split_path(after.asked.path)[0]


def _files_in(session: Session) -> set[str]:
    """The files of a session's answers, of those too that are asked again: they may be kept."""
    return {
        str(file["id"])
        for answer in (*session.answers.values(), *session.reopened.values())
        if isinstance(answer.value, list)
        for file in answer.value
        if isinstance(file, dict) and "sha256" in file
    }


def stored_of(held: Held) -> StoredSession:
    session = held.session
    return held.stored._replace(
        version=session.version, status=session.status, body=session.to_json(), said=held.said, sealed=None
    )


def _never_kept(given: Input, rows: Sequence[Mapping[str, Any]]) -> bool:
    return isinstance(given, Opened) or any(row.get("problem") == "aadhaar" for row in rows)


def _kind_of(before: Session, after: Session, given: Input) -> str:
    if isinstance(given, Commanded) or (isinstance(given, Pressed) and given.option.startswith("/")):
        return "command"
    if isinstance(given, PaperRead):
        return "read"
    if isinstance(given, Opened):
        return "opened"
    if isinstance(given, BY_THE_SYSTEM):
        return "system"
    return "refused" if after.attempts > before.attempts else "answered"
