"""A message of the outbox into a chat: the keyboards that are over go first, then the message, then what the chat now shows is kept."""

from __future__ import annotations

import asyncio
import html
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.channels.contract import Call, ChannelError
from bot.channels.telegram import keyboards
from bot.channels.telegram.codec import CHANNEL
from bot.channels.telegram.keyboards import Board
from bot.channels.telegram.menus import chat_menu
from bot.deliver import Write
from bot.log import log
from bot.telegram import words
from bot.telegram.boards import Tidied, tidy
from bot.telegram.host import Host
from bot.telegram.rows import closed
from bot.telegram.shell import Shell
from flows.render import Message, message_from_json
from flows.session import Session
from storage import boards, contacts, sessions
from storage.boards import Chat, StoredBoard
from storage.outbox import Sending
from storage.transaction import Transaction

PLAIN: Final = ("parse_mode", "reply_markup", "link_preview_options")
"""Left out on the last rung."""
TIDY_WITHIN: Final = 15.0
"""Seconds for which a message waits for the keyboards before it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chat shows when a message is about to come."""

    boards: tuple[Board, ...]
    chat: Chat
    menu: str | None
    """The language that the trader has chosen."""


class TelegramOutlet:
    """bot/deliver.py's way out to Telegram."""

    channel = CHANNEL

    def __init__(self, app: Host, shell: Shell) -> None:
        self._app = app
        self._shell = shell

    async def tidy(self, row: Sending) -> None:
        """At once, not at the pace of messages: whoever pressed sees at once that it was taken. Only a 429 is waited for."""
        over = await self._app_view(row)
        gone = [one.number for one in over if one.call is None or await self._edited(one.call)]
        if gone:
            await self._app.writer.ask(lambda tx: boards.remove(tx, row.address_id, gone))

    async def _app_view(self, row: Sending) -> list[Tidied]:
        try:
            return await asyncio.to_thread(self._app.database.view, lambda tx: self._over(tx, row))
        except Exception as error:  # noqa: BLE001 - a keyboard that stays is no reason not to speak
            log.warning("telegram-not-tidied", error=type(error).__name__)
            return []

    def _over(self, tx: Transaction, row: Sending) -> list[Tidied]:
        stored = sessions.find(tx, row.session_id) if row.session_id else None
        found = [one for one in boards.of_address(tx, row.address_id) if one.session_id == row.session_id]
        if stored is None or stored.body is None or not found:
            return []
        session = Session.from_json(stored.body)
        flow = self._app.turns.flow(tx, stored.flow, stored.version)
        own = [Board.from_json(one.body) for one in found]
        return tidy(own, session, flow, self._app.words, self._shell.keyboard_words(session.language), row.external)

    async def _edited(self, call: Call) -> bool:
        """Whether the keyboard is off; one that could not be taken off now is tried again with the next message."""
        try:
            await self._shell.calls.patiently(call, TIDY_WITHIN)
        except ChannelError as error:
            return error.kind in ("not_modified", "too_old", "bad_request")
        return True

    async def send(self, row: Sending, rung: int) -> Write:
        """Raises ChannelError."""
        shown = await asyncio.to_thread(self._app.database.view, lambda tx: _shown(tx, row))
        message = _message(row, rung)
        keyboard = self._shell.keyboard_words(message.language)
        board = Board(message, row.session_id or "")
        calls = keyboards.encode(board, row.external, keyboard, shown.chat.reply_keyboard)
        first, *rest = calls if rung < 2 else [_plain(one) for one in calls]
        sent = await self._shell.calls.call(first)
        for call in rest:  # at its own turn; what has been said is not said again because the rest must wait
            sent = await self._shell.calls.patiently(call)
        chat = replace(shown.chat, reply_keyboard=_reply_keyboard(shown.chat, message, calls), menu=shown.menu)
        if shown.menu and shown.menu != shown.chat.menu:
            menu = chat_menu(row.external, words.profile(self._app.words, shown.menu))
            self._shell.calls.aside(self._shell.calls.quietly(menu))
        under = _board_under(board, sent, row) if message.options and rung < 2 else None

        def write(tx: Transaction) -> None:
            if under is not None:
                boards.save(tx, under)
            if chat != shown.chat:
                boards.save_chat(tx, chat)

        return write

    def closed(self, tx: Transaction, row: Sending) -> None:
        closed(tx, row.address_id, row.contact_id)


def _shown(tx: Transaction, row: Sending) -> Shown:
    contact = contacts.find(tx, row.contact_id)
    chat = boards.chat(tx, row.address_id) or Chat(row.address_id, row.contact_id)
    return Shown((), chat, contact.language if contact is not None else None)


def _message(row: Sending, rung: int) -> Message:
    """Rung 0: as planned. 1: without a request or a keyboard that may be refused, the options in the text."""
    message = message_from_json({**row.body, "step": row.body.get("path")})
    if rung == 0:
        return message
    lines = [message.text, *(f"{number}. {one.full}" for number, one in enumerate(message.options, 1))]
    return replace(message, text="\n".join(lines), options=(), layout="none", request=None, several=False)


def _plain(call: Call) -> Call:
    """As Telegram takes everything: text alone."""
    params = {name: value for name, value in call.params.items() if name not in PLAIN}
    return Call(call.method, {**params, "text": html.unescape(str(params.get("text", "")))})


def _reply_keyboard(chat: Chat, message: Message, calls: tuple[Call, ...]) -> bool:
    kept = chat.reply_keyboard and not keyboards.removes_keyboard(calls)
    return kept or keyboards.shows_reply_keyboard(message)


def _board_under(board: Board, sent: Any, row: Sending) -> StoredBoard | None:
    number = sent.get("message_id") if isinstance(sent, dict) else None
    if not isinstance(number, int):
        return None
    return StoredBoard(row.address_id, number, row.contact_id, board.session, replace(board, number=number).to_json())
