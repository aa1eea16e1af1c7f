"""What papers fill: the answers that a read paper offers, two or more of them in one tap."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.draft import At, Draft, path_of, split_path
from flows.effects import Bot, Phrase, Say
from flows.model import Flow, Paper, Section, Step
from flows.position import locate
from flows.session import Asked, Pending
from flows.suggest import paths_filled
from flows.wording import NO, YES, label, progress, shown


def group_to_offer(draft: Draft) -> Pending | None:
    """What papers said that was not shown yet: two or more answers are confirmed together, in one tap."""
    for step, repeated in _reading_steps(draft.flow):
        if repeated is None and step.id not in draft.answers:
            continue
        instances = draft.ids_of(repeated) if repeated is not None else (None,)
        for instance in instances:
            at = locate(draft, path_of(step, instance))
            pending = _group_of(draft, at) if at is not None else None
            if pending is not None:
                return pending
    return None


@lru_cache(maxsize=256)
def _reading_steps(flow: Flow) -> tuple[tuple[Step, Section | None], ...]:
    """The papers that fill something, in the flow's order, each with the repeated section that it is in."""
    sources = {source for sources in flow.filled_by.values() for source in sources}
    steps = sorted((flow.by_id[source] for source in sources), key=lambda step: step.index)
    sections = (flow.section_of[step.id] for step in steps)
    return tuple((step, section if section.repeat else None) for step, section in zip(steps, sections, strict=True))


def _group_of(draft: Draft, paper: At) -> Pending | None:
    answer = draft.answers.get(paper.path)
    if answer is None or answer.state != "answered" or paper.path in draft.dormant:
        return None
    fresh = [file for file in answer.value if file.get("fills") and not file.get("offered")]
    if not fresh:
        return None
    values = _relevant_fills(draft, paper, fresh[-1]["fills"])
    read = [path for path in values if not _is_proof(draft, paper, path)]
    return Pending("filled", paper.path, {"values": values, "file": fresh[-1]["id"]}) if len(read) > 1 else None


def _is_proof(draft: Draft, paper: At, path: str) -> bool:
    assert paper.step is not None and paper.step.paper is not None
    return split_path(path)[0] in paper.step.paper.proves


def _proof_of(flow: Flow, paper: Paper, choice: str) -> list[str]:
    """The steps through whose values a paper proves a choice: those that are asked because of it, so that a Udyam certificate proves
    no GST number. Where none hangs on the choice, anything that was read proves it.
    """
    reads = list(paper.reads.values())
    hanging = [name for name in reads if (when := flow.by_id[name].when) is not None and choice in when.names]
    return hanging or reads


def _relevant_fills(draft: Draft, paper: At, fills: Mapping[str, Any]) -> dict[str, Any]:
    """Path -> value of what this paper would answer, tried in order on a copy: the GST number is relevant once the paper proves that
    there is one.
    """
    assert paper.step is not None and paper.step.paper is not None
    trial = Draft.of(draft.flow, draft.before, draft.now)
    trial.answers, trial.instances, trial.dormant = draft.answers, draft.instances, draft.dormant
    values: dict[str, Any] = {}
    for at in paths_filled(draft, paper):
        step = at.step
        assert step is not None
        if step.id in paper.step.paper.proves:
            value: Any = paper.step.paper.proves[step.id]
            if not any(name in fills for name in _proof_of(draft.flow, paper.step.paper, step.id)):
                continue
        else:
            value = fills.get(step.id)
        if value is None or at.path in trial.answers or not trial.is_relevant(at):
            continue
        values[at.path] = value
        trial.put(at.path, value, "read")
    return values


def offer_group(draft: Draft, pending: Pending) -> None:
    """Show together what a paper said."""
    paper = locate(draft, pending.path)
    assert paper is not None
    draft.prompt += 1
    draft.asked = Asked(pending.path, draft.flow.version, draft.prompt, False)
    draft.pending = pending
    lines: list[Phrase] = [Bot("paper-says", {"label": label(draft, pending.path)})]
    for path, value in pending.data["values"].items():
        if _is_proof(draft, paper, path):
            continue
        step = draft.flow.by_id[split_path(path)[0]]
        lines.append(Bot("line", {"label": label(draft, path), "value": shown(step, value)}))
    lines.append(Bot("all-right"))
    draft.do(
        Say(
            "confirm",
            tuple(lines),
            pending.path,
            (YES, NO),
            None,
            progress(draft.flow, paper),
            prompt=draft.prompt,
            personal=True,
        )
    )
