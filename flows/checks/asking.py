"""What is asked, and when: every step of somebody, one review near the end, a consent to a version of its notice."""

from __future__ import annotations

from collections.abc import Iterator

from flows.checks.places import asked_of, fault_at, own_id, sections_of
from flows.faults import Fault
from flows.loader import Outline
from flows.model import TOLD_KINDS, Flow, Step
from flows.reach import never_holds, unreachable
from flows.yaml_text import Keys


def reach(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """Every step can be asked of somebody."""
    for found in unreachable(flow, _doubtful(outline, flow)):
        keys = outline.origins.get(found.step.id)
        if keys is None:
            continue
        name = own_id(found.step)
        at = (*keys, "when") if found.step.when is not None else keys
        match found.why:
            case "after-end":
                message, code = (
                    f'"{name}" is never asked: whoever could be asked it has reached the end "{found.on}" before',
                    "after-end",
                )
            case "depends":
                message, code = f'"{name}" is never asked, because "{found.on}" never is', "never-asked"
            case _:
                message, code = f'"{name}" is never asked: no answers make its condition true', "never-asked"
        yield fault_at(outline, at, code, message, key=at == keys)


def _doubtful(outline: Outline, flow: Flow) -> set[str]:
    """Steps whose id or condition is at fault already: what follows from those would be a second fault for the first mistake."""
    found: set[str] = set()
    for section, keys in sections_of(outline, flow):
        whole = (*keys, "when") in outline.wrong
        for place, step in enumerate(section.steps):
            at = (*keys, "steps", place)
            if whole or (*at, "when") in outline.wrong or (*at, "step") in outline.wrong:
                found.add(step.id)
    return found


def hopeless_checks(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A check or a line of the score that nothing satisfies."""
    for check_ in flow.checks:
        if never_holds(flow, check_.condition):
            keys = _check_keys(outline, check_.context)
            if keys is not None:
                message = f"no answers at all satisfy this check: it always {'refuses' if check_.level == 'must' else 'warns'}"
                yield fault_at(outline, (*keys, check_.level), "check-never-holds", message, level="warning")


def _check_keys(outline: Outline, context: str) -> Keys | None:
    """`flow.step.checks.2.say` -> where that check stands."""
    parts = context.split(".")
    keys = outline.origins.get(".".join(parts[1:-3]))
    return None if keys is None else (*keys, "checks", int(parts[-2]))


def reviews(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """One review, near the end: what is asked after it is not in it."""
    first: Step | None = None
    for step, file, keys in asked_of(outline, flow):
        repeated = flow.section_of[step.id].repeat is not None
        if repeated and step.kind in ("review", "end"):
            yield fault_at(outline, (*keys, "kind"), "not-in-repeat", f"{step.kind}: cannot be in a repeated section")
        if step.kind == "review":
            if first is not None:
                yield fault_at(
                    outline,
                    (*keys, "kind"),
                    "two-reviews",
                    f'there is a review already, "{first.id}" on line {first.line}',
                )
            first = first or step
        elif first is not None and step.kind not in TOLD_KINDS | {"consent"} and step.derive is None:
            message = f'"{file.step}" is asked after the review, so the review does not show it'
            yield fault_at(outline, keys, "after-review", message, level="warning", key=True)


def consents(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A consent is to one version of a notice."""
    for step, file, keys in asked_of(outline, flow):
        if step.kind == "consent" and file.notice_version is None and (*keys, "notice_version") not in outline.wrong:
            message = "say which version of the notice this consent is for: add notice_version: 1"
            yield fault_at(outline, keys, "notice-version", message, level="warning", key=True)
