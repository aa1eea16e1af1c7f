"""Coming in and going out: by a one-time link to an address, by a password, with an API key, or in a demo by choosing an example partner.

A link is spent by a POST on its page and not by opening it, for previews of links fetch them. Nothing here says whether an address is
known: a link is "on its way" for anybody, and a wrong password takes as long as a right one.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.log import log
from bot.web.portal.hall import ROLE, Hall, NotThere, SignInFirst, back, words_for
from bot.web.portal.mail import send
from bot.web.sign_in import COOKIES, LINK_FOR, SESSION_FOR, set_cookie
from storage import audit, members, partners, sign_ins
from storage.transaction import Transaction

HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The least that OWASP advises: 19 MB for a moment, on a server that is to stay under 120."""
PASSWORD_AT_LEAST: Final = 12
PASSWORD_AT_MOST: Final = 200
TRIES: Final = 10
TRIES_WITHIN: Final = 15 * 60.0
"""Seconds in which one address, and one visitor, may try so often."""
REMEMBERED_AT_MOST: Final = 10_000


@dataclass(slots=True)
class Tries:
    """Counts attempts by name, in this process. Bounded: the longest known goes first."""

    seen: dict[str, deque[float]] = field(default_factory=dict)

    def allowed(self, name: str, now: float) -> bool:
        """Whether there is one more; it is counted."""
        times = self.seen.pop(name, deque())
        self.seen[name] = times
        while len(self.seen) > REMEMBERED_AT_MOST:
            del self.seen[next(iter(self.seen))]
        while times and times[0] < now - TRIES_WITHIN:
            times.popleft()
        if len(times) >= TRIES:
            return False
        times.append(now)
        return True

    def may_try(self, request: Request, name: str) -> bool:
        """Whether this visitor may try once more, and anybody for this name."""
        now = time.monotonic()
        visitor = request.client.host if request.client is not None else ""
        return all([self.allowed(f"for {name.strip().casefold()}", now), self.allowed(f"from {visitor}", now)])


def entrance(router: APIRouter, hall: Hall) -> None:
    """`/partner/enter` and `/partner/leave`."""
    tries = Tries()
    _doors(router, hall)
    _by_key(router, hall, tries)
    _by_password(router, hall, tries)
    _by_link(router, hall, tries)


def _doors(router: APIRouter, hall: Hall) -> None:
    @router.get("/enter")
    async def enter(request: Request, next: str = "") -> Response:
        with_examples = await hall.view(_examples) if hall.app.settings.demo else []
        bot = hall.app.partner_bot.username if hall.app.partner_bot is not None else ""
        return hall.page(request, "enter.html", None, examples=with_examples, wanted=_inside(next), bot=bot)

    @router.post("/enter/example")
    async def example(request: Request) -> Response:
        form = await hall.form(request, None)
        partner_id = form.get("partner", "")
        if not hall.app.settings.demo or partner_id not in {one for one, _ in await hall.view(_examples)}:
            raise NotThere
        return await _let_in(hall, partner_id, form.get("next", ""))

    @router.post("/leave")
    async def leave(request: Request) -> Response:
        visitor = await hall.visitor(request)
        await hall.form(request, visitor, None)
        await hall.write(lambda tx: sign_ins.end(tx, visitor.secret))
        response = back("/partner/enter", "left")
        response.delete_cookie(COOKIES[ROLE], path="/")
        return response


def _by_key(router: APIRouter, hall: Hall, tries: Tries) -> None:
    @router.post("/enter/key")
    async def key(request: Request) -> Response:
        form = await hall.form(request, None)
        if not tries.may_try(request, "key"):
            return back("/partner/enter", "too-many-tries")
        given = form.get("key", "")
        found = await hall.view(lambda tx: partners.by_key(tx, given)) if given else None
        if found is None:
            return back("/partner/enter", "wrong-key")
        await hall.write(lambda tx: partners.used(tx, found[1].id))
        return await _let_in(hall, found[1].id, form.get("next", ""))


