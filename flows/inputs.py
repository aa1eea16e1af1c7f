"""What can happen to a session: what the trader did, and what came of an effect. Plain values; ids and times come from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, fields
from typing import Any, Final, Literal

from flows.problems import Problem
from flows.record import record

Verdict = Literal["ok", "ask_again", "refused"]

COMMANDS: Final = (
    "start", "resume", "back", "skip", "help", "stop", "later", "review", "edit", "another", "done", "remove", "keep", "right",
    "submit", "language", "human", "mydata", "withdraw", "erase", "status", "about", "wait",
)  # fmt: skip
"""Everything that a button beginning with "/" or a command word may ask for."""


@record
class Typed:
    """Text in any script."""

    text: str


@record
class Pressed:
    """A button. It answers the step in its token; without a token (`path` None) the step that was asked last."""

    option: str
    path: str | None = None
    prompt: int | None = None


@record
class Chosen:
    """Several options at once, for a step that takes several."""

    options: tuple[str, ...]
    path: str | None = None
    prompt: int | None = None


@record
class Commanded:
    """A command, by word, menu or button. `argument` is a path for edit and remove, a language code for language."""

    name: str
    argument: str | None = None


@record
class File:
    """A received file, already stored by its content. `problem` says why it can't be used, if so."""

    id: str
    mime: str
    bytes: int
    sha256: str
    name: str = ""
    problem: Problem | None = None


@record
class Sent:
    """One file, or an album as one event."""

    files: tuple[File, ...]
    caption: str = ""


@record
class SharedContact:
    """A phone number shared by the phone itself. `own` is false for somebody else's card."""

    phone: str
    own: bool = True


@record
class SharedLocation:
    """`pincode` where the phone told it too; else those near the coordinates are offered."""

    latitude: float
    longitude: float
    pincode: str | None = None


@record
class Unsupported:
    """A voice note, a sticker, a poll: something that this step cannot take."""

    kind: str


@record
class PaperRead:
    """The result of `ReadPaper`: what a stored file turned out to be, and to say."""

    path: str
    file_id: str
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field of the paper -> its text as printed."""
    paper: str | None = None
    pages: int | None = None


@record
class Opened:
    """The trader came (back) by a link or by opening the chat: greet and ask the present question."""


@record
class Reminded:
    """A reminder fell due: `number` is 1 or 2."""

    number: int


@record
class Amend:
    """Somebody with the right to (a partner, an admin, the trader) asks for these paths again."""

    paths: tuple[str, ...]
    reason: str = ""


@record
class TakenOver:
    """A human talks now: the bot keeps quiet."""


@record
class HandedBack:
    """The human is done: the bot goes on."""


Input = (
    Typed | Pressed | Chosen | Commanded | Sent | SharedContact | SharedLocation | Unsupported | PaperRead | Opened | Reminded
    | Amend | TakenOver | HandedBack
)  # fmt: skip


_NESTED: Final = (Sent, PaperRead)
"""Inputs that hold other values."""


def input_to_json(given: Input) -> dict[str, Any]:
    """For the inbox, the journal and replay."""
    body: dict[str, Any] = {"input": type(given).__name__}
    if isinstance(given, _NESTED):
        return body | asdict(given)
    for name in _FIELDS[type(given)]:
        body[name] = getattr(given, name)
    return body


def input_from_json(body: Mapping[str, Any]) -> Input:
    """The inverse of `input_to_json`. Raises KeyError for an unknown input."""
    given = {name: value for name, value in body.items() if name != "input"}
    kind = _INPUTS[body["input"]]
    if kind is Sent:
        files = tuple(File(**{**one, "problem": _problem(one.get("problem"))}) for one in given["files"])
        return Sent(files, given["caption"])
    if kind is PaperRead:
        problems = tuple(Problem(**one) for one in given.pop("problems"))
        return PaperRead(**given, problems=problems)
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    result: Input = kind(**given)
    return result


def _problem(body: Mapping[str, Any] | None) -> Problem | None:
    return Problem(**body) if body else None


_INPUTS: Final[Mapping[str, Any]] = {
    one.__name__: one
    for one in (
        Typed, Pressed, Chosen, Commanded, Sent, SharedContact, SharedLocation, Unsupported, PaperRead, Opened, Reminded, Amend,
        TakenOver, HandedBack,
    )
}  # fmt: skip
_FIELDS: Final = {kind: tuple(one.name for one in fields(kind)) for kind in _INPUTS.values()}
