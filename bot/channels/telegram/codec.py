"""A raw Telegram update, a dict as it came, into one `Received` or the reason why it is `Ignored`. Pure, and total: nothing raises.

Whoever sends JSON to a webhook decides its shape, so no field is trusted: `_Box` reads a field as the type it should have, or as
absent.

What counts as the same thing (the key), since Telegram repeats updates and after a reconnect does so under *new* update ids:
* a message: (chat, message id);
* an edit: (chat, message id, time of the edit);
* a tap: (chat, message id of the keyboard, token). The id of the callback query is no part of it, because the phone's own retry makes
  a new one. A second press that is meant is another token: every press is answered by an edit of its keyboard (folded, taken away, or
  issued again with the next revision: keyboards.py), so two presses of one token are one tap, twice delivered or a trembling thumb;
* blocking and coming back: (chat, time, status).
In the inbox the date of a message or an edit stands before its key: no repeat changes it, and rows of one time lie together so.

Decided here: an edited text is `Unsupported("edited")`: the answer it changes may be long settled, and Edit in the review is the way to
change one. An edited location is a live location moving: ignored. Groups and channels are ignored; papers and phone numbers do not
belong there. A voice or video note stays a `FileRef` beside `Unsupported`, so that it can be kept for a human where the step allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from bot.channels.contract import FileRef, Ignored, Pointed, Reach, Received, Tap
from bot.channels.telegram import tokens
from flows.inputs import (
    COMMANDS,
    Commanded,
    Input,
    Opened,
    Pressed,
    Sent,
    SharedContact,
    SharedLocation,
    Typed,
    Unsupported,
)

CHANNEL: Final = "telegram"
START_MOST: Final = 64  # Bot API: the payload of a deep link
NAME_MOST: Final = 128

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)
_ALIASES: Final = {
    "cancel": "stop",
    "settings": "language",
    "lang": "language",
    "menu": "help",
    "my_data": "mydata",
    "skip_step": "skip",
}
_BAD = re.compile("[\x00\ud800-\udfff]+")
_START = re.compile(r"[A-Za-z0-9_-]*")

_UNSUPPORTED: Final = (
    "sticker", "video", "video_note", "voice", "audio", "animation", "poll", "dice", "game", "story", "checklist", "paid_media",
    "invoice", "giveaway", "live_photo", "rich_message", "web_app_data", "passport_data",
)  # fmt: skip
_KEPT: Final = ("voice", "video_note")
_SERVICE: Final = frozenset((
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created",
    "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id",
    "migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment", "users_shared", "chat_shared", "gift",
    "unique_gift", "gift_upgrade_sent", "connected_website", "write_access_allowed", "proximity_alert_triggered", "boost_added",
    "chat_background_set", "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "giveaway_created", "giveaway_winners", "giveaway_completed", "managed_bot_created", "paid_message_price_changed",
    "poll_option_added", "poll_option_deleted", "suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined",
    "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled", "video_chat_started", "video_chat_ended",
    "video_chat_participants_invited", "chat_owner_left", "chat_owner_changed",
))  # fmt: skip
_OTHER_UPDATES: Final = (
    "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "guest_message", "message_reaction", "message_reaction_count", "inline_query",
    "chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "subscription", "stopped_message_generation",
)  # fmt: skip


class _Box:
    """A JSON object from outside, read field by field as what it should be."""

    __slots__ = ("_body",)

    def __init__(self, body: Any) -> None:
        self._body: Mapping[str, Any] = body if isinstance(body, dict) else {}

    def __contains__(self, name: str) -> bool:
        return self._body.get(name) is not None

    def __bool__(self) -> bool:
        return bool(self._body)

    def one_of(self, names: frozenset[str]) -> str | None:
        """The first of `names` that it has."""
        return min([name for name in self._body if name in names and name in self], default=None)

    def box(self, name: str) -> _Box:
        return _Box(self._body.get(name))

    def text(self, name: str) -> str | None:
        value = self._body.get(name)
        return cleaned(value) if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        """64 bits signed, as Telegram's ids and times are: PostgreSQL takes no more."""
        value = self._body.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63 else None

    def real(self, name: str, most: float) -> float | None:
        value = self._body.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
            return None
        return float(value)

    def boxes(self, name: str) -> list[_Box]:
        value = self._body.get(name)
        return [_Box(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def cleaned(text: str) -> str:
    """Without NUL and lone surrogates: PostgreSQL refuses them, and one would fail a whole batch."""
    return text if text.isascii() and "\0" not in text else _BAD.sub("", text)


def parsed(raw: bytes | str) -> Any:
    """What Telegram sends, as JSON. Raises ValueError or RecursionError."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return json.loads(raw)  # slower, and takes lone surrogates too, which `cleaned` removes


def decode(update: Any, arrived: datetime) -> Received | Ignored:
    """`arrived` (UTC) is the time given to what carries none of its own: taps, and times that no calendar has."""
    body = _Box(update)
    if "message" in body:
        return _message(body.box("message"), arrived)
    if "callback_query" in body:
        return _tap(body.box("callback_query"), arrived)
    if "edited_message" in body:
        return _edited(body.box("edited_message"), arrived)
    if "my_chat_member" in body:
        return _member(body.box("my_chat_member"), arrived)
    return Ignored(next((f"update.{name}" for name in _OTHER_UPDATES if name in body), "update.unknown"))


def update_id(update: Any) -> int | None:
    """Where a queue stands. Not an identity, and after an idle week not even growing."""
    return _Box(update).whole("update_id")


def _message(message: _Box, arrived: datetime) -> Received | Ignored:
    chat, number = _private(message), message.whole("message_id")
    if chat is None or number is None:
        return Ignored(_why_not(message))
    service = message.one_of(_SERVICE)
    if service is not None:
        return Ignored(f"service.{service}")
    given, files, start = _content(message)
    return _received(
        message, arrived, f"m:{chat}:{number}", chat, number, given,
        files=files, start=start, album=message.text("media_group_id") if files else None,
    )  # fmt: skip


def _content(message: _Box) -> tuple[Input, tuple[FileRef, ...], str | None]:
    """What a message says, the files it brings, and the payload if it is a start."""
    text = message.text("text")
    if text is not None:
        given, start = _said(text)
        return given, (), start
    for (
        name
    ) in _UNSUPPORTED:  # before photo and document: an animation also comes as a document, a live photo as a photo
        if name in message and not (name == "live_photo" and message.boxes("photo")):
            return Unsupported(name), _kept(name, message.box(name)), None
    caption = message.text("caption") or ""
    if photo := _largest(message.boxes("photo")):
        return Sent((), caption), (photo,), None
    if document := _file(message.box("document"), "application/octet-stream"):
        return Sent((), caption), (document,), None
    return _shared(message), (), None


def _said(text: str) -> tuple[Input, str | None]:
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return Typed(text), None
    name, argument = found[1].lower(), (found[2] or "").strip()
    name = _ALIASES.get(name, name)
    if name == "start":
        payload = argument if _START.fullmatch(argument) and len(argument) <= START_MOST else ""
        return Opened(), payload
    return (Commanded(name, argument or None) if name in COMMANDS else Typed(text)), None


def _shared(message: _Box) -> Input:
    if "contact" in message:
        contact = message.box("contact")
        phone, owner, sender = contact.text("phone_number"), contact.whole("user_id"), message.box("from").whole("id")
        return SharedContact(_phone(phone), owner is not None and owner == sender) if phone else Unsupported("contact")
    for place in (message.box("location"), message.box("venue").box("location")):
        latitude, longitude = place.real("latitude", 90), place.real("longitude", 180)
        if latitude is not None and longitude is not None:
            return SharedLocation(latitude, longitude)
    return Unsupported("unknown")


def _phone(text: str) -> str:
    """Telegram gives the international number, with or without its plus."""
    return f"+{text}" if text.isascii() and text.isdigit() and len(text) > 10 else text


def _largest(sizes: list[_Box]) -> FileRef | None:
    """A photo comes in several sizes; a paper is read from the largest."""
    ranked = sorted(sizes, key=lambda one: (one.whole("width") or 0) * (one.whole("height") or 0))
    return next((found for one in reversed(ranked) if (found := _file(one, "image/jpeg"))), None)


def _kept(name: str, box: _Box) -> tuple[FileRef, ...]:
    found = _file(box, "audio/ogg" if name == "voice" else "video/mp4") if name in _KEPT else None
    return (found,) if found else ()


def _file(box: _Box, mime: str) -> FileRef | None:
    file_id = box.text("file_id")
    if not file_id:
        return None
    size = box.whole("file_size")
    return FileRef(
        file_id, box.text("file_unique_id") or file_id, box.text("mime_type") or mime,
        size if size is not None and size >= 0 else None, (box.text("file_name") or "")[:NAME_MOST],
    )  # fmt: skip


def _edited(message: _Box, arrived: datetime) -> Received | Ignored:
    chat, number = _private(message), message.whole("message_id")
    if chat is None or number is None:
        return Ignored(_why_not(message))
    if "location" in message:
        return Ignored("live_location")
    key = f"e:{chat}:{number}:{message.whole('edit_date') or 0}"
    return _received(message, arrived, key, chat, number, Unsupported("edited"), date="edit_date")


def _tap(query: _Box, arrived: datetime) -> Received | Ignored:
    query_id, data, message = query.text("id"), query.text("data"), query.box("message")
    chat, number = _private(message), message.whole("message_id")
    if chat is None or number is None or query_id is None:
        return Ignored(_why_not(message) if message else "tap.inline", query_id)
    token = tokens.decode(data or "")
    if token is None:
        return Ignored("tap.foreign", query_id)
    pointed = Pointed(query_id, number, token.revision, token.session)
    key = f"c:{chat}:{number}:{data}"
    return _received(query, arrived, key, chat, number, _pressed(token), pointed=pointed, sent=message)


def _pressed(token: tokens.Token) -> Input | Tap:
    match token.verb:
        case "option":
            return _option(token.option, token.path, token.prompt)
        case verb:
            return Tap(verb, token.option, token.path, token.prompt)


def _option(option: str, path: str | None, prompt: int | None) -> Input:
    """A command stays a press: under an old question "skip" must not skip the present one, and only its prompt tells."""
    name = option[1:].partition(" ")[0]
    return (
        Unsupported("button")
        if option.startswith("/") and name not in COMMANDS
        else Pressed(option, path or None, prompt)
    )


def resolved(given: Input, paths: Iterable[str], options: Iterable[str]) -> Input:
    """A press whose token held hashes, in words: `paths` of the session's flow, `options` (and commands) of its keyboard."""
    if not isinstance(given, Pressed):
        return given
    path = tokens.unhash(given.path, paths) if given.path else None
    return _option(tokens.unhash(given.option, options), path, given.prompt)


def _member(change: _Box, arrived: datetime) -> Received | Ignored:
    chat, status = _private(change), change.box("new_chat_member").text("status")
    if chat is None:
        return Ignored(_why_not(change))
    if status not in ("kicked", "left", "member"):
        return Ignored("member.unknown")
    key = f"b:{chat}:{change.whole('date') or 0}:{status}"
    return _received(change, arrived, key, chat, 0, Reach(status == "member"))


def _received(
    source: _Box, arrived: datetime, key: str, chat: int, number: int, given: Input | Tap | Reach, *,
    files: tuple[FileRef, ...] = (), start: str | None = None, album: str | None = None, pointed: Pointed | None = None,
    date: str = "date", sent: _Box | None = None,
) -> Received:  # fmt: skip
    """`sent` is the bot's own message under a tap: its date says when it was asked, not when it was pressed."""
    seconds = (source if sent is None else sent).whole(date) or 0
    return Received(
        key, CHANNEL, str(chat), _time(seconds, arrived) if sent is None else arrived, (seconds, number), given,
        _language(source.box("from").text("language_code")), start, files, album[:NAME_MOST] if album else None,
        pointed=pointed, dated=seconds if sent is None and 0 < seconds < 2**32 else 0,
    )  # fmt: skip


def _time(seconds: int, arrived: datetime) -> datetime:
    """A time that is before Telegram's birth or in the future is nobody's: then the time of arrival."""
    if not 1_300_000_000 <= seconds <= arrived.timestamp() + 86_400:
        return arrived
    return datetime.fromtimestamp(seconds, UTC)


def _private(source: _Box) -> int | None:
    chat = source.box("chat")
    return chat.whole("id") if chat.text("type") == "private" else None


def _why_not(source: _Box) -> str:
    kind = source.box("chat").text("type")
    return f"chat.{kind}" if kind in ("group", "supergroup", "channel") else "malformed"


def _language(code: str | None) -> str | None:
    primary = (code or "").split("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) <= 8 else None
