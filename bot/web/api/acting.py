"""Doing something through the API: once under an Idempotency-Key, in one transaction with what the trader is told; refusals over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

from fastapi import Request, Response

from bot import desk
from bot.handoff import reporting, taking
from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from bot.handoff.number import display_number
from bot.handoff.taking import Acceptance
from bot.handoff.views import lead_json, offer_json
from bot.takes import Take, Takes
from bot.web.api.access import Caller, Host, answer, durable, read, write
from bot.web.api.once import REUSED, once
from bot.web.problems import ApiProblem
from storage import contacts, idempotency, leads, offers, sessions
from storage.idempotency import Asked, Before
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.times import iso
from storage.transaction import Transaction

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


async def act(
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


async def take(
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
        raise problem_of(done.refused, who)
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
    if lead is None or (shows == "lead" and not reporting.may_see(lead, who.partner.id)):
        return Acted(0, refused=gone(tx, lead, who.partner.id), again=True)
    acted = _shown(tx, who, lead, offer, shows)
    return Acted(before.status, acted.body, acted.tag, again=True)


def _shown(tx: Transaction, who: Caller, lead: StoredLead, offer: StoredOffer | None, shows: str) -> Acted:
    match shows:
        case "lead":
            return Acted(200, lead_json(tx, lead, partner_id=who.partner.id), lead.revision)
        case "offer" if offer is not None:
            return Acted(200, offer_json(offer, lead), offer.token)
        case _:
            return Acted(200, summary(lead), lead.revision)


def lock_trader(tx: Transaction, lead_id: str | None) -> None:
    """The trader will be told: contact and session are locked before the lead, as everywhere."""
    lead = leads.find(tx, lead_id) if lead_id is not None else None
    if lead is not None:
        contacts.load_many(tx, [lead.contact_id])
        sessions.load_many(tx, [lead.session_id])


def problem_of(refused: Refusal, who: Caller) -> ApiProblem:
    status, detail = REFUSALS[refused.code]
    return ApiProblem(status, refused.code, detail, who.headers)


def gone(tx: Transaction, lead: StoredLead | None, partner_id: str) -> Refusal:
    """Another's lead does not exist; one that the trader took back from this partner is said to be."""
    if lead is None or lead.status not in ("withdrawn", "erased"):
        return Refusal("not-found")
    if any(one.partner_id == partner_id and one.state == "withdrawn" for one in offers.of_lead(tx, lead.id)):
        return Refusal("withdrawn", lead.status)
    return Refusal("not-found")


def summary(lead: StoredLead) -> dict[str, Any]:
    return {
        "id": lead.id,
        "number": display_number(lead.id),
        "status": lead.status,
        "revision": lead.revision,
        "updated_at": iso(lead.updated_at),
    }
