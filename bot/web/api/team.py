"""The partner's people through the API: who they are, ask one in, change a role, let one go."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.handoff import team
from bot.handoff.lives import Refusal
from bot.web.api.access import Caller, Host, answer, caller, is_id, not_found, read, write, writer
from bot.web.api.once import Key, made, once, reused
from bot.web.api.openapi import listing, one, problems
from bot.web.problems import ApiProblem
from storage import members
from storage.members import ROLES, Member
from storage.times import iso
from storage.transaction import Transaction

NAME = r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
EMAIL = r"^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$"


class NewMember(BaseModel):
    """Somebody who may sign in for you: with a link that goes to this address, at /partner/enter."""

    model_config = ConfigDict(title="NewMember")
    name: str = Field(min_length=1, max_length=team.NAME_AT_MOST, pattern=NAME)
    email: str = Field(max_length=team.EMAIL_AT_MOST, pattern=EMAIL)
    role: Literal[ROLES] = "member"  # type: ignore[valid-type]


class NewRole(BaseModel):
    """An owner may change everything of yours, a member works with leads, a reader only looks."""

    model_config = ConfigDict(title="NewRole")
    role: Literal[ROLES]  # type: ignore[valid-type]


def team_routes(router: APIRouter, host: Host) -> None:
    """The routes of the team."""

    @router.get("/team", responses={200: listing("Member")})
    async def list_team(request: Request) -> Response:
        """Your people, in the order in which they came."""
        who = caller(request)
        found = await read(host, lambda tx: members.of_partner(tx, who.partner.id))
        return answer(who, {"items": [_member(each) for each in found], "next": None})

    @router.post("/team", status_code=201, responses={201: one("Member"), **problems(403, 409)})
    async def ask_in(request: Request, given: NewMember, idempotency: Key = None) -> Response:
        """Ask somebody in. An address belongs to one person of one partner."""
        who = writer(request)
        this = once(who, idempotency, request, given.model_dump())

        def work(tx: Transaction) -> Member | Refusal:
            return made(tx, this, lambda: _asked_in(tx, who, given), lambda known: members.find(tx, known))

        found = await write(host, work)
        if isinstance(found, Refusal):
            raise _refused(found, who)
        return answer(who, _member(found), 201)

    @router.patch("/team/{member_id}", responses={200: one("Member"), **problems(403, 404)})
    async def give_role(request: Request, member_id: str, given: NewRole) -> Response:
        """Another role, at once."""
        who = writer(request)
        if not is_id(member_id):
            raise not_found(who)
        done = await write(host, lambda tx: team.give_role(tx, who.partner.id, _actor(who), member_id, given.role))
        if isinstance(done, Refusal):
            raise not_found(who)
        return answer(who, _member(done))

    @router.delete("/team/{member_id}", status_code=204, responses={204: {"description": "Gone"}, **problems(403, 404)})
    async def let_go(request: Request, member_id: str) -> Response:
        """Let somebody go: their links, password and browsers open nothing any more."""
        who = writer(request)
        gone = is_id(member_id) and await write(
            host, lambda tx: team.let_go(tx, who.partner.id, _actor(who), member_id)
        )
        if not gone:
            raise not_found(who)
        return Response(status_code=204, headers=dict(who.headers))


def _asked_in(tx: Transaction, who: Caller, given: NewMember) -> tuple[str, Member] | Refusal:
    found = team.ask_in(tx, who.partner.id, _actor(who), given.name, given.email, given.role)
    return found if isinstance(found, Refusal) else (found.id, found)


def _refused(refused: Refusal, who: Caller) -> ApiProblem:
    match refused.code:
        case "member-known":
            return ApiProblem(409, refused.code, "somebody has this address already", who.headers)
        case "team-full":
            return ApiProblem(409, refused.code, "your team is full", who.headers)
        case "not-found":
            return ApiProblem(409, "gone", "whom this request asked in has been let go since", who.headers)
        case _:
            return reused(who)


def _actor(who: Caller) -> str:
    return f"partner:{who.partner.id}"


def _member(each: Member) -> dict[str, Any]:
    """The address only as the hint that is kept of it."""
    return {
        "id": each.id,
        "name": each.name,
        "email": each.hint,
        "role": each.role,
        "signs_in": "link" if each.password is None else "password",
        "created_at": iso(each.created_at),
    }
