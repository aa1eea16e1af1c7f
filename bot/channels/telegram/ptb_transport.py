"""python-telegram-bot as a network: its `HTTPXRequest` and multipart encoding; not its `Bot`, `Application` or models of updates.

`do_request` is the documented seam of the library's requests and gives the status and the body as they came. One level up, 22.8 turns
a 429 into an exception whose making warns about the type of its own attribute, and a 404 into "invalid token".
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from telegram import InputFile
from telegram.error import TelegramError
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData takes no other, and exports none

from bot.channels.contract import ChannelError, Upload
from bot.channels.telegram.codec import parsed
from bot.channels.telegram.transport import CALL_SECONDS, UPLOAD_SECONDS, bare, failure, poll_params, sized, whole

logging.getLogger("httpx").setLevel(
    logging.WARNING
)  # it writes each URL at INFO, and the token is part of Telegram's URLs


class PtbTransport:
    def __init__(self, token: str, base: str) -> None:
        self._base = base.rstrip("/")
        self._token = token
        self._http = HTTPXRequest(connection_pool_size=64, pool_timeout=CALL_SECONDS)

    async def updates(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        found = await self._request("getUpdates", poll_params(offset, wait_for), {}, wait_for + CALL_SECONDS)
        return found if isinstance(found, list) else []

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        return await self._request(method, bare(params), files or {}, UPLOAD_SECONDS if files else CALL_SECONDS)

    async def download(self, file_id: str, limit: int) -> bytes:
        path, size = sized(await self.call("getFile", {"file_id": file_id}), limit)
        url = f"{self._base}/file/bot{self._token}/{path}"
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):  # the library's own bound is one of each read
                status, content = await self._raw(url, "GET", None, CALL_SECONDS)
        except TimeoutError:
            raise ChannelError("network", "TimeoutError") from None
        if status != 200:
            raise failure(status, f"HTTP {status}")
        if len(content) > limit:
            raise ChannelError("too_large", f"more than {limit} bytes")
        return whole(content, size)

    async def close(self) -> None:
        await self._http.shutdown()

    async def _request(self, method: str, params: dict[str, Any], files: Mapping[str, Upload], seconds: float) -> Any:
        data = RequestData(_fields(params, files))
        status, content = await self._raw(f"{self._base}/bot{self._token}/{method}", "POST", data, seconds)
        return _result(status, content)

    async def _raw(self, url: str, verb: str, data: RequestData | None, seconds: float) -> tuple[int, bytes]:
        try:
            return await self._http.do_request(
                url, verb, data, read_timeout=seconds, write_timeout=seconds, connect_timeout=CALL_SECONDS
            )
        except TelegramError as error:
            raise ChannelError(
                "network", type(error).__name__
            ) from None  # its message may hold the URL, and so the token
        except ValueError:
            raise ChannelError("unauthorized", "the token or the address cannot be written in a URL") from None


def _fields(params: Mapping[str, Any], files: Mapping[str, Upload]) -> list[RequestParameter]:
    """A file travels as the part of its own name, whether it is a parameter itself or is referred to as `attach://name`."""
    fields = [RequestParameter.from_input(name, value) for name, value in params.items()]
    return [*fields, *(RequestParameter(name, None, [InputFile(one.data, one.name)]) for name, one in files.items())]


def _result(status: int, content: bytes) -> Any:
    try:
        body = parsed(content)
    except ValueError:
        raise failure(status if status >= 300 else 502, f"HTTP {status} without JSON") from None
    if not isinstance(body, dict):
        raise failure(502, f"HTTP {status} without a JSON object")
    if status < 300 and body.get("ok"):
        return body.get("result")
    more = body.get("parameters")
    parameters = more if isinstance(more, dict) else {}
    moved_to = parameters.get("migrate_to_chat_id")
    raise failure(status, str(body.get("description", "")), parameters.get("retry_after"), moved_to)
