"""Who may come in: the admin's cookie, the form's token, and pages instead of JSON where somebody is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from bot.app import App
from bot.web.pages import page
from bot.web.problems import ApiProblem
from bot.web.sign_in import COOKIES, check_csrf, csrf_token, signed_in
from storage.failures import Unacknowledged
from storage.writer import Busy

ROLE: Final = "admin"
ACTOR: Final = "admin"
BODY_AT_MOST: Final = 4_000_000
"""Bytes of a form: a flow's text twice (a conflict shows both), encoded."""
FIELDS_AT_MOST: Final = 100
ROOMS: Final = (
    ("/admin", "Overview"),
    ("/admin/flows", "Flows"),
    ("/admin/sessions", "People"),
    ("/admin/queue", "Queue"),
    ("/admin/funnel", "Funnel"),
    ("/admin/poison", "Set aside"),
)


class Outside(Exception):
    """No session, or one that has ended."""


class AdminRoute(APIRoute):
    """A page for whoever is turned away: a person reads it, not a program."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Outside:
                return page("admin/outside.html", 200 if request.url.path == "/admin" else 401, why="")
            except ApiProblem as problem:
                return page("admin/refused.html", problem.status, problem=problem)
            except (Busy, Unacknowledged):
                busy = ApiProblem(503, "busy", "not stored yet: try again in a moment")
                return page("admin/refused.html", 503, problem=busy)

        return handled


@dataclass(frozen=True, slots=True)
class Admin:
    """Somebody signed in. `secret` is the cookie's; it goes into no page and no log."""

    secret: str
    csrf: str
    here: str

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A room: its template with what every room has."""
        return page(f"admin/{template}", status, admin=self, rooms=ROOMS, **values)


class Form(dict[str, str]):
    """The fields of a form, the last of each name; `several` has all of one."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs

    def several(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]

    def text(self, name: str, most: int = 2000) -> str:
        """A short text, cleaned of what no database takes."""
        return self.get(name, "").replace("\0", "").encode("utf-8", "ignore").decode().strip()[:most]


class Gate:
    """Asks for the cookie, and of a form for its token."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def admin(self, request: Request) -> Admin:
        """Who is here. Raises Outside."""
        found = await asyncio.to_thread(self._app.database.view, lambda tx: signed_in(tx, request, ROLE))
        if found is None:
            raise Outside
        secret = request.cookies[COOKIES[ROLE]]
        return Admin(secret, csrf_token(secret), request.url.path)

    async def form(self, request: Request) -> tuple[Admin, Form]:
        """Who is here, and the form they sent from our own page. Raises Outside or ApiProblem."""
        admin = await self.admin(request)
        form = await read_form(request)
        check_csrf(request, ROLE, form.get("csrf", ""))
        return admin, form


async def read_form(request: Request) -> Form:
    """The fields of a plain form, cut off when it is too large."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > BODY_AT_MOST:
            raise ApiProblem(413, "form-too-large", "this is too much for one form", headers={"Connection": "close"})
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST, errors="replace")
    except ValueError:
        raise ApiProblem(422, "invalid-form", "the form cannot be read") from None
    # Browsers send line ends as CR LF; our texts have LF.
    return Form([(name, value.replace("\r\n", "\n").replace("\r", "\n")) for name, value in pairs])


def go_to(path: str, **query: str) -> RedirectResponse:
    """After a form: the page that shows what came of it, so that a reload repeats nothing."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303, headers={"Cache-Control": "no-store"})
