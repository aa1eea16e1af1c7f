"""The modelled methods of the Bot API, a table: name -> what it requires, what else it takes, what it does.

A parameter that is not in the table is refused, though Telegram would ignore it: here it is a mistake or something not modelled.
"""

from __future__ import annotations

import copy
import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from bot.channels.telegram.sandbox.markup import CAPTION_MOST, TEXT_MOST, Refused, bad, checked_markup, checked_text
from bot.channels.telegram.sandbox.world import DOWNLOAD_MOST, PHOTO_MOST, QUERY_FOR, UPLOAD_MOST, Chat, Webhook, World

Type = Literal["int", "bool", "str", "json", "file", "chat"]
Files = Mapping[str, tuple[str, bytes]]
Params = dict[str, Any]
Handler = Callable[[World, Params, Files], Any]
_LANGUAGE = re.compile(r"[a-z]{2}|")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
ACTIONS: Final = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location".split()
)


@dataclass(frozen=True, slots=True)
class Method:
    required: Mapping[str, Type]
    optional: Mapping[str, Type]
    run: Handler


def read_params(method: Method, given: Mapping[str, str], files: Files) -> Params:
    """Form fields as their types. Raises `Refused` for one that is missing, malformed or not modelled."""
    kinds = {**method.required, **method.optional}
    params: Params = {}
    for name, text in given.items():
        if name in kinds:
            params[name] = _read(name, text, kinds[name])
        elif not text.startswith("attach://"):
            raise bad(f"this sandbox does not model the parameter {name}")
    for name in files:
        if kinds.get(name) == "file":
            params[name] = f"attach://{name}"
    missing = [name for name in method.required if name not in params]
    if missing:
        raise bad("message text is empty" if missing == ["text"] else f'parameter "{missing[0]}" is required')
    return params


def _read(name: str, text: str, kind: Type) -> Any:
    try:
        match kind:
            case "int":
                return int(text)
            case "chat":
                return int(text) if text.removeprefix("-").isdigit() else text
            case "bool":
                return text.lower() in ("true", "1", "yes")
            case "json":
                return json.loads(text)
            case "str" | "file":
                return text
    except ValueError:
        raise bad(f'can\'t parse parameter "{name}"') from None


# ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _send_message(world: World, params: Params, _files: Files) -> Any:
    chat = world.reachable(params["chat_id"])
    source = (params["text"], params.get("parse_mode"))
    content = {"text": checked_text(*source, TEXT_MOST), **_under(params)}
    return as_returned(world.post(chat.id, content, source))


def as_returned(message: dict[str, Any]) -> dict[str, Any]:
    """A Message object shows its inline keyboard, never a reply keyboard."""
    if "inline_keyboard" in message.get("reply_markup", {"inline_keyboard": []}):
        return message
    return {name: value for name, value in message.items() if name != "reply_markup"}


def _under(params: Params, inline_only: bool = False) -> dict[str, Any]:
    markup = checked_markup(params.get("reply_markup"), inline_only)
    if markup is not None and not inline_only and markup.get("inline_keyboard") == []:
        markup = None
    shown = {"reply_markup": markup} if markup else {}
    return {**shown, "has_protected_content": True} if params.get("protect_content") else shown


def _send_file(kind: Literal["photo", "document"]) -> Handler:
    def send(world: World, params: Params, files: Files) -> Any:
        chat = world.reachable(params["chat_id"])
        content = _media(world, kind, params[kind], files)
        if "caption" in params:
            content["caption"] = checked_text(params["caption"], params.get("parse_mode"), CAPTION_MOST, caption=True)
        source = (params.get("caption"), params.get("parse_mode"))
        return as_returned(world.post(chat.id, {**content, **_under(params)}, source))

    return send


def _media(world: World, kind: str, said: str, files: Files) -> dict[str, Any]:
    """A photo or document, uploaded or by the id of one that the server holds."""
    if not said.startswith("attach://"):
        if said not in world.files:
            raise bad("wrong file identifier/HTTP URL specified")
        known = world.files[said]
        shown = {"file_id": said, "file_unique_id": known.unique_id, "file_size": len(known.data)}
    else:
        name, data = files.get(said.removeprefix("attach://"), ("", b""))
        if not data:
            raise bad("file must be non-empty")
        if len(data) > (PHOTO_MOST if kind == "photo" else UPLOAD_MOST):
            raise Refused(413, "Request Entity Too Large")
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        shown = {**world.store(data, f"{kind}s", name, mime)}
        if kind == "document":
            shown |= {"file_name": name, "mime_type": mime}
    return {"photo": [{**shown, "width": 1280, "height": 960}]} if kind == "photo" else {"document": shown}


