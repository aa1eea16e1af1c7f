"""The partner's people: an owner asks them in by e-mail and lets them go; everybody may choose a password of their own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot.web.portal.entrance import HASHER, PASSWORD_AT_LEAST, PASSWORD_AT_MOST
from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.times import moment
from storage import audit, members
from storage.members import ROLES, Role
from storage.transaction import Transaction

NAME_AT_MOST = 100
EMAIL_AT_MOST = 200
TEAM_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Person:
    """One of the team, in words."""

    id: str
    name: str
    hint: str
    role: str
    since: str
    has_password: bool
    me: bool


def team_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/team`."""

    @router.get("/team")
    async def listed(request: Request) -> Response:
        visitor = await hall.visitor(request)
        people = await hall.view(lambda tx: _people(tx, visitor))
        return hall.page(request, "team.html", visitor, people=people, roles=ROLES, at_least=PASSWORD_AT_LEAST)

    @router.post("/team")
    async def ask_in(request: Request) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor, "owner")
        name, email = form.get("name", "")[:NAME_AT_MOST], form.get("email", "")[:EMAIL_AT_MOST]
        role = next((one for one in ROLES if one == form.get("role")), None)
        if not name or role is None or not _is_address(email):
            return back("/partner/team", "member-incomplete")
        said = await hall.write(lambda tx: _added(tx, visitor, name, email, role))
        return back("/partner/team", said)

    @router.post("/team/password")
    async def password(request: Request) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor, None)
        chosen, member_id = form.get("password", ""), visitor.member_id
        if member_id is None:
            raise NotThere
        if not PASSWORD_AT_LEAST <= len(chosen) <= PASSWORD_AT_MOST:
            return back("/partner/team", "password-short")
        hashed = await asyncio.to_thread(HASHER.hash, chosen)
        await hall.write(lambda tx: members.set_password(tx, member_id, hashed))
        return back("/partner/team", "password-set")

    @router.post("/team/{member_id}/remove")
    async def remove(request: Request, member_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, "owner")
        if not await hall.write(lambda tx: _removed(tx, visitor, member_id)):
            raise NotThere
        return back("/partner/team", "member-removed")


def _is_address(email: str) -> bool:
    name, at, domain = email.rpartition("@")
    return bool(name and at and "." in domain) and not any(letter.isspace() for letter in email)


def _people(tx: Transaction, visitor: Visitor) -> list[Person]:
    return [
        Person(
            one.id,
            one.name,
            one.hint,
            one.role,
            moment(one.created_at, visitor.language),
            one.password is not None,
            one.id == visitor.member_id,
        )
        for one in members.of_partner(tx, visitor.partner.id)
    ]


def _added(tx: Transaction, visitor: Visitor, name: str, email: str, role: Role) -> str:
    if len(members.of_partner(tx, visitor.partner.id)) >= TEAM_AT_MOST:
        return "member-incomplete"
    member_id = members.add(tx, visitor.partner.id, name, email, role)
    if member_id is None:
        return "member-known"
    audit.note(tx, visitor.actor, "member-added", member_id)
    return "member-added"


def _removed(tx: Transaction, visitor: Visitor, member_id: str) -> bool:
    if member_id not in {one.id for one in members.of_partner(tx, visitor.partner.id)}:
        return False
    members.remove(tx, member_id)
    audit.note(tx, visitor.actor, "member-removed", member_id)
    return True
