"""A lead goes over to a partner, by an accept or a claim: what many of them read and write together.

Read before the decision: leads, their offers and the traders who will be told, locked, and all else that the decision needs, in one
query each. Written after it: everything in one statement. What a lead says stays sealed unless it is asked for (`whole`): to hand it
over nobody needs to know.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import FromClause, Select, bindparam, exists, literal_column, null, select

from storage import audit, lead_events, outbox, sessions, timers
from storage.compiled import Clock, Prepared, SelectMany, Together
from storage.leads import MOVE_MANY, StoredLead
from storage.offers import ADD_MANY, ANSWER_MANY, StoredOffer
from storage.partners import Partner, partner_of
from storage.sessions import StoredSession
from storage.tables import addresses, contacts, leads, offers, partners, webhooks
from storage.tables import sessions as _sessions
from storage.transaction import Lost, Transaction


@dataclass(frozen=True, slots=True)
class Taker:
    """A partner who takes, and whether any program of theirs is told of anything."""

    partner: Partner
    hooked: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer, its lead (whose `body` is None unless it was asked for), and the partner that it was made to."""

    lead: StoredLead
    offer: StoredOffer
    partner: str
    hooked: bool


@dataclass(frozen=True, slots=True)
class Trader:
    """Where the trader of a lead is told: the session that it came from, and an address in its channel, if one can be reached."""

    session: StoredSession
    address_id: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over: the lead and the offer as read (no offer: a claim makes one) and as they become; the timers that are over."""

    kind: str
    before: StoredLead
    lead: StoredLead
    answers: StoredOffer | None
    offer: StoredOffer
    timers: tuple[str, ...]
    partner: str
    hooked: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What is written with hand-overs: sessions in which more was said, the messages, the looks."""

    sessions: Sequence[StoredSession] = ()
    messages: Sequence[outbox.Message] = ()
    looks: Sequence[audit.Line] = ()


# Reading --------------------------------------------------------------------------------------------------------------

_L, _O, _P, _C, _S, _A = leads.c, offers.c, partners.c, contacts.c, _sessions.c, addresses.c
_LEAD, _OFFER = len(StoredLead.__slots__), len(StoredOffer.__slots__)
_HOOKED = exists().where(webhooks.c.partner_id == _P.id, webhooks.c.disabled_at.is_(None)).label("hooked")
_ADDRESS = (
    select(_A.id)
    .where(_A.contact_id == _S.contact_id, _A.channel == _S.channel, _A.closed_at.is_(None))
    .order_by(_A.created_at, _A.id)
    .limit(literal_column("1"))
    .offset(literal_column("0"))
    .scalar_subquery()
)
_TRADER = (_C.wrapped_key, _ADDRESS, *sessions.FIELDS)


def _lead_fields(whole: bool) -> tuple[Any, ...]:
    """As `StoredLead`, and the wrapped key; without `whole` nothing sealed is read."""
    fields = (_L[name] if name != "body" or whole else null() for name in StoredLead.__slots__)
    return (*fields, _C.wrapped_key if whole else null())


@cache
def _offered(whole: bool) -> SelectMany:
    fields = (*_lead_fields(whole), *(_O[name] for name in StoredOffer.__slots__), _P.name, _HOOKED, Clock())
    query = select(*fields).select_from(leads).join(offers, _O.lead_id == _L.id).join(partners, _P.id == _O.partner_id)
    query = query.join(contacts, _C.id == _L.contact_id) if whole else query
    # Each lead is locked before its offer, leads in order of id: nobody locks an offer but behind its lead.
    return SelectMany(query.order_by(_L.id, _O.id), by=_O.id, of=(leads, offers))


@cache
def _named(whole: bool) -> SelectMany:
    query = select(*_lead_fields(whole)).select_from(leads)
    query = query.join(contacts, _C.id == _L.contact_id) if whole else query
    return SelectMany(query.order_by(_L.id), by=_L.id, of=(leads,))


