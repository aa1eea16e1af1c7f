"""What partners are told, as rows: an event for each of their webhooks, written with what happened and sent by a timer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage import timers, webhooks
from storage.transaction import Transaction

EVENTS: Final = (
    "lead.offered",
    "lead.nudge",
    "lead.accepted",
    "lead.expired",
    "lead.updated",
    "lead.withdrawn",
    "document.received",
)
TEST_EVENT: Final = "webhook.test"
TIMER: Final = "webhook"


@dataclass(frozen=True, slots=True)
class Alert:
    """One event for one partner."""

    partner_id: str
    event: str
    lead_id: str | None
    offer_id: str | None = None


def tell(tx: Transaction, partner_id: str, event: str, lead_id: str | None, offer_id: str | None = None) -> None:
    """Put an event on its way to every webhook of a partner that wants it."""
    tell_many(tx, [Alert(partner_id, event, lead_id, offer_id)])


def tell_many(tx: Transaction, alerts: Sequence[Alert]) -> None:
    """Put events on their way, each to every webhook of its partner that wants it."""
    hooks = webhooks.of_partners(tx, {one.partner_id for one in alerts})
    _send(
        tx,
        [
            webhooks.new_delivery(tx, hook, one.event, one.lead_id, one.offer_id)
            for one in alerts
            for hook in hooks
            if hook.partner_id == one.partner_id and _wants(hook, one.event)
        ],
    )


def send(
    tx: Transaction, webhook: webhooks.Webhook, event: str, lead_id: str | None = None, offer_id: str | None = None
) -> webhooks.Delivery:
    """Put one event on its way to one webhook."""
    new = webhooks.new_delivery(tx, webhook, event, lead_id, offer_id)
    _send(tx, [new])
    return new


def _wants(webhook: webhooks.Webhook, event: str) -> bool:
    return webhook.disabled_at is None and (not webhook.events or event in webhook.events)


def _send(tx: Transaction, new: Sequence[webhooks.Delivery]) -> None:
    webhooks.add_deliveries(tx, new)
    timers.schedule(tx, [timers.Timer(f"{TIMER}:{one.id}", TIMER, one.id, tx.now) for one in new])
