"""The profile: what is handed over. Only relevant, validated answers; derived values with them; products as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flows.draft import NO_INSTANCES, At, Draft
from flows.model import Flow, Step
from flows.navigate import to_display
from flows.position import refresh, walk
from flows.session import Session

TOLD = frozenset({"note", "review", "end"})


def _given(flow: Flow, session: Session, now: datetime) -> Iterator[tuple[Draft, At, Step, Any]]:
    """Every relevant step that has a value now, in the flow's order."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    for at in walk(draft):
        if at.step is not None and at.step.kind not in TOLD:
            value = draft.value_in(at.step, at.instance)
            if value is not None:
                yield draft, at, at.step, value


def profile(flow: Flow, session: Session, now: datetime) -> dict[str, Any]:
    """`{step id: value}`, a repeated section as a list of such under its own id."""
    found: dict[str, Any] = {}
    for draft, at, step, value in _given(flow, session, now):
        if at.instance is None:
            found[step.id] = value
            continue
        ids = draft.instances.get(at.section.id, NO_INSTANCES).ids
        if at.instance not in ids:
            continue
        items = found.setdefault(at.section.id, [{} for _ in ids])
        items[ids.index(at.instance)][step.id.removeprefix(f"{at.section.id}.")] = value
    return found


def relevant_answers(flow: Flow, session: Session, now: datetime) -> dict[str, Any]:
    """Display path -> value of everything answered so far that is relevant now: what `saathi play --json` shows."""
    return {to_display(session.instances, at.path): value for _, at, _, value in _given(flow, session, now)}


def display_path(session: Session, path: str | None) -> str | None:
    """A path as people and scripts know it: "products#5.name" -> "products.2.name"."""
    return None if path is None else to_display(session.instances, path)


def sources(flow: Flow, session: Session) -> Mapping[str, str]:
    """Path -> where its answer came from: typed, chosen, read, suggested, shared; "derived" for what was computed."""
    found = {path: answer.source for path, answer in session.answers.items() if answer.state == "answered"}
    return {**{step.id: "derived" for step in flow.steps if step.derive is not None}, **found}
