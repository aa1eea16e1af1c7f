"""The network under Telegram, as small as it can be: two libraries carry it, and both fail in the same words.

Raw dicts go in and come out: neither library's models stand in the way, so an update of a kind that a library does not know yet
still arrives, and the pure codec is the one reader of updates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, Protocol

from bot.channels.contract import ChannelError, ErrorKind, Upload

Library = Literal["aiogram", "ptb"]
API_BASE: Final = "https://api.telegram.org"
CALL_SECONDS: Final = 30.0
UPLOAD_SECONDS: Final = 120.0
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")


class Transport(Protocol):
    """Raises `ChannelError`, nothing else."""

    async def updates(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
        """Waiting updates from `offset` on, which acknowledges all before it. Waits up to `wait_for` seconds for the first."""
        ...

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] = ...) -> Any:
        """The method's raw result."""
        ...

    async def download(self, file_id: str, limit: int) -> bytes:
        """The file's content, at most `limit` bytes: beyond that `ChannelError("too_large")`."""
        ...

    async def close(self) -> None: ...


def failure(
    status: int, description: str, retry_after: float | None = None, moved_to: int | None = None
) -> ChannelError:
    """Telegram's answer as ours. The Bot API tells 400s apart by their wording alone."""
    if retry_after is not None:
        return ChannelError("retry_after", description, float(retry_after))
    return ChannelError(_kind(status, description.casefold()), description, moved_to=moved_to)


def _kind(status: int, said: str) -> ErrorKind:
    match status:
        case 400 | 413 if "too big" in said or "too large" in said:
            return "too_large"
        case 400 if "is not modified" in said:
            return "not_modified"
        case 400 if "query is too old" in said or "query id is invalid" in said or "message can't be edited" in said:
            return "too_old"
        case 400 if "to edit not found" in said or "to delete not found" in said:
            return "too_old"
        case 400 if "chat not found" in said:
            return "blocked"
        case 400 if "temporarily unavailable" in said:
            return "network"
        case 400 | 413:
            return "bad_request"
        case 401 | 404:
            return "unauthorized" if "method" not in said else "bad_request"
        case 403:
            return "blocked"
        case 409:
            return "conflict"
        case 429:
            return "retry_after"
        case _:
            return "network"


def bare(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters without those that say nothing. aiogram leaves these out, python-telegram-bot would send an empty one."""
    return {name: value for name, value in params.items() if value is not None and value != ""}


def poll_params(offset: int | None, wait_for: int) -> dict[str, Any]:
    return bare({"offset": offset, "timeout": wait_for, "allowed_updates": list(ALLOWED_UPDATES)})


def sized(file: Any, limit: int) -> tuple[str, int]:
    """The path of a getFile answer, if the file is within `limit` bytes, and the bytes it is to have; 0 where that is not said."""
    if not isinstance(file, dict) or not isinstance(file.get("file_path"), str):
        raise ChannelError("bad_request", "getFile answered without a file_path")
    size = file["file_size"] if isinstance(file.get("file_size"), int) else 0
    if size > limit:
        raise ChannelError("too_large", f"{size} bytes, at most {limit} are taken")
    return file["file_path"], size


def whole(content: bytes, size: int) -> bytes:
    """`content`, if all of it came. A connection that ends early looks like a file's end where no length was announced; half a paper
    would be called broken, and its trader asked for it again.
    """
    if len(content) < size:
        raise ChannelError("network", f"{len(content)} of {size} bytes came")
    return content
