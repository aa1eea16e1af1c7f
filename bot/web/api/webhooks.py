"""Webhooks through the API: add, look, test, replace the secret, see how each telling went, send one again."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.handoff import alerts
from bot.handoff.lives import Refusal
from bot.handoff.reach import URL_AT_MOST, Unreachable, target
from bot.handoff.webhooks import shown_secret
from bot.web.api.access import (
    PAGE,
    Caller,
    Cursor,
    Host,
    Limit,
    answer,
    caller,
    cursor_of,
    is_id,
    not_found,
    position,
    read,
    write,
    writer,
)
from bot.web.api.once import Key, made, once, reused
from bot.web.api.openapi import listing, one, problems
from bot.web.problems import ApiProblem
from storage import timers, webhooks
from storage.timers import Timer
from storage.times import iso
from storage.transaction import Transaction
from storage.webhooks import Delivery, Webhook

ADDRESS = r"^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(:(443|8443))?([/?][\x21\x22\x24-\x7e]*)?$"
AT_MOST = 20
"""Webhooks of one partner."""


Secret = tuple[Webhook, bytes]
"""A webhook and its present secret."""


class NewWebhook(BaseModel):
    """Where to tell you, and of what; without events, of everything."""

    model_config = ConfigDict(title="NewWebhook")
    url: str = Field(max_length=URL_AT_MOST, pattern=ADDRESS)
    events: list[Literal[alerts.EVENTS]] = Field(default_factory=list, max_length=20)  # type: ignore[valid-type]


def webhook_routes(router: APIRouter, host: Host) -> None:
    """The routes of webhooks and their log."""
    _having(router, host)
    _secrets(router, host)
    _using(router, host)
    _log(router, host)


def _having(router: APIRouter, host: Host) -> None:
    @router.get("/webhooks", responses={200: listing("Webhook")})
    async def list_webhooks(request: Request) -> Response:
        """Your webhooks."""
        who = caller(request)
        found = await read(host, lambda tx: webhooks.of_partner(tx, who.partner.id))
        return answer(who, {"items": [_webhook(each) for each in found], "next": None})

    @router.post("/webhooks", status_code=201, responses={201: one("Webhook"), **problems(403, 409)})
    async def add(request: Request, given: NewWebhook, idempotency: Key = None) -> Response:
        """Add a webhook. Its secret is shown here and never again (but to the same Idempotency-Key)."""
        who = writer(request)
        try:
            target(given.url)
        except Unreachable as why:
            raise ApiProblem(422, why.code, str(why), who.headers) from None

        this = once(who, idempotency, request, given.model_dump())

        def work(tx: Transaction) -> Secret | Refusal:
            return made(tx, this, lambda: _added(tx, who, given), lambda known: _secret_of(tx, known))

        found = await write(host, work)
        if isinstance(found, Refusal):
            raise _refused(found, who)
        return answer(who, _webhook(found[0]) | {"secret": shown_secret(found[1])}, 201)

    @router.delete(
        "/webhooks/{webhook_id}", status_code=204, responses={204: {"description": "Gone"}, **problems(403, 404)}
    )
    async def remove(request: Request, webhook_id: str) -> Response:
        """Remove a webhook and its log."""
        who = writer(request)
        await _change(host, who, webhook_id, lambda tx, each: webhooks.remove(tx, each.id))
        return Response(status_code=204, headers=dict(who.headers))


def _secrets(router: APIRouter, host: Host) -> None:
    @router.post("/webhooks/{webhook_id}/rotate", responses={200: one("Webhook"), **problems(403, 404, 409)})
    async def rotate(request: Request, webhook_id: str, idempotency: Key = None) -> Response:
        """A new secret, shown here only. The one before signs beside it until the next rotation or `retire`."""
        who = writer(request)
        this = once(who, idempotency, request)

        def change(tx: Transaction, each: Webhook) -> Secret | Refusal:
            return made(
                tx, this, lambda: (each.id, (each, webhooks.rotate(tx, each.id))), lambda known: _secret_of(tx, known)
            )

        _, found = await _change(host, who, webhook_id, change)
        if isinstance(found, Refusal):
            raise _refused(found, who)
        return answer(who, _webhook(found[0]) | {"secret": shown_secret(found[1])})

    @router.post("/webhooks/{webhook_id}/retire", responses={200: one("Webhook"), **problems(403, 404)})
    async def retire(request: Request, webhook_id: str) -> Response:
        """The replaced secret signs no more."""
        who = writer(request)
        each, _ = await _change(host, who, webhook_id, lambda tx, each: webhooks.retire(tx, each.id))
        return answer(who, _webhook(each))


def _using(router: APIRouter, host: Host) -> None:
    @router.post("/webhooks/{webhook_id}/enable", responses={200: one("Webhook"), **problems(403, 404)})
    async def enable(request: Request, webhook_id: str) -> Response:
        """Use a webhook again that was disabled."""
        who = writer(request)
        await _change(host, who, webhook_id, lambda tx, each: webhooks.enable(tx, each.id))
        found = await read(host, lambda tx: webhooks.find(tx, webhook_id))
        if found is None:
            raise not_found(who)
        return answer(who, _webhook(found))

    @router.post("/webhooks/{webhook_id}/test", responses={200: one("Delivery"), **problems(403, 404)})
    async def test(request: Request, webhook_id: str) -> Response:
        """Send an event of type `webhook.test` now; how it went is in the log."""
        who = writer(request)
        _, sent = await _change(host, who, webhook_id, lambda tx, each: alerts.send(tx, each, alerts.TEST_EVENT))
        host.news(None)
        return answer(who, _delivery(sent))


def _log(router: APIRouter, host: Host) -> None:
    @router.get("/deliveries", responses={200: listing("Delivery")})
    async def deliveries(
        request: Request,
        cursor: Cursor = None,
        limit: Limit = PAGE,
    ) -> Response:
        """What was sent to your webhooks and how it went, oldest first."""
        who = caller(request)
        after = position(cursor)
        found = await read(host, lambda tx: webhooks.log(tx, who.partner.id, after, limit))
        more = cursor_of(found[-1].created_at, found[-1].id) if len(found) == limit else None
        return answer(who, {"items": [_delivery(each) for each in found], "next": more})

    @router.post("/deliveries/{delivery_id}/resend", responses={200: one("Delivery"), **problems(403, 404)})
    async def resend(request: Request, delivery_id: str) -> Response:
        """Send one again, with the same message id."""
        who = writer(request)
        found = await write(host, lambda tx: _again(tx, who.partner.id, delivery_id)) if is_id(delivery_id) else None
        if found is None:
            raise not_found(who)
        host.news(None)
        return answer(who, _delivery(found))


def _added(tx: Transaction, who: Caller, given: NewWebhook) -> tuple[str, Secret] | Refusal:
    if len(webhooks.of_partner(tx, who.partner.id)) >= AT_MOST:
        return Refusal("too-many-webhooks")
    new = webhooks.add(tx, who.partner.id, given.url, given.events)
    return new[0].id, new


def _secret_of(tx: Transaction, webhook_id: str) -> Secret | None:
    found = webhooks.find(tx, webhook_id)
    return None if found is None else (found, webhooks.secrets(tx, webhook_id)[0])


def _refused(refused: Refusal, who: Caller) -> ApiProblem:
    match refused.code:
        case "too-many-webhooks":
            return ApiProblem(409, refused.code, f"there are {AT_MOST} already", who.headers)
        case "not-found":
            return ApiProblem(409, "gone", "the webhook that this request made has been removed since", who.headers)
        case _:
            return reused(who)


async def _change(host: Host, who: Caller, webhook_id: str, change: Any) -> tuple[Webhook, Any]:
    """Change one of the caller's webhooks. Raises ApiProblem 404."""

    def work(tx: Transaction) -> tuple[Webhook, Any] | None:
        each = webhooks.find(tx, webhook_id)
        if each is None or each.partner_id != who.partner.id:
            return None
        return each, change(tx, each)

    done = await write(host, work) if is_id(webhook_id) else None
    if done is None:
        raise not_found(who)
    return done


def _again(tx: Transaction, partner_id: str, delivery_id: str) -> Delivery | None:
    found = webhooks.delivery(tx, delivery_id)
    if found is None or found.partner_id != partner_id:
        return None
    webhooks.again(tx, delivery_id)
    timers.schedule(tx, [Timer(f"{alerts.TIMER}:{delivery_id}", alerts.TIMER, delivery_id, tx.now)])
    return webhooks.delivery(tx, delivery_id)


def _webhook(each: Webhook) -> dict[str, Any]:
    return {
        "id": each.id,
        "url": each.url,
        "events": list(each.events),
        "state": "active" if each.disabled_at is None else "disabled",
        "failing_since": None if each.failing_since is None else iso(each.failing_since),
        "disabled_why": each.disabled_why,
        "created_at": iso(each.created_at),
    }


def _delivery(each: Delivery) -> dict[str, Any]:
    return {
        "id": each.id,
        "webhook_id": each.webhook_id,
        "event": each.event,
        "lead_id": each.lead_id,
        "state": each.state,
        "attempts": each.attempts,
        "status": each.status,
        "error": each.error,
        "created_at": iso(each.created_at),
        "tried_at": None if each.tried_at is None else iso(each.tried_at),
    }
