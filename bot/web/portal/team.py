"""The partner's people: an owner asks them in by e-mail, gives roles and lets go; everybody may choose a password of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot.handoff import team
from bot.handoff.lives import Refusal
from bot.web.portal.chats import Linking, new_code, shown
from bot.web.portal.entrance import HASHER, PASSWORD_AT_LEAST, PASSWORD_AT_MOST
from bot.web.portal.hall import ROLE, Hall, NotThere, Visitor, back
from bot.web.portal.times import moment
from storage import audit, members, sign_ins
from storage.members import ROLES, Role
from storage.transaction import Transaction


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
    _own(router, hall)
    _members(router, hall)


def _own(router: APIRouter, hall: Hall) -> None:
    @router.get("/team")
    async def listed(request: Request) -> Response:
        visitor = await hall.visitor(request)
        return await _page(hall, request, visitor, None)

    @router.post("/team/chats")
    async def link_chat(request: Request) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, None)
        if hall.app.partner_bot is None:
            raise NotThere
        code = await hall.write(lambda tx: new_code(tx, visitor))
        return await _page(hall, request, visitor, Linking(code, hall.app.partner_bot.username))

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
        await hall.write(lambda tx: _new_password(tx, visitor, member_id, hashed))
        return back("/partner/team", "password-set")


def _members(router: APIRouter, hall: Hall) -> None:
    @router.post("/team")
    async def ask_in(request: Request) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor, "owner")
        name, email = form.get("name", "")[: team.NAME_AT_MOST], form.get("email", "")[: team.EMAIL_AT_MOST]
        role = _role(form)
        if not name or role is None or not _is_address(email):
            return back("/partner/team", "member-incomplete")
        said = await hall.write(lambda tx: _added(tx, visitor, name, email, role))
        return back("/partner/team", said)

    @router.post("/team/{member_id}/remove")
    async def remove(request: Request, member_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, "owner")
        if not await hall.write(lambda tx: team.let_go(tx, visitor.partner.id, visitor.actor, member_id)):
            raise NotThere
        return back("/partner/team", "member-removed")

    @router.post("/team/{member_id}/role")
    async def give_role(request: Request, member_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor, "owner")
        role = _role(form)
        if member_id == visitor.member_id or role is None:
            raise NotThere
        actor, partner_id = visitor.actor, visitor.partner.id
        done = await hall.write(lambda tx: team.give_role(tx, partner_id, actor, member_id, role))
        if isinstance(done, Refusal):
            raise NotThere
        return back("/partner/team", "member-role")


async def _page(hall: Hall, request: Request, visitor: Visitor, linking: Linking | None) -> Response:
    people, chats = await hall.view(lambda tx: (_people(tx, visitor), shown(tx, visitor)))
    return hall.page(
        request, "team.html", visitor, people=people, roles=ROLES, at_least=PASSWORD_AT_LEAST,
        chats=chats, linking=linking, by_telegram=hall.app.partner_bot is not None,
    )  # fmt: skip


def _new_password(tx: Transaction, visitor: Visitor, member_id: str, hashed: str) -> None:
    """Whoever knew the one before, or sits at a browser that was left open, is out."""
    members.set_password(tx, member_id, hashed)
    sign_ins.end_others(tx, ROLE, member_id, visitor.secret)
    audit.note(tx, visitor.actor, "password-set", member_id)


def _role(form: Mapping[str, str]) -> Role | None:
    return next((one for one in ROLES if one == form.get("role")), None)


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
    done = team.ask_in(tx, visitor.partner.id, visitor.actor, name, email, role)
    if isinstance(done, Refusal):
        return done.code if done.code == "member-known" else "member-incomplete"
    return "member-added"
