"""The partner's rooms under /partner: one file a room. Server-rendered; every action is a plain form; scripts only make it quicker."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.app import App
from bot.web.portal.chats import chats_room
from bot.web.portal.deliveries import deliveries_room
from bot.web.portal.entrance import entrance
from bot.web.portal.hall import Hall, HallRoute, NotThere
from bot.web.portal.inbox import inbox_room
from bot.web.portal.keys import keys_room
from bot.web.portal.lead import lead_room
from bot.web.portal.leads import leads_room
from bot.web.portal.papers import papers_room
from bot.web.portal.profile import profile_room
from bot.web.portal.statement import statement_room
from bot.web.portal.team import team_room

ROOMS = (
    entrance,
    inbox_room,
    leads_room,
    lead_room,
    papers_room,
    keys_room,
    profile_room,
    statement_room,
    deliveries_room,
    team_room,
    chats_room,
)


def portal_router(app: App) -> APIRouter:
    """Every route under /partner."""
    hall = Hall(app)
    router = APIRouter(prefix="/partner", include_in_schema=False, route_class=HallRoute)
    for room in ROOMS:
        room(router, hall)
    router.get("/{rest:path}")(_nowhere)
    return router


async def _nowhere() -> Response:
    """Any other address here, and a form's address opened anew: said in the visitor's language, with a way back."""
    raise NotThere
