"""API keys: made here, shown once, revoked here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response

from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.times import moment
from storage import audit, partners
from storage.partners import PREFIX, READ_WRITE
from storage.times import DAY
from storage.transaction import Transaction

LIVES: Final = {"never": None, "90": 90 * DAY, "365": 365 * DAY}
SCOPES: Final = {"write": READ_WRITE, "read": "read"}
KEYS_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A key in words; the key itself is known to nobody any more."""

    id: str
    hint: str
    scopes: str
    made: str
    used: str
    ends: str
    state: str
    """valid, revoked or ended."""


def keys_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/keys`."""

    @router.get("/keys")
    async def listed(request: Request) -> Response:
        visitor = await hall.visitor(request)
        return await _page(request, visitor, "")

    @router.post("/keys")
    async def create(request: Request) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor, "owner")
        scopes = SCOPES.get(form.get("scopes", ""), READ_WRITE)
        lives = LIVES.get(form.get("lives", ""))
        key = await hall.write(lambda tx: _created(tx, visitor, scopes, lives))
        if not key:
            return back("/partner/keys", "too-many-keys")
        return await _page(request, visitor, key)

    @router.post("/keys/{key_id}/revoke")
    async def revoke(request: Request, key_id: str) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, "owner")
        if not await hall.write(lambda tx: _revoked(tx, visitor, key_id)):
            raise NotThere
        return back("/partner/keys", "revoked")

    async def _page(request: Request, visitor: Visitor, key: str) -> Response:
        lines = await hall.view(lambda tx: _lines(tx, visitor))
        return hall.page(
            request, "keys.html", visitor, lines=lines, key=key, lives=LIVES, api=f"{hall.app.settings.base_url}/api/v1"
        )


def _lines(tx: Transaction, visitor: Visitor) -> list[Line]:
    found = []
    for one in reversed(partners.keys(tx, visitor.partner.id)):
        state = "revoked" if one.revoked_at is not None else "valid"
        if state == "valid" and one.expires_at is not None and one.expires_at <= tx.now:
            state = "ended"
        used, ends = one.used_at, one.expires_at
        found.append(
            Line(
                one.id,
                f"{PREFIX}…{one.hint}",
                "write" if one.may("write") else "read",
                moment(one.created_at, visitor.language),
                moment(used, visitor.language) if used else "",
                moment(ends, visitor.language) if ends else "",
                state,
            )
        )
    return found


def _created(tx: Transaction, visitor: Visitor, scopes: str, lives: int | None) -> str:
    if sum(one.revoked_at is None for one in partners.keys(tx, visitor.partner.id)) >= KEYS_AT_MOST:
        return ""
    key_id, key = partners.new_key(
        tx, visitor.partner.id, scopes=scopes, expires_at=None if lives is None else tx.now + lives
    )
    audit.note(tx, visitor.actor, "key-created", key_id)
    return key


def _revoked(tx: Transaction, visitor: Visitor, key_id: str) -> bool:
    if key_id not in {one.id for one in partners.keys(tx, visitor.partner.id)}:
        return False
    if partners.revoke_key(tx, key_id):
        audit.note(tx, visitor.actor, "key-revoked", key_id)
    return True
