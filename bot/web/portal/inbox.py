"""The inbox: offers with their clocks, and the open pool. Accept, decline and claim are plain forms; a script only keeps the page fresh."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.handoff import queue, reporting
from bot.handoff.lives import Refusal
from bot.handoff.taking import Acceptance, Claim
from bot.handoff.terms import Terms, is_open
from bot.web.portal.cards import Card, card_of
from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.times import left, moment
from bot.web.portal.why import Because, because
from bot.web.portal.words import Say, say_in
from storage import leads, offers
from storage.offers import StoredOffer
from storage.times import HOUR, iso
from storage.transaction import Transaction

DECLINE_REASONS: Final = (
    "not-our-products",
    "too-far",
    "language",
    "no-capacity",
    "too-small",
    "papers-missing",
    "other",
)
WAITING_AT_MOST: Final = 100
POOL_AT_MOST: Final = 20
HURRY_BELOW: Final = HOUR
WORDS_AT_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """One offer as the page shows it."""

    id: str
    token: int
    card: Card
    ends: str
    ends_said: str
    left: str
    hurry: bool
    because: list[Because]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything on the page. `tag` changes when any of it does, but not with the clock."""

    now: str
    tag: str
    waiting: list[Waiting]
    pool: list[Card]
    at_work: bool
    on_leave: bool


def inbox_room(router: APIRouter, hall: Hall) -> None:
    """`/partner` and what can be done there."""

    @router.get("")
    async def inbox(request: Request) -> Response:
        visitor = await hall.visitor(request)
        found = await hall.view(lambda tx: _inbox(tx, hall, visitor))
        return hall.page(request, "inbox.html", visitor, inbox=found, reasons=DECLINE_REASONS)

    @router.get("/inbox")
    async def fresh(request: Request, known: str = "") -> Response:
        """The part that changes, or 204 when the page shows it already."""
        visitor = await hall.visitor(request)
        found = await hall.view(lambda tx: _inbox(tx, hall, visitor))
        if known == found.tag:
            return Response(status_code=204, headers={"Cache-Control": "no-store", "X-Now": found.now})
        return hall.page(request, "_inbox.html", visitor, inbox=found, reasons=DECLINE_REASONS)

    @router.post("/offers/{offer_id}/accept")
    async def accept(request: Request, offer_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor)
        token = form.get("token", "")
        expected = int(token) if token.isascii() and token.isdigit() and len(token) < 10 else None
        done = await hall.take(Acceptance(offer_id, visitor.partner.id, expected))
        if isinstance(done, Refusal):
            return await _too_late(hall, visitor, offer_id, done)
        return back(f"/partner/leads/{done.lead.id}", "accepted")

    @router.post("/offers/{offer_id}/decline")
    async def decline(request: Request, offer_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor)
        words = form.get("words", "")[:WORDS_AT_MOST]
        reason = words or (form.get("reason", "") if form.get("reason") in DECLINE_REASONS else "other")
        partner_id = visitor.partner.id
        done = await hall.act(f"offer:{offer_id}:declined", lambda tx: queue.decline(tx, offer_id, partner_id, reason))
        if isinstance(done, Refusal):
            return await _too_late(hall, visitor, offer_id, done)
        return back("/partner", "declined")

    @router.post("/pool/{lead_id}/claim")
    async def claim(request: Request, lead_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor)
        done = await hall.take(Claim(visitor.partner.id, lead_id))
        if isinstance(done, Refusal):
            if done.code == "not-found":
                raise NotThere
            return back("/partner", done.code)
        return back(f"/partner/leads/{done.lead.id}", "accepted")


async def _too_late(hall: Hall, visitor: Visitor, offer_id: str, refused: Refusal) -> Response:
    """ "Already taken", "expired": in words. Pressed twice by the one who has it: the lead, for that was the wish."""
    if refused.code == "not-found":
        raise NotThere
    held = await hall.view(lambda tx: _held(tx, offer_id, visitor.partner.id))
    return back(f"/partner/leads/{held}", "accepted") if held is not None else back("/partner", refused.code)


def _held(tx: Transaction, offer_id: str, partner_id: str) -> str | None:
    offer = offers.find(tx, offer_id)
    lead = leads.find(tx, offer.lead_id) if offer is not None and offer.partner_id == partner_id else None
    return lead.id if lead is not None and reporting.may_see(lead, partner_id) else None


def _inbox(tx: Transaction, hall: Hall, visitor: Visitor) -> Inbox:
    say = say_in(visitor.language)
    found = offers.of_partner(tx, visitor.partner.id, ["offered"], limit=WAITING_AT_MOST)
    open_now = sorted((one for one in found if one.expires_at > tx.now), key=lambda one: (one.expires_at, one.id))
    waiting = [shown for one in open_now if (shown := _waiting(tx, hall, visitor, say, one)) is not None]
    pool = []
    for lead in queue.claimable(tx, visitor.partner, POOL_AT_MOST):
        card = card_of(lead, hall.teller(tx, lead, visitor.language))
        pool.extend([card] if card is not None else [])
    terms = Terms.from_json(visitor.partner.body)
    names = [visitor.language, *(f"{one.id}:{one.token}" for one in waiting), "|", *(one.lead_id for one in pool)]
    tag = sha256(",".join(names).encode()).hexdigest()[:16]
    return Inbox(iso(tx.now), tag, waiting, pool, is_open(terms, tx.now), terms.on_leave)


def _waiting(tx: Transaction, hall: Hall, visitor: Visitor, say: Say, offer: StoredOffer) -> Waiting | None:
    lead = leads.find(tx, offer.lead_id)
    card = card_of(lead, hall.teller(tx, lead, visitor.language)) if lead is not None else None
    if card is None:
        return None
    remaining = offer.expires_at - tx.now
    return Waiting(
        id=offer.id,
        token=offer.token,
        card=card,
        ends=iso(offer.expires_at),
        ends_said=moment(offer.expires_at, visitor.language),
        left=left(remaining, say),
        hurry=remaining < HURRY_BELOW,
        because=because(offer.explained, say),
    )
