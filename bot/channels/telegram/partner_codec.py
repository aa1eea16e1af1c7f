"""The partners' bot, purely: what an update asks for, what a button carries, and the calls that say something.

A button is a verb, an offer's id, the offer's fencing token and, for a reason, its place in the list: "r:Zk3…:1:4". Thirty ASCII
characters of the sixty-four that Telegram takes; nothing of the trader is in it. An offer that was answered meanwhile has another
token, so a button that was left over opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.channels.contract import Call
from bot.channels.telegram.codec import cleaned

MOST: Final = 64
"""Bytes of callback_data."""
TEXT_MOST: Final = 4096
Verb = Literal["accept", "decline", "reason", "back"]
_LETTERS: Final[Mapping[str, Verb]] = {"a": "accept", "d": "decline", "r": "reason", "b": "back"}
_VERBS: Final = {verb: letter for letter, verb in _LETTERS.items()}
_TOKEN: Final = re.compile(r"([adrb]):([A-Za-z0-9_-]{1,40}):([0-9]{1,9})(?::([0-9]{1,2}))?", re.ASCII)
_COMMAND: Final = re.compile(r"/([a-z_]{1,32})(?:@\w+)?(?:\s+(\S+))?\s*", re.ASCII | re.IGNORECASE)
_GONE: Final = frozenset({"kicked", "left"})


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody wrote "/name argument"; "" where they wrote anything else."""

    chat: int
    private: bool
    title: str
    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button of ours; `query` has to be answered."""

    chat: int
    message: int
    query: str
    token: Token | None


@dataclass(frozen=True, slots=True)
class Left:
    """The bot was blocked or removed: the chat takes nothing any more."""

    chat: int


@dataclass(frozen=True, slots=True)
class Token:
    """What a button does. `reason`: a place in the list of reasons."""

    verb: Verb
    offer: str
    fence: int
    reason: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup: a new number, and none of the old messages."""

    chat: int
    to: int


Asked = Command | Press | Left | Moved


def decode(update: object) -> Asked | None:
    """What the update asks of us; None for all that it may be besides. Never raises."""
    match update:
        case {"message": {"chat": {"id": int(chat)}, "migrate_to_chat_id": int(to)}}:
            return Moved(chat, to)
        case {"message": {"chat": {"id": int(to)}, "migrate_from_chat_id": int(chat)}}:
            return Moved(chat, to)
        case {"message": {"chat": {"id": int(chat), "type": str(kind)} as where, **message}}:
            text = message.get("text")
            found = _COMMAND.fullmatch(text) if isinstance(text, str) else None
            if kind == "channel" or (found is None and kind != "private"):
                return None  # what people say to each other in a group is none of our business
            name, argument = (found[1].lower(), found[2] or "") if found is not None else ("", "")
            return Command(chat, kind == "private", _title(where), name, argument)
        case {
            "callback_query": {
                "id": str(query),
                "data": data,
                "message": {"message_id": int(at), "chat": {"id": int(chat)}},
            }
        }:
            return Press(chat, at, query, read_token(data) if isinstance(data, str) else None)
        case {"my_chat_member": {"chat": {"id": int(chat)}, "new_chat_member": {"status": str(status)}}}:
            return Left(chat) if status in _GONE else None
        case _:
            return None


def _title(where: Mapping[Any, Any]) -> str:
    """Who it is, as they call themselves: shown to whoever confirms the chat."""
    return cleaned(" ".join(str(where[name]) for name in ("title", "first_name", "last_name") if where.get(name)))[:128]


def write_token(token: Token) -> str:
    """At most 64 bytes of ASCII."""
    text = f"{_VERBS[token.verb]}:{token.offer}:{token.fence}" + ("" if token.reason is None else f":{token.reason}")
    assert text.isascii() and len(text) <= MOST, "an offer's id is short"
    return text


def read_token(text: str) -> Token | None:
    """None for what no bot of ours wrote."""
    found = _TOKEN.fullmatch(text)
    if found is None or (found[1] == "r") is (found[4] is None):
        return None
    return Token(_LETTERS[found[1]], found[2], int(found[3]), None if found[4] is None else int(found[4]))


# Saying ---------------------------------------------------------------------------------------------------------------

Rows = Sequence[Sequence[tuple[str, Token]]]
"""A keyboard: (label, what it does) by rows."""


def say(chat: int, text: str, rows: Rows = ()) -> Call:
    """A new message. Plain text: nothing in it is markup, and no link is looked at before it is opened."""
    return Call("sendMessage", {"chat_id": chat, **_content(text, rows)})


def change(chat: int, message: int, text: str, rows: Rows = ()) -> Call:
    """The message says this now, and its buttons are these."""
    return Call("editMessageText", {"chat_id": chat, "message_id": message, **_content(text, rows)})


def buttons(chat: int, message: int, rows: Rows) -> Call:
    """Other buttons under the same words."""
    return Call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message, "reply_markup": _keyboard(rows)})


def _content(text: str, rows: Rows) -> dict[str, Any]:
    cut = cleaned(text).encode("utf-16-le")[: TEXT_MOST * 2].decode("utf-16-le", "ignore")
    return {"text": cut, "link_preview_options": {"is_disabled": True}, "reply_markup": _keyboard(rows)}


def _keyboard(rows: Rows) -> dict[str, Any]:
    return {
        "inline_keyboard": [
            [{"text": label, "callback_data": write_token(token)} for label, token in row] for row in rows
        ]
    }


def commands(words: Mapping[str, str], language: str = "") -> Call:
    """The menu of the bot, name -> what it does."""
    menu = [{"command": name, "description": told} for name, told in words.items()]
    return Call("setMyCommands", {"commands": menu, **({"language_code": language} if language else {})})
