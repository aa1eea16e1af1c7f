"""What Telegram checks in a text and under it: HTML as it parses it, the shape and size of keyboards."""

from __future__ import annotations

import html
import re
from typing import Any, Final

TEXT_MOST: Final = 4096  # UTF-16 units, after the entities are parsed
CAPTION_MOST: Final = 1024
BUTTONS_MOST: Final = 100
ROW_MOST: Final = 8
DATA_MOST: Final = 64  # bytes
_TAGS: Final = frozenset(
    "b strong i em u ins s strike del span tg-spoiler tg-emoji a code pre blockquote".split()  # Bot API, "HTML style"
)
_PIECE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)>|(<)|([^<]+)")


class Refused(Exception):
    """An error as the Bot API answers it."""

    def __init__(
        self, status: int, description: str, retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain_text(text: str, parse_mode: str | None) -> str:
    """The text as people see it. Raises `Refused` for what Telegram cannot parse."""
    if parse_mode is None:
        return text.strip()
    if parse_mode.upper() != "HTML":
        raise bad(f"unsupported parse_mode (this sandbox reads HTML, not {parse_mode})")
    return _parsed(text).strip()


def _parsed(text: str) -> str:
    shown, still_open = "", list[str]()
    for piece in _PIECE.finditer(text):
        closing, tag, _, lone, words = piece.groups()
        at = len(text[: piece.start()].encode())
        if words is not None:
            shown += html.unescape(words)
        elif lone is not None:
            raise bad(f'can\'t parse entities: Unsupported start tag "" at byte offset {at}')
        elif tag.lower() not in _TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {at}')
        elif not closing:
            still_open.append(tag.lower())
        elif not still_open or still_open.pop() != tag.lower():
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {at}")
    if still_open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{still_open[-1]}\"")
    return shown


def checked_text(text: str, parse_mode: str | None, most: int, caption: bool = False) -> str:
    shown = plain_text(text, parse_mode)
    if not shown and not caption:
        raise bad("message text is empty")
    if utf16(shown) > most:
        raise bad("message caption is too long" if caption else "message is too long")
    return shown


def checked_markup(markup: Any, inline_only: bool = False) -> dict[str, Any] | None:
    """The reply_markup if Telegram takes it."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    match markup:
        case {"inline_keyboard": list(rows)}:
            _inline(rows)
        case {"keyboard": list(rows)} if not inline_only:
            _reply(rows)
        case {"remove_keyboard": True} if not inline_only:
            pass
        case _:
            raise bad("this sandbox does not model the reply markup " + ", ".join(sorted(markup)))
    return markup


def _inline(rows: list[Any]) -> None:
    for button in _buttons(rows):
        if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
            raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        unknown = button.keys() - {"text", "callback_data", "url"}
        if unknown:
            raise bad("this sandbox does not model the inline button's " + ", ".join(sorted(unknown)))
        if len(button.keys() & {"callback_data", "url"}) != 1:
            raise bad("can't parse inline keyboard button: exactly one of callback_data and url must be given")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(str(data).encode()) <= DATA_MOST:
            raise bad("BUTTON_DATA_INVALID")


def _reply(rows: list[Any]) -> None:
    for button in _buttons(rows):
        if isinstance(button, str) and button.strip():
            continue
        if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
            raise bad('can\'t parse keyboard button: Field "text" must be of type String')
        unknown = button.keys() - {"text", "request_contact", "request_location"}
        if unknown:
            raise bad("this sandbox does not model the keyboard button's " + ", ".join(sorted(unknown)))


def _buttons(rows: list[Any]) -> list[Any]:
    if not all(isinstance(row, list) for row in rows):
        raise bad("can't parse inline keyboard: expected an Array of Array")
    if any(len(row) > ROW_MOST for row in rows) or sum(map(len, rows)) > BUTTONS_MOST:
        raise bad("reply markup is too long")
    return [button for row in rows for button in row]
