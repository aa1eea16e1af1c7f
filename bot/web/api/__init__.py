"""The partner API under /api/v1: offers, leads, documents, outcomes, webhooks, team. Its description is `/api/v1/openapi.json`.

Every action is one transaction: what the queue does, what the trader is told because of it, and the idempotency key are committed
together. Refusals are values, not exceptions: raised inside the writer they would make it try the others of the batch again.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from bot.takes import Takes
from bot.web.api.access import Host, answer, caller, keyed
from bot.web.api.again import again_routes
from bot.web.api.documents import document_routes
from bot.web.api.leads import lead_routes
from bot.web.api.offers import offer_routes
from bot.web.api.open_leads import open_lead_routes
from bot.web.api.openapi import ok, openapi
from bot.web.api.team import team_routes
from bot.web.api.webhooks import webhook_routes
from bot.web.rates import Rates

PREFIX: Final = "/api/v1"


def api_router(host: Host, rates: Rates | None = None) -> APIRouter:
    """The routes, over a running server."""
    router = APIRouter(prefix=PREFIX, tags=["partners"], route_class=keyed(host, rates or Rates()))
    takes = Takes(host.writer, host.turns)
    _about(router)
    offer_routes(router, host, takes)
    open_lead_routes(router, host, takes)
    lead_routes(router, host)
    document_routes(router, host)
    again_routes(router, host)
    webhook_routes(router, host)
    team_routes(router, host)
    return router


def _about(router: APIRouter) -> None:
    @router.get("/openapi.json", include_in_schema=False)
    async def describe() -> JSONResponse:
        return JSONResponse(openapi(router.routes))

    @router.get("/me", responses={200: ok({"type": "object"}, "Who you are")})
    async def me(request: Request) -> Response:
        """The partner of this key, and its terms."""
        who = caller(request)
        return answer(who, {"id": who.partner.id, "name": who.partner.name, "terms": dict(who.partner.body)})