def _send_media_group(world: World, params: Params, files: Files) -> Any:
    chat, media = world.reachable(params["chat_id"]), params["media"]
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad("media group must include 2-10 items")
    group, sent = world.new_id("139"), []
    for one in media:
        if (
            not isinstance(one, dict)
            or one.get("type") not in ("photo", "document")
            or not isinstance(one.get("media"), str)
        ):
            raise bad("this sandbox models albums of photos and documents")
        content = _media(world, one["type"], one["media"], files)
        if "caption" in one:
            content["caption"] = checked_text(one["caption"], one.get("parse_mode"), CAPTION_MOST, caption=True)
        sent.append(world.post(chat.id, {**content, "media_group_id": group}))
    return sent


def _chat_action(world: World, params: Params, _: Files) -> Any:
    world.reachable(params["chat_id"])
    if params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def _own(world: World, params: Params, what: str) -> tuple[Chat, dict[str, Any]]:
    chat = world.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad(f"message to {what} not found")
    if what == "edit" and "inline_keyboard" not in message.get("reply_markup", {"inline_keyboard": []}):
        raise bad("message can't be edited")  # one with a reply keyboard
    if not message["from"]["is_bot"]:
        raise bad(f"message can't be {what}ed" if what == "edit" else "message can't be deleted for everyone")
    return chat, message


_SAME: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply "
    "markup of the message"
)


