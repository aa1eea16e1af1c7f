"""What the world must do because of an input. The engine says *what* in keys and values; words are found when it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal, TypeVar

from flows.record import record

T = TypeVar("T")

SayKind = Literal["question", "note", "problem", "confirm", "warning", "review", "receipt", "ended"]
Request = Literal["contact", "location", "file"]


class Fixed(tuple[T, ...]):
    """Words or choices in which nobody's values stand: made once, so that what they come to in a language is worked out once.

    Equal as tuples are, but known by being the very same one: to look through all their words at every turn would cost more than it
    saves.
    """

    __slots__ = ()
    __hash__ = object.__hash__


@record
class Own:
    """The flow's own words: `context` finds the translation, `source` is the author's text."""

    context: str
    source: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)


@record
class Bot:
    """The bot's words, by key (locales/sentences.py). `count` picks the plural form."""

    key: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    count: int | None = None


@record
class Shown:
    """A value, to be shown as people of the language write it. `step` (a definition path) finds the options' labels."""

    kind: str
    value: Any
    step: str | None = None


@record
class InWords:
    """An amount said in words: "twelve lakh thirty-four thousand"."""

    value: str


@record
class Verbatim:
    """Text that the trader gave, or a name that has no translation."""

    text: str


Phrase = Own | Bot | Shown | InWords | Verbatim


@record
class Choice:
    """Something that can be pressed, and typed. Ids beginning with "/" are commands."""

    id: str
    label: Phrase
    short: Phrase | None = None
    icon: str | None = None
    describe: Phrase | None = None


@record
class Progress:
    at: int
    of: int


@record
class Say:
    """One message. `step` is the path it is about; `prompt` goes into its buttons' tokens."""

    kind: SayKind
    words: tuple[Phrase, ...]
    step: str | None = None
    choices: tuple[Choice, ...] = ()
    problem: str | None = None
    progress: Progress | None = None
    request: Request | None = None
    several: bool = False
    """Several of the choices may be taken at once."""
    prompt: int = 0
    personal: bool = False
    """It repeats personal data: channels that can, forbid forwarding."""


@record
class ReadPaper:
    """Inspect a stored file, slowly; answer with `PaperRead`."""

    path: str
    file_id: str
    paper: str
    reads: bool


@record
class Consented:
    """For the append-only ledger."""

    purpose: str
    choice: Literal["yes", "no"]
    notice_version: int
    path: str


@record
class LanguageChanged:
    language: str


@record
class Completed:
    """The profile is ready to be handed over."""


@record
class Updated:
    """An amendment is finished: the lead follows."""

    paths: tuple[str, ...]


@record
class Ended:
    """Over without a profile. `keep` "nothing": everything about this contact is destroyed."""

    keep: Literal["everything", "nothing"]


@record
class Withdrawn:
    """The trader takes back the share consent: recall the lead."""


@record
class Erased:
    """The trader wants everything gone."""


@record
class HumanAsked:
    path: str | None


@record
class MyDataAsked:
    """Tell also who has seen the data: only the shell knows."""


@record
class StatusAsked:
    """Tell where the lead is: only the shell knows."""


@record
class Paused:
    """No reminders until the trader writes again."""


Effect = (
    Say | ReadPaper | Consented | LanguageChanged | Completed | Updated | Ended | Withdrawn | Erased | HumanAsked | MyDataAsked
    | StatusAsked | Paused
)  # fmt: skip
