"""The queue: leads by status, one lead's history and why each partner was offered it, whose double it is; recall, release, merge."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from bot.app import App
from bot.desk import tell
from bot.handoff import queue
from bot.handoff.done import Done
from bot.handoff.explain import explain
from bot.handoff.lives import LEAD_MOVES, LEAD_STATUSES, OVER, Refusal
from bot.handoff.notices import MERGED_INTO
from bot.handoff.number import display_number
from bot.handoff.twins import DUPLICATE, merge, twins
from bot.library import words
from bot.web.admin.gate import ACTOR, Gate, go_to
from bot.web.problems import ApiProblem
from locales.languages import LANGUAGES
from locales.sentences import SENTENCES
from storage import audit, document_rows, events, lead_events, leads, offers, partners
from storage.ids import new_id
from storage.lead_events import LeadEvent
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.transaction import Transaction

A_PAGE: Final = 50
REASON_AT_MOST: Final = 300
VERBS: Final = ("recall", "release")
MERGES: Final = ("merge", "keep")
"""What may be done about two leads of one trader: end this one in favour of the other, or the other in favour of this one."""
KINDS: Final = {"gstin": "GSTIN", "pan": "PAN", "phone": "phone number"}


@dataclass(frozen=True, slots=True)
class Row:
    """One lead of the list: what matching may know, nothing of the person."""

    id: str
    number: str
    status: str
    partner: str
    score: int
    state: str
    languages: tuple[str, ...]
    example: bool
    created_at: int
    updated_at: int
    held: tuple[str, ...]
    same: tuple[Same, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """A live lead of another trader with a number in common; which kind of number, never which."""

    id: str
    number: str
    status: str
    partner: str
    kinds: str
    may: tuple[str, ...]
    """Of `MERGES`."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The list with its filters."""

    now: int
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]
    partners: tuple[Partner, ...]
    following: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One lead's page."""

    now: int
    row: Row
    session_id: str
    brought: Mapping[str, str]
    """Campaign and partner of the link by which the trader came."""
    merged_into: Row | None
    files: tuple[tuple[str, str, str], ...]
    """(where it was sent, another's lead, its number) for files that another trader has sent too."""
    history: tuple[tuple[LeadEvent, str], ...]
    offers: tuple[tuple[StoredOffer, str], ...]
    may: tuple[str, ...]
    partners: tuple[Mapping[str, Any], ...]
    """What speaks for and against each partner at this moment."""


@dataclass(frozen=True, slots=True)
class Load:
    """One partner and how busy it is."""

    partner: Partner
    waiting: int
    working: int


def _names(tx: Transaction) -> dict[str, str]:
    return {one.id: one.name for one in partners.listed(tx)}


def _state(code: Any) -> str:
    return words().say(f"state.{code}", "en", {}) if isinstance(code, str) and f"state.{code}" in SENTENCES else ""


def _language(code: str) -> str:
    known = LANGUAGES.get(code)
    return known.english if known is not None else code


def _row(lead: StoredLead, names: dict[str, str]) -> Row:
    return Row(
        lead.id, display_number(lead.id), lead.status, names.get(lead.partner_id or "", ""), lead.score,
        _state(lead.facets.get("state")), tuple(_language(one) for one in lead.facets.get("languages", ())), lead.example,
        lead.created_at, lead.updated_at, _held(lead),
    )  # fmt: skip


def _held(lead: StoredLead) -> tuple[str, ...]:
    """Why it is held, but for what its doubles say better."""
    why = tuple(str(one) for one in lead.facets.get("held", ())) if lead.status == "held" else ()
    return tuple(one for one in why if not one.startswith(DUPLICATE))


def _beside(row: Row, same: tuple[Same, ...]) -> Row:
    """The row with its doubles; one that was held for doubles which are no more says that nothing holds it."""
    alone = row.status == "held" and not same and not row.held
    return replace(row, same=same, held=("the-other-is-gone:-release-it",) if alone else row.held)


def _same(tx: Transaction, some: list[StoredLead], names: dict[str, str]) -> dict[str, tuple[Same, ...]]:
    status = {one.id: one.status for one in some}
    return {
        lead_id: tuple(
            Same(
                twin.lead.id,
                display_number(twin.lead.id),
                twin.lead.status,
                names.get(twin.lead.partner_id or "", ""),
                ", ".join(KINDS.get(kind, kind) for kind in twin.kinds),
                tuple(
                    verb
                    for verb, ending in (("merge", status[lead_id]), ("keep", twin.lead.status))
                    if (ending, "merge") in LEAD_MOVES
                ),
            )
            for twin in found
        )
        for lead_id, found in twins(tx, some).items()
    }


def _shelf(tx: Transaction, status: str, partner_id: str, after: tuple[int, str]) -> Shelf:
    wanted = [status] if status in LEAD_STATUSES else LEAD_STATUSES
    found = leads.listed(tx, statuses=wanted, partner_id=partner_id or None, after=after, limit=A_PAGE)
    by_status = leads.counts(tx)
    names = _names(tx)
    last = found[-1] if len(found) == A_PAGE else None
    same = _same(tx, [one for one in found if one.status == "held"], names)
    return Shelf(
        tx.now,
        tuple(_beside(_row(one, names), same.get(one.id, ())) for one in found),
        tuple((one, by_status[one]) for one in LEAD_STATUSES if one in by_status),
        tuple(partners.listed(tx)),
        f"{last.created_at}~{last.id}" if last is not None else "",
    )


