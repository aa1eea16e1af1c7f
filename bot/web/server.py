"""The web application: its routes, its headers, its health. Nothing here decides; it joins what the other files offer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.app import App
from bot.metrics import exposition
from bot.web.admin import admin_router
from bot.web.api import api_router
from bot.web.assets import assets_router
from bot.web.chat import chat_router
from bot.web.chat_page import chat_page_router
from bot.web.doors import doors_router
from bot.web.frame import Frame
from bot.web.portal import portal_router
from bot.web.portal.telegram import PartnerBot
from bot.web.problems import ApiProblem, on_busy, on_http, on_invalid, on_problem
from bot.web.telegram_webhook import telegram_router
from storage import migrations
from storage.failures import Unacknowledged
from storage.writer import Busy


def create_web(app: App) -> FastAPI:
    """The application around a built App; starting it starts the App, stopping it stops the App."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if app.settings.partner_bot_token is not None:
            app.partner_bot = app.partner_bot or PartnerBot(app, app.settings.partner_bot_token)
        await app.start()
        yield
        await app.stop()

    web = FastAPI(title="Saathi", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    web.add_exception_handler(ApiProblem, on_problem)
    web.add_exception_handler(Busy, on_busy)
    web.add_exception_handler(Unacknowledged, on_busy)
    web.add_exception_handler(RequestValidationError, on_invalid)
    web.add_exception_handler(HTTPException, on_http)
    web.add_middleware(Frame)
    _health(web, app)
    for router in (
        chat_router(app),
        chat_page_router(app),
        doors_router(app),
        assets_router(),
        admin_router(app),
        api_router(app),
        portal_router(app),
    ):
        web.include_router(router)
    if app.settings.demo:
        # It draws sample papers with Pillow, which a real server does not load.
        from bot.web.chat_demo import demo_router

        web.include_router(demo_router(app))
    if app.settings.telegram_token is not None and app.settings.telegram_mode == "webhook":
        web.include_router(telegram_router(app))
    return web


def _health(web: FastAPI, app: App) -> None:
    @web.get("/healthz", include_in_schema=False)
    async def healthz() -> Response:
        """The process lives and can write."""
        alive = app.writer.alive
        return JSONResponse({"status": "ok" if alive else "failing"}, 200 if alive else 503)

    @web.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:
        """The database answers, at the revision that this code was written for."""
        try:
            wrong = await asyncio.to_thread(migrations.check, app.database.engine)
        except Exception as error:  # noqa: BLE001 - whatever it is, this process is not ready
            wrong = type(error).__name__
        return JSONResponse({"status": "ready" if wrong is None else "not-ready"}, 200 if wrong is None else 503)

    @web.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        body = await asyncio.to_thread(exposition, app)
        return Response(body, media_type="text/plain; version=0.0.4; charset=utf-8")
