"""The flows: what is live, the picture of one, its history, what changed between two versions, and rolling back."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from bot.app import App
from bot.authoring.difference import counted, difference
from bot.authoring.drafts import FLOW_NAME
from bot.authoring.publish import Forecast, forecast, roll_back
from bot.shelf import compiled
from bot.web.admin.gate import ACTOR, Gate, go_to
from bot.web.admin.overview import people_inside
from bot.web.problems import ApiProblem
from flows.graph import svg
from flows.model import Flow
from storage import flow_versions
from storage.flow_versions import FlowVersion
from storage.transaction import Transaction

_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)
NOTE_AT_MOST: Final = 500


def known(tx: Transaction, name: str) -> FlowVersion:
    """The live version. Raises the 404."""
    found = flow_versions.live(tx, name) if FLOW_NAME.fullmatch(name) else None
    if found is None:
        raise ApiProblem(404, "unknown-flow", "there is no such flow")
    return found


def version_of(tx: Transaction, name: str, number: int) -> FlowVersion:
    """One version. Raises the 404."""
    found = flow_versions.find(tx, name, number)
    if found is None:
        raise ApiProblem(404, "unknown-version", f"{name} has no version {number}")
    return found


def svg_policy(document: str) -> str:
    """An SVG's own style is allowed by its hash; nothing else is."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in _STYLE.findall(document)
    )
    return f"default-src 'none'; style-src {hashes}; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Shown:
    """One flow's page."""

    live: FlowVersion
    flow: Flow
    history: tuple[FlowVersion, ...]
    inside: int


def _show(tx: Transaction, name: str) -> Shown:
    live = known(tx, name)
    inside = next((one.open for one in people_inside(tx) if one.flow == name), 0)
    return Shown(live, compiled(live), tuple(flow_versions.history(tx, name)), inside)


def _back_forecast(tx: Transaction, name: str, number: int) -> tuple[FlowVersion, FlowVersion, Forecast]:
    wanted = version_of(tx, name, number)
    return known(tx, name), wanted, forecast(tx, compiled(wanted))


def flow_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/flows` and what is under one flow, but for its editor."""
    _looking(router, app, gate)
    _rolling_back(router, app, gate)


def _looking(router: APIRouter, app: App, gate: Gate) -> None:
    view = app.database.view

    @router.get("/admin/flows")
    async def listed(request: Request) -> Response:
        admin = await gate.admin(request)

        def look(tx: Transaction) -> list[tuple[FlowVersion, str, int]]:
            inside = {one.flow: one.open for one in people_inside(tx)}
            return [(one, compiled(one).title, inside.get(one.flow, 0)) for one in flow_versions.all_live(tx)]

        return admin.page("flows.html", flows=await asyncio.to_thread(view, look))

    @router.get("/admin/flows/{name}")
    async def one(name: str, request: Request, done: Annotated[str, Query(max_length=40)] = "") -> Response:
        admin = await gate.admin(request)
        return admin.page("flow.html", seen=await asyncio.to_thread(view, lambda tx: _show(tx, name)), done=done)

    @router.get("/admin/flows/{name}/graph.svg")
    async def graph(name: str, request: Request) -> Response:
        await gate.admin(request)
        drawn = await asyncio.to_thread(view, lambda tx: svg(compiled(known(tx, name))))
        headers = {"Content-Security-Policy": svg_policy(drawn), "Cache-Control": "no-store"}
        return Response(drawn, media_type="image/svg+xml", headers=headers)

    @router.get("/admin/flows/{name}/versions/{number}.yaml")
    async def text(name: str, number: int, request: Request) -> Response:
        await gate.admin(request)
        found = await asyncio.to_thread(view, lambda tx: version_of(tx, name, number))
        return Response(found.definition, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})

    @router.get("/admin/flows/{name}/diff")
    async def diff(
        name: str, request: Request, old: Annotated[int, Query(ge=1)], new: Annotated[int, Query(ge=1)]
    ) -> Response:
        admin = await gate.admin(request)
        before, after = await asyncio.to_thread(view, lambda tx: (version_of(tx, name, old), version_of(tx, name, new)))
        lines = difference(before.definition, after.definition)
        return admin.page("diff.html", name=name, before=before, after=after, lines=lines, counted=counted(lines))


def _rolling_back(router: APIRouter, app: App, gate: Gate) -> None:
    view = app.database.view

    @router.get("/admin/flows/{name}/back/{number}")
    async def ask_back(name: str, number: int, request: Request) -> Response:
        admin = await gate.admin(request)
        live, wanted, foreseen = await asyncio.to_thread(view, lambda tx: _back_forecast(tx, name, number))
        return admin.page("back.html", name=name, live=live, wanted=wanted, foreseen=foreseen, missing=False)

    @router.post("/admin/flows/{name}/back/{number}")
    async def back(name: str, number: int, request: Request) -> Response:
        admin, form = await gate.form(request)
        note = form.text("note", NOTE_AT_MOST)
        if not note:
            live, wanted, foreseen = await asyncio.to_thread(view, lambda tx: _back_forecast(tx, name, number))
            return admin.page("back.html", 422, name=name, live=live, wanted=wanted, foreseen=foreseen, missing=True)
        await app.writer.ask(lambda tx: roll_back(tx, name, number, note, ACTOR))
        return go_to(f"/admin/flows/{name}", done=f"back-{number}")
