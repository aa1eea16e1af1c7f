"""The state behind the double: chats, their messages, waiting updates, files, faults to play, and the journal of every call."""

from __future__ import annotations

import copy
import itertools
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.channels.telegram.sandbox.markup import Refused

FIRST_UPDATE: Final = 700_000_001
DOWNLOAD_MOST: Final = 20 * 1024 * 1024  # Bot API: getFile
UPLOAD_MOST: Final = 50 * 1024 * 1024
PHOTO_MOST: Final = 10 * 1024 * 1024
QUERY_FOR: Final = 60.0  # seconds in which a tap must be answered
DEFAULT_UPDATES: Final = frozenset(("message", "edited_message", "callback_query", "my_chat_member"))


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call as it came over HTTP, its parameters read as their types and its files beside them."""

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, tuple[str, bytes]]
    """Parameter, or attached name -> (file name, content)."""
    at: float
    status: int = 200
    description: str = ""

    @property
    def chat(self) -> int | None:
        chat = self.params.get("chat_id")
        return chat if isinstance(chat, int) else None


@dataclass(slots=True)
class Fault:
    """An error to answer instead of doing what is asked. None matches every method, every chat. `done`: do it, then answer so. `after`: so
    many calls that fit pass first.
    """

    status: int
    description: str
    method: str | None = None
    chat: int | None = None
    retry_after: int | None = None
    times: int = 1
    done: bool = False
    after: int = 0

    def fits(self, method: str, chat: int | None) -> bool:
        return self.times > 0 and self.method in (None, method) and self.chat in (None, chat)


@dataclass(frozen=True, slots=True)
class StoredFile:
    data: bytes = field(repr=False)
    path: str
    unique_id: str
    mime: str
    name: str


@dataclass(slots=True)
class Chat:
    """A private chat, or a group. `messages` are Message objects of the Bot API; the bot's own have `from.is_bot`."""

    person: dict[str, Any]
    """Whose private chat it is; in a group, who speaks just now."""
    group: dict[str, Any] | None = None
    """The Chat object of a group."""
    moved_to: int | None = None
    blocked: bool = False
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    sources: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    """Text and parse mode as the bot sent them: "not modified" compares these."""
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    last_sent_at: float = float("-inf")
    refused_until: float = float("-inf")

    @property
    def id(self) -> int:
        number: int = (self.group or self.person)["id"]
        return number

    def json(self) -> dict[str, Any]:
        if self.group is not None:
            return dict(self.group)
        return {"id": self.id, "first_name": self.person["first_name"], "type": "private"}


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error: str | None = None
    last_error_at: int | None = None


