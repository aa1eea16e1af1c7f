"""A request that carries an Idempotency-Key is done once. Kept is how it ended and of what, never the answer's words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from storage.addresses import insert_ignore
from storage.tables import idempotency
from storage.transaction import Transaction

_I = idempotency.c


@dataclass(frozen=True, slots=True)
class Before:
    """The same key was used before. `same`: for the same request."""

    same: bool
    status: int
    outcome: Mapping[str, Any]


def begin(tx: Transaction, owner: str, key: str, request: str) -> Before | None:
    """Take the key for this request, or say how it ended the first time. A second process waits here for the first."""
    hashed = tx.vault.lookup_hash(f"{owner}:{key}", "idempotency")
    digest = tx.vault.lookup_hash(request, "idempotency request")
    row = {"key": hashed, "request": digest, "status": 0, "outcome": "{}", "created_at": tx.now}
    if tx.connection.execute(insert_ignore(tx, idempotency).returning(_I.key), [row]).all():
        return None
    found = tx.connection.execute(select(_I.request, _I.status, _I.outcome).where(_I.key == hashed)).one()
    return Before(found.request == digest, found.status, json.loads(found.outcome))


def finish(tx: Transaction, owner: str, key: str, status: int, outcome: Mapping[str, Any]) -> None:
    """How the request ended: in the transaction that did it."""
    hashed = tx.vault.lookup_hash(f"{owner}:{key}", "idempotency")
    ended = update(idempotency).where(_I.key == hashed)
    tx.connection.execute(ended.values(status=status, outcome=json.dumps(dict(outcome))))


def forget(tx: Transaction, before: int) -> int:
    """Delete the keys from before then; give how many."""
    return tx.connection.execute(delete(idempotency).where(_I.created_at < before)).rowcount
