"""A request that carries an Idempotency-Key is done once. Kept is how it ended and of what, never the answer's words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from storage.addresses import insert_ignore
from storage.compiled import UpdateMany
from storage.tables import idempotency
from storage.transaction import Transaction

_I = idempotency.c
_FINISH = UpdateMany(idempotency, match={"key": "key"}, change={"status": "status", "outcome": "outcome"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of `owner` that carries `key`; `request` says which."""

    owner: str
    key: str
    request: str


@dataclass(frozen=True, slots=True)
class Before:
    """The same key was used before. `same`: for the same request."""

    same: bool
    status: int
    outcome: Mapping[str, Any]


def begin(tx: Transaction, owner: str, key: str, request: str) -> Before | None:
    """Take the key for this request, or say how it ended the first time. A second process waits here for the first."""
    return begin_many(tx, [Asked(owner, key, request)])[0]


def begin_many(tx: Transaction, asked: Sequence[Asked]) -> list[Before | None]:
    """The same for many, no two with the same owner and key."""
    if not asked:
        return []
    hashes = [_hash(tx, one.owner, one.key) for one in asked]
    digests = [tx.vault.lookup_hash(one.request, "idempotency request") for one in asked]
    new = {"status": 0, "outcome": "{}", "created_at": tx.now}
    rows = [{"key": key, "request": digest} | new for key, digest in sorted(zip(hashes, digests, strict=True))]
    taken = set(tx.connection.execute(insert_ignore(tx, idempotency).returning(_I.key), rows).scalars())
    return [None if key in taken else _before(tx, key, digest) for key, digest in zip(hashes, digests, strict=True)]


def finish(tx: Transaction, owner: str, key: str, status: int, outcome: Mapping[str, Any]) -> None:
    """How the request ended: in the transaction that did it."""
    finish_many(tx, [(Asked(owner, key, ""), status, outcome)])


def finish_many(tx: Transaction, ended: Sequence[tuple[Asked, int, Mapping[str, Any]]]) -> None:
    """The same for many."""
    _FINISH.run(
        tx,
        [
            {"key": _hash(tx, asked.owner, asked.key), "status": status, "outcome": json.dumps(dict(outcome))}
            for asked, status, outcome in ended
        ],
    )


def give_up(tx: Transaction, asked: Asked) -> None:
    """Nothing was done: the key is as if it had never come."""
    tx.connection.execute(delete(idempotency).where(_I.key == _hash(tx, asked.owner, asked.key)))


def _hash(tx: Transaction, owner: str, key: str) -> bytes:
    return tx.vault.lookup_hash(f"{owner}:{key}", "idempotency")


def _before(tx: Transaction, key: bytes, digest: bytes) -> Before:
    found = tx.connection.execute(select(_I.request, _I.status, _I.outcome).where(_I.key == key)).one()
    return Before(found.request == digest, found.status, json.loads(found.outcome))


def forget(tx: Transaction, before: int) -> int:
    """Delete the keys from before then; give how many."""
    return tx.connection.execute(delete(idempotency).where(_I.created_at < before)).rowcount
