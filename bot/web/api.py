"""The partner API under /api/v1: offers, leads, documents, outcomes, webhooks, team. Its description is `/api/v1/openapi.json`.

Every action is one transaction: what the queue does, what the trader is told because of it, and the idempotency key are committed
together. Refusals are values, not exceptions: raised inside the writer they would make it try the others of the batch again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Literal, assert_never

from fastapi import APIRouter, Body, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from bot import again, desk
from bot.arrival import Arrival
from bot.handoff import notes, queue, taking
from bot.handoff.lead import display_number, iso
from bot.handoff.lives import HELD, OFFER_STATES, Refusal
from bot.handoff.queue import Done
from bot.handoff.taking import Acceptance
from bot.handoff.views import lead_json, offer_json, pool_json
from bot.library import words
from bot.takes import Take, Takes
from bot.web.api_access import (
    CURSOR,
    PAGE,
    PAGE_AT_MOST,
    TAG,
    Caller,
    Host,
    answer,
    caller,
    cursor_of,
    durable,
    keyed,
    known_id,
    matches,
    moment,
    position,
    read,
    since,
    wanted_tag,
    write,
)
from bot.web.api_documents import Wanted, document_response
from bot.web.api_once import REUSED, Key, once
from bot.web.api_openapi import listing, ok, one, openapi, problems
from bot.web.api_team import team_routes
from bot.web.api_webhooks import webhook_routes
from bot.web.problems import ApiProblem
from bot.web.rates import Rates
from flows.session import Session
from storage import audit, contacts, idempotency, leads, offers, sessions
from storage.idempotency import Asked, Before
from storage.ids import new_id
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.transaction import Transaction

PREFIX: Final = "/api/v1"
VISIBLE: Final = (*HELD, "lost")

REFUSALS: Final[Mapping[str, tuple[int, str]]] = {
    "not-found": (404, "there is no such thing"),
    "already-taken": (409, "the lead has been taken"),
    "already-declined": (409, "you declined this offer"),
    "expired": (410, "the time to answer has run out; the lead was offered to another"),
    "withdrawn": (410, "the trader has taken the lead back"),
    "changed": (412, "it was changed since you read it"),
    "not-now": (409, "that cannot follow on how the lead stands"),
    "too-late": (409, "the time in which a lead can be returned is over"),
    "too-many": (409, "your returns of this month are used up"),
    "no-capacity": (409, "you hold as many leads as your terms allow"),
    "no-consent": (409, "the trader does not share it with partners"),
    "none": (404, "no open lead matches your terms"),
    "unknown-outcome": (422, "there is no such outcome"),
    "reason-needed": (422, "lost and returned say why: give a `reason`"),
    "note-needed": (422, "a note says something: give a `note`"),
    "aadhaar": (422, "it holds what looks like an Aadhaar number, and those are never kept"),
    REUSED: (409, "this Idempotency-Key came with another request before"),
}
"""What a refusal of the queue is over HTTP: code -> (status, detail)."""


class Decline(BaseModel):
    """Why the lead is not taken: one of the codes in `queue.REASONS`, or words."""

    model_config = ConfigDict(title="Decline")
    reason: str = Field("", max_length=500)


class Claim(BaseModel):
    """Which open lead; without, the oldest that matches."""

    model_config = ConfigDict(title="Claim")
    lead_id: str | None = Field(None, pattern="^[A-Za-z0-9_-]{1,64}$")


class Outcome(BaseModel):
    """What became of a lead. `lost` and `returned` say why."""

    model_config = ConfigDict(title="Outcome")
    outcome: Literal["contacted", "listed", "first_order", "lost", "returned"] = Field(
        validation_alias=AliasChoices("outcome", "status")
    )
    reason: str = Field("", max_length=500)
    note: str = Field("", max_length=4000)


class Again(BaseModel):
    """Why a paper is asked for once more: said to the trader in the trader's language, with your words after it."""

    model_config = ConfigDict(title="Again")
    reason: Literal[again.REASONS]  # type: ignore[valid-type]
    words: str = Field("", max_length=again.WORDS_AT_MOST)


