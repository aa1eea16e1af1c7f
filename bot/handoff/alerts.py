"""What partners are told, as rows: an event for each of their webhooks, written with what happened and sent by a timer."""

from __future__ import annotations

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


def tell(tx: Transaction, partner_id: str, event: str, lead_id: str | None, offer_id: str | None = None) -> None:
    """Put an event on its way to every webhook of a partner that wants it."""
    for webhook in webhooks.of_partner(tx, partner_id):
        if webhook.disabled_at is None and (not webhook.events or event in webhook.events):
            send(tx, webhook, event, lead_id, offer_id)


def send(
    tx: Transaction, webhook: webhooks.Webhook, event: str, lead_id: str | None = None, offer_id: str | None = None
) -> webhooks.Delivery:
    """Put one event on its way to one webhook."""
    new = webhooks.add_delivery(tx, webhook, event, lead_id, offer_id)
    timers.schedule(tx, [timers.Timer(f"{TIMER}:{new.id}", TIMER, new.id, tx.now)])
    return new
