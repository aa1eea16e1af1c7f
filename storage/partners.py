"""Partners, and the keys their programs sign in with: shown once, kept as keyed hashes, valid until revoked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from storage.compiled import SelectMany
from storage.ids import new_id, new_secret
from storage.tables import partner_keys, partners
from storage.transaction import Transaction

PREFIX = "sth_live_"  # so that a leaked key is recognised by scanners
READ_WRITE = "read write"
_USED_EVERY = 60_000_000  # microseconds: not a write at every call


@dataclass(frozen=True, slots=True)
class Partner:
    """`body`: the matching terms (states, languages, categories, capacity) as plain JSON."""

    id: str
    name: str
    body: Mapping[str, Any]
    active: bool = True
    example: bool = False
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class PartnerKey:
    id: str
    partner_id: str
    hint: str
    created_at: int
    used_at: int | None
    revoked_at: int | None
    expires_at: int | None = None
    scopes: str = READ_WRITE

    def may(self, scope: str) -> bool:
        """Whether the key opens this: "read" or "write"."""
        return scope in self.scopes.split()


_P, _K = partners.c, partner_keys.c
_FIELDS = (_P.id, _P.name, _P.body, _P.active, _P.example, _P.created_at)
_LOAD = SelectMany(select(*_FIELDS), by=_P.id)
_KEY_FIELDS = tuple(_K[name] for name in PartnerKey.__slots__)


def add(tx: Transaction, partner: Partner) -> None:
    row = {"id": partner.id, "name": partner.name, "body": _text(partner), "active": partner.active}
    tx.connection.execute(
        insert(partners), [row | {"example": partner.example, "created_at": partner.created_at or tx.now}]
    )


def save(tx: Transaction, partner: Partner) -> None:
    values = {"name": partner.name, "body": _text(partner), "active": partner.active}
    tx.connection.execute(update(partners).where(_P.id == partner.id).values(values))


def find(tx: Transaction, partner_id: str, *, lock: bool = False) -> Partner | None:
    query = select(*_FIELDS).where(_P.id == partner_id)
    row = tx.connection.execute(tx.locking(query) if lock else query).one_or_none()
    return None if row is None else partner_of(row)


def find_many(tx: Transaction, ids: Iterable[str]) -> dict[str, Partner]:
    """Partners by id, locked not at all."""
    return {row[0]: partner_of(row) for row in _LOAD.run(tx, sorted(set(ids)))}


def listed(tx: Transaction, *, active: bool | None = None) -> list[Partner]:
    """All partners in order of name."""
    query = select(*_FIELDS).order_by(_P.name, _P.id)
    query = query if active is None else query.where(_P.active == active)
    return [partner_of(row) for row in tx.connection.execute(query)]


def new_key(
    tx: Transaction, partner_id: str, *, scopes: str = READ_WRITE, expires_at: int | None = None
) -> tuple[str, str]:
    """(key id, key): the key is returned here and never again."""
    key_id, secret = new_id(), PREFIX + new_secret()
    row = {"id": key_id, "partner_id": partner_id, "hash": _hash(tx, secret), "hint": secret[-4:]}
    more = {"scopes": scopes, "expires_at": expires_at, "created_at": tx.now}
    tx.connection.execute(insert(partner_keys), [row | more])
    return key_id, secret


def by_key(tx: Transaction, secret: str) -> tuple[Partner, PartnerKey] | None:
    """Whose key it is, if it is a valid key of an active partner."""
    query = select(*_KEY_FIELDS, *_FIELDS).join(partners, _P.id == _K.partner_id)
    lives = _K.expires_at.is_(None) | (_K.expires_at > tx.now)
    valid = (_K.hash == _hash(tx, secret)) & _K.revoked_at.is_(None) & lives & _P.active
    row = tx.connection.execute(query.where(valid)).one_or_none()
    return None if row is None else (partner_of(row[len(_KEY_FIELDS) :]), PartnerKey(*row[: len(_KEY_FIELDS)]))


def used(tx: Transaction, key_id: str) -> None:
    """Note that a key was used, at most once a minute."""
    stale = _K.used_at.is_(None) | (_K.used_at < tx.now - _USED_EVERY)
    tx.connection.execute(update(partner_keys).where(_K.id == key_id, stale).values(used_at=tx.now))


def used_lately(tx: Transaction, key: PartnerKey) -> bool:
    """Whether `used` would write nothing."""
    return key.used_at is not None and key.used_at >= tx.now - _USED_EVERY


def keys(tx: Transaction, partner_id: str) -> list[PartnerKey]:
    query = select(*_KEY_FIELDS).where(_K.partner_id == partner_id).order_by(_K.created_at, _K.id)
    return [PartnerKey(*row) for row in tx.connection.execute(query)]


def revoke_key(tx: Transaction, key_id: str) -> bool:
    """From this commit on it opens nothing; False if there is no such valid key."""
    revoked = update(partner_keys).where(_K.id == key_id, _K.revoked_at.is_(None)).values(revoked_at=tx.now)
    return tx.connection.execute(revoked).rowcount == 1


def _hash(tx: Transaction, secret: str) -> bytes:
    return tx.vault.lookup_hash(secret, "partner key")


def _text(partner: Partner) -> str:
    return json.dumps(dict(partner.body), ensure_ascii=False)


def partner_of(row: Any) -> Partner:
    """A row that begins with the columns of `Partner`."""
    return Partner(row[0], row[1], json.loads(row[2]), bool(row[3]), bool(row[4]), row[5])
