"""`POST /telegram/webhook`: answered after the commit, never before; Telegram repeats what is not answered 200."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.app import App
from bot.arrival import TooMany
from bot.channels.telegram.codec import parsed
from bot.channels.telegram.webhook import MOST_BYTES, PATH, SECRET_HEADER, is_telegram
from bot.web.problems import ApiProblem
from storage.failures import Unacknowledged
from storage.writer import Busy


def telegram_router(app: App) -> APIRouter:
    """The one route; there only where the webhook is set up."""
    router = APIRouter()
    secret = app.settings.telegram_webhook_secret or ""

    @router.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        if not is_telegram(request.headers.get(SECRET_HEADER), secret):
            raise ApiProblem(401, "unauthorized", f"the header {SECRET_HEADER} does not hold the webhook's secret")
        update = await _update(request)
        shell = app.telegram.shell if app.telegram is not None else None
        if shell is None or app.stopping:
            raise ApiProblem(503, "busy", "the bot is starting: send it again", headers={"Retry-After": "1"})
        try:
            await shell.one(update)
        except (Busy, Unacknowledged, TooMany):
            raise ApiProblem(503, "busy", "not stored yet: send it again", headers={"Retry-After": "1"}) from None
        return Response(status_code=200)

    return router


async def _update(request: Request) -> object:
    """Whatever JSON it is: the codec trusts nothing. What is no JSON will never be, so it is refused once and for all."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise ApiProblem(
                413, "body-too-large", f"an update has at most {MOST_BYTES} bytes", headers={"Connection": "close"}
            )
    try:
        update: object = parsed(bytes(body))
    except (ValueError, RecursionError):
        raise ApiProblem(422, "invalid-request", "an update is a JSON object") from None
    return update
