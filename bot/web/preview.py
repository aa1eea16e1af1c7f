"""Trying a draft: a conversation with it, kept in memory for one admin, never stored. The engine is the one that serves traders.

Bounded on purpose: one conversation an admin, a few dozen in all, the longest unused goes first, and a conversation has an end.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot import library
from bot.conversation import Conversation
from flows.abilities import CHANNELS
from flows.effects import Say
from flows.inputs import COMMANDS, Chosen, Commanded, Pressed, Typed
from flows.model import Flow
from flows.profile import display_path
from flows.render import Message, render

KEPT: Final = 32
TURNS_AT_MOST: Final = 300
TEXT_AT_MOST: Final = 2000
SHOWN: Final = ("web", "telegram", "whatsapp", "terminal")
"""The channels whose limits can be tried, the commonest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said in a preview, by either side."""

    by: str
    text: str
    kind: str = ""
    step: str = ""
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False
    takes_file: bool = False


@dataclass(slots=True)
class Preview:
    """A conversation with a draft, as it is shown."""

    conversation: Conversation
    flow_id: str
    channel: str
    tag: str
    """Of the text that it runs."""
    lines: list[Line] = field(default_factory=list)
    turns: int = 0

    @property
    def language(self) -> str:
        return self.conversation.session.language

    @property
    def status(self) -> str:
        return self.conversation.session.status

    @property
    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = self.conversation.result()["answers"]
        return found

    @property
    def last(self) -> Line | None:
        """The bot's last line: what can be pressed now."""
        return next((line for line in reversed(self.lines) if line.by == "bot"), None)

    def say(self, text: str) -> None:
        """The tester writes."""
        text = text.strip()[:TEXT_AT_MOST]
        if text and self._goes_on():
            self.lines.append(Line("you", text))
            self._said(self.conversation.give(Typed(text)))

    def press(self, options: list[str]) -> None:
        """The tester presses one button, or several options at once. A command begins with "/"."""
        if not options or not self._goes_on():
            return
        labels = dict(self.last.options) if self.last is not None else {}
        self.lines.append(Line("you", ", ".join(labels.get(one, one) for one in options)))
        name, _, argument = options[0].removeprefix("/").partition(" ")
        if options[0].startswith("/") and name in COMMANDS:
            self._said(self.conversation.give(Commanded(name, argument.strip() or None)))
        elif self.last is not None and self.last.several:
            self._said(self.conversation.give(Chosen(tuple(options))))
        else:
            self._said(self.conversation.give(Pressed(options[0])))

    def send_sample(self) -> None:
        """The tester sends the sample paper that fits the question."""
        asked = self.conversation.session.asked
        step = self.conversation.flow.by_id.get(_definition(asked.path)) if asked is not None else None
        wanted = step.paper.kind if step is not None and step.paper is not None else "gst"
        from bot.documents.samples import sample_papers  # it draws with Pillow

        papers = sample_papers()
        sample = next((one for one in papers if one.kind == wanted), papers[0])
        if self._goes_on():
            self.lines.append(Line("you", f"📎 {sample.name}"))
            self._said(self.conversation.send_bytes([(sample.name, sample.data)]))

    def open(self) -> None:
        """Begin."""
        self._said(self.conversation.open())

    def _goes_on(self) -> bool:
        self.turns += 1
        return self.turns <= TURNS_AT_MOST

    def _said(self, says: list[Say]) -> None:
        conversation = self.conversation
        for say in says:
            for message in render(
                say, conversation.flow, conversation.session.language, CHANNELS[self.channel], library.words()
            ):
                self.lines.append(self._line(message))

    def _line(self, message: Message) -> Line:
        options = tuple((one.id, one.label) for one in message.options)
        step = display_path(self.conversation.session, message.step) or ""
        return Line("bot", message.text, message.kind, step, options, message.several, message.request == "file")


def _definition(path: str) -> str:
    head, mark, tail = path.partition("#")
    return f"{head}.{tail.partition('.')[2]}" if mark else head


class Previews:
    """The previews of this process, by admin and flow."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], Preview] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def start(self, admin: str, flow: Flow, language: str, channel: str, tag: str) -> Preview:
        """A fresh conversation with a draft; the admin's earlier one with this flow is gone."""
        made = Preview(Conversation(flow, self._clock, language), flow.id, channel, tag)
        made.open()
        with self._one_at_a_time:
            self._kept[admin, flow.id] = made
            self._kept.move_to_end((admin, flow.id))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def find(self, admin: str, flow: str) -> Preview | None:
        """The admin's conversation with this flow, if it is still kept."""
        with self._one_at_a_time:
            found = self._kept.get((admin, flow))
            if found is not None:
                self._kept.move_to_end((admin, flow))
            return found

    def stop(self, admin: str, flow: str) -> None:
        """Close it."""
        with self._one_at_a_time:
            self._kept.pop((admin, flow), None)

    def __len__(self) -> int:
        return len(self._kept)