def _edit_text(world: World, params: Params, _: Files) -> Any:
    chat, message = _own(world, params, "edit")
    source = (params["text"], params.get("parse_mode"))
    shown, under = checked_text(*source, TEXT_MOST), _inline(params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    if chat.sources[message["message_id"]] == source and message.get("reply_markup") == under:
        raise bad(_SAME)
    chat.sources[message["message_id"]] = source
    return _edited(world, message, {"text": shown}, under)


def _edit_markup(world: World, params: Params, _: Files) -> Any:
    _chat, message = _own(world, params, "edit")
    under = _inline(params)
    if message.get("reply_markup") == under:
        raise bad(_SAME)
    return _edited(world, message, {}, under)


def _inline(params: Params) -> dict[str, Any] | None:
    markup = checked_markup(params.get("reply_markup"), inline_only=True)
    return markup if markup and markup["inline_keyboard"] else None


def _edited(
    world: World, message: dict[str, Any], content: dict[str, Any], under: dict[str, Any] | None
) -> dict[str, Any]:
    message.update(content)
    message.pop("reply_markup", None)
    if under is not None:
        message["reply_markup"] = under
    message["edit_date"] = int(world.clock())
    world.notify()
    return message


def _delete(world: World, params: Params, _: Files) -> Any:
    chat, message = _own(world, params, "delete")
    del chat.messages[message["message_id"]]
    world.notify()
    return True


def _answer(world: World, params: Params, _: Files) -> Any:
    query, text = params["callback_query_id"], params.get("text", "")
    asked = world.queries.pop(query, None)
    if asked is None or world.clock() - asked > QUERY_FOR:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.answered[query] = text
    if params.get("show_alert"):
        world.staying.add(query)
    world.notify()
    return True


# ── Files, updates, profile ─────────────────────────────────────────────────────────────────────────────────────────────


def _get_file(world: World, params: Params, _: Files) -> Any:
    found = world.files.get(params["file_id"])
    if found is None:
        raise bad("invalid file_id")
    if len(found.data) > DOWNLOAD_MOST:
        raise bad("file is too big")
    return {
        "file_id": params["file_id"], "file_unique_id": found.unique_id, "file_size": len(found.data), "file_path": found.path,
    }  # fmt: skip


def take_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """Drops what `offset` acknowledges and gives what waits. Telegram keeps the order of arrival, whatever the numbers."""
    if world.webhook is not None:
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    if "allowed_updates" in params:
        world.allowed = frozenset(params["allowed_updates"]) or world.allowed
    offset = params.get("offset", 0)
    if offset < 0:
        world.updates = world.updates[offset:]
    elif offset:
        acknowledged = next((at for at, one in enumerate(world.updates) if one["update_id"] == offset - 1), None)
        # An offset says "all before": of a queue whose numbers jumped back, all up to the acknowledged one.
        world.updates = (
            world.updates[acknowledged + 1 :]
            if acknowledged is not None
            else [one for one in world.updates if one["update_id"] >= offset]
        )
    return copy.deepcopy(world.updates[: min(max(params.get("limit", 100), 1), 100)])


def _set_webhook(world: World, params: Params, _: Files) -> Any:
    url, secret = params["url"], params.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    parts = urlsplit(url)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if url and not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if "allowed_updates" in params:
        world.allowed = frozenset(params["allowed_updates"]) or world.allowed
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook(url, secret, min(max(params.get("max_connections", 40), 1), 100)) if url else None
    world.notify()
    return True


def _delete_webhook(world: World, params: Params, _: Files) -> Any:
    world.webhook = None
    if params.get("drop_pending_updates"):
        world.updates.clear()
    return True


def _webhook_info(world: World, _: Params, __: Files) -> Any:
    hook = world.webhook
    info = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if hook is not None:
        info |= {"max_connections": hook.max_connections, "allowed_updates": sorted(world.allowed)}
        if hook.last_error is not None:
            info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    return info


def _scope(params: Params) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in ("default", "all_private_chats", "chat"):
        raise bad(f"this sandbox does not model the command scope {kind}")
    return (f"chat:{scope.get('chat_id')}" if kind == "chat" else str(kind)), _language(params)


def _language(params: Params) -> str:
    code: str = params.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _set_commands(world: World, params: Params, _: Files) -> Any:
    commands = params["commands"]
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("too many commands specified")
    for one in commands:
        if not isinstance(one, dict) or not _COMMAND.fullmatch(str(one.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(one.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    where = _scope(params)
    chat = (params.get("scope") or {}).get("chat_id")
    if where[0].startswith("chat:") and chat not in world.chats:
        raise bad("chat not found")
    world.commands[where] = commands
    return True


def _delete_commands(world: World, params: Params, _: Files) -> Any:
    world.commands.pop(_scope(params), None)
    return True


def _get_commands(world: World, params: Params, _: Files) -> Any:
    return world.commands.get(_scope(params), [])


def _describe(name: str, most: int) -> tuple[Handler, Handler]:
    def change(world: World, params: Params, _: Files) -> Any:
        text: str = params.get(name, "")
        if len(text) > most:
            raise bad(f"{name} is too long")
        world.descriptions[name, _language(params)] = text
        return True

    def show(world: World, params: Params, _: Files) -> Any:
        return {name: world.descriptions.get((name, _language(params)), world.descriptions.get((name, ""), ""))}

    return change, show


def _me(world: World, _: Params, __: Files) -> Any:
    return {
        **world.me(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def _not_here(_: World, __: Params, ___: Files) -> Any:
    raise AssertionError("getUpdates waits, so the server does it")


_TO: Final[dict[str, Type]] = {"chat_id": "chat"}
_MESSAGE: Final[dict[str, Type]] = {
    "parse_mode": "str", "reply_markup": "json", "protect_content": "bool", "disable_notification": "bool", "link_preview_options": "json",
}  # fmt: skip
_CAPTIONED: Final[dict[str, Type]] = {
    "caption": "str", "parse_mode": "str", "reply_markup": "json", "protect_content": "bool", "disable_notification": "bool",
}  # fmt: skip
_SCOPED: Final[dict[str, Type]] = {"scope": "json", "language_code": "str"}
_SPOKEN: Final[dict[str, Type]] = {"language_code": "str"}
_set_description, _get_description = _describe("description", 512)
_set_short, _get_short = _describe("short_description", 120)

METHODS: Final[Mapping[str, Method]] = {
    "getMe": Method({}, {}, _me),
    "getUpdates": Method({}, {"offset": "int", "limit": "int", "timeout": "int", "allowed_updates": "json"}, _not_here),
    "setWebhook": Method(
        {"url": "str"},
        {"secret_token": "str", "max_connections": "int", "allowed_updates": "json", "drop_pending_updates": "bool"},
        _set_webhook,
    ),
    "deleteWebhook": Method({}, {"drop_pending_updates": "bool"}, _delete_webhook),
    "getWebhookInfo": Method({}, {}, _webhook_info),
    "sendMessage": Method({**_TO, "text": "str"}, _MESSAGE, _send_message),
    "sendPhoto": Method({**_TO, "photo": "file"}, _CAPTIONED, _send_file("photo")),
    "sendDocument": Method({**_TO, "document": "file"}, _CAPTIONED, _send_file("document")),
    "sendMediaGroup": Method(
        {**_TO, "media": "json"}, {"protect_content": "bool", "disable_notification": "bool"}, _send_media_group
    ),
    "sendChatAction": Method({**_TO, "action": "str"}, {}, _chat_action),
    "editMessageText": Method(
        {**_TO, "message_id": "int", "text": "str"},
        {"parse_mode": "str", "reply_markup": "json", "link_preview_options": "json"},
        _edit_text,
    ),
    "editMessageReplyMarkup": Method({**_TO, "message_id": "int"}, {"reply_markup": "json"}, _edit_markup),
    "deleteMessage": Method({**_TO, "message_id": "int"}, {}, _delete),
    "answerCallbackQuery": Method(
        {"callback_query_id": "str"}, {"text": "str", "show_alert": "bool", "cache_time": "int"}, _answer
    ),
    "getFile": Method({"file_id": "str"}, {}, _get_file),
    "setMyCommands": Method({"commands": "json"}, _SCOPED, _set_commands),
    "getMyCommands": Method({}, _SCOPED, _get_commands),
    "deleteMyCommands": Method({}, _SCOPED, _delete_commands),
    "setMyDescription": Method({}, {"description": "str", **_SPOKEN}, _set_description),
    "getMyDescription": Method({}, _SPOKEN, _get_description),
    "setMyShortDescription": Method({}, {"short_description": "str", **_SPOKEN}, _set_short),
    "getMyShortDescription": Method({}, _SPOKEN, _get_short),
}
