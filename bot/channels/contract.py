"""What every channel gives to the core and takes from it. Plain values that nobody changes; no network, no clock.

A channel turns a raw update into one `Received` (or says why it is `Ignored`) and a planned message into `Call`s. Two things that a
chat shows never reach the engine and are settled by the channel: a `Tap` that only changes a keyboard in place (a toggle of a
multiple choice, a pager), and `Reach`, the trader blocking the bot or coming back.

Identity: `key` is the inbox key. Whatever a channel delivers twice must have the same key twice, and two things that a person did
must have two.

Order: inputs of one address are taken in (`order`, arrival). `order` is what the channel itself knows: (its time in seconds, its
message number). `at` is when it happened to our best knowledge, and is what answers are stamped with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal

from flows.inputs import File, Input, Sent, input_from_json, input_to_json
from flows.record import record

ErrorKind = Literal[
    "blocked",
    "retry_after",
    "bad_request",
    "not_modified",
    "too_old",
    "too_large",
    "conflict",
    "unauthorized",
    "network",
]


class ChannelError(Exception):
    """A channel did not do what was asked. `retry_after` is in seconds and set for the kind of that name only; `moved_to` is the number
    that a chat has now, where that is why.
    """

    def __init__(
        self, kind: ErrorKind, message: str = "", retry_after: float | None = None, moved_to: int | None = None
    ) -> None:
        super().__init__(f"{kind}: {message}" if message else kind)
        self.kind: Final = kind
        self.message: Final = message
        self.retry_after: Final = retry_after
        self.moved_to: Final = moved_to


@record
class FileRef:
    """A file that the channel holds for us. `bytes` is what the channel says, None if it says nothing."""

    file_id: str
    unique_id: str
    mime: str
    bytes: int | None = None
    name: str = ""


@record
class Tap:
    """A button that changes its own keyboard: nothing for the engine yet. "done" becomes a `Chosen` with the keyboard's state."""

    verb: Literal["toggle", "page", "done"]
    value: str
    """The option toggled, or the page to show (from 0)."""
    path: str
    prompt: int


@record
class Reach:
    """Whether messages reach this address from now on."""

    open: bool


@record
class Pointed:
    """Which button it was: `query` must be answered once, first thing; `message` is the one that holds the keyboard."""

    query: str
    message: int
    revision: int
    session: str = ""
    """The session's short id, from the token. Empty: the focus."""


@record
class Received:
    """One thing that a person did, decoded. `files` are still with the channel: download, then `with_files`."""

    key: str
    channel: str
    address: str
    at: datetime
    order: tuple[int, int]
    input: Input | Tap | Reach
    language_hint: str | None = None
    """The language of the app, seldom that of the person: a hint only."""
    start: str | None = None
    """The payload of the link by which they came; "" when they came without one."""
    files: tuple[FileRef, ...] = ()
    album: str | None = None
    """Parts with one album id are one answer: see telegram/albums.py."""
    parts: tuple[str, ...] = ()
    """Of a collected album: the keys of all its parts, each to be put into the inbox."""
    pointed: Pointed | None = None
    dated: int = 0
    """Seconds since 1970, where every delivery of it says the same; else 0."""


@record
class Ignored:
    """An update that asks for nothing. `reason` is a key for metrics and logs; it never holds what somebody wrote."""

    reason: str
    query: str | None = None
    """A callback that must still be answered, or the phone shows a spinner."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that we send."""

    name: str
    data: bytes = field(repr=False)
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the channel's server. A key of `files` is a parameter's name, or is referred to as `attach://key`."""

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For the outbox. Files are not: they are read again from the document store when it is sent."""
        return {"method": self.method, "params": dict(self.params)}


def received_to_json(received: Received) -> dict[str, Any]:
    """For the inbox, when another process may go on with it."""
    body = {name: value for name, value in asdict(received).items() if value not in (None, ())}
    match received.input:
        case Tap() | Reach():
            body["input"] = {"input": type(received.input).__name__, **asdict(received.input)}
        case given:
            body["input"] = input_to_json(given)
    return body | {"at": received.at.isoformat()}


def received_from_json(body: Mapping[str, Any]) -> Received:
    """The inverse of `received_to_json`, also after a passage through JSON text."""
    # Earlier versions kept the sender's name, which nobody needs.
    fields = {name: value for name, value in body.items() if name not in ("input", "display_name")}
    fields["at"] = datetime.fromisoformat(body["at"])
    fields["order"] = tuple(body["order"])
    fields["files"] = tuple(FileRef(**one) for one in body.get("files", ()))
    fields["parts"] = tuple(body.get("parts", ()))
    fields["pointed"] = Pointed(**body["pointed"]) if "pointed" in body else None
    given = {name: value for name, value in body["input"].items() if name != "input"}
    match body["input"]["input"]:
        case "Tap":
            return Received(input=Tap(**given), **fields)
        case "Reach":
            return Received(input=Reach(**given), **fields)
        case _:
            return Received(input=input_from_json(body["input"]), **fields)


def with_files(received: Received, files: tuple[File, ...]) -> Received:
    """The same input with what was downloaded."""
    caption = received.input.caption if isinstance(received.input, Sent) else ""
    return replace(received, input=Sent(files, caption), files=())


def in_order(batch: list[Received]) -> list[Received]:
    """One address's inputs, given as they arrived, in the order in which they were done.

    A tap carries no time of its own, only that of the message it sits on: a lower bound. Where it arrived behind something later, it
    was done later, so it takes over that one's place. Then sorting mends what a webhook's parallel requests turned round.
    """
    latest: dict[str, tuple[int, int]] = {}
    placed: list[Received] = []
    for one in batch:
        if one.pointed is not None:
            one = replace(one, order=max(one.order, latest.get(one.address, one.order)))
        latest[one.address] = max(one.order, latest.get(one.address, one.order))
        placed.append(one)
    return sorted(placed, key=lambda one: (one.address, one.order))
