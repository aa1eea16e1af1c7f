"""The front page: three doors, the trader's also under the name of each language: whoever reads no English sees their own."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.app import App
from bot.web.pages import page
from locales.languages import LANGUAGES

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b5d4e"/>'
    '<path d="M8 9h16v11H15l-5 4v-4H8z" fill="#fff"/></svg>'
)


def doors_router(app: App) -> APIRouter:
    """`/`: trader, partner, admin."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def doors() -> Response:
        return page("doors.html", demo=app.settings.demo, tongues=LANGUAGES.values())

    @router.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        """What browsers ask for by themselves on every page."""
        return Response(ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=604800"})

    return router
