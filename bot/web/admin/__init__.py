"""The admin's pages, one file a room. `admin_router` joins them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.app import App
from bot.web.admin.editor import editor_routes
from bot.web.admin.entrance import entrance_routes
from bot.web.admin.flows import flow_routes
from bot.web.admin.funnel import funnel_routes
from bot.web.admin.gate import AdminRoute, Gate
from bot.web.admin.overview import overview_routes
from bot.web.admin.people import people_routes
from bot.web.admin.poison import poison_routes
from bot.web.admin.queue import queue_routes
from bot.web.problems import ApiProblem


def admin_router(app: App) -> APIRouter:
    """Everything under /admin."""
    router = APIRouter(include_in_schema=False, route_class=AdminRoute)
    gate = Gate(app)
    for routes in (
        entrance_routes, overview_routes, editor_routes, flow_routes, people_routes, queue_routes, funnel_routes, poison_routes,
    ):  # fmt: skip
        routes(router, app, gate)
    router.get("/admin/{rest:path}")(_nowhere)
    return router


async def _nowhere() -> Response:
    """Any other address here, and a form's address opened anew."""
    raise ApiProblem(404, "not-found", "there is no such page")
