"""The open pool through the API: leads that nobody took in turn, and the claiming of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.handoff import queue, taking
from bot.handoff.views import pool_json
from bot.takes import Takes
from bot.web.api.access import PAGE, Cursor, Host, Limit, answer, caller, cursor_of, position, read
from bot.web.api.acting import take
from bot.web.api.once import Key
from bot.web.api.openapi import listing, one, problems


class Claim(BaseModel):
    """Which open lead; without, the oldest that matches."""

    model_config = ConfigDict(title="Claim")
    lead_id: str | None = Field(None, pattern="^[A-Za-z0-9_-]{1,64}$")


def open_lead_routes(router: APIRouter, host: Host, takes: Takes) -> None:
    """The routes of the open pool."""

    @router.get("/leads/open", responses={200: listing("OpenLead")})
    async def open_leads(request: Request, cursor: Cursor = None, limit: Limit = PAGE) -> Response:
        """Leads that nobody took in turn and that match your terms: whoever claims first has it."""
        who = caller(request)
        after = position(cursor)
        found = await read(host, lambda tx: queue.claimable(tx, who.partner, limit, after))
        more = cursor_of(found[-1].created_at, found[-1].id) if len(found) == limit else None
        return answer(who, {"items": [pool_json(lead) for lead in found], "next": more})

    @router.post("/leads/claim", responses={200: one("Lead"), **problems(403, 404, 409, 410)})
    async def claim(
        request: Request, given: Annotated[Claim | None, Body()] = None, idempotency: Key = None
    ) -> Response:
        """Take a lead from the open pool: the one named, or the oldest that matches."""
        who = caller(request)
        lead_id = given.lead_id if given is not None else None
        what = taking.Claim(who.partner.id, lead_id)
        return await take(host, takes, who, request, idempotency, {"lead_id": lead_id}, what)
