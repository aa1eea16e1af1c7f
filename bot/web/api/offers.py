"""Offers through the API: look, accept, decline."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.handoff import queue
from bot.handoff.done import Done
from bot.handoff.lives import OFFER_STATES, Refusal
from bot.handoff.taking import Acceptance
from bot.handoff.views import offer_json
from bot.takes import Takes
from bot.web.api.access import (
    PAGE,
    Cursor,
    Host,
    IfMatch,
    IfNoneMatch,
    Limit,
    Since,
    answer,
    caller,
    cursor_of,
    known_id,
    matches,
    position,
    read,
    since,
    wanted_tag,
)
from bot.web.api.acting import act, lock_trader, problem_of, take
from bot.web.api.once import Key
from bot.web.api.openapi import listing, one, problems
from storage import leads, offers
from storage.transaction import Transaction


class Decline(BaseModel):
    """Why the lead is not taken: a known code such as `too-far`, or words."""

    model_config = ConfigDict(title="Decline")
    reason: str = Field("", max_length=500)


def offer_routes(router: APIRouter, host: Host, takes: Takes) -> None:
    """The routes of offers."""
    _looking(router, host)
    _answering(router, host, takes)


def _looking(router: APIRouter, host: Host) -> None:
    @router.get("/offers", responses={200: listing("Offer")})
    async def list_offers(
        request: Request,
        state: Annotated[Literal[OFFER_STATES] | None, Query()] = None,  # type: ignore[valid-type]
        updated_since: Since = None,
        cursor: Cursor = None,
        limit: Limit = PAGE,
    ) -> Response:
        """Your offers, oldest first."""
        who = caller(request)
        after, changed = position(cursor), since(updated_since)
        states = [state] if state is not None else None
        body = await read(host, lambda tx: _offer_page(tx, who.partner.id, states, after, limit, changed))
        return answer(who, body)

    @router.get(
        "/offers/{offer_id}", responses={200: one("Offer"), 304: {"description": "As you have it"}, **problems(404)}
    )
    async def get_offer(request: Request, offer_id: str, if_none_match: IfNoneMatch = None) -> Response:
        """One of your offers; its ETag is the `token` that `If-Match` of an accept takes."""
        who = caller(request)
        found = await read(host, lambda tx: _own_offer(tx, who.partner.id, known_id(offer_id)))
        if found is None:
            raise problem_of(Refusal("not-found"), who)
        if matches(if_none_match, found["token"]):
            return Response(status_code=304, headers={**who.headers, "ETag": f'"{found["token"]}"'})
        return answer(who, found, tag=found["token"])


def _answering(router: APIRouter, host: Host, takes: Takes) -> None:
    @router.post("/offers/{offer_id}/accept", responses={200: one("Lead"), **problems(403, 404, 409, 410, 412)})
    async def accept(request: Request, offer_id: str, if_match: IfMatch = None, idempotency: Key = None) -> Response:
        """Take the lead: the answer is all of it. Exactly one partner can."""
        who = caller(request)
        token, offer = wanted_tag(if_match), known_id(offer_id)
        return await take(host, takes, who, request, idempotency, {}, Acceptance(offer, who.partner.id, token))

    @router.post("/offers/{offer_id}/decline", responses={200: one("Offer"), **problems(403, 404, 409, 410)})
    async def decline(
        request: Request, offer_id: str, given: Annotated[Decline | None, Body()] = None, idempotency: Key = None
    ) -> Response:
        """Leave the lead to the next partner. You will not be offered it again."""
        who = caller(request)
        reason, offer = (given or Decline(reason="")).reason, known_id(offer_id)
        return await act(
            host, who, request, idempotency, {"reason": reason},
            lambda tx: _decline(tx, who.partner.id, offer, reason),
            shows="offer",
        )  # fmt: skip


def _decline(tx: Transaction, partner_id: str, offer_id: str, reason: str) -> Done | Refusal:
    lock_trader(tx, _lead_of(tx, offer_id))
    return queue.decline(tx, offer_id, partner_id, reason)


def _lead_of(tx: Transaction, offer_id: str) -> str | None:
    offer = offers.find(tx, offer_id)
    return None if offer is None else offer.lead_id


def _offer_page(
    tx: Transaction, partner_id: str, states: list[str] | None, after: tuple[int, str], limit: int, changed: int
) -> dict[str, Any]:
    found = offers.of_partner(tx, partner_id, states, after, limit, changed)
    more = cursor_of(found[-1].offered_at, found[-1].id) if len(found) == limit else None
    return {"items": [offer_json(offer, leads.find(tx, offer.lead_id)) for offer in found], "next": more}


def _own_offer(tx: Transaction, partner_id: str, offer_id: str) -> dict[str, Any] | None:
    offer = offers.find(tx, offer_id)
    if offer is None or offer.partner_id != partner_id:
        return None
    return offer_json(offer, leads.find(tx, offer.lead_id))
