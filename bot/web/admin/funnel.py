"""The funnel: for each step how many were asked, answered and refused, where people stopped, and how long a reply takes.

Counted from events, which hold step ids and times and no value. "Stopped here" are people whose last question this was and who have
been silent for a day, or whose conversation ended there; those who wrote lately are "here now", not lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from bot.app import App
from bot.shelf import compiled
from bot.web.admin.flows import known
from bot.web.admin.gate import Gate
from flows.model import TOLD_KINDS, Flow
from storage import flow_versions, overview
from storage.overview import Walked
from storage.times import DAY, SECOND
from storage.transaction import Transaction

SILENT_FOR: Final = DAY
LOST_SHARE: Final = 0.10
"""From this share of those asked on, a step is marked as a drop-off."""
LOST_LEAST: Final = 2
WIDTH: Final = 320
"""Of the longest bar, in the picture's units."""
SPANS: Final = (7, 30, 90, 0)
"""Days to look back; 0: everything."""


@dataclass(slots=True)
class Stop:
    """One step of the funnel."""

    step: str
    label: str
    asked: int = 0
    answered: int = 0
    refused: int = 0
    stopped: int = 0
    here: int = 0
    waits: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> int | None:
        """The median time from question to reply."""
        return round(median(self.waits) / SECOND) if self.waits else None

    @property
    def lost(self) -> bool:
        return self.stopped >= LOST_LEAST and self.stopped >= LOST_SHARE * self.asked


def funnel(flow: Flow, walked: Iterable[Walked], now: int) -> list[Stop]:
    """In the flow's order; steps that a later version took away come last."""
    stops = {
        step.id: Stop(step.id, step.label)
        for step in flow.steps
        if step.kind not in TOLD_KINDS or step.kind == "review"
    }
    session: list[Walked] = []
    for one in walked:
        if session and session[0].session_id != one.session_id:
            _count(stops, session, now)
            session = []
        session.append(one)
    if session:
        _count(stops, session, now)
    return [stop for stop in stops.values() if stop.asked]


def _count(stops: dict[str, Stop], session: Sequence[Walked], now: int) -> None:
    """One person's way."""
    asked: dict[str, int] = {}
    answered: set[str] = set()
    refused: set[str] = set()
    last = ""
    for one in session:
        match one.kind:
            case "answered" | "command" if one.step in asked and one.step not in answered:
                answered.add(one.step)
                stops[one.step].waits.append(max(0, one.at - asked[one.step]))
            case "refused" if one.step is not None:
                stops.setdefault(one.step, Stop(one.step, one.step))
                refused.add(one.step)
        now_asked = one.step if one.kind == "asked" else one.asked  # a row of its own until revision 0008
        if now_asked is not None:
            stops.setdefault(now_asked, Stop(now_asked, now_asked))
            asked[now_asked] = one.at
            last = now_asked
    for step in asked:
        stops[step].asked += 1
    # The step that stands is not answered, whatever was said to it: a command or a reply that left it standing.
    standing = last if session[0].status != "completed" else ""
    for step in answered - {standing}:
        stops[step].answered += 1
    for step in refused:
        stops[step].refused += 1
    if standing:
        silent = session[0].status != "open" or session[-1].at < now - SILENT_FOR
        if silent:
            stops[standing].stopped += 1
        else:
            stops[standing].here += 1


@dataclass(frozen=True, slots=True)
class Seen:
    name: str
    flows: tuple[str, ...]
    days: int
    stops: tuple[Stop, ...]
    people: int
    completed: int
    cut: bool
    """There are more than are looked at."""

    @property
    def most(self) -> int:
        return max((stop.asked for stop in self.stops), default=1)

    def wide(self, number: int) -> int:
        """A bar's length."""
        return round(WIDTH * number / self.most)


def _see(tx: Transaction, name: str, days: int) -> Seen:
    flows = tuple(sorted(flow_versions.live_numbers(tx)))
    live = known(tx, name)
    walked = overview.walked(tx, name, tx.now - days * DAY if days else 0)
    cut = len(walked) == overview.WALK_AT_MOST
    if cut:  # of the last one only the beginning is here
        walked = [one for one in walked if one.session_id != walked[-1].session_id]
    done = {one.session_id for one in walked if one.status == "completed"}
    people = {one.session_id for one in walked}
    return Seen(name, flows, days, tuple(funnel(compiled(live), walked, tx.now)), len(people), len(done), cut)


def funnel_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/funnel`."""

    @router.get("/admin/funnel")
    async def show(
        request: Request,
        flow: Annotated[str, Query(max_length=64)] = "",
        days: Annotated[int, Query(ge=0, le=3650)] = 30,
    ) -> Response:
        admin = await gate.admin(request)
        name = flow or app.default_flow
        seen = await asyncio.to_thread(app.database.view, lambda tx: _see(tx, name, days))
        return admin.page("funnel.html", seen=seen, spans=SPANS, width=WIDTH)
