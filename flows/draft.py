"""The working copy of a session during one turn. The session that came in is never changed; collections are copied on first write.

`Draft` is also what conditions look through (`Names`): a value is known only if it was answered and its step is relevant.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from flows.effects import Effect
from flows.model import Flow, Section, Step
from flows.session import Answer, Asked, Instances, Mode, Pending, Session, Source, State, Status
from flows.values import as_value

NO_INSTANCES: Final = Instances()


class At(NamedTuple):
    """A place in the flow: a step (None: the repeat's own question) and, in a repeat, the instance's id."""

    path: str
    step: Step | None
    section: Section
    instance: int | None


def path_of(step: Step, instance: int | None) -> str:
    """ "products.name" in instance 2 -> "products#2.name"."""
    return step.id if instance is None else f"{step.section}#{instance}{step.id[len(step.section) :]}"


def split_path(path: str) -> tuple[str, int | None]:
    """ "products#2.name" -> ("products.name", 2). A path without a number, or with junk for one, is its own definition path."""
    head, mark, tail = path.partition("#")
    if not mark:
        return path, None
    number, _, rest = tail.partition(".")
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        return path, None
    return (f"{head}.{rest}" if rest else head), int(number)


def digest(value: Any) -> str:
    """A short name of a plain value; equal values have equal names."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(slots=True, eq=False)
class Draft:
    """One turn's state. Methods keep the few invariants; the rules are in the modules beside this one."""

    flow: Flow
    before: Session
    now: datetime
    answers: Mapping[str, Answer]
    reopened: Mapping[str, Answer]
    instances: Mapping[str, Instances]
    acknowledged: frozenset[str]
    dormant: frozenset[str] | set[str]
    revived: frozenset[str]
    language: str
    asked: Asked | None
    pending: Pending | None
    prompt: int
    attempts: int
    status: Status
    mode: Mode | None
    effects: list[Effect]
    instance: int | None = None
    """The instance that bare names of a repeated section mean just now."""
    disturbed: bool = False
    """Something other than a plain answer to the asked step happened: look at everything again."""
    at_text: str = ""

    @staticmethod
    def of(flow: Flow, session: Session, now: datetime) -> Draft:
        # By place, here and in `finish`: to give so many by name takes six times as long.
        return Draft(
            flow, session, now, session.answers, session.reopened, session.instances, session.acknowledged, session.dormant,
            session.revived, session.language, session.asked, session.pending, session.prompt, session.attempts, session.status,
            session.mode, [], at_text=now.isoformat(),
        )  # fmt: skip

    def finish(self) -> Session:
        """The session after this turn."""
        return Session(
            self.before.flow, self.before.version, self.language, self.status, self.answers, self.asked, self.prompt,
            self.attempts, self.pending, self.reopened, self.acknowledged, self.instances, self.mode,
            frozenset(self.dormant) if self.dormant else _NONE, self.revived,
        )  # fmt: skip

    # What conditions see -------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.now.date()

    def value(self, step_id: str) -> Any:
        """The value of a step as conditions know it: None when unanswered, skipped or irrelevant."""
        step = self.flow.by_id.get(step_id)
        if step is None:
            return None
        instance = self.instance if self.flow.section_of[step_id].repeat is not None else None
        return self.value_in(step, instance)

    def each(self, step_id: str) -> Sequence[Any]:
        """The values of a repeated step, one an instance, None where unknown. For a repeat's own id: one entry an instance."""
        section = self.flow.section_of.get(step_id)
        if section is None or section.repeat is None:
            return ()
        if section.when is not None and not self.is_relevant(At(section.id, None, section, None)):
            return ()
        ids = self.ids_of(section)
        step = self.flow.by_id.get(step_id)
        if step is None:
            return ids
        return [self.value_in(step, one) for one in ids]

    def ids_of(self, section: Section) -> tuple[int, ...]:
        """The instances of a repeated section; below its minimum, with those that are still to be asked about."""
        instances = self.instances.get(section.id, NO_INSTANCES)
        assert section.repeat is not None
        missing = section.repeat.at_least - len(instances.ids)
        if missing <= 0:
            return instances.ids
        return (*instances.ids, *range(instances.next_id, instances.next_id + missing))

    def value_in(self, step: Step, instance: int | None) -> Any:
        """The value of `step` in that instance."""
        if step.derive is not None:
            return self._derived(step, instance)
        path = path_of(step, instance)
        answer = self.answers.get(path)
        if answer is None or answer.state != "answered" or path in self.dormant:
            return None
        return answer.value

    def _derived(self, step: Step, instance: int | None) -> Any:
        if not self.is_relevant(At(path_of(step, instance), step, self.flow.section_of[step.id], instance)):
            return None
        assert step.derive is not None
        outer, self.instance = self.instance, instance
        try:
            return as_value(step, step.derive.value(self), self.today)
        finally:
            self.instance = outer

    def is_relevant(self, at: At) -> bool:
        """Whether the `when` of the step and of its section hold. Unknown is no."""
        outer, self.instance = self.instance, None
        try:
            if at.section.when is not None and at.section.when.test(self) is not True:
                return False
            if at.step is None or at.step.when is None:
                return True
            self.instance = at.instance
            return at.step.when.test(self) is True
        finally:
            self.instance = outer

    # Changes -------------------------------------------------------------------------------------------------------

    def put(self, path: str, value: Any, source: Source, state: State = "answered", of: str | None = None) -> None:
        """Store an answer. What was reopened there is decided."""
        answers = dict(self.answers)
        answers[path] = Answer(value, source, self.at_text, state, of)
        self.answers = answers
        if path in self.reopened:
            self.reopened = {name: old for name, old in self.reopened.items() if name != path}
        if path in self.revived:
            self.revived = self.revived - {path}

    def restore(self, path: str, answer: Answer) -> None:
        """Put an answer back as it was."""
        self.answers = {**self.answers, path: answer}
        self.reopened = {name: old for name, old in self.reopened.items() if name != path}
        self.disturbed = True

    def reopen(self, path: str) -> None:
        """Take an answer back to be asked again; its old value stays on offer. A path without an answer is left as it is."""
        answer = self.answers.get(path)
        if answer is None:
            return
        self.answers = {name: old for name, old in self.answers.items() if name != path}
        self.reopened = {**self.reopened, path: answer}
        self.disturbed = True

    def is_plain(self, path: str) -> bool:
        """Whether an answer to `path` is the one that was asked for, with all before it settled and nothing after it answered."""
        asked = self.asked
        return asked is not None and asked.path == path and asked.frontier and asked.version == self.flow.version

    def changed(self, path: str) -> None:
        """Something was decided at `path`: unless that was the plain answer to what was asked, everything is looked at again."""
        self.disturbed = self.disturbed or not self.is_plain(path)

    def forget(self, path: str) -> None:
        """Drop what is stored under `path` and below it."""
        gone = {name for name in (*self.answers, *self.reopened) if name == path or name.startswith(f"{path}.")}
        self.answers = {name: answer for name, answer in self.answers.items() if name not in gone}
        self.reopened = {name: answer for name, answer in self.reopened.items() if name not in gone}
        self.revived = self.revived - gone
        self.dormant = frozenset(self.dormant) - gone
        self.disturbed = True

    def set_instances(self, section: str, instances: Instances) -> None:
        self.instances = {**self.instances, section: instances}

    def do(self, effect: Effect) -> None:
        self.effects.append(effect)


_NONE: Final[frozenset[str]] = frozenset()
