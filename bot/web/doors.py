"""The front page: three doors."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.app import App
from bot.web.pages import page


def doors_router(app: App) -> APIRouter:
    """`/`: trader, partner, admin."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def doors() -> Response:
        return page("doors.html", demo=app.settings.demo)

    return router
