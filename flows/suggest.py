"""Suggested values: what a paper says, or what the flow's `suggest:` gives. They are offered, never stored unasked.

An answer remembers by a digest (`Answer.of`) which suggestion the trader decided about. As long as the suggestion is the same, the
decision stands, whatever it was; when it changes, old and new are shown side by side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from flows.draft import At, Draft, digest, path_of
from flows.model import Step
from flows.record import record
from flows.values import as_value


@record
class Suggestion:
    value: Any
    source: Literal["read", "suggested"]
    of: str


def suggestion(draft: Draft, at: At) -> Suggestion | None:
    """What is on offer for this step now. A paper counts before a rule of the flow."""
    step = at.step
    if step is None:
        return None
    read = _read_value(draft, step, at.instance)
    if read is not None:
        return Suggestion(read, "read", digest(read))
    if step.suggest is None:
        return None
    outer, draft.instance = draft.instance, at.instance
    try:
        value = as_value(step, step.suggest.value(draft), draft.today)
    finally:
        draft.instance = outer
    return None if value is None else Suggestion(value, "suggested", digest(value))


def _read_value(draft: Draft, step: Step, instance: int | None) -> Any:
    for source in draft.flow.filled_by.get(step.id, ()):
        paper = draft.flow.by_id[source]
        inside = draft.flow.section_of[source].repeat is not None
        files = draft.value_in(paper, instance if inside else None)
        for file in reversed(files or ()):
            if step.id in file.get("fills", {}):
                return file["fills"][step.id]
    return None


def take_fields(draft: Draft, paper: Step, fields: dict[str, str]) -> dict[str, Any]:
    """What a paper's fields mean for the steps that it fills: definition path -> value. What does not parse is left out."""
    filled: dict[str, Any] = {}
    assert paper.paper is not None
    for name, target in paper.paper.reads.items():
        step = draft.flow.by_id.get(target)
        text = fields.get(name)
        if step is None or not text:
            continue
        value = as_value(step, text, draft.today)
        if value is not None:
            filled[target] = value
    return filled


def paths_filled(draft: Draft, paper: At) -> list[At]:
    """The places that this paper may fill, in the flow's order."""
    if paper.step is None or paper.step.paper is None:
        return []
    found = []
    for target in (*paper.step.paper.proves, *paper.step.paper.reads.values()):
        step = draft.flow.by_id.get(target)
        if step is None:
            continue
        section = draft.flow.section_of[target]
        instance = paper.instance if section.repeat is not None else None
        if section.repeat is not None and instance is None:
            continue
        found.append(At(path_of(step, instance), step, section, instance))
    return sorted(set(found), key=lambda at: at.step.index if at.step is not None else 0)


def mark_offered(draft: Draft, path: str, file_id: str) -> None:
    """What this file says was shown together; it is not shown so again."""
    answer = draft.answers.get(path)
    if answer is None or answer.state != "answered":
        return
    files = [{**file, "offered": True} if file["id"] == file_id else file for file in answer.value]
    draft.answers = {**draft.answers, path: replace(answer, value=files)}
