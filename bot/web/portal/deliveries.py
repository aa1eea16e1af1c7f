"""Webhooks: where the partner's programs are told, and how each telling went; what failed can be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.handoff import alerts
from bot.handoff.number import display_number
from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.times import moment
from bot.web.portal.words import WORDS, Say, say_in
from storage import audit, timers, webhooks
from storage.timers import Timer
from storage.transaction import Transaction

SHOWN_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One delivery in words."""

    id: str
    url: str
    event: str
    lead: str
    state: str
    said: str
    attempts: int
    made: str
    tried: str


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook in words."""

    id: str
    url: str
    events: str
    state: str
    why: str


def deliveries_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/deliveries`."""

    @router.get("/deliveries")
    async def listed(request: Request) -> Response:
        visitor = await hall.visitor(request)
        hooks, lines = await hall.view(lambda tx: (_hooks(tx, visitor), _lines(tx, visitor)))
        return hall.page(request, "deliveries.html", visitor, hooks=hooks, lines=lines)

    @router.post("/deliveries/{delivery_id}/again")
    async def again(request: Request, delivery_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor)
        if not await hall.write(lambda tx: _again(tx, visitor, delivery_id)):
            raise NotThere
        hall.app.news(None)
        return back("/partner/deliveries", "sent-again")

    @router.post("/webhooks/{webhook_id}/test")
    async def test(request: Request, webhook_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor)
        if not await hall.write(lambda tx: _tested(tx, visitor, webhook_id)):
            raise NotThere
        hall.app.news(None)
        return back("/partner/deliveries", "sent-again")

    @router.post("/webhooks/{webhook_id}/enable")
    async def enable(request: Request, webhook_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, "owner")
        if not await hall.write(lambda tx: _enabled(tx, visitor, webhook_id)):
            raise NotThere
        return back("/partner/deliveries", "saved")


def _own(tx: Transaction, visitor: Visitor, webhook_id: str) -> webhooks.Webhook | None:
    found = webhooks.find(tx, webhook_id)
    return found if found is not None and found.partner_id == visitor.partner.id else None


def _in_words(error: str | None, say: Say) -> str:
    """What the log keeps as a code."""
    return say(f"error.{error}") if f"error.{error}" in WORDS else error or ""


def _hooks(tx: Transaction, visitor: Visitor) -> list[Hook]:
    say = say_in(visitor.language)
    return [
        Hook(
            one.id,
            one.url,
            ", ".join(one.events),
            "disabled" if one.disabled_at else "failing" if one.failing_since else "well",
            _in_words(one.disabled_why, say),
        )
        for one in webhooks.of_partner(tx, visitor.partner.id)
    ]


def _lines(tx: Transaction, visitor: Visitor) -> list[Line]:
    """The latest, newest first."""
    urls = {one.id: one.url for one in webhooks.of_partner(tx, visitor.partner.id)}
    say = say_in(visitor.language)
    found: list[webhooks.Delivery] = []
    after = (0, "")
    while part := webhooks.log(tx, visitor.partner.id, after, 500):
        found = [*found, *part][-SHOWN_AT_MOST:]
        after = (part[-1].created_at, part[-1].id)
    lines = []
    for one in reversed(found):
        said = f"HTTP {one.status}" if one.status is not None else ""
        said = " · ".join(part for part in (said, _in_words(one.error, say)) if part)
        lines.append(
            Line(
                one.id,
                urls.get(one.webhook_id, ""),
                one.event,
                display_number(one.lead_id) if one.lead_id else "",
                one.state,
                said or say(f"delivery.{one.state}" if f"delivery.{one.state}" in WORDS else "delivery.new"),
                one.attempts,
                moment(one.created_at, visitor.language),
                moment(one.tried_at, visitor.language) if one.tried_at else "",
            )
        )
    return lines


def _again(tx: Transaction, visitor: Visitor, delivery_id: str) -> bool:
    found = webhooks.delivery(tx, delivery_id)
    if found is None or found.partner_id != visitor.partner.id:
        return False
    webhooks.again(tx, found.id)
    timers.schedule(tx, [Timer(f"{alerts.TIMER}:{found.id}", alerts.TIMER, found.id, tx.now)])
    audit.note(tx, visitor.actor, "delivery-again", found.id)
    return True


def _tested(tx: Transaction, visitor: Visitor, webhook_id: str) -> bool:
    found = _own(tx, visitor, webhook_id)
    if found is None:
        return False
    alerts.send(tx, found, alerts.TEST_EVENT)
    return True


def _enabled(tx: Transaction, visitor: Visitor, webhook_id: str) -> bool:
    found = _own(tx, visitor, webhook_id)
    if found is None:
        return False
    webhooks.enable(tx, found.id)
    audit.note(tx, visitor.actor, "webhook-enabled", found.id)
    return True
