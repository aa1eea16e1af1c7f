"""Telegram chats in which partners are shown offers, the codes that link them, and which offer stands in which chat.

A chat is linked by whoever brings a code, and shows nothing until somebody who is signed in has confirmed it: a code that went astray
opens no offers. What stands in a chat is brought into line with the offers (`missing`, `over`, `unsaid`) by the bot, whenever it
looks; so nothing that changes an offer has to think of chats.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, update

from storage.addresses import insert_ignore
from storage.ids import new_id, new_secret
from storage.tables import offers, partner_chat_codes, partner_chats, partner_posts
from storage.times import SECOND
from storage.transaction import Transaction

AGAIN_AFTER = 60 * SECOND
"""A post without a known end is sent again after this: better an offer twice in a chat than not at all."""


@dataclass(frozen=True, slots=True)
class PartnerChat:
    """`chat` is Telegram's number. `member_id` None: linked by the partner itself, or a group."""

    id: str
    partner_id: str
    member_id: str | None
    chat: int
    kind: str
    name: str
    language: str
    created_at: int
    confirmed_at: int | None


@dataclass(frozen=True, slots=True)
class Code:
    """Who asked for a chat to be linked."""

    partner_id: str
    member_id: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Post:
    """One offer in one chat. `message` None: it is not known to have been sent."""

    chat: PartnerChat
    offer_id: str
    message: int | None = None
    nudges_due: int = 0
    nudges_sent: int = 0


_C, _K, _P, _O = partner_chats.c, partner_chat_codes.c, partner_posts.c, offers.c
_FIELDS = tuple(_C[name] for name in PartnerChat.__slots__)
_POST = (_P.offer_id, _P.message, _P.nudges_due, _P.nudges_sent)
_OPEN = _P.closed_at.is_(None) & _P.message.is_not(None)


# Linking --------------------------------------------------------------------------------------------------------------


def new_code(tx: Transaction, partner_id: str, member_id: str | None, language: str, valid_for: int) -> str:
    """A code that links one chat, once, within `valid_for` microseconds: 43 characters that a deep link may carry."""
    secret = new_secret()
    row = {"hash": _hash(tx, secret), "partner_id": partner_id, "member_id": member_id, "language": language}
    tx.connection.execute(delete(partner_chat_codes).where(_K.expires_at < tx.now))
    tx.connection.execute(insert(partner_chat_codes), [row | {"created_at": tx.now, "expires_at": tx.now + valid_for}])
    return secret


def spend_code(tx: Transaction, secret: str) -> Code | None:
    """Whose it is, for exactly one caller, in time."""
    good = (_K.hash == _hash(tx, secret)) & _K.used_at.is_(None) & (_K.expires_at > tx.now)
    spent = update(partner_chat_codes).where(good).values(used_at=tx.now)
    row = tx.connection.execute(spent.returning(_K.partner_id, _K.member_id, _K.language)).one_or_none()
    return None if row is None else Code(*row)


def link(tx: Transaction, code: Code, chat: int, kind: str, name: str) -> str:
    """The chat is that partner's, to be confirmed; whoever had it before has it no more. Gives the id."""
    before = by_chat(tx, chat)
    if before is not None:
        remove(tx, before.id)
    new = new_id()
    row = {"id": new, "partner_id": code.partner_id, "member_id": code.member_id, "chat": chat, "kind": kind}
    more = {"name": name[:128], "language": code.language, "created_at": tx.now}
    tx.connection.execute(insert(partner_chats), [row | more])
    return new


def moved(tx: Transaction, chat: int, to: int) -> None:
    """The chat has another number now, and none of its messages: what still waits for an answer is shown in it anew."""
    known, there = by_chat(tx, chat), by_chat(tx, to)
    if known is None or known == there:
        return
    if there is not None:
        remove(tx, there.id)
    tx.connection.execute(delete(partner_posts).where(_P.chat_id == known.id, _P.closed_at.is_(None)))
    tx.connection.execute(update(partner_chats).where(_C.id == known.id).values(chat=to))


def confirm(tx: Transaction, chat_id: str) -> None:
    tx.connection.execute(update(partner_chats).where(_C.id == chat_id).values(confirmed_at=tx.now))


def remove(tx: Transaction, chat_id: str) -> None:
    """It is nobody's; nothing of it is kept."""
    tx.connection.execute(delete(partner_posts).where(_P.chat_id == chat_id))
    tx.connection.execute(delete(partner_chats).where(_C.id == chat_id))


