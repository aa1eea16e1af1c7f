"""The parts of an outline that checks go over, each with its place in the file; and a fault at a place."""

from __future__ import annotations

from collections.abc import Iterator

from flows.fault_codes import CODES
from flows.faults import Fault, Level
from flows.form import UNKNOWN_KIND, UNNAMED
from flows.loader import Outline
from flows.model import Flow, Section, Step
from flows.schema import StepFile
from flows.yaml_text import Keys


def steps_of(outline: Outline, flow: Flow) -> Iterator[tuple[Step, StepFile, Keys]]:
    """Every step whose id could be read, with what the file says of it and where."""
    for step in flow.steps:
        if flow.by_id.get(step.id) is step and step.id in outline.origins:
            yield step, outline.step_files[step.id], outline.origins[step.id]


def asked_of(outline: Outline, flow: Flow) -> Iterator[tuple[Step, StepFile, Keys]]:
    """Those of them whose kind is known."""
    return ((step, file, keys) for step, file, keys in steps_of(outline, flow) if step.kind != UNKNOWN_KIND)


def fault_at(
    outline: Outline, keys: Keys, code: str, message: str, *, level: Level = "error", key: bool = False, offset: int = 0
) -> Fault:
    assert code in CODES, code
    return outline.document.fault(keys, code, message, level=level, key=key, offset=offset)


def sections_of(outline: Outline, flow: Flow) -> Iterator[tuple[Section, Keys]]:
    for at, section in enumerate(flow.sections):
        if section.id != UNNAMED:
            yield section, ("sections", at)


def own_id(step: Step) -> str:
    """The id as the author wrote it."""
    return step.id.rpartition(".")[2]
