"""The profile: what is handed over. Only relevant, validated answers; derived values with them; products as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.draft import NO_INSTANCES, Draft
from flows.model import Flow
from flows.navigate import to_display
from flows.position import refresh, walk
from flows.session import Session

TOLD = frozenset({"note", "review", "end"})


def profile(flow: Flow, session: Session, now: datetime) -> dict[str, Any]:
    """`{step id: value}`, a repeated section as a list of such under its own id."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    found: dict[str, Any] = {}
    for at in walk(draft):
        if at.step is None or at.step.kind in TOLD:
            continue
        value = draft.value_in(at.step, at.instance)
        if value is None:
            continue
        if at.instance is None:
            found[at.step.id] = value
            continue
        ids = draft.instances.get(at.section.id, NO_INSTANCES).ids
        if at.instance not in ids:
            continue
        items = found.setdefault(at.section.id, [{} for _ in ids])
        items[ids.index(at.instance)][at.step.id.removeprefix(f"{at.section.id}.")] = value
    return found


def relevant_answers(flow: Flow, session: Session, now: datetime) -> dict[str, Any]:
    """Display path -> value of everything answered so far that is relevant now: what `saathi play --json` shows."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    found: dict[str, Any] = {}
    for at in walk(draft):
        if at.step is None or at.step.kind in TOLD:
            continue
        value = draft.value_in(at.step, at.instance)
        if value is not None:
            found[to_display(session.instances, at.path)] = value
    return found


def display_path(session: Session, path: str | None) -> str | None:
    """A path as people and scripts know it: "products#5.name" -> "products.2.name"."""
    return None if path is None else to_display(session.instances, path)


def filled(flow: Flow, session: Session, now: datetime) -> dict[str, Any]:
    """Lead field -> value, by the steps' `fills`; "products.name" of a repeat becomes `{"products": [{"name": …}]}`."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    found: dict[str, Any] = {}
    for at in walk(draft):
        if at.step is None or at.step.fills is None:
            continue
        value = draft.value_in(at.step, at.instance)
        if value is None:
            continue
        group, _, name = at.step.fills.partition(".")
        if at.instance is None:
            found.setdefault(group, {})[name or group] = value
            continue
        ids = draft.instances.get(at.section.id, NO_INSTANCES).ids
        if at.instance in ids:
            items = found.setdefault(group, [{} for _ in ids])
            items[ids.index(at.instance)][name] = value
    return found


def sources(flow: Flow, session: Session) -> Mapping[str, str]:
    """Path -> where its answer came from: typed, chosen, read, suggested, shared; "derived" for what was computed."""
    found = {path: answer.source for path, answer in session.answers.items() if answer.state == "answered"}
    return {**{step.id: "derived" for step in flow.steps if step.derive is not None}, **found}
