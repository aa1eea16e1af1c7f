"""The entrance: a one-time link is shown as a page with a button; the button spends it. And the way out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.app import App
from bot.web.admin.gate import ROLE, Gate, go_to, read_form
from bot.web.pages import page
from bot.web.sign_in import COOKIES, SESSION_FOR, set_cookie
from storage import audit, sign_ins
from storage.transaction import Transaction

SPENT = "This link was used already, or its 15 minutes are over."


def entrance_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/enter` and `/admin/leave`."""

    @router.get("/admin/enter")
    async def look(link: Annotated[str, Query(max_length=100)] = "") -> Response:
        # Nothing is spent here: programs that preview links fetch this page.
        return page("admin/enter.html", link=link) if link else page("admin/outside.html", why="")

    @router.post("/admin/enter")
    async def enter(request: Request) -> Response:
        form = await read_form(request)
        secret = await app.writer.ask(lambda tx: _enter(tx, form.text("link", 100)))
        if secret is None:
            return page("admin/outside.html", 403, why=SPENT)
        response = go_to("/admin")
        set_cookie(response, ROLE, secret, secure=app.settings.base_url.startswith("https:"))
        return response

    @router.post("/admin/leave")
    async def leave(request: Request) -> Response:
        admin, _ = await gate.form(request)
        await app.writer.ask(lambda tx: sign_ins.end(tx, admin.secret))
        response = go_to("/")
        response.delete_cookie(COOKIES[ROLE], path="/")
        return response


def _enter(tx: Transaction, link: str) -> str | None:
    if not link or not sign_ins.spend_link(tx, link):
        return None
    sign_ins.forget(tx)
    audit.note(tx, ROLE, "signed-in", "admin")
    return sign_ins.begin(tx, ROLE, None, SESSION_FOR)
