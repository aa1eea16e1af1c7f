"""A session is the answers given so far. There is no pointer into the flow: where the trader stands is computed (flows/position.py).

Everything here is plain data that passes through JSON unchanged, because a process may die between any two inputs. Four fields are
not answers and each has its reason:

* `prompt` counts what was asked, so that a button pressed twice, or a day late, can be told from a fresh one.
* `asked.frontier` says that all before the asked step was settled when it was asked and nothing after it was answered; then a plain
  answer need not look back, and a turn costs the same in a flow of five hundred steps. Whatever disturbs that (an edit, a paper
  read, a publish) clears it.
* `dormant` holds the paths of answers whose step is not relevant now; conditions must not see them. It follows from the answers
  and is worked out anew whenever something other than a plain answer happens (flows/position.py, `refresh`).
* `revived` holds those that came back, so that the review can show them as "from before".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from flows.record import record

Status = Literal["open", "completed", "ended"]
Mode = Literal["paused", "human"]
State = Literal["answered", "skipped", "seen"]
Source = Literal["typed", "chosen", "read", "suggested", "shared", "told"]
PendingKind = Literal[
    "suggestion",
    "changed",
    "declined",
    "filled",
    "guess",
    "more",
    "reading",
    "erase",
    "withdraw",
    "language",
    "warning",
    "which",
]


@record
class Answer:
    """A value with its source and time. `of` is the digest of the suggested value that the trader decided about, if there was one."""

    value: Any
    source: Source
    at: str
    state: State = "answered"
    of: str | None = None


def is_offer(answer: Answer) -> bool:
    """Whether a publish made this of what the trader once said: on offer at its step, but never taken unasked."""
    return answer.source == "suggested" and answer.of is None


@record
class Asked:
    """The question last said: a typed reply answers this one, whatever the computed position is."""

    path: str
    version: int
    prompt: int
    frontier: bool = True


@record
class Pending:
    """The one confirmation that is open."""

    kind: PendingKind
    path: str
    data: Mapping[str, Any] = field(default_factory=dict)


@record
class Instances:
    """The answer of a repeat: which instances there are, in order, and whether the trader said that these are all."""

    ids: tuple[int, ...] = ()
    next_id: int = 1
    closed: bool = False


@record
class Session:
    flow: str
    version: int
    language: str = "en"
    status: Status = "open"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: Asked | None = None
    prompt: int = 0
    attempts: int = 0
    pending: Pending | None = None
    reopened: Mapping[str, Answer] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()
    instances: Mapping[str, Instances] = field(default_factory=dict)
    mode: Mode | None = None
    dormant: frozenset[str] = frozenset()
    revived: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `Session.from_json` gives an equal session back (law 1)."""
        body: dict[str, Any] = {
            "flow": self.flow,
            "version": self.version,
            "language": self.language,
            "status": self.status,
            "prompt": self.prompt,
            "answers": {path: _answer_to_json(answer) for path, answer in self.answers.items()},
        }
        if self.asked is not None:
            body["asked"] = [self.asked.path, self.asked.version, self.asked.prompt, self.asked.frontier]
        if self.attempts:
            body["attempts"] = self.attempts
        if self.pending is not None:
            body["pending"] = {"kind": self.pending.kind, "path": self.pending.path, "data": dict(self.pending.data)}
        if self.reopened:
            body["reopened"] = {path: _answer_to_json(answer) for path, answer in self.reopened.items()}
        if self.instances:
            body["instances"] = {name: [list(one.ids), one.next_id, one.closed] for name, one in self.instances.items()}
        if self.acknowledged:
            body["acknowledged"] = sorted(self.acknowledged)
        if self.dormant:
            body["dormant"] = sorted(self.dormant)
        if self.revived:
            body["revived"] = sorted(self.revived)
        if self.mode is not None:
            body["mode"] = self.mode
        return body

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Session:
        """The session that `to_json` wrote. Raises KeyError or TypeError when `body` is not one."""
        asked = body.get("asked")
        pending = body.get("pending")
        return Session(
            flow=body["flow"],
            version=body["version"],
            language=body["language"],
            status=body["status"],
            prompt=body["prompt"],
            answers={path: _answer_from_json(answer) for path, answer in body["answers"].items()},
            asked=Asked(*asked) if asked else None,
            attempts=body.get("attempts", 0),
            pending=Pending(pending["kind"], pending["path"], pending["data"]) if pending else None,
            reopened={path: _answer_from_json(answer) for path, answer in body.get("reopened", {}).items()},
            acknowledged=frozenset(body.get("acknowledged", ())),
            instances={
                name: Instances(tuple(ids), next_id, closed)
                for name, (ids, next_id, closed) in body.get("instances", {}).items()
            },
            mode=body.get("mode"),
            dormant=frozenset(body.get("dormant", ())),
            revived=frozenset(body.get("revived", ())),
        )


def _answer_to_json(answer: Answer) -> list[Any]:
    return [answer.value, answer.source, answer.at, answer.state, answer.of]


def _answer_from_json(body: list[Any]) -> Answer:
    return Answer(*body)


def begin(flow: str, version: int, language: str = "en") -> Session:
    """A session in which nothing has been said yet."""
    return Session(flow=flow, version=version, language=language)
