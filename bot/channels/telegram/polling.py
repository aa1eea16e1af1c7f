"""Long polling: the offset moves only over what `take` has made durable. A crash anywhere repeats, never loses.

The offset is the *last* update's number and one, not the greatest: after an idle week the numbers begin again anywhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from bot.channels.contract import ChannelError
from bot.channels.telegram.codec import update_id
from bot.channels.telegram.limits import judge
from bot.channels.telegram.transport import Transport

WAIT_FOR: Final = 25  # seconds; Telegram allows 50
CONFLICT_FOR: Final = 5.0  # two copies polling: each ends the other's poll, so neither should hurry

Take = Callable[[list[dict[str, Any]]], Awaitable[None]]
Tell = Callable[[ChannelError], None]


async def poll(transport: Transport, take: Take, tell: Tell, wait_for: int = WAIT_FOR) -> None:
    """Until cancelled. `take` returns once the updates are committed; what it raises ends the polling unacknowledged.

    `tell` hears of each failure to fetch (once a failure, not once a try of the same). Raises ChannelError("unauthorized").
    """
    offset: int | None = None
    failures, told = 0, ""
    while True:
        try:
            raw = await transport.updates(offset, wait_for)
        except ChannelError as error:
            if error.kind == "unauthorized":
                raise
            failures += 1
            if error.kind != told:
                told = error.kind
                tell(error)
            await asyncio.sleep(_pause(error, failures))
            continue
        failures, told = 0, ""
        if raw:
            await take(raw)
            offset = after(raw, offset)


def after(raw: list[dict[str, Any]], offset: int | None) -> int | None:
    """The offset that acknowledges these updates."""
    numbers = [number for one in raw if (number := update_id(one)) is not None]
    return numbers[-1] + 1 if numbers else offset


def _pause(error: ChannelError, failures: int) -> float:
    if error.kind == "conflict":
        return CONFLICT_FOR
    return min(judge(error, failures).after or 1.0, 60.0)


def in_words(error: ChannelError) -> str:
    """What an operator should know and do."""
    match error.kind:
        case "conflict" if "webhook" in error.message.casefold():
            return "Telegram: a webhook is set for this bot, so it cannot be polled. Remove it, or set SAATHI_TELEGRAM_MODE=webhook."
        case "conflict":
            return "Telegram: two copies of this bot run with the same token and take each other's updates. Stop one of them."
        case "unauthorized":
            return "Telegram refuses the token. Compare SAATHI_TELEGRAM_TOKEN with what @BotFather gave."
        case _:
            return f"Telegram cannot be reached ({error.kind}); trying again."
