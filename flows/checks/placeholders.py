"""Placeholders: what stands in braces is an answer that is known by then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from flows.checks.places import fault_at, own_id, sections_of, steps_of
from flows.faults import Fault
from flows.form import UNKNOWN_KIND
from flows.kinds import KINDS
from flows.loader import Outline
from flows.model import Flow, Section, Step
from flows.schema import StepFile
from flows.spelling import near
from flows.yaml_text import Keys

_BRACES: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PLACEHOLDER: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,2}")


def placeholders(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """What stands in braces is an answer that is known by then."""
    for step, file, keys in steps_of(outline, flow):
        section = flow.section_of[step.id]
        for at, text in _texts(file, keys):
            extra = ("value",) if at[-1] == "suggest_say" else ()
            yield from _in_text(outline, flow, text, at, section, step.index, extra)
        for number, check_ in enumerate(file.checks):
            last = max((_index(flow, each) for each in _names_of_check(flow, step, number)), default=step.index)
            yield from _in_text(
                outline, flow, check_.say, (*keys, "checks", number, "say"), section, max(last, step.index) + 1
            )
    for section, keys in sections_of(outline, flow):
        file_section = outline.file.sections[section.number - 1] if outline.file else None
        yield from _in_text(outline, flow, section.title, (*keys, "title"), section, section.start)
        if file_section is not None and file_section.repeat is not None:
            after = section.start + len(section.steps)
            yield from _in_text(
                outline, flow, file_section.repeat.another, (*keys, "repeat", "another"), section, after
            )
            yield from _in_text(
                outline, flow, file_section.repeat.item, (*keys, "repeat", "item"), section, section.start
            )


def _texts(file: StepFile, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """The texts of a step in which placeholders are filled, and where they stand."""
    for key in ("ask", "say", "help", "example", "suggest_say", "notice"):
        text = getattr(file, key)
        if text is not None:
            yield (*keys, key), text
    for option_id, option in (file.options or {}).items():
        at = (*keys, "options", option_id)
        if isinstance(option, str):
            yield at, option
            continue
        yield (*at, "label"), option.label
        if option.describe is not None:
            yield (*at, "describe"), option.describe


def _names_of_check(flow: Flow, step: Step, number: int) -> tuple[str, ...]:
    context = f"{step.context}.checks.{number}.say"
    return next((check_.names for check_ in flow.checks if check_.context == context), ())


def _index(flow: Flow, name: str) -> int:
    step = flow.by_id.get(name)
    if step is not None:
        return step.index
    section = flow.section_of.get(name)
    return section.start + len(section.steps) - 1 if section is not None else 0


def _in_text(
    outline: Outline, flow: Flow, text: str, keys: Keys, section: Section, before: int, extra: tuple[str, ...] = ()
) -> Iterator[Fault]:
    for found in _BRACES.finditer(text):
        inside = found.group(1)
        if found.group() in ("{{", "}}") or inside in extra:
            continue
        problem = _problem(flow, inside, section, before)
        if problem is not None:
            yield fault_at(outline, keys, problem[0], problem[1], offset=found.start())


def _problem(flow: Flow, inside: str | None, section: Section, before: int) -> tuple[str, str] | None:
    """Why a placeholder cannot be filled."""
    if inside is None or _PLACEHOLDER.fullmatch(inside) is None:
        return "placeholder-form", "a placeholder is {step} or {step.field}; for a brace itself write it twice"
    parts = inside.split(".")
    own = [flow.by_id.get(f"{section.id}.{parts[0]}"), flow.by_id.get(parts[0])]
    step = next((each for each in own if each is not None), None)
    field = parts[1] if len(parts) == 2 else None
    if step is None and len(parts) > 1:
        step, field = flow.by_id.get(f"{parts[0]}.{parts[1]}"), (parts[2] if len(parts) == 3 else None)
    if step is None:
        ids = [path.removeprefix(f"{section.id}.") for path in flow.by_id]
        return "placeholder-name", f'nothing is called "{inside}".{near(parts[0], ids)}'
    return _cannot_say(flow, step, field, inside, section, before)


def _cannot_say(
    flow: Flow, step: Step, field: str | None, inside: str, section: Section, before: int
) -> tuple[str, str] | None:
    if step.kind == UNKNOWN_KIND:
        return None
    kind = KINDS[step.kind]
    home = flow.section_of[step.id]
    if home.repeat is not None and home is not section:
        return "placeholder-name", f'"{inside}" has an answer in each {home.id}, and only one could be said here'
    if field is not None and field not in kind.fields:
        return "placeholder-name", f'"{own_id(step)}" has no field "{field}".{near(field, kind.fields)}'
    if field is None and kind.type == "none":
        return "placeholder-name", f'"{inside}" is a {step.kind} and has no answer to say'
    if step.index >= before:
        return "placeholder-name", f'"{own_id(step)}" is not answered yet when this is said'
    return None
