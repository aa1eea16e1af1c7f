"""Ids: what `was:` names is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator

from flows.checks.places import fault_at, sections_of, steps_of
from flows.faults import Fault
from flows.loader import Outline
from flows.model import Flow


def renamed(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """`was:` renames without loss only if the old id is nobody else's."""
    yield from _renamed_sections(outline, flow)
    claimed: dict[str, str] = {}
    for step, _, keys in steps_of(outline, flow):
        for old in step.was:
            bare = old.rpartition(".")[2]
            if old in flow.by_id:
                yield fault_at(
                    outline,
                    (*keys, "was"),
                    "was-in-use",
                    f'"{bare}" is a step of this flow: an old id is one no longer in use',
                )
            elif old in claimed:
                yield fault_at(
                    outline,
                    (*keys, "was"),
                    "was-in-use",
                    f'"{claimed[old]}" was "{bare}" too: only one step can take its answers',
                )
            claimed.setdefault(old, step.id)
        taken: dict[str, str] = {}
        for option in step.options:
            for old in option.was:
                at = (*keys, "options", option.id, "was")
                if step.option(old) is not None:
                    yield fault_at(
                        outline,
                        at,
                        "was-in-use",
                        f'"{old}" is an option of this step: an old id is one no longer in use',
                    )
                elif old in taken:
                    yield fault_at(outline, at, "was-in-use", f'"{taken[old]}" was "{old}" too')
                taken.setdefault(old, option.id)


def _renamed_sections(outline: Outline, flow: Flow) -> Iterator[Fault]:
    taken = {section.id: section.id for section in flow.sections}
    for section, keys in sections_of(outline, flow):
        for old in section.was:
            if old in taken:
                message = f'"{old}" is the id of a section, or was that of "{taken[old]}"'
                yield fault_at(outline, (*keys, "was"), "was-in-use", message)
            taken.setdefault(old, section.id)
