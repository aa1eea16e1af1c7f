"""When may a chat be written to, and what does a refusal mean. Pure: every time is an argument, in seconds of one steady clock.

Bot API: one message a second in a chat, thirty a second from a bot; beyond that 429 with `retry_after`, which is obeyed to the second
for that chat alone, by messages and edits alike. Only when several chats, and most of what went out in the last seconds, are refused is
it the bot that is too fast; then all wait. A storm that hits every fifth message holds nobody else up.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.channels.contract import ChannelError

CHAT_EVERY: Final = 1.0  # seconds between two messages in one chat
BOT_EVERY: Final = 1.0
BOT_MOST: Final = 30  # messages of all chats in BOT_EVERY seconds
STORM_CHATS: Final = 3  # so many different chats refused,
STORM_SHARE: Final = 0.5  # and this share of all calls,
STORM_FOR: Final = 5.0  # within so many seconds: the whole bot waits
BACKOFF: Final = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)  # after a failing network; then every five minutes
EARLY: Final = 0.05  # a clock that rounds must not be earlier than retry_after

Verdict = Literal["done", "again", "closed", "simpler", "stop"]


def counts(method: str) -> bool:
    """Whether a method is under the limits: what the person sees as a message. Not answers to taps, typing, edits or set-up."""
    return method.startswith("send") and method != "sendChatAction"


@dataclass(slots=True)
class Pace:
    """One bot's memory of what it sent. One process a token owns it; after a restart the outbox rows' own times still hold."""

    chat_every: float = CHAT_EVERY
    bot_most: int = BOT_MOST
    _last: dict[str, float] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)
    _sent: deque[float] = field(default_factory=deque)
    _recent: deque[float] = field(default_factory=deque)
    _refused: deque[tuple[float, str, float]] = field(default_factory=deque)
    _bot_until: float = 0.0

    def ready_at(self, chat: str, now: float, method: str = "sendMessage") -> float:
        """The earliest time for this call; `now` if it may go at once."""
        ready = max(now, self._until.get(chat, 0.0), self._bot_until)
        if not counts(method):
            return ready
        if chat in self._last:
            ready = max(ready, self._last[chat] + self.chat_every)
        if len(self._sent) >= self.bot_most:
            ready = max(ready, self._sent[-self.bot_most] + BOT_EVERY)
        return ready

    def sent(self, chat: str, now: float, method: str = "sendMessage") -> None:
        """A call goes out now."""
        if not counts(method):
            return
        self._last[chat] = now
        self._sent.append(now)
        self._recent.append(now)
        while self._recent[0] < now - STORM_FOR:
            self._recent.popleft()
        while len(self._sent) > self.bot_most:
            self._sent.popleft()
        if len(self._last) > 10_000:
            self._forget(now)

    def taken(self, chat: str, now: float) -> None:
        """Telegram has a message that was under way: its second begins at the latest now, however slow the way was."""
        if chat in self._last:
            self._last[chat] = now

    def refused(self, chat: str, retry_after: float, now: float, method: str = "sendMessage") -> float:
        """A 429: when this chat may be tried again, whatever the method. Only refused messages can make a storm."""
        until = now + retry_after + EARLY
        self._until[chat] = max(self._until.get(chat, 0.0), until)
        if not counts(method):
            return self._until[chat]
        self._refused.append((now, chat, until))
        while self._refused and self._refused[0][0] < now - STORM_FOR:
            self._refused.popleft()
        if self._is_storm(now):
            self._bot_until = max(self._bot_until, min(until for _, _, until in self._refused))
        return self._until[chat]

    def _is_storm(self, now: float) -> bool:
        recent = sum(1 for at in self._recent if at >= now - STORM_FOR)
        chats = len({name for _, name, _ in self._refused})
        return chats >= STORM_CHATS and len(self._refused) >= STORM_SHARE * recent

    def _forget(self, now: float) -> None:
        """Chats that could be written to anyway need no memory."""
        self._last = {chat: at for chat, at in self._last.items() if at + self.chat_every > now}
        self._until = {chat: at for chat, at in self._until.items() if at > now}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a call that failed. `after` seconds, for "again"."""

    verdict: Verdict
    after: float = 0.0


def judge(error: ChannelError, attempts: int) -> Outcome:
    """`attempts` so far, from 1.

    done: what was wanted is so, or can no longer be (message not modified, tap too old). again: later. closed: this address takes
    nothing any more. simpler: the next rung, then the dead letters. stop: an operator must act (token refused, two copies running).
    """
    match error.kind:
        case "not_modified" | "too_old":
            return Outcome("done")
        case "blocked":
            return Outcome("closed")
        case "retry_after":
            return Outcome("again", (error.retry_after or 1.0) + EARLY)
        case "network":
            return Outcome("again", BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1])
        case "bad_request" | "too_large":
            return Outcome("simpler")
        case "conflict" | "unauthorized":
            return Outcome("stop")
