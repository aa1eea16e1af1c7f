"""Telling partners' programs: Standard Webhooks, sent by timers, tried for three days, every attempt in the log.

A body holds ids and how things stand at the moment of sending, never a trader's data: whoever wants those asks the API with a key.
The message id is the delivery's, the same at every attempt, so that a receiver can tell a repeat. While a secret is being replaced
both sign.

    try again after    5 s, 1 min, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, each a little earlier or later
    410 Gone           the webhook is disabled at once
    3xx                a failure: redirects are not followed
    failing 3 days, or an event given up: disabled
    disabled           what waits is given up; the partner and the admins see it on their first page, and the log has a line
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.handoff.number import display_number
from bot.handoff.post import post
from bot.handoff.reach import Target, Unreachable, target
from bot.log import log
from storage import audit, leads, offers, timers, webhooks
from storage.timers import Claimed
from storage.times import DAY, HOUR, MINUTE, SECOND, iso
from storage.transaction import Transaction
from storage.webhooks import Delivery, Webhook

RETRY_AFTER: Final = (
    5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR,
)  # fmt: skip
DISABLE_AFTER: Final = 3 * DAY
JITTER: Final = 0.2
SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - how a secret is recognised, not one

Post = Callable[..., Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Sending:
    """One attempt, ready to go: everything but the network."""

    delivery: Delivery
    webhook: Webhook
    target: Target
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Went:
    """How an attempt went: a status, or a code for what came between."""

    status: int | None
    error: str | None

    @property
    def well(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def shown_secret(secret: bytes) -> str:
    """A secret as Standard Webhooks libraries take it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def signature(secrets: Sequence[bytes], message_id: str, at: int, body: bytes) -> str:
    """The header's value: a signature for each secret. `at` in whole seconds."""
    signed = f"{message_id}.{at}.".encode() + body
    return " ".join(
        "v1," + base64.b64encode(hmac.new(one, signed, hashlib.sha256).digest()).decode() for one in secrets
    )


def prepare(tx: Transaction, claimed: Claimed, *, loopback: bool = False) -> Sending | Went | None:
    """What to send for a timer of kind "webhook": None if it is not to be sent any more; a `Went` if it cannot be."""
    delivery = webhooks.delivery(tx, claimed.subject)
    webhook = webhooks.find(tx, delivery.webhook_id) if delivery is not None else None
    if delivery is None or webhook is None or delivery.state != "new":
        return None
    if webhook.disabled_at is not None:
        return Went(None, webhooks.DISABLED)
    try:
        where = target(webhook.url, loopback=loopback)
    except Unreachable as why:
        return Went(None, why.code)
    body = json.dumps(_payload(tx, delivery), ensure_ascii=False, separators=(",", ":")).encode()
    at = tx.now // SECOND
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Saathi-Webhooks/1",
        "webhook-id": f"msg_{delivery.id}",
        "webhook-timestamp": str(at),
        "webhook-signature": signature(webhooks.secrets(tx, webhook.id), f"msg_{delivery.id}", at, body),
    }
    return Sending(delivery, webhook, where, body, headers)


def _payload(tx: Transaction, delivery: Delivery) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if delivery.lead_id is not None:
        lead = leads.find(tx, delivery.lead_id)
        data |= {"lead_id": delivery.lead_id, "number": display_number(delivery.lead_id)}
        if lead is not None:
            mine = lead.partner_id == delivery.partner_id
            data |= {"status": lead.status, "revision": lead.revision} if mine else {}
    offer = offers.find(tx, delivery.offer_id) if delivery.offer_id is not None else None
    if offer is not None and offer.partner_id == delivery.partner_id:
        data["offer"] = {
            "id": offer.id,
            "state": offer.state,
            "expires_at": iso(offer.expires_at),
            "why": offer.explained,
        }
    return {"type": delivery.event, "timestamp": iso(delivery.created_at), "data": data}


async def send(sending: Sending, *, loopback: bool = False, wire: Post = post) -> Went:
    """One attempt over the network; outside of any transaction."""
    try:
        status = await wire(sending.target, sending.body, sending.headers, loopback=loopback)
    except Unreachable as why:
        return Went(None, why.code)
    if 200 <= status < 300:
        return Went(status, None)
    return Went(status, "redirect" if 300 <= status < 400 else "gone" if status == 410 else "refused")


def settle(tx: Transaction, claimed: Claimed, went: Went | None, chance: random.Random | None = None) -> Webhook | None:
    """Write down how it went, and finish the timer or set it to the next attempt. Gives the webhook if that has disabled it.

    Raises `Lost` if the timer is another's now.
    """
    delivery = webhooks.delivery(tx, claimed.subject)
    if went is None or delivery is None:
        timers.finish(tx, claimed)
        return None
    attempt = delivery.attempts + 1
    over = went.well or went.status == 410 or went.error == webhooks.DISABLED
    again = not over and attempt <= len(RETRY_AFTER)
    state = "sent" if went.well else "new" if again else "failed"
    webhooks.tried(tx, delivery.id, delivery.webhook_id, state=state, status=went.status, error=went.error)
    if again:
        wait = RETRY_AFTER[attempt - 1] * (1 + (chance or random.Random()).uniform(-JITTER, JITTER))  # noqa: S311 - only to spread
        timers.retry(tx, claimed, tx.now + int(wait))
    else:
        timers.finish(tx, claimed)
    return _disable_if(tx, delivery.webhook_id, gone=went.status == 410, given_up=state == "failed")


def _disable_if(tx: Transaction, webhook_id: str, *, gone: bool, given_up: bool) -> Webhook | None:
    webhook = webhooks.find(tx, webhook_id)
    if webhook is None or webhook.disabled_at is not None:
        return None
    failing = webhook.failing_since is not None and tx.now - webhook.failing_since >= DISABLE_AFTER
    if not (gone or given_up or failing):
        return None
    webhooks.disable(tx, webhook_id, "gone" if gone else "failing")
    audit.note(tx, "system", "webhook-disabled", webhook_id)
    return webhook


async def on_timer(host: Any, claimed: Claimed, *, loopback: bool = False) -> None:
    """A timer of kind "webhook", whole: read, send, write down. `host` has a `database` and a `writer`."""
    ready = await asyncio.to_thread(host.database.view, lambda tx: prepare(tx, claimed, loopback=loopback))
    went = await send(ready, loopback=loopback) if isinstance(ready, Sending) else ready
    disabled = await host.writer.ask(lambda tx: settle(tx, claimed, went))
    if disabled is not None:
        log.error("webhook-disabled", webhook=disabled.id, partner=disabled.partner_id)
