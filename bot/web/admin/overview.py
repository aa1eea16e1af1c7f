"""The first room: who is inside, how the queue stands, and what needs a human."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.app import App
from bot.handoff.lives import LEAD_STATUSES
from bot.web.admin.gate import Gate
from storage import audit, flow_versions, leads, overview, partners, sessions, webhooks
from storage.audit import Line
from storage.overview import Asking, Unsent
from storage.times import MINUTE
from storage.transaction import Transaction

OVERDUE_AFTER: Final = 5 * MINUTE
NEEDS_A_HUMAN: Final = ("held", "returned")
"""Statuses in which a lead waits for an admin's word."""


@dataclass(frozen=True, slots=True)
class Inside:
    """One flow's people."""

    flow: str
    version: int | None
    open: int
    completed: int
    ended: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page."""

    now: int
    inside: tuple[Inside, ...]
    leads: tuple[tuple[str, int], ...]
    unsent: Unsent
    poisoned: int
    asking: tuple[Asking, ...]
    stuck: tuple[tuple[str, int], ...]
    untaken: int
    disabled: tuple[tuple[str, str], ...]
    """(partner, why) of each webhook that was given up."""
    audit: tuple[Line, ...]

    @property
    def calm(self) -> bool:
        """Nothing waits for a human."""
        waiting = (self.asking, self.stuck, self.untaken, self.disabled, self.poisoned)
        return not (any(waiting) or self.unsent.overdue or self.unsent.dead)


def look(tx: Transaction) -> Overview:
    """The present numbers."""
    by_status = leads.counts(tx)
    return Overview(
        now=tx.now,
        inside=tuple(people_inside(tx)),
        leads=tuple((status, by_status[status]) for status in LEAD_STATUSES if status in by_status),
        unsent=overview.unsent(tx, OVERDUE_AFTER),
        poisoned=overview.poisoned(tx),
        asking=tuple(overview.asking(tx)),
        stuck=tuple((status, by_status[status]) for status in NEEDS_A_HUMAN if by_status.get(status)),
        untaken=overview.untaken(tx),
        disabled=tuple(_disabled(tx)),
        audit=tuple(audit.latest(tx, 8)),
    )


def _disabled(tx: Transaction) -> list[tuple[str, str]]:
    found = [(partners.find(tx, one.partner_id), one.disabled_why or "") for one in webhooks.disabled(tx)]
    return [(partner.name, why) for partner, why in found if partner is not None and partner.active]


def people_inside(tx: Transaction) -> list[Inside]:
    """Every flow that has a live version or people."""
    live = flow_versions.live_numbers(tx)
    found: dict[str, dict[str, int]] = {flow: {} for flow in live}
    for flow, _, status, number in sessions.counts(tx):
        each = found.setdefault(flow, {})
        each[status] = each.get(status, 0) + number
    return [
        Inside(flow, live.get(flow), each.get("open", 0), each.get("completed", 0), each.get("ended", 0))
        for flow, each in sorted(found.items())
    ]


def overview_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin`."""

    @router.get("/admin")
    async def first(request: Request) -> Response:
        admin = await gate.admin(request)
        seen = await asyncio.to_thread(app.database.view, look)
        return admin.page("overview.html", seen=seen, example=app.settings.demo)
