"""From what the codec decodes to what receive takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.arrival import Arrival
from bot.channels.contract import Reach, Received, Tap
from bot.channels.telegram.codec import CHANNEL, resolved
from bot.channels.telegram.keyboards import Board, Moved, Stale, Words, press
from bot.links import read_link
from flows.inputs import Chosen, Commanded, Input, Pressed
from flows.session import Session


def arrival_of(received: Received, given: Input, key: str, facts: Mapping[str, str] | None = None) -> Arrival:
    """`given` is the engine's input that came of it; `key` its name for the inbox."""
    seconds, number = received.order
    link = read_link(received.start)
    begins = _other_flow(given)
    session = received.pointed.session if received.pointed is not None else ""
    return Arrival(
        CHANNEL, received.address, key, Commanded("start", begins) if begins else given, moment(received),
        order=seconds * 1_000_000 + number % 1_000_000,
        flow=begins or link.flow,
        language=link.language or received.language_hint,
        session_id=session if session and not session.startswith("~") and begins is None else None,
        insist=begins is not None,
        facts={**link.facts(), **facts} if facts else link.facts(),
        dated=received.dated,
    )  # fmt: skip


def moment(received: Received) -> datetime:
    """Messages carry whole seconds. A tap's time is ours; cut to seconds, it is not later than what was written in the same one."""
    return received.at if received.pointed is None else received.at.replace(microsecond=0)


def _other_flow(given: Input) -> str | None:
    """The flow that the trader has chosen to start instead of the present one."""
    match given:
        case Pressed(option) if option.startswith("/start "):
            return option.removeprefix("/start ")
        case Commanded("start", str() as flow):
            return flow
        case _:
            return None


def input_of(received: Received, board: Board | None, session: Session | None) -> Input:
    """What the engine is given. `board` is the keyboard that was pressed, as it is now; None where it is gone.

    A tap on a keyboard that is gone chooses nothing: the engine answers with the present question. `session` finds the words of a
    "Change" whose keyboard is folded and whose token had room for a hash only.
    """
    match received.input:
        case Tap() as tap if board is None or received.pointed is None:
            return Chosen((), tap.path or None, tap.prompt)
        case Tap() as tap:
            assert board is not None and received.pointed is not None
            chosen = press(board, tap, received.pointed, received.address, Words())
            return Chosen((), tap.path or None, tap.prompt) if isinstance(chosen, Moved | Stale) else chosen
        case Reach():
            raise TypeError("whether somebody is reached is no input")
        case Pressed() as pressed:
            paths = _paths(board, session)
            offered = [] if board is None else [one.id for one in board.message.options]
            return resolved(pressed, paths, [*offered, *(f"/edit {path}" for path in paths)])
        case given:
            return given


def _paths(board: Board | None, session: Session | None) -> list[str]:
    """What a hash in a token can stand for."""
    paths = [board.message.step] if board is not None and board.message.step else []
    if session is not None:
        paths += [*session.answers, *([session.asked.path] if session.asked is not None else [])]
    return paths
