"""A planned message into Bot API calls, and a keyboard's later life. Pure.

A keyboard that changes in place (a multiple choice, a pager) is a `Board`: its message, what is ticked, which page shows, how often
it was edited. The shell keeps it as JSON beside the sent message, because a Telegram keyboard shows only one page, and two quick taps
both arrive with the keyboard as it was before the first.

The lives of a keyboard: *fresh* -> tapped in place -> fresh at the next revision; or answered -> *folded* ("✓ answer", with a button
that changes it); or stale -> taken away. Every press ends in one of these edits, which is what lets a token stand for one press.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.channels.contract import Call, Pointed, Tap
from bot.channels.telegram import tokens
from bot.channels.telegram.codec import cleaned
from flows.abilities import TELEGRAM
from flows.inputs import Chosen
from flows.render import Button, Message, message_from_json, message_to_json
from locales.graphemes import graphemes

TOAST: Final = 200  # Bot API: answerCallbackQuery.text
ALL_BUTTONS: Final = 100  # Bot API, measured: buttons under one message
COMMANDS_MOST: Final = 10  # of them; Done and the pager need some too
_COLUMNS: Final = ((9, 3), (15, 2))
"""Labels of at most so many graphemes stand so many in a row; longer ones alone (about 30 graphemes fit a phone's width)."""
_ICON = re.compile(r"^\W+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Words:
    """The channel's own words in the trader's language, from the catalog."""

    done: str = "Done"
    change: str = "Change"
    share_phone: str = "Share my phone number"
    share_location: str = "Share my location"


@dataclass(frozen=True, slots=True)
class Board:
    """A keyboard as it shows now, under the message `number` (0: not sent yet)."""

    message: Message
    session: str
    number: int = 0
    ticked: tuple[str, ...] = ()
    page: int = 0
    revision: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` gives an equal board back."""
        return {
            "message": message_to_json(self.message), "session": self.session, "number": self.number, "ticked": list(self.ticked),
            "page": self.page, "revision": self.revision,
        }  # fmt: skip

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Board:
        message = message_from_json(body["message"])
        return Board(message, body["session"], body["number"], tuple(body["ticked"]), body["page"], body["revision"])


@dataclass(frozen=True, slots=True)
class Moved:
    """A tap changed the keyboard: keep `board`, send `call`."""

    board: Board
    call: Call


@dataclass(frozen=True, slots=True)
class Stale:
    """The tap belongs to a keyboard that is no more: a toast, the present question again, and `call` takes the old one away."""

    call: Call


# ── Sending ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def encode(board: Board, chat: str, words: Words, remove: bool = False) -> tuple[Call, ...]:
    """The calls that say `board.message`, the keyboard under the last. `remove`: a reply keyboard still shows and goes away.

    A message has one reply_markup, so a reply keyboard can only be removed by a message without buttons: where none is among the
    parts, it stays until the next one. Phones hide it by themselves once used (`one_time_keyboard`).
    """
    parts = split(cleaned(board.message.text)) or ["…"]
    markups: list[dict[str, Any] | None] = [None] * len(parts)
    markups[-1] = markup(board, words)
    if remove and markups[0] is None:
        markups[0] = {"remove_keyboard": True}
    return tuple(_send(chat, part, under, board.message.personal) for part, under in zip(parts, markups, strict=True))


def removes_keyboard(calls: Sequence[Call]) -> bool:
    """Whether these calls take a reply keyboard away."""
    return any("remove_keyboard" in (call.params.get("reply_markup") or {}) for call in calls)


def shows_reply_keyboard(message: Message) -> bool:
    """Whether `encode` puts a reply keyboard under this message: the shell then passes `remove` with the next ones."""
    return message.request in ("contact", "location")


def markup(board: Board, words: Words) -> dict[str, Any] | None:
    """The keyboard under the message; None for none."""
    if board.message.request in ("contact", "location"):
        return _request_keyboard(board.message, words)
    rows = inline_rows(board, words)
    return {"inline_keyboard": rows} if rows else None


def inline_rows(board: Board, words: Words) -> list[list[dict[str, str]]]:
    """Options in one to three columns, the pager, Done, then commands. "/edit x" is one of many as an option is; "/skip" is not."""
    message = board.message
    commands = [one for one in message.options if _is_command(one) and not (message.several and one.id == "/done")]
    options = [one for one in message.options if not _is_command(one)]
    if message.layout in ("none", "numbered"):
        options = []
    shown, pages = _page(board, options)
    rows = _rows([_option(board, one) for one in shown])
    if pages > 1:
        rows.append(_pager(board, pages))
    if message.several and options:
        done = next((one.label for one in message.options if one.id == "/done"), words.done)
        rows.append([_button(board, "done", "", f"✅ {done}" if not done.startswith("✅") else done)])
    rows += _rows([_button(board, "option", one.id, one.label) for one in commands[:COMMANDS_MOST]])
    return rows


def _is_command(button: Button) -> bool:
    return button.id.startswith("/") and " " not in button.id


def _page(board: Board, options: list[Button]) -> tuple[list[Button], int]:
    """What shows on the present page, and how many pages there are. The renderer's "buttons" stand on one, and so does what is short
    enough for as many rows as a page has options: nobody should have to turn a page to find their language.
    """
    size = TELEGRAM.page
    if len(options) <= ALL_BUTTONS - COMMANDS_MOST - 1 and (
        board.message.layout == "buttons" or len(_rows([_option(board, one) for one in options])) <= size
    ):
        return options, 1
    pages = -(-len(options) // size)
    page = min(max(board.page, 0), pages - 1)
    return options[page * size : (page + 1) * size], pages


def _pager(board: Board, pages: int) -> list[dict[str, str]]:
    """Both arrows always, going round: a button that comes and goes moves its neighbours under the thumb."""
    page = min(max(board.page, 0), pages - 1)
    return [
        _button(board, "page", str((page - 1) % pages), "‹"),
        _button(board, "page", str(page), f"{page + 1} / {pages}"),
        _button(board, "page", str((page + 1) % pages), "›"),
    ]


def _option(board: Board, option: Button) -> dict[str, str]:
    if not board.message.several or option.id.startswith("/"):
        return _button(board, "option", option.id, option.label)
    return _button(board, "toggle", option.id, f"{'☑' if option.id in board.ticked else '☐'} {option.label}")


def _button(board: Board, verb: tokens.Verb, option: str, label: str) -> dict[str, str]:
    token = tokens.Token(verb, board.session, board.message.prompt, board.message.step or "", option, board.revision)
    return {"text": cleaned(label).strip() or "…", "callback_data": tokens.encode(token)}


def _rows(buttons: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    if not buttons:
        return []
    longest = max(len(graphemes(one["text"])) for one in buttons)
    columns = next((columns for most, columns in _COLUMNS if longest <= most), 1)
    if len(buttons) % columns == 1 and len(buttons) == columns + 1:
        columns = max(columns - 1, 1)  # four as two and two, not as three and a left-over
    return [buttons[start : start + columns] for start in range(0, len(buttons), columns)]


def _request_keyboard(message: Message, words: Words) -> dict[str, Any]:
    """A reply keyboard: the phone's own sheet, then the options as words to type, which the engine reads like typed ones."""
    if message.request == "contact":
        ask: dict[str, Any] = {"text": f"📱 {words.share_phone}", "request_contact": True}
    else:
        ask = {"text": f"📍 {words.share_location}", "request_location": True}
    typed = [
        {"text": _ICON.sub("", cleaned(one.label)).strip() or cleaned(one.label).strip() or "…"}
        for one in message.options[: ALL_BUTTONS - 1]
    ]
    return {"keyboard": [[ask], *([one] for one in typed)], "resize_keyboard": True, "one_time_keyboard": True}


def _send(chat: str, text: str, under: dict[str, Any] | None, personal: bool) -> Call:
    params: dict[str, Any] = {"chat_id": int(chat), **_formatted(text)}
    if personal:
        params["protect_content"] = True
    if under is not None:
        params["reply_markup"] = under
    return Call("sendMessage", params)


def _formatted(text: str) -> dict[str, Any]:
    return {"text": html.escape(text, quote=False), "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def split(text: str) -> list[str]:
    """Parts within the limit, cut at a paragraph, a line or a word where there is one in the later half. Escapes do not count."""
    parts: list[str] = []
    rest = text.strip()
    while not TELEGRAM.text.holds(rest):
        head = rest.encode("utf-16-le")[: TELEGRAM.text.most * 2].decode("utf-16-le", "ignore")
        cut = next((at for at in (head.rfind(mark) for mark in ("\n\n", "\n", " ")) if at > len(head) // 2), 0) or len(
            head
        )
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


# ── After it was sent ───────────────────────────────────────────────────────────────────────────────────────────────────


def press(board: Board, tap: Tap, pointed: Pointed, chat: str, words: Words) -> Moved | Chosen | Stale:
    """What a tap that changes its own keyboard does. The board is the one kept for `pointed.message`.

    The revision is not compared: of two quick taps on different options both count, though the second came from the older keyboard.
    """
    if tap.prompt != board.message.prompt or tokens.unhash(tap.path, [board.message.step or ""]) != (
        board.message.step or ""
    ):
        return Stale(without_keyboard(chat, pointed.message))
    match tap.verb:
        case "toggle":
            option = tokens.unhash(tap.value, [one.id for one in board.message.options])
            if option not in [one.id for one in board.message.options]:
                return Stale(without_keyboard(chat, pointed.message))
            return reissued(replace(board, ticked=_toggled(board, option)), chat, words)
        case "page":
            return reissued(replace(board, page=int(tap.value) if tap.value.isdecimal() else 0), chat, words)
        case "done":
            return Chosen(board.ticked, board.message.step, board.message.prompt)


def _toggled(board: Board, option: str) -> tuple[str, ...]:
    """In the order in which they are offered, whatever the order of the taps."""
    ticked = {*board.ticked} ^ {option}
    return tuple(one.id for one in board.message.options if one.id in ticked)


def reissued(board: Board, chat: str, words: Words) -> Moved:
    """The same keyboard with fresh tokens: after a press that left its question open (help, a Done with too few ticked)."""
    board = replace(board, revision=board.revision + 1)
    params = {
        "chat_id": int(chat),
        "message_id": board.number,
        "reply_markup": {"inline_keyboard": inline_rows(board, words)},
    }
    return Moved(board, Call("editMessageReplyMarkup", params))


def fold(board: Board, chat: str, answer: str | None, words: Words) -> Call | None:
    """The question is answered: its keyboard goes, the answer stands under it with a way to change it.

    `answer` is how the answer is shown; None: nothing to show (answered elsewhere), only the keyboard goes. None comes back where there
    is nothing to fold: no keyboard was shown, or a reply keyboard (the Bot API edits no message that has one).
    """
    if not board.number or board.message.request in ("contact", "location") or not inline_rows(board, words):
        return None
    text = (split(cleaned(board.message.text)) or ["…"])[-1] + f"\n\n✓ {' '.join(cleaned(answer or '').split())}"
    if answer is None or not TELEGRAM.text.holds(text):
        return without_keyboard(chat, board.number)
    params: dict[str, Any] = {"chat_id": int(chat), "message_id": board.number, **_formatted(text)}
    if board.message.step:
        change = replace(board, revision=board.revision + 1)
        params["reply_markup"] = {
            "inline_keyboard": [[_button(change, "option", f"/edit {board.message.step}", f"✏️ {words.change}")]]
        }
    return Call("editMessageText", params)


def without_keyboard(chat: str, number: int) -> Call:
    """Nothing can be pressed there any more; also after "Change" was pressed, so that the same token never counts twice."""
    return Call(
        "editMessageReplyMarkup", {"chat_id": int(chat), "message_id": number, "reply_markup": {"inline_keyboard": []}}
    )


def answer_tap(query: str, toast: str = "", *, stays: bool = False) -> Call:
    """Stops the spinner. Once for each tap, before anything else; "too_old" means done. `stays`: until whoever tapped closes it."""
    params: dict[str, Any] = {"callback_query_id": query}
    if toast:
        params["text"] = _cut(cleaned(toast), TOAST)
        if stays:
            params["show_alert"] = True
    return Call("answerCallbackQuery", params)


def typing(chat: str) -> Call:
    """Shows for five seconds: repeat while a paper is read."""
    return Call("sendChatAction", {"chat_id": int(chat), "action": "typing"})


def _cut(text: str, most: int) -> str:
    """At most `most` UTF-16 units, at a letter's end."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept = ""
    for letter in graphemes(text):
        if len((kept + letter + "…").encode("utf-16-le")) // 2 > most:
            break
        kept += letter
    return kept + "…"
