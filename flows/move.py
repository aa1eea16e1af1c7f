"""Moving an open session to another version of its flow: nothing that still fits is lost, nothing that does not is dropped.

Each answer is looked at anew. A renamed step or option (`was:`) takes its answers along. An answer that no longer fits is kept as the
offered value of its step, asked again with the old words on it. An answer whose step is gone stays in the session, dormant, so that
a roll-back finds it. The forecast before publishing runs this same function over everybody inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flows.answers import Accepted, fits, read_answer
from flows.draft import split_path
from flows.model import Flow, Step
from flows.session import Answer, Pending, Session


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
    for path, answer in session.answers.items():
        there = _new_path(flow, path)
        step = flow.by_id.get(split_path(there)[0])
        if step is None:
            answers[path] = answer
            aside.append(path)
            continue
        if there != path:
            renamed.append(there)
        match _fit(step, answer, today):
            case Answer() as same if same.value == answer.value or _only_renamed(step, answer.value, same.value):
                answers[there] = same
                kept.append(there)
            case Answer() as other:
                reopened[there] = other
                confirm.append(there)
            case None:
                reopened[there] = answer
                confirm.append(there)
    for path, answer in session.reopened.items():
        there = _new_path(flow, path)
        step = flow.by_id.get(split_path(there)[0])
        reopened.setdefault(there, (_fit(step, answer, today) or answer) if step is not None else answer)
    moved = replace(
        session,
        version=flow.version,
        answers=answers,
        reopened=reopened,
        asked=replace(session.asked, path=_new_path(flow, session.asked.path), frontier=False)
        if session.asked
        else None,
        pending=_still_meant(flow, session.pending),
        dormant=frozenset(_new_path(flow, path) for path in session.dormant),
        revived=frozenset(_new_path(flow, path) for path in session.revived),
    )
    return moved, Moved(tuple(kept), tuple(renamed), tuple(confirm), tuple(aside))


def _still_meant(flow: Flow, pending: Pending | None) -> Pending | None:
    """An open confirmation, if it says the same in this version; else the question is put anew."""
    if pending is None:
        return None
    path = _new_path(flow, pending.path)
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


def _new_path(flow: Flow, path: str) -> str:
    """Where the answers of `path` belong now."""
    step_id, instance = split_path(path)
    if step_id in flow.section_of:
        return path
    target = flow.renamed.get(step_id)
    if target is None:
        return path
    if instance is None:
        return target
    section = flow.section_of[target]
    return f"{section.id}#{instance}{target[len(section.id) :]}" if section.repeat is not None else target


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


def _only_renamed(step: Step, old: Any, new: Any) -> bool:
    return bool(_renamed_options(step, old) == new)


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
