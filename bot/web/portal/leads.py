"""The partner's own leads: a list that can be filtered, and the same as a table to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from bot.handoff.lives import HELD
from bot.handoff.number import display_number
from bot.handoff.reporting import may_see
from bot.handoff.views import lead_json
from bot.web.portal.hall import Hall, NotThere, Visitor
from bot.web.portal.times import moment
from storage import audit, leads
from storage.leads import StoredLead
from storage.transaction import Transaction

STATUSES: Final = (*HELD, "lost")
FILTERS: Final = ("all", "work", *STATUSES)
_WORK: Final = ("accepted", "contacted")
PAGE: Final = 50
EXPORTED_AT_MOST: Final = 5000
_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One lead of the list, in words."""

    id: str
    contact_id: str
    number: str
    status: str
    name: str
    business: str
    products: str
    place: str
    score: int
    band: str
    since: str
    example: bool


def leads_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/leads` and its exports."""

    @router.get("/leads")
    async def listed(request: Request, status: str = "all", q: str = "", after: str = "") -> Response:
        visitor = await hall.visitor(request)
        wanted = status if status in FILTERS else "all"
        lines, following, counts = await hall.view(lambda tx: _listed(tx, hall, visitor, wanted, q.strip(), after))
        if lines:
            seen = [(one.id, one.contact_id) for one in lines]
            await hall.write(lambda tx: _noted(tx, visitor, "lead-viewed", seen))
        return hall.page(
            request, "leads.html", visitor,
            lines=lines, following=following, counts=counts, chosen=wanted, q=q.strip()[:100], filters=FILTERS,
        )  # fmt: skip

    @router.get("/leads.{form}")
    async def exported(request: Request, form: str, status: str = "all") -> Response:
        visitor = await hall.visitor(request)
        if form not in _KINDS:
            raise NotThere
        wanted = status if status in FILTERS else "all"
        found, data = await hall.view(lambda tx: _exported(tx, visitor, form, wanted))
        taken = [(one.id, one.contact_id) for one in found]
        await hall.write(lambda tx: _noted(tx, visitor, "lead-exported", taken))
        headers = {"Content-Disposition": f'attachment; filename="leads.{form}"', "Cache-Control": "no-store"}
        return Response(data, media_type=_KINDS[form], headers=headers)


def _statuses(status: str) -> tuple[str, ...]:
    return STATUSES if status == "all" else _WORK if status == "work" else (status,)


def _own(tx: Transaction, visitor: Visitor, statuses: tuple[str, ...], limit: int) -> list[StoredLead]:
    """Newest first; each checked as at every read."""
    found = leads.newest(tx, statuses=statuses, partner_id=visitor.partner.id, limit=limit)
    return [lead for lead in found if may_see(lead, visitor.partner.id) and lead.body is not None]


def _listed(
    tx: Transaction, hall: Hall, visitor: Visitor, status: str, q: str, after: str
) -> tuple[list[Line], str, dict[str, int]]:
    everything = _own(tx, visitor, STATUSES, EXPORTED_AT_MOST)
    counts = {name: sum(lead.status in _statuses(name) for lead in everything) for name in FILTERS}
    wanted = _statuses(status)
    lines = [_line(tx, hall, visitor, lead) for lead in everything if lead.status in wanted]
    if q:
        low = q.casefold()
        lines = [
            one
            for one in lines
            if low in f"{one.number} {one.name} {one.business} {one.products} {one.place}".casefold()
        ]
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 8 else 0
    following = str(start + PAGE) if len(lines) > start + PAGE else ""
    return lines[start : start + PAGE], following, counts


def _line(tx: Transaction, hall: Hall, visitor: Visitor, lead: StoredLead) -> Line:
    body: dict[str, Any] = lead.body["lead"]
    teller = hall.teller(tx, lead, visitor.language)
    business = body.get("business") or {}
    products = [str(one["name"]) for one in body.get("products") or () if one.get("name")]
    return Line(
        id=lead.id,
        contact_id=lead.contact_id,
        number=display_number(lead.id),
        status=lead.status,
        name=str((body.get("contact") or {}).get("name") or ""),
        business=str(business.get("trade_name") or business.get("legal_name") or ""),
        products=", ".join(products),
        place=teller.text(None, business) if business.get("state_code") else "",
        score=lead.score,
        band=str(body["score"]["band"]),
        since=moment(lead.updated_at, visitor.language),
        example=lead.example,
    )


def _exported(tx: Transaction, visitor: Visitor, form: str, status: str) -> tuple[list[StoredLead], bytes]:
    from bot.handoff import export  # openpyxl is 10 MB that most days nobody asks for

    found = _own(tx, visitor, _statuses(status), EXPORTED_AT_MOST)
    whole = [lead_json(tx, lead, partner_id=visitor.partner.id) for lead in found]
    match form:
        case "csv":
            return found, export.as_csv(export.row(one) for one in whole)
        case "xlsx":
            return found, export.as_xlsx(export.row(one) for one in whole)
        case _:
            return found, export.as_jsonl(whole)


def _noted(tx: Transaction, visitor: Visitor, action: str, leads_of: list[tuple[str, str]]) -> None:
    """(lead, contact) that were shown by name, or taken away: both are looks."""
    for lead_id, contact_id in leads_of:
        audit.note(tx, visitor.actor, action, lead_id, contact_id)
