"""Where partners want to be told, and how each telling went. Ids only: what is sent is made when it is sent.

A secret is 32 random bytes wrapped by the master key. While one is being replaced, both sign.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_, update

from storage.compiled import InsertMany, SelectMany
from storage.ids import new_id
from storage.tables import deliveries, webhooks
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Webhook:
    """`events` empty: all. `failing_since`: of the first failure since the last success."""

    id: str
    partner_id: str
    url: str
    events: tuple[str, ...]
    failing_since: int | None
    disabled_at: int | None
    disabled_why: str | None
    created_at: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook. `state`: new, sent, failed (given up). `error`: a code, never what the receiver wrote."""

    id: str
    webhook_id: str
    partner_id: str
    event: str
    lead_id: str | None
    offer_id: str | None
    state: str
    attempts: int
    status: int | None
    error: str | None
    created_at: int
    tried_at: int | None


DISABLED = "disabled"
"""The error of what was not sent because its webhook is disabled."""
_W, _D = webhooks.c, deliveries.c
_FIELDS = tuple(_W[name] for name in Webhook.__slots__)
_DELIVERY = tuple(_D[name] for name in Delivery.__slots__)
_OF_PARTNERS = SelectMany(select(*_FIELDS).order_by(_W.created_at, _W.id), by=_W.partner_id)
_ADD_DELIVERIES = InsertMany(deliveries, *Delivery.__slots__)


def add(tx: Transaction, partner_id: str, url: str, events: Sequence[str]) -> tuple[Webhook, bytes]:
    """(webhook, its secret): the secret is returned here and at its rotation, and never again."""
    secret, webhook_id = os.urandom(32), new_id()
    row = {"id": webhook_id, "partner_id": partner_id, "url": url, "events": json.dumps(list(events))}
    tx.connection.execute(insert(webhooks), [row | {"secret": tx.vault.wrap(secret), "created_at": tx.now}])
    return Webhook(webhook_id, partner_id, url, tuple(events), None, None, None, tx.now), secret


def find(tx: Transaction, webhook_id: str) -> Webhook | None:
    row = tx.connection.execute(select(*_FIELDS).where(_W.id == webhook_id)).one_or_none()
    return None if row is None else _open(row)


def of_partner(tx: Transaction, partner_id: str) -> list[Webhook]:
    return of_partners(tx, [partner_id])


def of_partners(tx: Transaction, partner_ids: Iterable[str]) -> list[Webhook]:
    """Those of several partners, oldest first."""
    return [_open(row) for row in _OF_PARTNERS.run(tx, sorted(set(partner_ids)))]


def secrets(tx: Transaction, webhook_id: str) -> list[bytes]:
    """The present secret, and the one before it while it is being replaced."""
    row = tx.connection.execute(select(_W.secret, _W.secret_old).where(_W.id == webhook_id)).one()
    return [tx.vault.unwrap(wrapped) for wrapped in row if wrapped is not None]


def rotate(tx: Transaction, webhook_id: str) -> bytes:
    """A new secret; the one before stays valid beside it until the next rotation or `retire`."""
    secret = os.urandom(32)
    values = {"secret_old": _W.secret, "secret": tx.vault.wrap(secret)}
    tx.connection.execute(update(webhooks).where(_W.id == webhook_id).values(values))
    return secret


def retire(tx: Transaction, webhook_id: str) -> None:
    """The replaced secret signs no more."""
    tx.connection.execute(update(webhooks).where(_W.id == webhook_id).values(secret_old=None))


def disable(tx: Transaction, webhook_id: str, why: str) -> None:
    """Nothing is sent there any more; what was on its way is given up, and the log says so."""
    change = update(webhooks).where(_W.id == webhook_id, _W.disabled_at.is_(None))
    tx.connection.execute(change.values(disabled_at=tx.now, disabled_why=why))
    waiting = update(deliveries).where(_D.webhook_id == webhook_id, _D.state == "new")
    tx.connection.execute(waiting.values(state="failed", error=func.coalesce(_D.error, DISABLED)))


def disabled(tx: Transaction) -> list[Webhook]:
    """Those that are used no more until somebody says so, the latest first."""
    query = select(*_FIELDS).where(_W.disabled_at.is_not(None)).order_by(_W.disabled_at.desc(), _W.id)
    return [_open(row) for row in tx.connection.execute(query)]


def enable(tx: Transaction, webhook_id: str) -> None:
    values = {"disabled_at": None, "disabled_why": None, "failing_since": None}
    tx.connection.execute(update(webhooks).where(_W.id == webhook_id).values(values))


def remove(tx: Transaction, webhook_id: str) -> None:
    tx.connection.execute(delete(deliveries).where(_D.webhook_id == webhook_id))
    tx.connection.execute(delete(webhooks).where(_W.id == webhook_id))


def new_delivery(
    tx: Transaction, webhook: Webhook, event: str, lead_id: str | None = None, offer_id: str | None = None
) -> Delivery:
    """A delivery that is not written yet."""
    return Delivery(
        new_id(), webhook.id, webhook.partner_id, event, lead_id, offer_id, "new", 0, None, None, tx.now, None
    )


def add_deliveries(tx: Transaction, new: Sequence[Delivery]) -> None:
    _ADD_DELIVERIES.run(tx, [{name: getattr(one, name) for name in Delivery.__slots__} for one in new])


def delivery(tx: Transaction, delivery_id: str) -> Delivery | None:
    row = tx.connection.execute(select(*_DELIVERY).where(_D.id == delivery_id)).one_or_none()
    return None if row is None else Delivery(*row)


def tried(
    tx: Transaction, delivery_id: str, webhook_id: str, *, state: str, status: int | None, error: str | None
) -> None:
    """One attempt's outcome; a success ends the webhook's time of failing."""
    change = update(deliveries).where(_D.id == delivery_id)
    values = {"state": state, "attempts": _D.attempts + 1, "status": status, "error": error, "tried_at": tx.now}
    tx.connection.execute(change.values(values))
    well = update(webhooks).where(_W.id == webhook_id)
    if error is None:
        tx.connection.execute(well.where(_W.failing_since.is_not(None)).values(failing_since=None))
    else:
        tx.connection.execute(well.where(_W.failing_since.is_(None)).values(failing_since=tx.now))


def again(tx: Transaction, delivery_id: str) -> None:
    """Send it once more: its attempts are counted anew."""
    tx.connection.execute(update(deliveries).where(_D.id == delivery_id).values(state="new", attempts=0))


def log(tx: Transaction, partner_id: str, after: tuple[int, str] = (0, ""), limit: int = 50) -> list[Delivery]:
    """A partner's deliveries in order of (created_at, id), a page at a time."""
    later = tuple_(_D.created_at, _D.id) > tuple_(*after)  # as a pair: the index is entered at it
    query = select(*_DELIVERY).where(_D.partner_id == partner_id, later).order_by(_D.created_at, _D.id).limit(limit)
    return [Delivery(*row) for row in tx.connection.execute(query)]


def _open(row: Any) -> Webhook:
    values: dict[str, Any] = dict(zip(Webhook.__slots__, row, strict=True))
    return Webhook(**values | {"events": tuple(json.loads(values["events"]))})