def of_partner(tx: Transaction, partner_id: str) -> list[PartnerChat]:
    query = select(*_FIELDS).where(_C.partner_id == partner_id).order_by(_C.created_at, _C.id)
    return [PartnerChat(*row) for row in tx.connection.execute(query)]


def by_chat(tx: Transaction, chat: int) -> PartnerChat | None:
    row = tx.connection.execute(select(*_FIELDS).where(_C.chat == chat)).one_or_none()
    return None if row is None else PartnerChat(*row)


def of_member(tx: Transaction, member_id: str) -> list[PartnerChat]:
    query = select(*_FIELDS).where(_C.member_id == member_id)
    return [PartnerChat(*row) for row in tx.connection.execute(query)]


# What stands in the chats ---------------------------------------------------------------------------------------------


def missing(tx: Transaction, limit: int = 50) -> list[Post]:
    """Offers that wait for an answer and are not yet in a confirmed chat of their partner's, the oldest first."""
    mine = and_(_P.chat_id == _C.id, _P.offer_id == _O.id)
    unsure = _P.message.is_(None) & _P.closed_at.is_(None) & (_P.tried_at <= tx.now - AGAIN_AFTER)
    query = (
        select(*_FIELDS, _O.id)
        .join(offers, and_(_O.partner_id == _C.partner_id, _O.state == "offered"))
        .outerjoin(partner_posts, mine)
        .where(_C.confirmed_at.is_not(None), _O.expires_at > tx.now, or_(_P.offer_id.is_(None), unsure))
        .order_by(_O.offered_at, _O.id)
        .limit(limit)
    )
    return [Post(PartnerChat(*row[:-1]), row[-1]) for row in tx.connection.execute(query)]


def over(tx: Transaction, limit: int = 50) -> list[Post]:
    """Posts whose buttons lead nowhere any more: the offer was answered, ran out or was taken back."""
    return _posts(tx, _OPEN & (_O.state != "offered"), limit)


def unsaid(tx: Transaction, limit: int = 50) -> list[Post]:
    """Posts of whose running time the chat has still to be reminded."""
    return _posts(tx, _OPEN & (_O.state == "offered") & (_P.nudges_sent < _P.nudges_due), limit)


def _posts(tx: Transaction, which: Any, limit: int) -> list[Post]:
    query = (
        select(*_FIELDS, *_POST)
        .join(partner_posts, _P.chat_id == _C.id)
        .join(offers, _O.id == _P.offer_id)
        .where(which)
        .order_by(_P.offer_id, _C.id)
        .limit(limit)
    )
    return [Post(PartnerChat(*row[: len(_FIELDS)]), *row[len(_FIELDS) :]) for row in tx.connection.execute(query).all()]


def trying(tx: Transaction, post: Post) -> None:
    """Written before it is sent, so that a crash in between is known."""
    row = {"chat_id": post.chat.id, "offer_id": post.offer_id, "nudges_due": 0, "nudges_sent": 0, "tried_at": tx.now}
    tx.connection.execute(insert_ignore(tx, partner_posts), [row])
    _write(tx, post, tried_at=tx.now)


def sent(tx: Transaction, post: Post, message: int) -> None:
    _write(tx, post, message=message)


def unsent(tx: Transaction, post: Post) -> None:
    """It is certain that the chat did not get it: it may be tried again at once."""
    _write(tx, post, tried_at=0)


def nudged(tx: Transaction, post: Post) -> None:
    """Reminders that piled up while the bot was away are one."""
    _write(tx, post, nudges_sent=post.nudges_due)


def closed(tx: Transaction, post: Post) -> None:
    _write(tx, post, closed_at=tx.now)


def nudge(tx: Transaction, offer_id: str) -> None:
    """It is time to remind every chat in which the offer stands."""
    standing = (_P.offer_id == offer_id) & _P.closed_at.is_(None)
    tx.connection.execute(update(partner_posts).where(standing).values(nudges_due=_P.nudges_due + 1))


def _write(tx: Transaction, post: Post, **values: int) -> None:
    which = (_P.chat_id == post.chat.id) & (_P.offer_id == post.offer_id)
    tx.connection.execute(update(partner_posts).where(which).values(values))


def _hash(tx: Transaction, secret: str) -> bytes:
    return tx.vault.lookup_hash(secret, "partner chat")