def _by_password(router: APIRouter, hall: Hall, tries: Tries) -> None:
    @router.post("/enter/password")
    async def password(request: Request) -> Response:
        form = await hall.form(request, None)
        email = form.get("email", "")
        if not tries.may_try(request, email):
            return back("/partner/enter", "too-many-tries")
        member = await hall.view(lambda tx: members.by_email(tx, email)) if "@" in email else None
        hashed = member.password if member is not None else None
        good = await asyncio.to_thread(_verified, hashed, form.get("password", "")[:PASSWORD_AT_MOST])
        if member is None or not good:
            return back("/partner/enter", "wrong-password")
        return await _let_in(hall, member.id, form.get("next", ""))


def _by_link(router: APIRouter, hall: Hall, tries: Tries) -> None:
    sending: set[asyncio.Task[None]] = set()

    @router.post("/enter/link")
    async def link(request: Request) -> Response:
        form = await hall.form(request, None)
        email = form.get("email", "")
        if not tries.may_try(request, email):
            return back("/partner/enter", "too-many-tries")
        if "@" in email:
            # In the background: how long it takes must not say whether somebody has this address.
            task = asyncio.create_task(_mail(hall, request, email))
            sending.add(task)
            task.add_done_callback(sending.discard)
        return back("/partner/enter", "link-sent")

    @router.get("/enter/link")
    async def arrived(request: Request, link: str = "") -> Response:
        return hall.page(request, "link.html", None, link=link[:200])

    @router.post("/enter/spend")
    async def spend(request: Request) -> Response:
        form = await hall.form(request, None)
        secret = form.get("link", "")
        member_id = await hall.write(lambda tx: members.spend_link(tx, secret)) if secret else None
        if member_id is None:
            return back("/partner/enter", "link-over")
        return await _let_in(hall, member_id, "")


async def _let_in(hall: Hall, subject: str, wanted: str) -> Response:
    secret = await hall.write(lambda tx: _begun(tx, subject))
    if secret is None:
        raise SignInFirst
    response = RedirectResponse(_inside(wanted), 303)
    set_cookie(response, ROLE, secret, hall.secure)
    return response


def _examples(tx: Transaction) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in partners.listed(tx, active=True) if one.example]


def _inside(wanted: str) -> str:
    """Where to go after signing in: only our own pages."""
    good = wanted == "/partner" or (wanted.startswith("/partner/") and not wanted.startswith("/partner/enter"))
    return wanted if good and "\\" not in wanted and ".." not in wanted else "/partner"


def _begun(tx: Transaction, subject: str) -> str | None:
    known = members.standing(tx, subject)
    partner = partners.find(tx, known.partner_id) if known is not None else None
    if known is None or partner is None or not partner.active:
        return None
    audit.note(tx, f"partner:{partner.id}", "signed-in", known.member_id or partner.id)
    sign_ins.forget(tx)
    return sign_ins.begin(tx, ROLE, subject, SESSION_FOR)


@cache
def _nobodys() -> str:
    """Checked against where there is no such person, so that it takes as long."""
    return HASHER.hash("nobody has this password")


def _verified(hashed: str | None, given: str) -> bool:
    try:
        HASHER.verify(hashed or _nobodys(), given)
    except (Argon2Error, InvalidHashError):
        return False
    return hashed is not None


async def _mail(hall: Hall, request: Request, email: str) -> None:
    """A link to the one who has the address; nothing to anybody else."""

    def made(tx: Transaction) -> str | None:
        member = members.by_email(tx, email)
        return members.new_link(tx, member.id, LINK_FOR) if member is not None else None

    say = words_for(request)
    try:
        secret = await hall.write(made)
        if secret is None:
            return
        address = f"{hall.app.settings.base_url}/partner/enter/link?link={secret}"
        await asyncio.to_thread(
            send, hall.app.settings.smtp_url, email, say("mail.subject"), say("mail.text", link=address)
        )
    except Exception as error:  # noqa: BLE001 - the visitor was told that it is on its way; the operator must know that it is not
        log.error("mail-not-sent", error=type(error).__name__)
