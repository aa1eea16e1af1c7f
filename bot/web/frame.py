"""Around every request: what all answers say of themselves, HEAD, and what becomes of a bug.

Plain ASGI: Starlette's own middleware runs the application in a second task and passes each piece through a channel, which cost a
third of a request (measured).
"""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.log import log, where
from bot.web.problems import ApiProblem, answer_to

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(self)",
}


class Frame:
    """Every answer forbids what our pages do not need; a page may say more strictly what it needs.

    A bug is answered here and not by the server underneath, which would write the exception's text into the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head, begun = scope["method"] == "HEAD", False

        async def framed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif head:
                # Answered as GET without what follows the head: watchers ask so.
                message = {**message, "body": b""}
            await send(message)

        inside = {**scope, "method": "GET"} if head else scope
        try:
            await self._app(inside, receive, framed)
        except ClientDisconnect:
            failed = Response(status_code=400)  # nobody hears it
        except Exception as bug:  # noqa: BLE001 - whatever it is, it is ours, and the caller is told so
            log.error("request-failed", method=scope["method"], route=_route(inside), **where(bug))
            failed = answer_to(
                Request(scope), ApiProblem(500, "internal", "something went wrong here; it has been noted")
            )
        else:
            return
        if not begun:  # otherwise the server underneath ends the connection: what it had begun is seen to be cut off
            await failed(scope, receive, framed)


def _route(scope: Scope) -> str:
    """The pattern of the path: the path itself may hold a session's secret."""
    return str(getattr(scope.get("route"), "path", "unknown"))