@cache
def _take_open(size: int, whole: bool, traders: bool, first: bool) -> Prepared[Select[Any]]:
    query = select(*_lead_fields(whole), *(_TRADER if traders else ())).select_from(leads)
    query = query.join(contacts, _C.id == _L.contact_id) if whole or traders else query
    query = query.join(_sessions, _S.id == _L.session_id) if traders else query
    # Spelt out, so that PostgreSQL's kept plan knows how few they are.
    query = query.where(_L.status == literal_column("'open'"))
    if not first:
        later = (_L.created_at > bindparam("at")) | (_L.id > bindparam("last"))
        query = query.where(_L.created_at >= bindparam("at"), later)
    query = query.order_by(_L.created_at, _L.id).limit(literal_column(str(size))).offset(literal_column("0"))
    of: tuple[FromClause, ...] = (contacts, _sessions, leads) if traders else (leads,)
    return Prepared(query, lambda one: one.with_for_update(skip_locked=True, key_share=True, of=of))


# Each contact is locked before its sessions, in order of the contacts' ids: nobody locks a session but behind its contact.
_TRADERS = select(*_TRADER).select_from(contacts).join(_sessions, _S.contact_id == _C.id).order_by(_C.id, _S.id)
_OF_LEADS = _TRADERS.join(leads, _L.session_id == _S.id)
_BY_SESSION = SelectMany(_TRADERS, by=_S.id, of=(contacts, _sessions))
_BY_LEAD = SelectMany(_OF_LEADS, by=_L.id, of=(contacts, _sessions))
_BY_OFFER = SelectMany(_OF_LEADS.join(offers, _O.lead_id == _L.id), by=_O.id, of=(contacts, _sessions))
_SESSIONS_OF_OFFERS = SelectMany(select(_L.id, _L.session_id).join(offers, _O.lead_id == _L.id), by=_O.id)
_SESSIONS_OF_LEADS = SelectMany(select(_L.id, _L.session_id), by=_L.id)
_TAKERS = SelectMany(
    select(*(_P[name] for name in Partner.__slots__), _HOOKED, Clock()).select_from(partners), by=_P.id
)


def load_takers(tx: Transaction, partner_ids: Iterable[str]) -> dict[str, Taker]:
    """Partners by id; locks nothing."""
    rows = _TAKERS.run(tx, sorted(set(partner_ids)))
    _read_clock(tx, rows)
    return {row[0]: Taker(partner_of(row), bool(row[-2])) for row in rows}


def load_offered(tx: Transaction, offer_ids: Iterable[str], *, whole: bool = False) -> dict[str, Offered]:
    """Offers with their leads, by the offer's id; both locked, in order of the leads."""
    rows = _offered(whole).run(tx, sorted(set(offer_ids)), lock=True)
    _read_clock(tx, rows)
    found = {}
    for row in rows:
        offer = StoredOffer(*row[_LEAD + 1 : _LEAD + 1 + _OFFER])
        found[offer.id] = Offered(_lead(tx, row), offer, row[-3], bool(row[-2]))
    return found


def load_leads(tx: Transaction, lead_ids: Iterable[str], *, whole: bool = False) -> dict[str, StoredLead]:
    """Leads by id, locked in order of id."""
    return {row[0]: _lead(tx, row) for row in _named(whole).run(tx, sorted(set(lead_ids)), lock=True)}


def load_traders(tx: Transaction, offer_ids: Sequence[str], lead_ids: Sequence[str]) -> dict[str, Trader]:
    """Who is told of these offers and leads, by session; contacts and sessions are locked, leads where both kinds are given."""
    if not lead_ids:
        return _traders(tx, _BY_OFFER.run(tx, offer_ids, lock=True))
    if not offer_ids:
        return _traders(tx, _BY_LEAD.run(tx, lead_ids, lock=True))
    pairs = [*_SESSIONS_OF_OFFERS.run(tx, offer_ids), *_SESSIONS_OF_LEADS.run(tx, lead_ids)]
    found = _traders(tx, _BY_SESSION.run(tx, sorted({row[1] for row in pairs}), lock=True))
    load_leads(tx, [row[0] for row in pairs])  # all together, so that they are locked in one order
    return found


