"""Golden conversations: files in golden/ that hold what a trader does and what the bot then says.

    flow: shop | en            the flow (a packaged one, one of tests/flows, or "shop" of tests/engine/shop.py) and the language
    # why this conversation is kept
    > Ravi                     a line of a script, as for `saathi play`
    < question sells: What do you sell? {food, cloth}

Only the lines that begin with > are written by hand. `python -m tests.engine.record` writes the rest anew; the difference is then
looked at like any other change. The session passes through JSON between every two inputs. In English the words are recorded; in other
languages the keys of what is said, so that a better translation is no change of the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.conversation import Conversation
from bot.library import words
from bot.script import SendFiles, read_line
from flows.abilities import TERMINAL
from flows.effects import Bot, Own, Say
from flows.model import Flow
from flows.profile import display_path
from flows.render import render
from tests.engine.shop import shop
from tests.traders import NOON, flow_of

GOLDEN: Final = Path(__file__).parent / "golden"


def files() -> list[Path]:
    return sorted(GOLDEN.glob("*.txt"))


def replay(text: str) -> str:
    """The file as the engine of today would record it."""
    return "\n".join(_lines(text)) + "\n"


def _lines(text: str) -> Iterator[str]:
    written = [line for line in text.splitlines() if line.strip() and not line.startswith(("<", "="))]
    name, _, language = written[0].removeprefix("flow:").partition("|")
    conversation = Conversation(_flow(name.strip()), _clock(), language.strip() or "en")
    said = conversation.open()
    begun = False
    for line in written:
        if line.startswith(">"):
            if not begun:
                yield from _said(conversation, said)
            begun = True
            yield line
            step = read_line(line[1:].strip())
            assert not isinstance(step, SendFiles), "golden conversations send no files"
            yield from _said(conversation, conversation.give(step))
        else:
            yield line
    yield f"= {_end(conversation.result())}"


def _flow(name: str) -> Flow:
    return shop() if name == "shop" else flow_of(name)


def _clock() -> Any:
    moments = (NOON + timedelta(seconds=20) * number for number in range(10_000))
    return lambda: next(moments)


def _said(conversation: Conversation, said: list[Say]) -> Iterator[str]:
    session = conversation.session
    for say in said:
        if session.language == "en":
            parts = [one.text for one in render(say, conversation.flow, "en", TERMINAL, words(), {"lead": "L-1"})]
        else:
            parts = [
                word.key if isinstance(word, Bot) else word.context for word in say.words if isinstance(word, Bot | Own)
            ]
        options = f" {{{', '.join(choice.id for choice in say.choices)}}}" if say.choices else ""
        problem = f" !{say.problem}" if say.problem else ""
        step = display_path(session, say.step) or "-"
        yield f"< {say.kind} {step}{problem}: {' | '.join(' | '.join(parts).splitlines())}{options}"


def _end(result: dict[str, Any]) -> str:
    answers = ", ".join(f"{path}={value}" for path, value in result["answers"].items())
    return f"{result['status']} at {result['step'] or '-'}: {answers}"
