"""Telegram in the running system: from what the codec decodes to what receive takes."""

from __future__ import annotations

from bot.arrival import Arrival
from bot.channels.contract import Ignored, Reach, Received, Tap
from bot.channels.telegram.codec import CHANNEL
from flows.inputs import Chosen, Commanded, Input, Opened, Pressed, Sent, Typed


def arrival_of(received: Received | Ignored) -> Arrival | None:
    """The arrival of a decoded update; None for what the channel settles by itself (a toggle, blocking)."""
    if isinstance(received, Ignored) or isinstance(received.input, Tap | Reach):
        return None
    seconds, number = received.order
    return Arrival(
        CHANNEL,
        received.address,
        received.key,
        received.input,
        received.at,
        order=seconds * 1_000_000 + number % 1_000_000,
        language=received.language_hint,
        session_id=received.pointed.session or None if received.pointed is not None else None,
        shown=shown(received.input),
    )


def shown(given: Input) -> str:
    """What the trader is seen to have said."""
    match given:
        case Typed(text):
            return text
        case Pressed(option):
            return option
        case Chosen(options):
            return ", ".join(options)
        case Commanded(name, argument):
            return f"/{name}" + (f" {argument}" if argument else "")
        case Sent(files, caption):
            return caption or f"📎 {len(files)}"
        case Opened():
            return ""
        case _:
            return "…"
