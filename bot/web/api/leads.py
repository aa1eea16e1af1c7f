"""Leads through the API: those that the partner holds, what became of them, notes."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from bot.handoff import reporting
from bot.handoff.done import Done
from bot.handoff.lives import HELD, Refusal
from bot.handoff.views import lead_json
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
    write,
)
from bot.web.api.acting import act, gone, lock_trader, problem_of
from bot.web.api.once import Key
from bot.web.api.openapi import listing, one, problems
from storage import audit, leads
from storage.leads import StoredLead
from storage.transaction import Transaction

VISIBLE: Final = (*HELD, "lost")


class Outcome(BaseModel):
    """What became of a lead. `lost` and `returned` say why."""

    model_config = ConfigDict(title="Outcome")
    outcome: Literal["contacted", "listed", "first_order", "lost", "returned"] = Field(
        validation_alias=AliasChoices("outcome", "status")
    )
    reason: str = Field("", max_length=500)
    note: str = Field("", max_length=4000)


class Note(BaseModel):
    """Words kept with a lead, sealed with the trader's key."""

    model_config = ConfigDict(title="Note")
    note: str = Field(min_length=1, max_length=4000)


def lead_routes(router: APIRouter, host: Host) -> None:
    """The routes of leads."""
    _looking(router, host)
    _reporting(router, host)


def _looking(router: APIRouter, host: Host) -> None:
    @router.get("/leads", responses={200: listing("Lead")})
    async def list_leads(
        request: Request,
        status: Annotated[Literal[VISIBLE] | None, Query()] = None,  # type: ignore[valid-type]
        updated_since: Since = None,
        cursor: Cursor = None,
        limit: Limit = PAGE,
    ) -> Response:
        """The leads that you hold, oldest first. Each look is written down."""
        who = caller(request)
        after, changed = position(cursor), since(updated_since)
        statuses = VISIBLE if status is None else (status,)
        body, seen = await read(host, lambda tx: _lead_page(tx, who.partner.id, statuses, after, limit, changed))
        if seen:
            await write(host, lambda tx: _note_views(tx, who.partner.id, seen))
        return answer(who, body)

    @router.get(
        "/leads/{lead_id}", responses={200: one("Lead"), 304: {"description": "As you have it"}, **problems(404, 410)}
    )
    async def get_lead(request: Request, lead_id: str, if_none_match: IfNoneMatch = None) -> Response:
        """A lead that you hold at this moment. The look is written down."""
        who = caller(request)
        found = await read(host, lambda tx: _own_lead(tx, who.partner.id, known_id(lead_id)))
        if isinstance(found, Refusal):
            raise problem_of(found, who)
        lead, body = found
        await write(host, lambda tx: _note_views(tx, who.partner.id, [(lead.id, lead.contact_id)]))
        if matches(if_none_match, lead.revision):
            return Response(status_code=304, headers={**who.headers, "ETag": f'"{lead.revision}"'})
        return answer(who, body, tag=lead.revision)


def _reporting(router: APIRouter, host: Host) -> None:
    @router.post("/leads/{lead_id}/outcome", responses={200: one("Summary"), **problems(403, 404, 409, 412)})
    async def outcome(
        request: Request, lead_id: str, given: Outcome, if_match: IfMatch = None, idempotency: Key = None
    ) -> Response:
        """Say what became of a lead; the trader is told. The same outcome twice is one."""
        who = caller(request)
        lead, tag = known_id(lead_id), wanted_tag(if_match)
        return await act(
            host, who, request, idempotency, given.model_dump(),
            lambda tx: _report(tx, who.partner.id, lead, given, tag),
            shows="summary",
        )  # fmt: skip

    @router.post("/leads/{lead_id}/notes", responses={200: one("Summary"), **problems(403, 404, 409)})
    async def note(request: Request, lead_id: str, given: Note, idempotency: Key = None) -> Response:
        """Keep words with a lead; the next holder sees them not."""
        who = caller(request)
        lead = known_id(lead_id)
        return await act(
            host, who, request, idempotency, given.model_dump(),
            lambda tx: reporting.note(tx, lead, who.partner.id, given.note),
            shows="summary",
        )  # fmt: skip


def _report(tx: Transaction, partner_id: str, lead_id: str, given: Outcome, tag: int | None) -> Done | Refusal:
    lock_trader(tx, lead_id)
    if tag is not None:
        lead = leads.load_many(tx, [lead_id]).get(lead_id)
        if lead is not None and reporting.may_see(lead, partner_id) and lead.revision != tag:
            return Refusal("changed", lead.status)
    return reporting.outcome(tx, lead_id, partner_id, given.outcome, given.reason, given.note)


def _lead_page(
    tx: Transaction, partner_id: str, statuses: tuple[str, ...], after: tuple[int, str], limit: int, changed: int
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = leads.listed(tx, statuses=statuses, partner_id=partner_id, after=after, limit=limit, changed_since=changed)
    more = cursor_of(found[-1].created_at, found[-1].id) if len(found) == limit else None
    shown = [lead_json(tx, lead, partner_id=partner_id) for lead in found if reporting.may_see(lead, partner_id)]
    return {"items": shown, "next": more}, [(lead.id, lead.contact_id) for lead in found]


def _own_lead(tx: Transaction, partner_id: str, lead_id: str) -> tuple[StoredLead, dict[str, Any]] | Refusal:
    lead = leads.find(tx, lead_id)
    if lead is None or not reporting.may_see(lead, partner_id):
        return gone(tx, lead, partner_id)
    return lead, lead_json(tx, lead, partner_id=partner_id)


def _note_views(tx: Transaction, partner_id: str, seen: list[tuple[str, str]]) -> None:
    for lead_id, contact_id in seen:
        audit.note(tx, f"partner:{partner_id}", "lead-viewed", lead_id, contact_id)