def _see(tx: Transaction, lead_id: str) -> Seen:
    lead = leads.find(tx, lead_id)
    if lead is None:
        raise ApiProblem(404, "unknown-lead", "there is no such lead")
    names = _names(tx)
    into = leads.find(tx, str(lead.facets.get(MERGED_INTO))) if lead.status == "merged" else None
    same = _same(tx, [lead], names) if lead.status not in OVER else {}
    return Seen(
        tx.now,
        _beside(_row(lead, names), same.get(lead.id, ())),
        lead.session_id,
        events.brought(tx, lead.contact_id),
        _row(into, names) if into is not None else None,
        tuple(_same_files(tx, lead)) if lead.status not in OVER and not lead.example else (),
        tuple((one, names.get(one.partner_id or "", "")) for one in lead_events.of_lead(tx, lead_id)),
        tuple((one, names.get(one.partner_id, "")) for one in offers.of_lead(tx, lead_id)),
        tuple(
            verb for verb in VERBS if (lead.status, verb) in LEAD_MOVES and (verb != "release" or queue.is_shared(lead))
        ),
        tuple((explain(tx, lead_id) or {}).get("partners", ()))
        if lead.status in ("ready", "offered", "open", "held")
        else (),
    )


def _same_files(tx: Transaction, lead: StoredLead) -> Iterator[tuple[str, str, str]]:
    """One certificate in two hands is worth a look; what is in it nobody sees here."""
    for path, session_id in document_rows.same_files(tx, lead.session_id):
        other = leads.of_session(tx, session_id)
        if other is not None and other.status not in OVER:
            yield path, other.id, display_number(other.id)


def _loads(tx: Transaction) -> list[Load]:
    everyone = partners.listed(tx)
    ids = [one.id for one in everyone]
    waiting, working = offers.waiting_on(tx, ids), leads.worked_on(tx, ids)
    return [Load(one, waiting.get(one.id, 0), working.get(one.id, 0)) for one in everyone]


def _cursor(text: str) -> tuple[int, str]:
    at, _, lead_id = text.partition("~")
    return (int(at), lead_id) if re.fullmatch("[0-9]{1,18}", at, re.ASCII) else (0, "")


def queue_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/queue`, one lead, and the partners."""
    view = app.database.view

    @router.get("/admin/queue")
    async def listed(
        request: Request,
        status: Annotated[str, Query(max_length=16)] = "",
        partner: Annotated[str, Query(max_length=40)] = "",
        after: Annotated[str, Query(max_length=64)] = "",
    ) -> Response:
        admin = await gate.admin(request)
        shelf = await asyncio.to_thread(view, lambda tx: _shelf(tx, status, partner, _cursor(after)))
        return admin.page("queue.html", shelf=shelf, wanted=status, partner=partner)

    @router.get("/admin/queue/partners")
    async def people(request: Request) -> Response:
        admin = await gate.admin(request)
        return admin.page("partners.html", loads=await asyncio.to_thread(view, _loads))

    @router.get("/admin/queue/{lead_id}")
    async def one(lead_id: str, request: Request, done: Annotated[str, Query(max_length=40)] = "") -> Response:
        admin = await gate.admin(request)
        return admin.page("lead.html", seen=await asyncio.to_thread(view, lambda tx: _see(tx, lead_id)), done=done)

    @router.post("/admin/queue/{lead_id}/{verb}")
    async def act(lead_id: str, verb: str, request: Request) -> Response:
        _, form = await gate.form(request)
        if verb not in (*VERBS, *MERGES):
            raise ApiProblem(404, "not-found", "there is no such action")
        reason, other, source = form.text("reason", REASON_AT_MOST), form.text("other", 40), new_id()
        done, told = await app.writer.ask(lambda tx: _act(app, tx, lead_id, verb, reason or other, source))
        for session_id in told:
            app.news(session_id)
        app.news(None)
        if isinstance(done, Refusal):
            raise ApiProblem(409, done.code, f"the lead is {done.status or 'gone'}; that cannot be done now")
        return go_to(f"/admin/queue/{lead_id}", done=verb)


def _act(
    app: App, tx: Transaction, lead_id: str, verb: str, word: str, source: str
) -> tuple[Done | Refusal, list[str]]:
    """Do it, write down who did, and tell the trader: one transaction. `word` is the reason, or the other lead's id."""
    known = leads.find(tx, lead_id)
    match verb:
        case "recall":
            done = queue.recall(tx, lead_id, word)
        case "release":
            done = queue.release(tx, lead_id)
        case "merge":
            done = merge(tx, lead_id, word)
        case _:
            done = merge(tx, word, lead_id)
    if isinstance(done, Refusal) or known is None:
        return done, []
    audit.note(tx, ACTOR, f"lead-{verb}", lead_id, known.contact_id)
    return done, tell(tx, app.turns, done.notices, f"admin:{source}")
