"""Whole conversations over the double, through either library: the same answers, and the same requests to the last byte.

The shell here is as thin as can be (no rows, no queue): decode, collect albums, download, advance, render, encode, send. What a person
does is read off the screen, so a button that is not shown cannot be pressed.
"""

import asyncio
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import pytest

from bot.channels.contract import Call, Ignored, Reach, Received, Tap, with_files
from bot.channels.telegram import keyboards
from bot.channels.telegram.albums import merge
from bot.channels.telegram.codec import decode, resolved
from bot.channels.telegram.keyboards import Board, Moved, Stale
from bot.channels.telegram.libraries import open_transport
from bot.channels.telegram.polling import after
from bot.channels.telegram.sandbox import Sandbox, User
from bot.channels.telegram.transport import Library, Transport
from bot.conversation import Conversation
from bot.documents.intake import as_file
from bot.library import load_flow, words
from flows.abilities import TELEGRAM
from flows.effects import ReadPaper, Say
from flows.inputs import Input, PaperRead
from flows.model import Flow
from flows.render import render
from tests.test_telegram_transports import seen
from tests.traders import ASKING, Paper, usual_reply

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SESSION = "Zm9vYmFyYmF6cXV4MTIzNA"  # 22 letters, as storage makes them
WORDS = keyboards.Words()
FACTS = {"lead": "L-1"}


class AtOnce(Conversation):
    """Every paper is what it should be: reading them is tested elsewhere."""

    def _read(self, effect: ReadPaper) -> PaperRead:
        return PaperRead(effect.path, effect.file_id, "ok", paper=effect.paper, pages=1)


@dataclass(slots=True)
class Shell:
    """One bot with one trader."""

    transport: Transport
    conversation: Conversation
    offset: int | None = None
    boards: dict[int, Board] = field(default_factory=dict)
    heard: list[Say] = field(default_factory=list)
    reply_keyboard: bool = False

    async def take_all(self) -> None:
        """Everything that waits at Telegram, until nothing does."""
        while raw := await self.transport.updates(self.offset, 0):
            found = [one for update in raw if isinstance(one := decode(update, NOW), Received)]
            for album, parts in groupby(found, key=lambda one: one.album):
                for one in [merge(list(parts))] if album else parts:
                    await self._take(one)
            self.offset = after(raw, self.offset)

    async def _take(self, one: Received) -> None:
        if one.pointed is not None:
            await self._send(keyboards.answer_tap(one.pointed.query))
        match one.input:
            case Reach():
                return
            case Tap() as tap:
                assert one.pointed is not None
                await self._tap(one, tap)
            case given:
                if one.files:
                    data = [await self.transport.download(ref.file_id, TELEGRAM.file_bytes) for ref in one.files]
                    files = tuple(
                        as_file(ref.unique_id, ref.name, body) for ref, body in zip(one.files, data, strict=True)
                    )
                    filled = with_files(one, files).input
                    assert not isinstance(filled, Tap | Reach)
                    given = filled
                board = self.boards.get(one.pointed.message) if one.pointed else None
                await self._give(resolved(given, *_words(board)) if board else given)

    async def _tap(self, one: Received, tap: Tap) -> None:
        assert one.pointed is not None
        match keyboards.press(self.boards[one.pointed.message], tap, one.pointed, one.address, WORDS):
            case Moved(board, call):
                self.boards[one.pointed.message] = board
                await self._send(call)
            case Stale(call):
                await self._send(call)
            case chosen:
                await self._give(chosen)

    async def _give(self, given: Input) -> None:
        before, shown = self.conversation.session, list(self.boards.items())
        said = self.conversation.give(given)
        self.heard += said
        for say in said:
            await self._say(say)
        answered = [path for path in self.conversation.session.answers if path not in before.answers]
        for number, board in shown:  # not those of this turn: a warning stands about the step just answered
            if board.message.step in answered and (call := keyboards.fold(board, "501", "✓", WORDS)) is not None:
                await self._send(call)
                del self.boards[number]

    async def _say(self, say: Say) -> None:
        for message in render(
            say, self.conversation.flow, self.conversation.session.language, TELEGRAM, words(), FACTS
        ):
            board = Board(message, SESSION)
            calls = keyboards.encode(board, "501", WORDS, self.reply_keyboard)
            self.reply_keyboard = (
                self.reply_keyboard and not keyboards.removes_keyboard(calls)
            ) or keyboards.shows_reply_keyboard(message)
            sent: Any = None
            for call in calls:
                sent = await self._send(call)
            if message.options:
                self.boards[sent["message_id"]] = dataclasses.replace(board, number=sent["message_id"])

    async def _send(self, call: Call) -> Any:
        return await self.transport.call(call.method, call.params, call.files)


