"""A trader for tests: says, presses and sends, and keeps all that the bot answered.

    trader = Trader(flow)
    trader.says("Sunita")                      typed words
    trader.presses("yes")                      a button of the last message; it must be there
    trader.chooses("iso_9001", "ce")           several at once
    trader.sends(Paper({"gstin": "27…"}))      a file, and what reading it will say; bytes are really inspected
    trader.does("[yes]")                       any of these, written as in a script of `saathi play`
    trader.reaches("gstin", answers)           answers by step id until that step is asked

    trader.step, trader.last, trader.said, trader.text, trader.options     what was asked last, and how
    trader.answers, trader.profile, trader.status, trader.effects          what came of it

The session passes through JSON between every two inputs, and each input goes through JSON too, as they do when they are stored. A
turn without a word from the bot fails at once (law 2), and so does a session that the engine changed in place (law 1).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.documents.inspect import inspect
from bot.documents.intake import as_file, as_reading
from bot.handoff.lead import content
from bot.library import words
from bot.script import SendFiles, read_line
from flows.abilities import TERMINAL, Abilities
from flows.checker import check_text
from flows.effects import Effect, ReadPaper, Say
from flows.engine import advance
from flows.inputs import (
    Chosen,
    Commanded,
    File,
    HandedBack,
    Input,
    Opened,
    PaperRead,
    Pressed,
    Sent,
    SharedContact,
    SharedLocation,
    Typed,
    Verdict,
    input_from_json,
    input_to_json,
)
from flows.loader import load
from flows.model import Flow
from flows.navigate import from_display, to_display
from flows.problems import Problem
from flows.profile import profile, relevant_answers
from flows.render import Message, render
from flows.score import Score, score
from flows.session import Session, begin

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
DEFINITIONS: Final = Path(__file__).parent.parent / "flows" / "definitions"
FLOWS: Final = Path(__file__).parent / "flows"
ASKING: Final = frozenset({"question", "confirm", "warning", "review"})
CONFIRMING: Final = frozenset({"suggestion", "changed", "filled", "guess", "warning", "which", "erase", "withdraw"})
MOST_TURNS: Final = 500
"""A conversation that takes longer than this goes in circles."""


def flow_of(name: str, version: int = 1) -> Flow:
    """A packaged flow, or one of `tests/flows`. Raises DefinitionError, FileNotFoundError."""
    file = next(folder / f"{name}.yaml" for folder in (DEFINITIONS, FLOWS) if (folder / f"{name}.yaml").exists())
    return load(file.read_text(encoding="utf-8"), file.name, version)


def flow_in(text: str, version: int = 1) -> Flow:
    """A flow from its text, which must be without a fault or a warning."""
    faults = check_text(text, "flow.yaml")
    assert not faults, "\n".join(str(fault) for fault in faults)
    return load(text, "flow.yaml", version)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be sent, and what reading it will say. Papers with the same name are the same file."""

    reads: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None
    verdict: Verdict = "ok"
    problems: tuple[Problem, ...] = ()
    name: str = "paper.pdf"
    refused: Problem | None = None
    """Why it cannot be taken at all, so that it is never read."""

    @property
    def file(self) -> File:
        body = repr((self.name, sorted(self.reads.items()), self.paper)).encode()
        digest = hashlib.sha256(body).hexdigest()
        return File(digest[:16], "application/pdf", len(body), digest, self.name, self.refused)

    def reading(self, effect: ReadPaper) -> PaperRead:
        return PaperRead(effect.path, effect.file_id, self.verdict, self.problems, self.reads, self.paper, 1)


Sendable = Paper | bytes
Reply = str | Sendable | Sequence["Reply"]
"""A line of a script ("98123 45678", "[yes]", "[/skip]"), a file, or several inputs one after the other."""


