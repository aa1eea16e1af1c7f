"""Moving an open session to another version of its flow: nothing that still fits is lost, nothing that does not is dropped.

Each answer is looked at anew. A renamed step or option (`was:`) takes its answers along. An answer that no longer fits is kept as the
offered value of its step, asked again with the old words on it. An answer whose step is gone stays in the session, dormant, so that
a roll-back finds it. The forecast before publishing runs this same function over everybody inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flows.answers import Accepted, fits, read_answer
from flows.draft import NO_INSTANCES, split_path
from flows.model import Flow, Step
from flows.session import Answer, Instances, Pending, Session


@dataclass(frozen=True, slots=True)
class Moved:
    """What a publish did to one session, by path."""

    kept: tuple[str, ...]
    renamed: tuple[str, ...]
    to_confirm: tuple[str, ...]
    """No longer fits, or reads differently now: offered, not dropped."""
    set_aside: tuple[str, ...]
    """The step is gone."""


def move(flow: Flow, session: Session, today: date) -> tuple[Session, Moved]:
    """`session` in the version of `flow`. Completed and ended sessions come back as they were."""
    if session.status != "open":
        return session, Moved((), (), (), ())
    answers: dict[str, Answer] = {}
    reopened: dict[str, Answer] = {}
    kept: list[str] = []
    renamed: list[str] = []
    confirm: list[str] = []
    aside: list[str] = []
    paths = _Paths(flow, session.instances)
    for path, answer in session.answers.items():
        there = paths.new(path)
        step = flow.by_id.get(split_path(there)[0])
        if step is None or (there != path and there in session.answers):
            answers[path] = answer
            aside.append(path)
            continue
        if there != path:
            renamed.append(there)
        match _fit(step, answer, today):
            case Answer() as same if _is_same(step, answer, same) and not _is_drawn_into_repeat(path, there):
                answers[there] = same
                kept.append(there)
            case Answer() as other:
                reopened[there] = replace(other, source="suggested", of=None)
                confirm.append(there)
            case None:
                reopened[there] = answer
                confirm.append(there)
    for path, answer in session.reopened.items():
        there = paths.new(path)
        step = flow.by_id.get(split_path(there)[0])
        reopened.setdefault(there, (_fit(step, answer, today) or answer) if step is not None else answer)
    asked = session.asked
    moved = replace(
        session,
        version=flow.version,
        answers=answers,
        reopened=reopened,
        instances={paths.new(name): one for name, one in session.instances.items()},
        asked=replace(asked, path=paths.new(asked.path), frontier=False) if asked is not None else None,
        pending=_still_meant(flow, session.pending, paths),
        dormant=frozenset(paths.new(path) for path in session.dormant),
        revived=frozenset(paths.new(path) for path in session.revived),
    )
    return moved, Moved(tuple(kept), tuple(renamed), tuple(confirm), tuple(aside))


def _is_same(step: Step, old: Answer, new: Answer) -> bool:
    return bool(new.value == old.value or _renamed_options(step, old.value) == new.value)


def _is_drawn_into_repeat(path: str, there: str) -> bool:
    """What was answered once is only offered for the first of several: nobody said that it is about that one."""
    return split_path(path)[1] is None and split_path(there)[1] is not None


def _still_meant(flow: Flow, pending: Pending | None, paths: _Paths) -> Pending | None:
    """An open confirmation, if it says the same in this version; else the question is put anew."""
    if pending is None:
        return None
    path = paths.new(pending.path)
    step = flow.by_id.get(split_path(path)[0])
    data = pending.data
    match pending.kind:
        case "erase" | "withdraw" | "language":
            return Pending(pending.kind, path)
        case "warning" | "which":
            return replace(pending, path=path) if any(check.id == data["check"] for check in flow.checks) else None
        case "suggestion" | "changed":
            return replace(pending, path=path) if step is not None and fits(step, data["value"]) else None
        case "guess":
            known = step is not None and all(fits(step, one) for one in data["candidates"])
            return replace(pending, path=path) if known else None
        case "filled":
            return None
        case _:
            return replace(pending, path=path) if step is not None else None


@dataclass(frozen=True, slots=True)
class _Paths:
    """Where what a path names belongs now."""

    flow: Flow
    instances: Mapping[str, Instances]
    """Of the session, under the sections' old ids."""

    def new(self, path: str) -> str:
        step_id, instance = split_path(path)
        if step_id in self.flow.section_of and (instance is None) == (self.flow.section_of[step_id].repeat is None):
            return path
        target = self.flow.renamed.get(step_id)
        if target is None:
            return path
        section = self.flow.section_of[target]
        if target == section.id:
            return target if instance is None else f"{target}#{instance}"
        if section.repeat is None:
            return target if instance in (None, self.first(step_id.partition(".")[0])) else path
        number = self.first(section.id) if instance is None else instance
        return f"{section.id}#{number}{target[len(section.id) :]}"

    def first(self, section: str) -> int:
        """The first instance that there is, or that there will be."""
        known = self.instances.get(section, NO_INSTANCES)
        return known.ids[0] if known.ids else known.next_id


def _fit(step: Step, answer: Answer, today: date) -> Answer | None:
    """The answer as this step would take it; None if it can't."""
    if answer.state != "answered":
        return answer
    if step.kind == "review":
        return answer
    if step.kind == "consent":
        return answer if isinstance(answer.value, dict) and "choice" in answer.value else None
    value = _renamed_options(step, answer.value)
    if step.kind == "document":
        return answer if isinstance(value, list) and all(isinstance(one, dict) for one in value) else None
    if _options_known(step, value) and fits(step, value):
        return replace(answer, value=value)
    for text in _as_texts(value):
        read = read_answer(step, text, "en", today)
        if isinstance(read, Accepted):
            return replace(answer, value=read.value)
    return None


def _options_known(step: Step, value: Any) -> bool:
    if step.kind == "choice":
        return isinstance(value, str) and step.option(value) is not None
    if step.kind == "choices":
        return isinstance(value, list) and all(isinstance(one, str) and step.option(one) is not None for one in value)
    return True


def _renamed_options(step: Step, value: Any) -> Any:
    names = {old: option.id for option in step.options for old in option.was if step.option(old) is None}
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [names.get(one, one) for one in value]
    return value


def _as_texts(value: Any) -> Iterator[str]:
    """What the trader may have typed for this value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and isinstance(value[0], str):
        yield ", ".join(str(one) for one in value)
        yield value[0]
    elif isinstance(value, dict):
        for name in ("gstin", "pan", "pincode", "amount"):
            if isinstance(value.get(name), str):
                yield value[name]