class Note(BaseModel):
    """Words kept with a lead, sealed with the trader's key."""

    model_config = ConfigDict(title="Note")
    note: str = Field(min_length=1, max_length=4000)


@dataclass(frozen=True, slots=True)
class Acted:
    """How an action ended, inside its transaction."""

    status: int
    body: Any = None
    tag: int | None = None
    refused: Refusal | None = None
    told: tuple[str, ...] = ()
    again: bool = False
    """It had been done before, under the same Idempotency-Key."""


Limit = Annotated[int, Query(ge=1, le=PAGE_AT_MOST)]
Cursor = Annotated[str | None, Query(pattern=CURSOR, description="The `next` of the page before.")]
Since = Annotated[datetime | None, BeforeValidator(moment), Query(description="Only what changed since this time.")]
IfMatch = Annotated[str | None, Header(pattern=TAG)]
IfNoneMatch = Annotated[str | None, Header(max_length=200)]


def api_router(host: Host, rates: Rates | None = None) -> APIRouter:
    """The routes, over a running server."""
    router = APIRouter(prefix=PREFIX, tags=["partners"], route_class=keyed(host, rates or Rates()))
    takes = Takes(host.writer, host.turns)
    _description(router)
    _offers(router, host, takes)
    _open_leads(router, host, takes)
    _leads(router, host)
    webhook_routes(router, host)
    team_routes(router, host)
    return router


def _description(router: APIRouter) -> None:
    @router.get("/openapi.json", include_in_schema=False)
    async def describe() -> JSONResponse:
        return JSONResponse(openapi(router.routes))


def _offers(router: APIRouter, host: Host, takes: Takes) -> None:
    @router.get("/me", responses={200: ok({"type": "object"}, "Who you are")})
    async def me(request: Request) -> Response:
        """The partner of this key, and its terms."""
        who = caller(request)
        return answer(who, {"id": who.partner.id, "name": who.partner.name, "terms": dict(who.partner.body)})

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
            raise _refused(Refusal("not-found"), who)
        if matches(if_none_match, found["token"]):
            return Response(status_code=304, headers={**who.headers, "ETag": f'"{found["token"]}"'})
        return answer(who, found, tag=found["token"])

    @router.post("/offers/{offer_id}/accept", responses={200: one("Lead"), **problems(403, 404, 409, 410, 412)})
    async def accept(request: Request, offer_id: str, if_match: IfMatch = None, idempotency: Key = None) -> Response:
        """Take the lead: the answer is all of it. Exactly one partner can."""
        who = caller(request)
        token, offer = wanted_tag(if_match), known_id(offer_id)
        return await _take(host, takes, who, request, idempotency, {}, Acceptance(offer, who.partner.id, token))

    @router.post("/offers/{offer_id}/decline", responses={200: one("Offer"), **problems(403, 404, 409, 410)})
    async def decline(
        request: Request, offer_id: str, given: Annotated[Decline | None, Body()] = None, idempotency: Key = None
    ) -> Response:
        """Leave the lead to the next partner. You will not be offered it again."""
        who = caller(request)
        reason, offer = (given or Decline(reason="")).reason, known_id(offer_id)
        return await _act(
            host, who, request, idempotency, {"reason": reason},
            lambda tx: _decline(tx, who.partner.id, offer, reason),
            shows="offer",
        )  # fmt: skip


def _open_leads(router: APIRouter, host: Host, takes: Takes) -> None:
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
        return await _take(host, takes, who, request, idempotency, {"lead_id": lead_id}, what)


