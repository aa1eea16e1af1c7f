"""Replay: what real people said, given to a draft. Each conversation runs twice from its stored inputs, once in the live version and
once in the draft, through the pure engine; the first place where the two part is counted by its step. No value leaves this file.

Nothing is written and nobody is touched. Inputs that were not kept (an opening, what held an Aadhaar number) are left out of both
runs alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.draft import split_path
from flows.effects import Effect, Say
from flows.engine import advance
from flows.inputs import Input, Opened, input_from_json
from flows.model import Flow
from flows.session import Session, begin
from storage import events, sessions
from storage.sessions import StoredSession
from storage.times import to_datetime
from storage.transaction import Transaction

LIMIT = 200
STATUSES = ("open", "completed", "ended")
Given = Sequence[tuple[Input, datetime]]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many conversations were replayed, and for how many the draft would have gone otherwise."""

    conversations: int
    inputs: int
    changed: int
    first_changes: tuple[tuple[str, str, int], ...]
    """(the step that stood when the two parted, what the draft asked instead, how many), the commonest first."""
    left_out: int = 0
    """Erased, or nothing of them was kept."""

    def as_json(self) -> dict[str, object]:
        return {
            "conversations": self.conversations,
            "inputs": self.inputs,
            "changed": self.changed,
            "left_out": self.left_out,
            "first_changes": [{"step": at, "draft": there, "conversations": n} for at, there, n in self.first_changes],
        }


def replay(tx: Transaction, live: Flow, draft: Flow, limit: int = LIMIT) -> Replayed:
    """The latest `limit` conversations of the flow."""
    changed = inputs = left_out = ran = 0
    parted: dict[tuple[str, str], int] = {}
    for stored in sessions.listed(tx, flow=live.id, statuses=STATUSES, limit=limit):
        given = _inputs(tx, stored) if stored.body is not None else []
        if not given:
            left_out += 1
            continue
        ran += 1
        inputs += len(given)
        where = first_difference(live, draft, given, stored.body["language"])
        if where is not None:
            changed += 1
            parted[where] = parted.get(where, 0) + 1
    ranked = sorted(parted.items(), key=lambda item: (-item[1], item[0]))
    return Replayed(ran, inputs, changed, tuple((*where, number) for where, number in ranked), left_out)


def _inputs(tx: Transaction, stored: StoredSession) -> list[tuple[Input, datetime]]:
    """What was given, in order, with the opening that begins every conversation."""
    kept = [one for one in events.of_session(tx, stored.id) if isinstance(one.body, dict) and "input" in one.body]
    if not kept:
        return []
    return [(Opened(), to_datetime(kept[0].at)), *((input_from_json(one.body), to_datetime(one.at)) for one in kept)]


def first_difference(live: Flow, draft: Flow, given: Given, language: str) -> tuple[str, str] | None:
    """The step asked when the two runs part, and what the draft asks there; None if they never do."""
    before = "(the beginning)"
    for one, other in zip(_run(live, given, language), _run(draft, given, language), strict=True):
        if one != other:
            # Two runs that ask the same thing differ in how they took the last reply: name the step it was a reply to.
            return (before, other.step) if one.step == other.step else (one.step, other.step)
        before = one.step
    return None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is compared after each input: where the trader is and how the bot took the reply; never a value."""

    step: str
    status: str
    said: tuple[tuple[str, str | None], ...]


def _run(flow: Flow, given: Given, language: str) -> Iterator[_Seen]:
    session = begin(flow.id, flow.version, language)
    for one, at in given:
        session, effects = advance(flow, session, one, at)
        yield _Seen(_step(session), session.status, tuple(_said(effects)))


def _step(session: Session) -> str:
    if session.status != "open":
        return f"({session.status})"
    return split_path(session.asked.path)[0] if session.asked is not None else "(nothing)"


def _said(effects: Sequence[Effect]) -> Iterator[tuple[str, str | None]]:
    for effect in effects:
        if isinstance(effect, Say):
            yield effect.kind, effect.problem
