"""Values that fit: what is derived, suggested or read from a paper can be an answer of its step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flows.checks.places import asked_of, fault_at, own_id
from flows.conditions import Expression
from flows.faults import Fault
from flows.form import UNKNOWN_KIND
from flows.kinds import KINDS
from flows.loader import Outline
from flows.model import Flow, Step
from flows.paper_fields import PAPER_FIELDS, PAPER_NAMES
from flows.spelling import near

MOST_DERIVED: Final = 20
"""Links in a chain of derived values."""
_IDENTIFIERS: Final = frozenset(
    {"gstin", "pan", "iec", "udyam", "cin", "llpin", "ifsc", "fssai", "hsn", "ad_code", "pincode"}
)
_FITS: Final[Mapping[str, frozenset[str]]] = {"iec": frozenset({"pan"}), "pan": frozenset({"iec"})}
"""An importer's code is the PAN since 2018; no other identifier is ever another."""
_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"text", "option"}),
    "number": frozenset({"number", "money", "text"}),
    "money": frozenset({"money"}),
    "date": frozenset({"date", "text"}),
    "option": frozenset({"option", "text"}),
    "options": frozenset({"options"}),
}
"""Type of a value -> types of the steps that it can answer."""


def values(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A derived or suggested value can be an answer of its step."""
    for step, file, keys in asked_of(outline, flow):
        if file.derive and file.suggest:
            yield fault_at(
                outline,
                (*keys, "suggest"),
                "derive-and-suggest",
                "a derived value is never asked: leave out suggest:",
                key=True,
            )
        for key, expression in (("derive", step.derive), ("suggest", step.suggest)):
            if expression is not None and not _fits(flow, step, expression):
                what = f"a value of kind {expression.kind}" if expression.kind else f"of type {expression.type}"
                message = f'"{expression.source}" is {what}, which cannot answer a step of kind {step.kind}'
                yield fault_at(outline, (*keys, key), "value-kind", message)
    yield from _derived_depth(outline, flow)


def _fits(flow: Flow, step: Step, value: Expression) -> bool:
    kind = KINDS[step.kind]
    if value.kind == step.kind:
        return step.kind not in ("choice", "choices") or _shares_options(flow, step, value)
    if step.kind in _IDENTIFIERS and (value.kind in _IDENTIFIERS or value.type != "text"):
        return step.kind in _FITS.get(value.kind, ())
    return kind.type in _TYPES.get(value.type, ())


def _shares_options(flow: Flow, step: Step, value: Expression) -> bool:
    source = flow.by_id.get(value.names[0]) if value.names else None
    if source is None or not source.options or not step.options:
        return True
    return any(step.option(option.id) is not None for option in source.options)


def _derived_depth(outline: Outline, flow: Flow) -> Iterator[Fault]:
    depth: dict[str, int] = {}
    for step, _, keys in asked_of(outline, flow):
        if step.derive is None:
            continue
        depth[step.id] = 1 + max((depth.get(name, 0) for name in step.derive.names), default=0)
        if depth[step.id] == MOST_DERIVED + 1:
            message = f"more than {MOST_DERIVED} derived values hang on each other"
            yield fault_at(outline, (*keys, "derive"), "derived-depth", message)


def papers(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """What a paper says fits the steps that it fills."""
    for step, file, keys in asked_of(outline, flow):
        if step.paper is None:
            continue
        if step.paper.kind not in PAPER_NAMES:
            message = f'no paper is called "{step.paper.kind}".{near(step.paper.kind, PAPER_NAMES)}'
            yield fault_at(outline, (*keys, "paper"), "unknown-paper", message, level="warning")
        for said, path in step.paper.reads.items():
            target = flow.by_id.get(path)
            if target is not None and target.kind != UNKNOWN_KIND and target.kind not in PAPER_FIELDS[said]:
                at = next((one for one, other in (file.reads or {}).items() if said in (one, other)), said)
                message = f'"{own_id(target)}" is of kind {target.kind}, and {said} fits {" or ".join(sorted(PAPER_FIELDS[said]))}'
                yield fault_at(outline, (*keys, "reads", at), "read-kind", message)