def _leads(router: APIRouter, host: Host) -> None:
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
            raise _refused(found, who)
        lead, body = found
        await write(host, lambda tx: _note_views(tx, who.partner.id, [(lead.id, lead.contact_id)]))
        if matches(if_none_match, lead.revision):
            return Response(status_code=304, headers={**who.headers, "ETag": f'"{lead.revision}"'})
        return answer(who, body, tag=lead.revision)

    @router.post("/leads/{lead_id}/outcome", responses={200: one("Summary"), **problems(403, 404, 409, 412)})
    async def outcome(
        request: Request, lead_id: str, given: Outcome, if_match: IfMatch = None, idempotency: Key = None
    ) -> Response:
        """Say what became of a lead; the trader is told. The same outcome twice is one."""
        who = caller(request)
        lead, tag = known_id(lead_id), wanted_tag(if_match)
        return await _act(
            host, who, request, idempotency, given.model_dump(),
            lambda tx: _report(tx, who.partner.id, lead, given, tag),
            shows="summary",
        )  # fmt: skip

    @router.post("/leads/{lead_id}/notes", responses={200: one("Summary"), **problems(403, 404, 409)})
    async def note(request: Request, lead_id: str, given: Note, idempotency: Key = None) -> Response:
        """Keep words with a lead; the next holder sees them not."""
        who = caller(request)
        lead = known_id(lead_id)
        return await _act(
            host, who, request, idempotency, given.model_dump(),
            lambda tx: queue.note(tx, lead, who.partner.id, given.note),
            shows="summary",
        )  # fmt: skip

    @router.get(
        "/leads/{lead_id}/documents/{document_id}",
        responses={
            304: {"description": "As you have it"},
            200: {"description": "The file", "content": {"application/octet-stream": {}, "application/pdf": {}, "image/*": {}}},
            206: {"description": "A part of it", "content": {"application/octet-stream": {}, "application/pdf": {}, "image/*": {}}},
            **problems(404, 416),
        },
    )  # fmt: skip
    async def document(
        request: Request,
        lead_id: str,
        document_id: str,
        range: Annotated[str | None, Header()] = None,
        if_range: Annotated[str | None, Header(max_length=200)] = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """A paper of a lead that you hold at this moment; ranges are understood. The look is written down."""
        wanted = Wanted(range, if_range, if_none_match)
        return await document_response(host, caller(request), known_id(lead_id), known_id(document_id), wanted)

    @router.post(
        "/leads/{lead_id}/documents/{document_id}/again",
        responses={200: one("Summary"), **problems(403, 404, 409)},
    )
    async def ask_again(
        request: Request, lead_id: str, document_id: str, given: Again, idempotency: Key = None
    ) -> Response:
        """Ask the trader for a paper once more, in the chat. What comes is in the lead; `document.received` tells you."""
        who = caller(request)
        who.must_write()
        lead, document, nonce = known_id(lead_id), known_id(document_id), idempotency or new_id()
        this = once(who, idempotency, request, given.model_dump())
        asked = await write(host, lambda tx: _asked_again(tx, who.partner.id, lead, document, given, nonce, this))
        if isinstance(asked, Refusal):
            raise _refused(asked, who)
        outcome = await durable(host.receive(asked[0]))
        summary = await write(host, lambda tx: _noted_again(tx, who.partner.id, lead, asked[1], outcome.repeated))
        if outcome.gone or summary is None:
            raise _refused(Refusal("not-found"), who)
        return answer(who, summary, headers={"Idempotency-Replayed": "true"} if outcome.repeated else None)


# Acting -----------------------------------------------------------------------------------------------------------------


async def _act(
    host: Host,
    who: Caller,
    request: Request,
    key: str | None,
    given: Mapping[str, Any],
    do: Callable[[Transaction], Done | Refusal],
    shows: str,
) -> Response:
    """Do something once, tell the trader, answer."""
    who.must_write()
    this = once(who, key, request, given)
    done = await write(host, lambda tx: _done_once(tx, host, who, this, do, shows))
    return _answered(host, who, done)


async def _take(
    host: Host,
    takes: Takes,
    who: Caller,
    request: Request,
    key: str | None,
    given: Mapping[str, Any],
    what: Acceptance | taking.Claim,
) -> Response:
    """Take a lead once, together with the others who are just taking one; the answer is the lead."""
    who.must_write()
    taken = await durable(takes.ask(Take(what, shown=True, once=once(who, key, request, given))))
    match taken.result:
        case Refusal() as refused:
            done = Acted(0, refused=refused)
        case Done(lead):
            done = Acted(200, taken.body, lead.revision, told=taken.told)
        case Before() as before:
            done = await read(host, lambda tx: _again(tx, who, before, "lead"))
        case never:
            assert_never(never)
    return _answered(host, who, done)


def _answered(host: Host, who: Caller, done: Acted) -> Response:
    """Wake whoever waits for news; answer. Raises ApiProblem where it was refused."""
    for session_id in done.told:
        host.news(session_id)
    host.news(None)
    if done.refused is not None:
        raise _refused(done.refused, who)
    headers = {"Idempotency-Replayed": "true"} if done.again else None
    return answer(who, done.body, done.status, tag=done.tag, headers=headers)


def _done_once(
    tx: Transaction,
    host: Host,
    who: Caller,
    this: Asked | None,
    do: Callable[[Transaction], Done | Refusal],
    shows: str,
) -> Acted:
    before = idempotency.begin_many(tx, [this])[0] if this is not None else None
    if before is not None:
        return _again(tx, who, before, shows)
    result = do(tx)
    if isinstance(result, Refusal):
        acted, outcome = Acted(0, refused=result), {"refused": result.code}
    else:
        offer_id = result.offer.id if result.offer is not None else None
        acted = _shown(tx, who, result.lead, result.offer, shows)
        source = f"lead:{result.lead.id}:{result.lead.revision}"
        acted = Acted(200, acted.body, acted.tag, told=tuple(desk.tell(tx, host.turns, result.notices, source)))
        outcome = {"lead_id": result.lead.id, **({"offer_id": offer_id} if offer_id is not None else {})}
    if this is not None and acted.refused is not None and REFUSALS[acted.refused.code][0] == 422:
        idempotency.give_up(tx, this)  # it asked for nothing that there is: mended, it may come under the same key
    elif this is not None:
        idempotency.finish(tx, this.owner, this.key, 0 if acted.refused else 200, outcome)
    return acted


def _again(tx: Transaction, who: Caller, before: idempotency.Before, shows: str) -> Acted:
    """The same request again: the same end, with the lead as it may be seen now."""
    if not before.same:
        return Acted(0, refused=Refusal(REUSED))
    if "refused" in before.outcome:
        return Acted(0, refused=Refusal(str(before.outcome["refused"])), again=True)
    lead = leads.find(tx, before.outcome["lead_id"])
    offer = offers.find(tx, before.outcome["offer_id"]) if "offer_id" in before.outcome else None
    if lead is None or (shows == "lead" and not queue.may_see(lead, who.partner.id)):
        return Acted(0, refused=_gone(tx, lead, who.partner.id), again=True)
    acted = _shown(tx, who, lead, offer, shows)
    return Acted(before.status, acted.body, acted.tag, again=True)


def _shown(tx: Transaction, who: Caller, lead: StoredLead, offer: StoredOffer | None, shows: str) -> Acted:
    match shows:
        case "lead":
            return Acted(200, lead_json(tx, lead, partner_id=who.partner.id), lead.revision)
        case "offer" if offer is not None:
            return Acted(200, offer_json(offer, lead), offer.token)
        case _:
            return Acted(200, _summary(lead), lead.revision)


def _decline(tx: Transaction, partner_id: str, offer_id: str, reason: str) -> Done | Refusal:
    _lock_trader(tx, _lead_of(tx, offer_id))
    return queue.decline(tx, offer_id, partner_id, reason)


def _report(tx: Transaction, partner_id: str, lead_id: str, given: Outcome, tag: int | None) -> Done | Refusal:
    _lock_trader(tx, lead_id)
    if tag is not None:
        lead = leads.load_many(tx, [lead_id]).get(lead_id)
        if lead is not None and queue.may_see(lead, partner_id) and lead.revision != tag:
            return Refusal("changed", lead.status)
    return queue.outcome(tx, lead_id, partner_id, given.outcome, given.reason, given.note)


def _asked_again(
    tx: Transaction, partner_id: str, lead_id: str, document_id: str, given: Again, nonce: str, this: Asked | None
) -> tuple[Arrival, str] | Refusal:
    """The input that reopens the paper, and what the trader is told; refused for a paper of a lead that is not the partner's."""
    if (refused := notes.unfit(given.words)) is not None:
        return refused
    # The input itself is taken once a key; here the key is only kept from another request.
    before = idempotency.begin_many(tx, [this])[0] if this is not None else None
    if before is not None and not before.same:
        return Refusal(REUSED)
    lead = leads.find(tx, lead_id)
    if lead is None or lead.body is None or not queue.may_see(lead, partner_id):
        return Refusal("not-found")
    kinds = {str(one["id"]): str(one["kind"]) for one in lead.body["lead"]["documents"]}
    stored = sessions.find(tx, lead.session_id)
    if document_id not in kinds or stored is None or stored.body is None:
        return Refusal("not-found")
    session = Session.from_json(stored.body)
    path = again.path_of(session, document_id)
    if path is None:
        return Refusal("not-found")
    said = again.in_words(words(), session.language, kinds[document_id], given.reason, given.words)
    return again.arrival(tx, stored, partner_id, path, said, nonce), said


def _noted_again(tx: Transaction, partner_id: str, lead_id: str, said: str, repeated: bool) -> dict[str, Any] | None:
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None or not queue.may_see(lead, partner_id):
        return None
    if not repeated:
        again.note(tx, lead, partner_id, said)
    return _summary(lead)


def _lead_of(tx: Transaction, offer_id: str) -> str | None:
    offer = offers.find(tx, offer_id)
    return None if offer is None else offer.lead_id


def _lock_trader(tx: Transaction, lead_id: str | None) -> None:
    """The trader will be told: contact and session are locked before the lead, as everywhere."""
    lead = leads.find(tx, lead_id) if lead_id is not None else None
    if lead is not None:
        contacts.load_many(tx, [lead.contact_id])
        sessions.load_many(tx, [lead.session_id])


def _refused(refused: Refusal, who: Caller) -> ApiProblem:
    status, detail = REFUSALS[refused.code]
    return ApiProblem(status, refused.code, detail, who.headers)


# Reading ----------------------------------------------------------------------------------------------------------------


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


def _lead_page(
    tx: Transaction, partner_id: str, statuses: tuple[str, ...], after: tuple[int, str], limit: int, changed: int
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = leads.listed(tx, statuses=statuses, partner_id=partner_id, after=after, limit=limit, changed_since=changed)
    more = cursor_of(found[-1].created_at, found[-1].id) if len(found) == limit else None
    shown = [lead_json(tx, lead, partner_id=partner_id) for lead in found if queue.may_see(lead, partner_id)]
    return {"items": shown, "next": more}, [(lead.id, lead.contact_id) for lead in found]


def _own_lead(tx: Transaction, partner_id: str, lead_id: str) -> tuple[StoredLead, dict[str, Any]] | Refusal:
    lead = leads.find(tx, lead_id)
    if lead is None or not queue.may_see(lead, partner_id):
        return _gone(tx, lead, partner_id)
    return lead, lead_json(tx, lead, partner_id=partner_id)


def _gone(tx: Transaction, lead: StoredLead | None, partner_id: str) -> Refusal:
    """Another's lead does not exist; one that the trader took back from this partner is said to be."""
    if lead is None or lead.status not in ("withdrawn", "erased"):
        return Refusal("not-found")
    if any(one.partner_id == partner_id and one.state == "withdrawn" for one in offers.of_lead(tx, lead.id)):
        return Refusal("withdrawn", lead.status)
    return Refusal("not-found")


def _note_views(tx: Transaction, partner_id: str, seen: list[tuple[str, str]]) -> None:
    for lead_id, contact_id in seen:
        audit.note(tx, f"partner:{partner_id}", "lead-viewed", lead_id, contact_id)


def _summary(lead: StoredLead) -> dict[str, Any]:
    return {
        "id": lead.id,
        "number": display_number(lead.id),
        "status": lead.status,
        "revision": lead.revision,
        "updated_at": iso(lead.updated_at),
    }
