"""Say -> messages: a pure planner that picks the first rung that fits the channel: buttons, list, paged list, numbered text.

Everything that can be pressed can also be typed, so the last rung (a numbered list in the text) always works: a label that does not
fit is never silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.effects import Progress, Request, SayKind

Layout = Literal["none", "buttons", "list", "pages", "numbered"]


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to press. `id` is the option's id, or a command beginning with "/"."""

    id: str
    label: str
    """As shown on the button: fits the channel."""
    full: str
    """The whole label, for lists and readers."""
    describe: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is given to show. `prompt` and `step` go into the buttons' tokens."""

    kind: SayKind
    text: str
    step: str | None = None
    options: tuple[Button, ...] = ()
    layout: Layout = "none"
    several: bool = False
    request: Request | None = None
    problem: str | None = None
    progress: Progress | None = None
    prompt: int = 0
    language: str = "en"
    personal: bool = False