def _words(board: Board) -> tuple[list[str], list[str]]:
    step = board.message.step or ""
    return [step], [*(one.id for one in board.message.options), f"/edit {step}"]


Act = Callable[[User, Shell], None]


def as_usual(user: User, shell: Shell) -> None:
    """What an agreeable person does about the last question, with a thumb."""
    conversation = shell.conversation
    say = next(one for one in reversed(shell.heard) if one.kind in ASKING or one.choices)
    asked = conversation.session.asked
    path = asked.path if asked is not None else (say.step or "")
    head, _, tail = path.partition("#")
    step_id = f"{head}.{tail.partition('.')[2]}" if tail else path
    step = conversation.flow.by_id.get(step_id)
    if step is not None and step.kind == "document" and say.kind == "question" and len(shell.heard) % 2:
        user.album([b"\xff\xd8one\xff\xd9", b"\xff\xd8two\xff\xd9"], "papers")
        return
    if step is not None and step.kind == "phone" and say.request == "contact":
        user.presses("Share my phone number")
        return
    match usual_reply(conversation.flow, say, step_id, conversation.session.attempts):
        case Paper() as paper:
            user.sends_document(b"%PDF-1.7\n" + paper.name.encode(), paper.name)
        case str() as reply if reply.startswith("["):
            user.presses(_label(shell, reply[1:-1]) if say.request in ("contact", "location") else reply[1:-1])
            if say.several and not reply.startswith("[/"):
                user.presses("Done")
        case str() as reply:
            user.says(reply)


def _label(shell: Shell, option: str) -> str:
    """The words of a reply keyboard's button."""
    board = next(
        one for one in reversed(shell.boards.values()) if any(each.id == option for each in one.message.options)
    )
    return next(one.label for one in board.message.options if one.id == option).split(" ", 1)[-1]


def converse(library: Library, flow: Flow, language: str) -> tuple[dict[str, Any], list[Any], list[str]]:
    with Sandbox(clock=NOW.timestamp) as telegram:
        user = telegram.user(501)

        async def run() -> Shell:
            shell = Shell(open_transport(library, telegram.token, telegram.url), AtOnce(flow, lambda: NOW, language))
            try:
                user.starts("fair_7")
                await shell.take_all()
                for _ in range(300):
                    if shell.conversation.session.status != "open":
                        break
                    as_usual(user, shell)
                    await shell.take_all()
            finally:
                await shell.transport.close()
            return shell

        shell = asyncio.run(run())
        return shell.conversation.result(), seen(telegram), user.texts


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), [("export_onboarding", "en"), ("quick_enquiry", "hi")])
def test_a_whole_conversation_is_the_same_through_both_libraries(name: str, language: str) -> None:
    flow = load_flow(name)
    result, calls, texts = converse("aiogram", flow, language)
    assert result["status"] != "open", texts[-4:]
    assert (result["profile"] is not None) == (name == "export_onboarding")
    assert {call[3] for call in calls} == {200}
    again, same_calls, _ = converse("ptb", flow, language)
    assert same_calls == calls
    assert again == result


def test_the_shell_ignores_what_the_codec_ignores() -> None:
    assert isinstance(decode({"update_id": 1, "channel_post": {}}, NOW), Ignored)
