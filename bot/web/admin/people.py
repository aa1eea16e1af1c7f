"""The people inside: where each stands and since when. What they said is shown only when an admin asks for it, and that is written down.

A person of ours can take a conversation over: the bot keeps quiet, the trader is told, and what is written here goes to them in order.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from bot.app import App
from bot.arrival import Arrival
from bot.handoff.number import display_number
from bot.shelf import live_flow
from bot.web.admin.gate import ACTOR, Gate, go_to
from bot.web.problems import ApiProblem
from flows.answers.display import display
from flows.draft import split_path
from flows.inputs import HandedBack, Input, TakenOver
from flows.model import Flow
from flows.profile import display_path, relevant_answers
from flows.reading import labels_of
from flows.session import Session
from locales.languages import LANGUAGES
from storage import addresses, audit, contacts, events, flow_versions, leads, outbox, sessions
from storage.events import Event
from storage.ids import new_id
from storage.outbox import Said
from storage.sessions import StoredSession
from storage.times import to_datetime
from storage.transaction import Transaction

STATUSES: Final = ("open", "completed", "ended")
A_PAGE: Final = 50
MESSAGE_AT_MOST: Final = 2000
_ON_PAGE: Final = 400
"""Events of one session that its page shows, the latest."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list: nothing that anybody said."""

    id: str
    flow: str
    version: int
    status: str
    channel: str
    language: str
    step: str
    mode: str
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as it is shown: what was asked, and what was said."""

    path: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was said, shown on request."""

    answers: tuple[Answered, ...]
    talk: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One session's page."""

    now: int
    person: Person
    contact_id: str
    example: bool
    asked_for_human: bool
    reachable: bool
    erased: bool
    path: tuple[Event, ...]
    lead: tuple[str, str] | None
    """(id, the number that people know)"""
    revealed: Revealed | None = None


def person_of(stored: StoredSession) -> Person:
    """What may be listed of a session."""
    session = Session.from_json(stored.body) if stored.body is not None else None
    asked = session.asked if session is not None else None
    step = display_path(session, asked.path) if session is not None and asked is not None else None
    return Person(
        stored.id, stored.flow, stored.version, stored.status, stored.channel,
        session.language if session is not None else "", step or "", (session.mode if session is not None else None) or "",
        stored.created_at, stored.updated_at,
    )  # fmt: skip


def _see(tx: Transaction, session_id: str, *, reveal: bool) -> Seen:
    stored = _stored(tx, session_id)
    contact = contacts.find(tx, stored.contact_id)
    assert contact is not None
    lead = leads.of_session(tx, session_id)
    return Seen(
        now=tx.now,
        person=person_of(stored),
        contact_id=contact.id,
        example=contact.example,
        asked_for_human=contact.human,
        reachable=_address(tx, stored) is not None,
        erased=contact.erased_at is not None or stored.body is None,
        path=tuple(one._replace(body=None) for one in events.of_session(tx, session_id, limit=5000)[-_ON_PAGE:]),
        lead=(lead.id, display_number(lead.id)) if lead is not None else None,
        revealed=_reveal(tx, stored) if reveal and stored.body is not None else None,
    )


def _stored(tx: Transaction, session_id: str) -> StoredSession:
    stored = sessions.find(tx, session_id)
    if stored is None:
        raise ApiProblem(404, "unknown-session", "there is no such conversation")
    return stored


def _reveal(tx: Transaction, stored: StoredSession) -> Revealed:
    session = Session.from_json(stored.body)
    flow = live_flow(tx, stored.flow, stored.version)
    found = relevant_answers(flow, session, to_datetime(tx.now))
    talk = [one for one in outbox.said(tx, stored.id, max(0, stored.said - 200)) if one.body is not None]
    return Revealed(tuple(_answered(flow, path, value) for path, value in found.items()), tuple(talk))


def _answered(flow: Flow, path: str, value: Any) -> Answered:
    plain = ".".join(part for part in path.split(".") if not part.isdigit())
    step = flow.by_id.get(split_path(plain)[0])
    if step is None:
        return Answered(path, path, str(value))
    if step.kind == "document" and isinstance(value, list):
        return Answered(path, step.label, f"{len(value)} file(s)")
    return Answered(path, step.label, display(step, value, "en", labels_of(flow, step, "en")))


def _address(tx: Transaction, stored: StoredSession) -> str | None:
    return next((one.id for one in addresses.open_on(tx, stored.contact_id, stored.channel)), None)


def _human_no_more(tx: Transaction, contact_id: str) -> None:
    """Nobody waits any longer."""
    contact = contacts.load_many(tx, [contact_id]).get(contact_id)
    if contact is not None and contact.human:
        contacts.save_many(tx, [contact._replace(human=False)])


def _cursor(text: str) -> tuple[int, str] | None:
    at, _, session_id = text.partition("~")
    return (int(at), session_id) if re.fullmatch("[0-9]{1,18}", at, re.ASCII) and session_id else None


