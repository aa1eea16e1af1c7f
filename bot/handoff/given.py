"""What a session holds, for a lead: every relevant answer with its source, its check and its place; and the checks that do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flows.differing import differing
from flows.draft import NO_INSTANCES, At, Draft
from flows.kinds import KINDS
from flows.model import Check, Flow, Step
from flows.position import acknowledgement, checks_at, walk
from flows.profile import sources
from flows.session import Session
from locales.catalog import fill, placeholders

_TOLD: Final = frozenset({"note", "review", "end"})
_SOURCES: Final[Mapping[str, str]] = {"read": "document", "derived": "derived", "suggested": "derived"}


@dataclass(frozen=True, slots=True)
class Given:
    """One relevant answered step, with what is known of the answer."""

    step: Step
    path: str
    instance: int | None
    place: int | None
    """Of its instance in the list, from 0."""
    value: Any
    source: str
    at: str
    """When it was answered; "" for what was derived."""
    check: str
    """ "ok", "warn" or "fail"."""
    note: str


@dataclass(frozen=True, slots=True)
class Failing:
    """A check that does not hold, with its words filled in."""

    rule: str
    level: str
    fields: tuple[str, ...]
    message: str
    acknowledged: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "level": "error" if self.level == "must" else "warning",
            "fields": list(self.fields),
            "message": self.message,
            "acknowledged": self.acknowledged,
        }


def given_of(draft: Draft, session: Session, failing: Sequence[tuple[Failing, At]]) -> Iterator[Given]:
    """Every relevant answer, in the flow's order."""
    came_from = sources(draft.flow, session)
    worst: dict[str, Failing] = {}
    for one, at in failing:
        if at.step is not None and (at.path not in worst or one.level == "must"):
            worst[at.path] = one
    for at in walk(draft):
        if at.step is None or at.step.kind in _TOLD:
            continue
        value = draft.value_in(at.step, at.instance)
        if value is None:
            continue
        ids = draft.instances.get(at.section.id, NO_INSTANCES).ids
        if at.instance is not None and at.instance not in ids:
            continue
        problem = worst.get(at.path)
        yield Given(
            step=at.step,
            path=at.path,
            instance=at.instance,
            place=None if at.instance is None else ids.index(at.instance),
            value=value,
            source=_SOURCES.get(came_from.get(at.path, came_from.get(at.step.id, "typed")), "typed"),
            at=session.answers[at.path].at if at.path in session.answers else "",
            check="ok" if problem is None else ("fail" if problem.level == "must" else "warn"),
            note="" if problem is None else problem.message,
        )


def failing_of(draft: Draft) -> Iterator[tuple[Failing, At]]:
    """The checks that do not hold, each with the step it belongs to."""
    for at in walk(draft):
        for check in checks_at(draft.flow, at):
            draft.instance = at.instance
            if check.condition.test(draft) is False:
                known = acknowledgement(draft, check, at.instance) in draft.acknowledged
                yield Failing(check.id, check.level, _fields(draft.flow, check), _said(draft, check, at), known), at


def contradicted_of(draft: Draft) -> Iterator[tuple[Failing, At, At]]:
    """What a paper says otherwise than the answer that the trader stands by: (it, the answer, the paper)."""
    for one in differing(draft):
        step, paper = one.at.step, one.paper.step
        assert step is not None and paper is not None
        read, answered = (str(plain(step.kind, value)) for value in (one.read, one.given))
        message = f"{paper.label}: the paper says {read}, the trader says {answered}."
        fields = (step.fills or step.id, paper.fills or paper.id)
        yield Failing(f"{paper.id}:differs:{step.id}", one.level, fields, message, True), one.at, one.paper


def _fields(flow: Flow, check: Check) -> tuple[str, ...]:
    """The lead's fields that a check names; a step that fills none goes by its own id."""
    return tuple(step.fills or step.id for name in check.names if (step := flow.by_id.get(name)) is not None)


def _said(draft: Draft, check: Check, at: At) -> str:
    draft.instance = at.instance
    return fill(check.say, {name: _named(draft, name, at) for name in placeholders(check.say)})


def _named(draft: Draft, name: str, at: At) -> str:
    head, _, rest = name.partition(".")
    flow = draft.flow
    step = flow.by_id.get(name)
    if step is not None:
        rest = ""
    else:
        step = flow.by_id.get(f"{at.section.id}.{head}") if at.section.repeat is not None else None
        step = step or flow.by_id.get(head)
    value = draft.value(step.id) if step is not None else None
    if step is None or value is None:
        return "…"
    field = KINDS[step.kind].fields.get(rest) if rest else None
    if field is not None:
        value = value.get("state") if rest == "state" and isinstance(value, dict) else field.get(value)
    return str(plain(step.kind, value))


def plain(kind: str, value: Any) -> Any:
    """A value as a partner reads it: identifiers as their text."""
    if isinstance(value, dict) and kind in ("gstin", "pan", "pincode"):
        return value.get(kind, value)
    return value