@dataclass(slots=True, eq=False)
class Trader:
    """Somebody who converses. `now` moves on by `pace` with each input."""

    flow: Flow
    language: str = "en"
    now: datetime = NOON
    pace: timedelta = timedelta(seconds=20)
    reads_at_once: bool = True
    """False: what papers say is held back until `papers_are_read`."""
    opens: bool = True
    session: Session = field(init=False)
    said: list[Say] = field(default_factory=list)
    """What the bot said in the last turn."""
    heard: list[Say] = field(default_factory=list)
    """Everything that the bot said."""
    effects: list[Effect] = field(default_factory=list)
    """Every effect but what was said."""
    transcript: list[str] = field(default_factory=list)
    unread: list[tuple[ReadPaper, Sendable]] = field(default_factory=list)
    files: dict[str, Sendable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = begin(self.flow.id, self.flow.version, self.language)
        if self.opens:
            self.gives(Opened())

    # What a trader does ----------------------------------------------------------------------------------------------

    def says(self, *texts: str) -> Trader:
        """Type; several texts are several messages."""
        for text in texts:
            self.gives(Typed(text))
        return self

    def presses(self, *options: str) -> Trader:
        """Press a button of the last message that has any; several are pressed one after the other. It must be there."""
        for option in options:
            self.gives(self.button(option))
        return self

    def presses_old(self, say: Say, option: str) -> Trader:
        """Press a button of an earlier message."""
        return self.gives(Pressed(option, say.step, say.prompt))

    def chooses(self, *options: str) -> Trader:
        """Answer a step that takes several options."""
        for option in options:
            self.button(option)
        return self.gives(Chosen(options, self.last.step, self.last.prompt))

    def commands(self, name: str, argument: str | None = None) -> Trader:
        return self.gives(Commanded(name, argument))

    def edits(self, path: str) -> Trader:
        """Edit an answer, by its path or as displayed ("products.2.name")."""
        return self.gives(Commanded("edit", path))

    def goes_back(self) -> Trader:
        return self.gives(Commanded("back"))

    def skips(self) -> Trader:
        return self.presses("/skip")

    def shares(self, phone: str, own: bool = True) -> Trader:
        return self.gives(SharedContact(phone, own))

    def is_at(self, latitude: float, longitude: float, pincode: str | None = None) -> Trader:
        return self.gives(SharedLocation(latitude, longitude, pincode))

    def sends(self, *files: Sendable, caption: str = "") -> Trader:
        """Send files as one event. They are read at once unless `reads_at_once` is off."""
        sent = [file.file if isinstance(file, Paper) else as_file(_id(file), "file", file) for file in files]
        self.files.update({one.id: file for one, file in zip(sent, files, strict=True)})
        return self.gives(Sent(tuple(sent), caption))

    def papers_are_read(self) -> Trader:
        """What the held-back papers say arrives now."""
        waiting, self.unread = self.unread, []
        for effect, file in waiting:
            self._take(self._reading(effect, file), speaks=False)
        return self

    def does(self, reply: Reply) -> Trader:
        """A line of a script, a file, or several of these in turn. An option that is pressed must be there."""
        match reply:
            case str():
                return self._line(reply)
            case bytes() | Paper():
                return self.sends(reply)
            case _:
                for one in reply:
                    self.does(one)
                return self

    def _line(self, line: str) -> Trader:
        match read_line(line):
            case SendFiles(names):
                return self.sends(*(Path(name).read_bytes() for name in names))
            case Pressed(option):
                return self.presses(option)
            case Chosen(options):
                return self.chooses(*options)
            case given:
                return self.gives(given)

    def reaches(self, step: str | None, replies: Mapping[str, Reply]) -> Trader:
        """Answer what is asked until `step` (an id, "products.name", or a path "products.2.name") is asked; None: until the end.

        A question's reply is looked up by displayed path, then by id; "another" means the repeat's own question. A confirmation's is
        looked up first as "<id>?". What has no reply is answered by its kind (`usual_reply`): so a test writes only what it is about.
        """
        for _ in range(MOST_TURNS):
            if self.status != "open" or (step is not None and step in (self.step, self.step_id)):
                break
            self.does(self.reply_to(self.last, replies))
        else:
            raise AssertionError(f"still at {self.step} after {MOST_TURNS} turns:\n{self.told(30)}")
        assert step is None or self.status == "open", f"{step} was never asked:\n{self.told(30)}"
        return self

    def finishes(self, replies: Mapping[str, Reply] | None = None) -> Trader:
        """Answer everything until the end."""
        return self.reaches(None, replies or {})

    def reply_to(self, say: Say, replies: Mapping[str, Reply]) -> Reply:
        """What `replies` has for this question, or what its kind usually gets."""
        path, step_id = self.step or "", self.step_id or ""
        if self.session.mode == "paused":
            return "[/start]"
        pending = self.session.pending
        deciding = pending is not None and pending.kind in CONFIRMING
        names = [f"{path}?", f"{step_id}?"] if deciding else [path, step_id]
        for name in names:
            if name in replies:
                return replies[name]
        return usual_reply(self.flow, say, step_id, self.session.attempts)

    def gives(self, given: Input) -> Trader:
        """Any input. The bot says something to it, or the test fails."""
        self.said = []
        self._take(given, speaks=True)
        return self

    # What came of it --------------------------------------------------------------------------------------------------

    @property
    def last(self) -> Say:
        """The last thing said."""
        return self.heard[-1]

    @property
    def question(self) -> Say:
        """The last thing said that has buttons or asks."""
        return next(say for say in reversed(self.heard) if say.choices or say.kind in ASKING)

    @property
    def step(self) -> str | None:
        """The displayed path of the question that stands."""
        asked = self.session.asked
        return to_display(self.session.instances, asked.path) if asked is not None else None

    @property
    def step_id(self) -> str | None:
        """The definition path of the question that stands."""
        asked = self.session.asked
        return self.definition(asked.path) if asked is not None else None

    @property
    def status(self) -> str:
        return self.session.status

    @property
    def options(self) -> list[str]:
        """What can be pressed under the last message."""
        return [choice.id for choice in self.last.choices]

    @property
    def text(self) -> str:
        """The words of the last turn, as the terminal shows them."""
        return "\n".join(message.text for message in self.messages())

    @property
    def answers(self) -> dict[str, Any]:
        """Displayed path -> value of everything answered that is relevant now."""
        return relevant_answers(self.flow, self.session, self.now)

    @property
    def profile(self) -> dict[str, Any]:
        return profile(self.flow, self.session, self.now)

    @property
    def lead(self) -> dict[str, Any]:
        """What a partner would receive."""
        lead: dict[str, Any] = content(self.flow, self.session, self.now).body["lead"]
        return lead

    @property
    def score(self) -> Score:
        return score(self.flow, self.session, self.now)

    @property
    def asked(self) -> list[str]:
        """Displayed paths of every question asked so far, in order, confirmations too."""
        return [self.shown_path(say.step) for say in self.heard if say.kind in ASKING and say.step is not None]

    @property
    def turns(self) -> int:
        """How often the trader had to do something."""
        return sum(line.startswith("> ") for line in self.transcript)

    def messages(self, abilities: Abilities = TERMINAL, said: Iterable[Say] | None = None) -> list[Message]:
        """The last turn, rendered for a channel."""
        return [
            message
            for say in (self.said if said is None else said)
            for message in render(say, self.flow, self.session.language, abilities, words(), {"lead": "L-1"})
        ]

    def told(self, lines: int | None = None) -> str:
        """The conversation so far, for a failing test's message."""
        return "\n".join(self.transcript[-lines:] if lines is not None else self.transcript)

    def button(self, option: str) -> Pressed:
        """The button of the question that stands. Fails if there is none such."""
        say = self.question
        offered = [choice.id for choice in say.choices]
        assert option in offered, f"{option!r} is not offered by {say.step}: {offered}\n{self.told(12)}"
        return Pressed(option, say.step, say.prompt)

    def path(self, shown: str) -> str:
        """ "products.2.name" -> "products#5.name"."""
        from flows.draft import Draft

        return from_display(Draft.of(self.flow, self.session, self.now), shown)

    def shown_path(self, path: str) -> str:
        return to_display(self.session.instances, path)

    def definition(self, path: str) -> str:
        from flows.draft import split_path

        return split_path(path)[0]

    # One turn ---------------------------------------------------------------------------------------------------------

    def _take(self, given: Input, speaks: bool) -> None:
        stored = json.loads(json.dumps(self.session.to_json()))
        before = Session.from_json(stored)
        assert before == self.session
        copied = input_from_json(json.loads(json.dumps(input_to_json(given), default=_plain)))
        human = self.session.mode == "human" and not isinstance(given, HandedBack)
        after, effects = advance(self.flow, before, copied, self.now)
        assert before.to_json() == stored, "the session that came in was changed"
        self.now += self.pace
        self.session = after
        said = [effect for effect in effects if isinstance(effect, Say)]
        self.said += said
        self.heard += said
        self.effects += [effect for effect in effects if not isinstance(effect, Say)]
        self.transcript += [f"> {given}" if not isinstance(given, Opened | PaperRead) else f"* {given}"]
        self.transcript += [f"< {say.kind} {say.step or ''}: {self._line_of(say)}" for say in said]
        assert said or human or not speaks, f"the bot said nothing to {given}:\n{self.told(12)}"
        for effect in effects:
            if isinstance(effect, ReadPaper):
                self._read(effect)

    def _line_of(self, say: Say) -> str:
        return " / ".join(message.text.replace("\n", " | ") for message in self.messages(said=[say]))

    def _read(self, effect: ReadPaper) -> None:
        file = self.files[effect.file_id]
        if self.reads_at_once:
            self._take(self._reading(effect, file), speaks=False)
        else:
            self.unread.append((effect, file))

    def _reading(self, effect: ReadPaper, file: Sendable) -> PaperRead:
        if isinstance(file, Paper):
            return file.reading(effect)
        kind = None if effect.paper == "other" else effect.paper
        return as_reading(effect, inspect(file, kind, today=self.now.date()))


def usual_reply(flow: Flow, say: Say, step_id: str, attempts: int = 0) -> Reply:
    """What a trader without wishes of their own does: agree, skip, say something that fits, take the first option or, after
    failures, the next one.
    """
    offered = [choice.id for choice in say.choices]
    for option in ("/right", "yes", "/keep", "/submit", "new"):
        if option in offered and say.kind in ("confirm", "warning", "review"):
            return f"[{option}]"
    step = flow.by_id.get(step_id)
    if step is None:
        return "[/done]"
    if offered and all(option.startswith("/edit ") for option in offered):
        return f"[{offered[-1]}]"
    if "/done" in offered:
        return "[/done]"
    if step.kind in ("choice", "choices", "language"):
        own = [option for option in offered if not option.startswith("/")]
        return f"[{own[attempts % len(own)]}]"
    if step.kind in ("yes_no", "consent"):
        return "[yes]"
    if step.kind == "document":
        return "[/skip]" if step.skippable else Paper(name=f"{step_id}.pdf")
    if step.kind == "review":
        return "[/submit]"
    if step.skippable:
        return "[/skip]"
    return _USUAL.get(step.kind, step.example or "something")


_USUAL: Final[Mapping[str, str]] = {
    "text": "Sharma Handicrafts",
    "number": "12",
    "money": "₹500",
    "date": "1 April 2020",
    "phone": "98123 45678",
    "email": "sunita@example.com",
    "url": "https://example.com",
    "pincode": "422001",
    "country": "Germany",
    "countries": "Germany",
    "gstin": "27AAPFU0939F1ZV",
    "pan": "AAPFU0939F",
    "iec": "AAPFU0939F",
    "udyam": "UDYAM-MH-19-0000011",
    "cin": "U72900KA2008PTC046374",
    "llpin": "AAB-1234",
    "ifsc": "HDFC0002854",
    "fssai": "10012345000678",
    "hsn": "7418",
    "ad_code": "0510005",
}


def _id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """A problem's parameters may be read-only mappings."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no plain JSON: {value!r}")