def people_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/sessions` and what is under one."""
    _looking(router, app, gate)
    _taking_over(router, app, gate)


def _looking(router: APIRouter, app: App, gate: Gate) -> None:
    view = app.database.view

    @router.get("/admin/sessions")
    async def listed(
        request: Request,
        flow: Annotated[str, Query(max_length=64)] = "",
        status: Annotated[str, Query(max_length=16)] = "open",
        before: Annotated[str, Query(max_length=64)] = "",
    ) -> Response:
        admin = await gate.admin(request)
        chosen = (status,) if status in STATUSES else STATUSES

        def look(tx: Transaction) -> tuple[int, list[str], Sequence[Person]]:
            found = sessions.listed(tx, flow=flow or None, statuses=chosen, before=_cursor(before), limit=A_PAGE)
            return tx.now, sorted(flow_versions.live_numbers(tx)), [person_of(one) for one in found]

        now, flows, people = await asyncio.to_thread(view, look)
        last = people[-1] if len(people) == A_PAGE else None
        following = f"{last.updated_at}~{last.id}" if last is not None else ""
        return admin.page(
            "sessions.html", now=now, flows=flows, people=people, flow=flow, wanted=status, statuses=STATUSES,
            following=following, languages=LANGUAGES,
        )  # fmt: skip

    @router.get("/admin/sessions/{session_id}")
    async def one(session_id: str, request: Request, done: Annotated[str, Query(max_length=40)] = "") -> Response:
        admin = await gate.admin(request)
        seen = await asyncio.to_thread(view, lambda tx: _see(tx, session_id, reveal=False))
        return admin.page("session.html", seen=seen, done=done, languages=LANGUAGES)

    @router.post("/admin/sessions/{session_id}/answers")
    async def answers(session_id: str, request: Request) -> Response:
        """Show what was said; first it is written down that it was shown."""
        admin, _ = await gate.form(request)

        def note(tx: Transaction) -> None:
            audit.note(tx, ACTOR, "answers-shown", session_id, _stored(tx, session_id).contact_id)

        await app.writer.ask(note)
        seen = await asyncio.to_thread(view, lambda tx: _see(tx, session_id, reveal=True))
        return admin.page("session.html", seen=seen, done="", languages=LANGUAGES)


def _taking_over(router: APIRouter, app: App, gate: Gate) -> None:
    @router.post("/admin/sessions/{session_id}/take")
    async def take(session_id: str, request: Request) -> Response:
        await gate.form(request)
        await _give(app, session_id, TakenOver(), "taken-over")
        return go_to(f"/admin/sessions/{session_id}", done="taken")

    @router.post("/admin/sessions/{session_id}/hand-back")
    async def hand_back(session_id: str, request: Request) -> Response:
        await gate.form(request)
        contact_id = await _give(app, session_id, HandedBack(), "handed-back")
        await app.writer.ask(lambda tx: _human_no_more(tx, contact_id))
        return go_to(f"/admin/sessions/{session_id}", done="handed-back")

    @router.post("/admin/sessions/{session_id}/write")
    async def write(session_id: str, request: Request) -> Response:
        _, form = await gate.form(request)
        text = form.text("text", MESSAGE_AT_MOST)
        if not text:
            return go_to(f"/admin/sessions/{session_id}", done="empty")
        await app.writer.ask(lambda tx: _write(app, tx, session_id, text, new_id()))
        app.news(session_id)
        return go_to(f"/admin/sessions/{session_id}", done="written")


async def _give(app: App, session_id: str, given: Input, action: str) -> str:
    """An input of ours for that session, written down; the contact."""

    def look(tx: Transaction) -> tuple[StoredSession, str | None]:
        stored = _stored(tx, session_id)
        return stored, _address(tx, stored)

    stored, address_id = await asyncio.to_thread(app.database.view, look)
    if stored.body is None:
        raise ApiProblem(410, "erased", "this person was erased")
    arrival = Arrival("system", session_id, f"{action}:{new_id()}", given, app.clock(), session_id=session_id)
    await app.receive(arrival._replace(contact_id=stored.contact_id, address_id=address_id))
    await app.writer.ask(lambda tx: audit.note(tx, ACTOR, action, session_id, stored.contact_id))
    return stored.contact_id


def _write(app: App, tx: Transaction, session_id: str, text: str, source: str) -> None:
    """A message from a person of ours, in the trader's conversation and in its order."""
    contact_id = _stored(tx, session_id).contact_id
    contacts.load_many(tx, [contact_id])
    stored = sessions.load_many(tx, [session_id])[session_id]
    if stored.body is None:
        raise ApiProblem(410, "erased", "this person was erased")
    app.turns.tell(tx, stored, _address(tx, stored) or "", [text], f"human:{source}")
    audit.note(tx, ACTOR, "wrote", session_id, contact_id)
