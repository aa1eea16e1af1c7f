"""Which keyboards of a chat are over, and how they go: folded into their answer, or just taken away. Pure.

A keyboard is present as long as its prompt is the session's: a new question, a new confirmation, a new review is a new prompt. What is
not present is tidied before the next message goes out, so it is enough that something is sent after each turn, which the laws promise;
and a crash between the two leaves the row, so the next message tidies it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.channels.contract import Call
from bot.channels.telegram.keyboards import Board, Words, fold, without_keyboard
from flows.draft import split_path
from flows.effects import Shown
from flows.model import Flow
from flows.render import Speaker
from flows.session import Answer, Session
from locales import catalog

SHOWN_AT_MOST = 60
"""Letters of an answer that are repeated under its question."""
PLAIN_ENDING = 3
"""Of a personal value so many letters at its end are shown."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """One keyboard that goes; `call` is None where there is nothing to send."""

    number: int
    call: Call | None


def is_present(board: Board, session: Session) -> bool:
    """Whether its question is the one that stands."""
    return board.message.prompt == session.prompt


def tidy(
    boards: Iterable[Board], session: Session, flow: Flow, words: catalog.Words, keyboard: Words, chat: str
) -> list[Tidied]:
    """The keyboards of this session that are over."""
    return [_tidied(one, session, flow, words, keyboard, chat) for one in boards if not is_present(one, session)]


def _tidied(board: Board, session: Session, flow: Flow, words: catalog.Words, keyboard: Words, chat: str) -> Tidied:
    if board.message.request in ("contact", "location"):
        return Tidied(board.number, None)
    answer = session.answers.get(board.message.step or "")
    if answer is None or (board.message.step or "") in session.reopened or board.message.kind == "review":
        return Tidied(board.number, without_keyboard(chat, board.number))
    shown = answer_shown(answer, board.message.step or "", flow, session.language, words)
    return Tidied(board.number, fold(board, chat, shown, keyboard))


def answer_shown(answer: Answer, path: str, flow: Flow, language: str, words: catalog.Words) -> str | None:
    """The answer in a few words; of what is personal only the end. None: not to be shown."""
    step_id = _definition(path)
    step = flow.by_id.get(step_id)
    if step is None or answer.state == "seen":
        return None
    if answer.state == "skipped":
        return words.say("skip", language, {})
    shown = " ".join(Speaker(flow, words, language).phrase(Shown(step.kind, answer.value, step_id)).split())
    if step.personal:
        return masked(shown)
    return shown if len(shown) <= SHOWN_AT_MOST else shown[: SHOWN_AT_MOST - 1] + "…"


def masked(shown: str) -> str:
    """A phone is looked over many shoulders, and old messages stay."""
    return "•••" + shown[-PLAIN_ENDING:] if len(shown) >= 3 * PLAIN_ENDING else "•••"


def _definition(path: str) -> str:
    """products#2.name -> products.name."""
    return split_path(path)[0]
