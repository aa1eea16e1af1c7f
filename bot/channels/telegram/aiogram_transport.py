"""aiogram as a network: its session, multipart and error types; neither its dispatcher nor its models of updates.

`TelegramMethod` is aiogram's own way to say a method; here one class a method name, made on the first call, whose result is left raw.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientError, ClientResponseError

from bot.channels.contract import ChannelError, Upload
from bot.channels.telegram.codec import parsed
from bot.channels.telegram.transport import CALL_SECONDS, UPLOAD_SECONDS, bare, failure, poll_params, sized, whole

_STATUS: dict[type[TelegramAPIError], int] = {
    TelegramBadRequest: 400,
    TelegramNotFound: 404,
    TelegramConflictError: 409,
    TelegramUnauthorizedError: 401,
    TelegramForbiddenError: 403,
}


class AiogramTransport:
    def __init__(self, token: str, base: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(base), json_loads=parsed)
        try:
            self._bot = Bot(token, session=session)
        except TokenValidationError:
            raise ChannelError("unauthorized", "the token is not of the form 123456:ABC…") from None
        self._session = session
        self._token = token

    async def updates(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        found = await self._request("getUpdates", poll_params(offset, wait_for), wait_for + CALL_SECONDS)
        return found if isinstance(found, list) else []

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        seconds = UPLOAD_SECONDS if files else CALL_SECONDS
        return await self._request(method, _attached(bare(params), files or {}), seconds)

    async def download(self, file_id: str, limit: int) -> bytes:
        path, size = sized(await self.call("getFile", {"file_id": file_id}), limit)
        content = bytearray()
        try:
            async for chunk in self._session.stream_content(self._session.api.file_url(self._token, path)):
                content += chunk
                if len(content) > limit:
                    raise ChannelError("too_large", f"more than {limit} bytes")
        except ClientResponseError as error:
            raise failure(error.status, error.message) from None
        except (ClientError, TimeoutError) as error:
            raise ChannelError("network", type(error).__name__) from None
        return whole(bytes(content), size)

    async def close(self) -> None:
        await self._session.close()

    async def _request(self, method: str, params: dict[str, Any], seconds: float) -> Any:
        try:
            return await self._bot(_method(method)(**params), request_timeout=int(seconds))
        except TelegramRetryAfter as error:
            raise failure(429, error.message, error.retry_after) from None
        except TelegramMigrateToChat as error:
            raise failure(400, error.message, None, error.migrate_to_chat_id) from None
        except TelegramEntityTooLarge as error:  # in aiogram a kind of network error
            raise failure(413, error.message) from None
        except TelegramNetworkError as error:
            raise ChannelError("network", error.message) from None
        except TelegramAPIError as error:
            raise failure(_STATUS.get(type(error), 500), error.message) from None
        except AiogramError as error:
            raise ChannelError("network", type(error).__name__) from None


@lru_cache(maxsize=64)
def _method(name: str) -> type[TelegramMethod[Any]]:
    return type(name, (TelegramMethod,), {"__returning__": Any, "__api_method__": name, "__module__": __name__})


def _attached(params: dict[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
    """Our file names replaced by aiogram's file objects, wherever they are referred to."""
    ready = {name: BufferedInputFile(one.data, one.name) for name, one in files.items()}
    return {**{name: _resolved(value, ready) for name, value in params.items()}, **_unreferred(params, ready)}


def _resolved(value: Any, ready: Mapping[str, BufferedInputFile]) -> Any:
    match value:
        case str() if value.startswith("attach://"):
            return ready.get(value.removeprefix("attach://"), value)
        case dict():
            return {name: _resolved(one, ready) for name, one in value.items()}
        case list() | tuple():
            return [_resolved(one, ready) for one in value]
        case _:
            return value


def _unreferred(params: Any, ready: Mapping[str, BufferedInputFile]) -> dict[str, BufferedInputFile]:
    """Files that are a parameter themselves, as the photo of sendPhoto."""
    said = str(params)
    return {name: one for name, one in ready.items() if f"attach://{name}" not in said}
