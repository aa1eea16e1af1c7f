"""Who may sign in for a partner: its people, by e-mail, with a one-time link or a password; and whoever holds one of its API keys.

An address is kept as a keyed hash to be found by, and as a hint to be known again ("a…@example.com"): nobody can read a list of
addresses out of the database. Who is removed leaves an id and times behind, nothing of the person.
"""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.ids import new_id, new_secret
from storage.tables import member_links, members, partner_keys, partners
from storage.transaction import Transaction

Role = Literal["owner", "member", "reader"]
"""An owner may change everything of the partner's, a member works with leads, a reader only looks."""
ROLES: tuple[Role, ...] = ("owner", "member", "reader")


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    partner_id: str
    name: str
    hint: str
    role: str
    password: str | None
    """An argon2 hash; None: signs in by link."""
    created_at: int
    removed_at: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a browser session's subject may do now. `member_id` None: signed in for the partner itself."""

    partner_id: str
    role: Role
    member_id: str | None = None


_M, _L, _K = members.c, member_links.c, partner_keys.c
_FIELDS = tuple(_M[name] for name in Member.__slots__)


def add(tx: Transaction, partner_id: str, name: str, email: str, role: Role) -> str | None:
    """The new member's id; None if somebody is known by that address already."""
    member_id = new_id()
    row = {"id": member_id, "partner_id": partner_id, "name": name, "hint": hint(email), "role": role}
    try:
        with tx.savepoint():
            tx.connection.execute(insert(members), [row | {"email": _hash(tx, email), "created_at": tx.now}])
    except IntegrityError:
        return None
    return member_id


def find(tx: Transaction, member_id: str) -> Member | None:
    """Somebody who may sign in."""
    return _one(tx, select(*_FIELDS).where(_M.id == member_id, _M.removed_at.is_(None)))


def by_email(tx: Transaction, email: str) -> Member | None:
    """Whose address it is, however it is written in capitals."""
    return _one(tx, select(*_FIELDS).where(_M.email == _hash(tx, email), _M.removed_at.is_(None)))


def of_partner(tx: Transaction, partner_id: str) -> list[Member]:
    """The partner's people, in the order in which they came."""
    query = select(*_FIELDS).where(_M.partner_id == partner_id, _M.removed_at.is_(None))
    return [Member(*row) for row in tx.connection.execute(query.order_by(_M.created_at, _M.id))]


def set_password(tx: Transaction, member_id: str, hashed: str | None) -> None:
    tx.connection.execute(update(members).where(_M.id == member_id).values(password=hashed))


def set_role(tx: Transaction, member_id: str, role: Role) -> None:
    tx.connection.execute(update(members).where(_M.id == member_id).values(role=role))


def remove(tx: Transaction, member_id: str) -> None:
    """From this commit on they are nobody; their links and sessions open nothing."""
    gone = {"removed_at": tx.now, "name": "", "hint": "", "password": None, "email": None}
    tx.connection.execute(update(members).where(_M.id == member_id).values(gone))


def new_link(tx: Transaction, member_id: str, valid_for: int) -> str:
    """The secret of a link that signs a member in once, within `valid_for` microseconds."""
    secret = new_secret()
    row = {"hash": _link(tx, secret), "member_id": member_id, "created_at": tx.now, "expires_at": tx.now + valid_for}
    tx.connection.execute(insert(member_links), [row])
    return secret


def spend_link(tx: Transaction, secret: str) -> str | None:
    """The member's id for exactly one caller, in time."""
    good = (_L.hash == _link(tx, secret)) & _L.used_at.is_(None) & (_L.expires_at > tx.now)
    spent = tx.connection.execute(update(member_links).where(good).values(used_at=tx.now).returning(_L.member_id))
    row = spent.one_or_none()
    return None if row is None or find(tx, row[0]) is None else str(row[0])


def standing(tx: Transaction, subject: str) -> Standing | None:
    """Who a session's subject is now: a member, a key, or the partner itself. None: no longer anybody."""
    member = find(tx, subject)
    if member is not None:
        return Standing(member.partner_id, _role(member.role), member.id)
    lives = _K.revoked_at.is_(None) & (_K.expires_at.is_(None) | (_K.expires_at > tx.now))
    key = tx.connection.execute(select(_K.partner_id, _K.scopes).where(_K.id == subject, lives)).one_or_none()
    if key is not None:
        return Standing(key[0], "owner" if "write" in str(key[1]).split() else "reader")
    known = tx.connection.execute(select(partners.c.id).where(partners.c.id == subject)).one_or_none()
    return None if known is None else Standing(known[0], "owner")


def hint(email: str) -> str:
    """ "asha@setu.example" -> "a…@setu.example"."""
    name, _, domain = email.strip().lower().rpartition("@")
    return f"{name[:1]}…@{domain}"[:128]


def _role(text: str) -> Role:
    return next((role for role in ROLES if role == text), "reader")


def _one(tx: Transaction, query: Any) -> Member | None:
    row = tx.connection.execute(query).one_or_none()
    return None if row is None else Member(*row)


def _hash(tx: Transaction, email: str) -> bytes:
    return tx.vault.lookup_hash(email.strip().casefold(), "member email")


def _link(tx: Transaction, secret: str) -> bytes:
    return tx.vault.lookup_hash(secret, "member link")
