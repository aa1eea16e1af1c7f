"""A partner's Telegram chats: linked with a one-time code that is taken to the bot, confirmed here, unlinked here."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot.web.portal.hall import Hall, NotThere, Visitor, back
from storage import audit, partner_chats
from storage.partner_chats import PartnerChat
from storage.times import MINUTE
from storage.transaction import Transaction

CODE_FOR_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat, and whether this visitor may confirm or unlink it."""

    id: str
    name: str
    kind: str
    confirmed: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Linking:
    """A fresh code. `bot` "": the bot's name is not known here; then it has to be written by hand."""

    code: str
    bot: str
    minutes: int = CODE_FOR_MINUTES

    @property
    def command(self) -> str:
        """The same as the link does, written by hand."""
        return f"/start {self.code}"


def shown(tx: Transaction, visitor: Visitor) -> list[Chat]:
    """The partner's chats: an owner sees all, others their own."""
    return [
        Chat(one.id, one.name, one.kind, one.confirmed_at is not None, True)
        for one in partner_chats.of_partner(tx, visitor.partner.id)
        if _is_theirs(one, visitor)
    ]


def chats_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/team/chats`; the code itself is shown by the team's page, once."""

    @router.post("/team/chats/{chat_id}/confirm")
    async def confirm(request: Request, chat_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, None)
        if not await hall.write(lambda tx: _changed(tx, visitor, chat_id, "chat-confirmed")):
            raise NotThere
        hall.app.news(None)
        return back("/partner/team", "chat-confirmed")

    @router.post("/team/chats/{chat_id}/remove")
    async def remove(request: Request, chat_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, None)
        if not await hall.write(lambda tx: _changed(tx, visitor, chat_id, "chat-unlinked")):
            raise NotThere
        return back("/partner/team", "chat-removed")


def new_code(tx: Transaction, visitor: Visitor) -> str:
    """For one chat of this visitor's, or a group."""
    audit.note(tx, visitor.actor, "chat-code", visitor.member_id or visitor.partner.id)
    valid_for = CODE_FOR_MINUTES * MINUTE
    return partner_chats.new_code(tx, visitor.partner.id, visitor.member_id, visitor.language, valid_for)


def _changed(tx: Transaction, visitor: Visitor, chat_id: str, action: str) -> bool:
    known = {one.id for one in partner_chats.of_partner(tx, visitor.partner.id) if _is_theirs(one, visitor)}
    if chat_id not in known:
        return False
    if action == "chat-confirmed":
        partner_chats.confirm(tx, chat_id)
    else:
        partner_chats.remove(tx, chat_id)
    audit.note(tx, visitor.actor, action, chat_id)
    return True


def _is_theirs(chat: PartnerChat, visitor: Visitor) -> bool:
    return visitor.owns or (chat.member_id is not None and chat.member_id == visitor.member_id)