def take_open(
    tx: Transaction, after: tuple[int, str] | None, limit: int, *, whole: bool = False, traders: bool = False
) -> tuple[list[StoredLead], dict[str, Trader]]:
    """The oldest open leads after there that nobody else has locked, locked for us; at least one if there is one, about `limit`.

    `traders`: neither has anybody locked the contact and the session; those are locked too, and given. Nobody is waited for, so it
    does not matter here that contacts come before leads elsewhere.
    """
    # A few sizes, each with its own text: PostgreSQL plans a limit that it sees, and keeps the plan.
    size = 1 << max(0, limit.bit_length() - 1)
    given = {} if after is None else {"at": after[0], "last": after[1]}
    rows = _take_open(size, whole, traders, after is None).run(tx, **given)
    return [_lead(tx, row) for row in rows], _traders(tx, [row[_LEAD + 1 :] for row in rows]) if traders else {}


# Writing --------------------------------------------------------------------------------------------------------------

_WRITE = Together(MOVE_MANY, ANSWER_MANY, ADD_MANY, lead_events.ADD_MANY, timers.CANCEL_MANY)
_WRITE_SAID = Together(
    *(MOVE_MANY, ANSWER_MANY, ADD_MANY, lead_events.ADD_MANY, timers.CANCEL_MANY),
    *(sessions.SAY_MANY, outbox.ADD_MANY, audit.ADD_MANY),
)
_NOTHING = Said()


def write(tx: Transaction, done: Sequence[HandOver], said: Said = _NOTHING) -> None:
    """Leads and offers as they become, the history, the timers, and what is said of it. Raises `Lost` if one was changed since read."""
    if not done:
        return
    now = tx.now
    moved = [
        {
            "id": h.lead.id,
            "was": h.before.revision,
            "status": h.lead.status,
            "partner_id": h.lead.partner_id,
            "now": now,
        }
        for h in done
    ]
    answered = [
        {"id": h.answers.id, "was": h.answers.token, "state": h.offer.state, "now": now}
        for h in done
        if h.answers is not None
    ]
    made = [{name: getattr(h.offer, name) for name in StoredOffer.__slots__} for h in done if h.answers is None]
    events = [
        {
            "lead_id": h.lead.id,
            "contact_id": h.lead.contact_id,
            "partner_id": h.offer.partner_id,
            "kind": h.kind,
            "at": now,
        }
        for h in done
    ]
    over = [{"id": name} for h in done for name in h.timers]
    if said is _NOTHING:
        wrote = _WRITE.run(tx, moved, answered, made, events, over)
    else:
        spoken = sessions.said_rows(tx, said.sessions)
        messages, looks = outbox.rows(tx, said.messages), audit.rows(said.looks)
        wrote = _WRITE_SAID.run(tx, moved, answered, made, events, over, spoken, messages, looks)
        if wrote[5] != len(spoken):
            raise Lost("a session was changed by another")
    if wrote[0] != len(moved) or wrote[1] != len(answered):
        raise Lost("a lead or an offer was changed by another")


def _read_clock(tx: Transaction, rows: Sequence[Any]) -> None:
    """The queries that begin a transaction bring its time along."""
    if rows:
        tx.is_at(rows[0][-1])


def _traders(tx: Transaction, rows: Sequence[Any]) -> dict[str, Trader]:
    for row in rows:
        tx.learn(row[3], row[0])
    opened = sessions.opened(tx, [row[2:] for row in rows])
    return {one.id: Trader(one, row[1] or "") for one, row in zip(opened, rows, strict=True)}


def _lead(tx: Transaction, row: Any) -> StoredLead:
    """The fields of `_lead_fields` at the row's beginning."""
    (
        lead_id,
        contact_id,
        session_id,
        status,
        partner_id,
        score,
        facets,
        sealed,
        revision,
        example,
        made,
        updated,
        key,
    ) = row[: _LEAD + 1]
    body = None
    if sealed is not None and key is not None:
        tx.learn(contact_id, key)
        body = tx.unseal(contact_id, "lead:" + lead_id, sealed)
    return StoredLead(
        *(lead_id, contact_id, session_id, status, partner_id, score, json.loads(facets), body),
        *(revision, bool(example), made, updated),
    )
