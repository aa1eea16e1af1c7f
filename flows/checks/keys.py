"""Keys: each has an effect on its kind of step, and bounds leave room for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from flows.checks.places import asked_of, fault_at, sections_of
from flows.faults import Fault
from flows.kinds import KINDS
from flows.loader import Outline
from flows.model import TOLD_KINDS, Flow

_NUMBERED: Final = frozenset({"number", "money", "date", "choices", "countries"})
_UNASKED: Final = TOLD_KINDS | {"review"}
_BELONGS: Final[Mapping[str, frozenset[str]]] = {
    "options": frozenset({"choice", "choices", "yes_no", "language", "country", "countries", "consent"}),
    "reads": frozenset({"document"}),
    "proves": frozenset({"document"}),
    "paper": frozenset({"document"}),
    "count": frozenset({"document"}),
    "at_least": _NUMBERED,
    "at_most": _NUMBERED,
    "min_length": frozenset({"text"}),
    "max_length": frozenset({"text"}),
    "currency": frozenset({"money"}),
    "notice": frozenset({"consent"}),
    "notice_version": frozenset({"consent"}),
    "purpose": frozenset({"consent"}),
    "required": frozenset({"consent"}),
    "outcome": frozenset({"end"}),
    "keep": frozenset({"end"}),
    "skippable": frozenset(KINDS) - _UNASKED,
    "derive": frozenset(KINDS) - _UNASKED - {"document", "consent"},
    "suggest": frozenset(KINDS) - _UNASKED - {"document", "consent"},
    "fills": frozenset(KINDS) - _UNASKED,
}


def misplaced(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A key that does nothing on this kind of step was meant for another."""
    for step, file, keys in asked_of(outline, flow):
        for key in sorted(file.model_fields_set & _BELONGS.keys()):
            if step.kind not in _BELONGS[key]:
                message = f"{key}: has no effect on a step of kind {step.kind}"
                yield fault_at(outline, (*keys, key), "misplaced-key", message, level="warning", key=True)
        if file.suggest_say and not file.suggest:
            message = "suggest_say: has no effect without suggest:"
            yield fault_at(outline, (*keys, "suggest_say"), "misplaced-key", message, level="warning", key=True)


def bounds(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A least that is above the most can never be answered."""
    for step, file, keys in asked_of(outline, flow):
        for least, most, low, high in (
            ("at_least", "at_most", _order(step.at_least), _order(step.at_most)),
            ("min_length", "max_length", _order(file.min_length), _order(file.max_length)),
        ):
            if low is not None and high is not None and low > high:
                yield fault_at(outline, (*keys, least), "bounds", f"{least}: is above {most}:, so no answer fits")
        if file.count is not None and (file.count.at_least > file.count.at_most or file.count.at_most == 0):
            yield fault_at(
                outline,
                (*keys, "count"),
                "bounds",
                "at_most: is below at_least:, or zero, so no number of files fits",
                key=True,
            )
        wanted = step.at_least if step.kind == "choices" else None
        if wanted is not None and step.options and int(wanted) > len(step.options):
            message = f"at_least: asks for {wanted} options, and there are {len(step.options)}"
            yield fault_at(outline, (*keys, "at_least"), "bounds", message)
    for section, keys in sections_of(outline, flow):
        repeat = section.repeat
        if repeat is not None and (repeat.at_least > repeat.at_most or repeat.at_most < 1):
            yield fault_at(outline, (*keys, "repeat", "at_most"), "bounds", "at_most: is below at_least:, or zero")


def _order(text: str | int | None) -> Any:
    """What sorts as the bound does: a number; a date's ISO text. Nobody knows how today sorts."""
    if text is None or isinstance(text, int):
        return text
    if text == "today":
        return None
    return text if text.count("-") == 2 else Decimal(text)
