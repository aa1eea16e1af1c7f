"""Inputs that could not be processed and were set aside: where the program failed, without what the trader said, and "try again".

Trying again gives the same input under a key that follows from the first, so that doing it twice is doing it once. When the trader
has gone on since, the input would answer another question than the one it was a reply to; then it can only be closed.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.app import App
from bot.arrival import Arrival
from bot.web.admin.gate import ACTOR, Gate, go_to
from bot.web.problems import ApiProblem
from storage import audit, contacts, inbox, overview
from storage.inbox import Waiting
from storage.transaction import Transaction

_FRAME: Final = re.compile(r'\s*File "(?:.*[/\\])?(?P<file>[^/\\"]+)", line (?P<line>\d+), in (?P<name>\S+)')
_ERROR: Final = re.compile(r"(?P<name>[A-Za-z_][\w.]*)(?::|$)")
FRAMES: Final = 12


@dataclass(frozen=True, slots=True)
class SetAside:
    """One input that was set aside."""

    key: str
    channel: str
    kind: str
    received_at: int
    error: str
    frames: tuple[str, ...]
    session_id: str
    moved_on: bool
    readable: bool


def told(trace: str) -> tuple[str, tuple[str, ...]]:
    """The error's name and where it happened. Its message stays out: it may repeat what somebody wrote."""
    lines = trace.splitlines()
    began = max((number + 1 for number, line in enumerate(lines) if line.startswith("Traceback ")), default=0)
    frames = []
    for line in lines[began:]:
        if (frame := _FRAME.match(line)) is not None:
            frames.append(f"{frame['file']}:{frame['line']} {frame['name']}")
        elif line[:1].strip():  # the first line that is not indented names the error; its message may go on below
            named = _ERROR.match(line)
            return (named["name"].rpartition(".")[2] if named else "unknown"), tuple(frames[-FRAMES:])
    return "unknown", tuple(frames[-FRAMES:])


def _seen(tx: Transaction, one: Waiting) -> SetAside:
    body = one.body or {}
    error, frames = told(str(body.get("trace", "")))
    session_id = _session_of(tx, one)
    return SetAside(
        key=one.received.key.hex(),
        channel=one.received.channel,
        kind=one.received.kind,
        received_at=one.received_at,
        error=error,
        frames=frames,
        session_id=session_id,
        moved_on=bool(session_id) and overview.moved_on(tx, session_id, one.received_at),
        readable=bool(body),
    )


def _session_of(tx: Transaction, one: Waiting) -> str:
    wanted = (one.body or {}).get("arrival", {}).get("session_id")
    contact = contacts.find(tx, one.received.contact_id) if one.received.contact_id is not None else None
    return str(wanted or (contact.focus_session_id if contact is not None else None) or "")


def _find(tx: Transaction, key: str) -> tuple[Waiting, SetAside]:
    for one in inbox.poisoned(tx, 1000):
        if one.received.key.hex() == key:
            return one, _seen(tx, one)
    raise ApiProblem(404, "unknown-input", "it is not here any more: somebody tried or closed it")


def poison_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/poison`."""
    view = app.database.view

    @router.get("/admin/poison")
    async def listed(request: Request, done: str = "") -> Response:
        admin = await gate.admin(request)
        found = await asyncio.to_thread(view, lambda tx: [_seen(tx, one) for one in inbox.poisoned(tx)])
        return admin.page("poison.html", found=found, done=done)

    @router.post("/admin/poison/{key}/again")
    async def again(key: str, request: Request) -> Response:
        await gate.form(request)
        waiting, seen = await asyncio.to_thread(view, lambda tx: _find(tx, key))
        if not seen.readable or seen.moved_on:
            raise ApiProblem(409, "moved-on", "the trader has gone on since: this reply would land on another question")
        arrival = Arrival.from_json(waiting.body["arrival"])
        outcome = await app.receive(arrival._replace(key=f"{arrival.key}:again"))
        failed = await asyncio.to_thread(view, lambda tx: _is_aside(tx, outcome.key))
        await app.writer.ask(lambda tx: _close(tx, waiting, "tried-again"))
        return go_to("/admin/poison", done="failed-again" if failed else "worked")

    @router.post("/admin/poison/{key}/close")
    async def close(key: str, request: Request) -> Response:
        await gate.form(request)
        waiting, _ = await asyncio.to_thread(view, lambda tx: _find(tx, key))
        await app.writer.ask(lambda tx: _close(tx, waiting, "input-closed"))
        return go_to("/admin/poison", done="closed")


def _is_aside(tx: Transaction, key: bytes) -> bool:
    return any(one.received.key == key for one in inbox.poisoned(tx, 1000))


def _close(tx: Transaction, waiting: Waiting, action: str) -> None:
    inbox.done(tx, [waiting.received.key])
    audit.note(tx, ACTOR, action, waiting.received.key.hex()[:32], waiting.received.contact_id)
