"""Bodies of requests, read no further than they may be long: memory is not the caller's to fill."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from fastapi import Request

from bot.web.problems import ApiProblem

CLOSE: Final = {"Connection": "close"}
WASTE_AT_MOST: Final = 50_000_000
"""Bytes of a request that is too large which are still read, so that its sender hears why; beyond, the connection is closed."""


async def bounded(request: Request, at_most: int, too_large: ApiProblem) -> AsyncGenerator[bytes, None]:
    """The body, or `too_large`. What is too much is still read, within reason: closing while the other side sends loses the answer."""
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > WASTE_AT_MOST:
        raise too_large
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > WASTE_AT_MOST:
            raise too_large
        if taken <= at_most:
            yield chunk
    if taken > at_most:
        raise too_large


async def whole(request: Request, at_most: int) -> bytes:
    """A short body. Raises ApiProblem 413."""
    problem = ApiProblem(413, "body-too-large", f"a request has at most {at_most} bytes", CLOSE)
    return b"".join([chunk async for chunk in bounded(request, at_most, problem)])