class World:
    """One bot's Telegram. Whoever reads or writes holds `lock`; the HTTP server and the tests' people live in different threads."""

    def __init__(self, token: str, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.clock = clock
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.wakers: list[Callable[[], None]] = []
        self.chats: dict[int, Chat] = {}
        self.updates: list[dict[str, Any]] = []
        self.next_update = FIRST_UPDATE
        self.allowed: frozenset[str] = DEFAULT_UPDATES
        self.webhook: Webhook | None = None
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, float] = {}
        self.answered: dict[str, str] = {}
        """Tap -> the toast it was answered with."""
        self.tapped: dict[str, int] = {}
        """Tap -> whose."""
        self.staying: set[str] = set()
        """Taps that were answered with what stays until it is closed."""
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.calls: list[Recorded] = []
        self.faults: list[Fault] = []
        self.early: list[Recorded] = []
        """Sends that came before their chat's retry_after was over."""
        self.strict_rates = False
        self._storm: tuple[float, int, random.Random] | None = None
        self._sent: list[float] = []
        self._ids = itertools.count(1)

    # ── People's side ───────────────────────────────────────────────────────────────────────────────────────────────────

    def chat(self, person: dict[str, Any]) -> Chat:
        with self.lock:
            return self.chats.setdefault(person["id"], Chat(person))

    def group(self, number: int, title: str, kind: str) -> Chat:
        """A group that the bot is in; nobody has spoken yet."""
        with self.lock:
            chat = Chat({}, {"id": number, "title": title, "type": kind})
            self.chats[number] = chat
            return chat

    def push(self, kind: str, body: dict[str, Any], update_id: int | None = None) -> dict[str, Any] | None:
        """An update for the bot; None if it did not ask for this kind."""
        with self.lock:
            if kind not in self.allowed:
                return None
            if update_id is None:
                update_id, self.next_update = self.next_update, self.next_update + 1
            update = {"update_id": update_id, kind: copy.deepcopy(body)}
            self.updates.append(update)
            self.notify()
            return update

    def arrive(self, chat: Chat, content: dict[str, Any]) -> dict[str, Any]:
        """A message of the chat's person."""
        with self.lock:
            message = {
                "message_id": next(chat.numbers), "from": dict(chat.person), "chat": chat.json(), "date": int(self.clock()), **content,
            }  # fmt: skip
            chat.messages[message["message_id"]] = message
            self.push("message", message)
            return message

    def new_id(self, prefix: str = "") -> str:
        return f"{prefix}{next(self._ids):08d}"

    def store(self, data: bytes, folder: str, name: str, mime: str) -> dict[str, Any]:
        """A file on Telegram's server, as a message shows it."""
        with self.lock:
            file_id = self.new_id("AgACAgUAAxkB")
            ending = name.rsplit(".", 1)[-1] if "." in name else "bin"
            unique = f"AQAD{file_id[-8:]}"
            self.files[file_id] = StoredFile(data, f"{folder}/file_{len(self.files)}.{ending}", unique, mime, name)
            return {"file_id": file_id, "file_unique_id": unique, "file_size": len(data)}

    def notify(self) -> None:
        self.changed.notify_all()
        for wake in self.wakers:
            wake()

    # ── The server's side ───────────────────────────────────────────────────────────────────────────────────────────────

    def storm(self, share: float, retry_after: int = 1, seed: int = 1) -> None:
        """From now on this share of all sends is answered 429; 0 ends it."""
        with self.lock:
            self._storm = (share, retry_after, random.Random(seed)) if share else None  # noqa: S311 (weather, not a secret)

    def weather(self, method: str, chat_id: int | None) -> Fault | None:
        """What goes wrong with this call, if anything."""
        fault = next((one for one in self.faults if one.fits(method, chat_id)), None)
        if fault is not None and fault.after:
            fault.after -= 1
        elif fault is not None:
            fault.times -= 1
            return fault
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None or method == "sendChatAction":
            return None
        resting = self._resting(chat)
        if resting is not None or not method.startswith("send"):
            return resting
        return self._too_fast(chat) or self._stormy(method)

    def _resting(self, chat: Chat) -> Fault | None:
        """After a 429 the chat takes nothing, edits neither, until its time has come."""
        left = chat.refused_until - time.monotonic()
        return too_many(max(1, round(left))) if left > 0 else None

    def _stormy(self, method: str) -> Fault | None:
        if self._storm is None or self._storm[2].random() >= self._storm[0]:
            return None
        return too_many(self._storm[1], method)

    def _too_fast(self, chat: Chat) -> Fault | None:
        now = time.monotonic()
        if not self.strict_rates:
            return None
        self._sent = [at for at in self._sent if at > now - 1.0]
        if now - chat.last_sent_at < 0.95 or len(self._sent) >= 30:  # a network's jitter is no offence
            return too_many(1)
        return None

    def sent(self, chat: Chat) -> None:
        chat.last_sent_at = time.monotonic()
        self._sent.append(chat.last_sent_at)

    def post(
        self, chat_id: Any, content: dict[str, Any], source: tuple[str | None, str | None] = (None, None)
    ) -> dict[str, Any]:
        """A message of the bot, into the chat."""
        chat = self.reachable(chat_id)
        message = {
            "message_id": next(chat.numbers), "from": self.me(), "chat": chat.json(), "date": int(self.clock()), **content,
        }  # fmt: skip
        chat.messages[message["message_id"]] = message
        chat.sources[message["message_id"]] = source
        self.sent(chat)
        self.notify()
        return message

    def reachable(self, chat_id: Any) -> Chat:
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, text, moved_to=chat.moved_to)
        if chat.blocked:
            where = "was blocked by the user" if chat.group is None else "was kicked from the group chat"
            raise Refused(403, f"Forbidden: bot {where}")
        return chat

    def me(self) -> dict[str, Any]:
        return {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Sandbox", "username": "sandbox_bot"}


def too_many(seconds: int, method: str | None = None) -> Fault:
    return Fault(429, f"Too Many Requests: retry after {seconds}", method, retry_after=seconds)
