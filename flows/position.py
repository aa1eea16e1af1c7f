"""Where a trader stands, worked out from the answers: the first step, in the flow's order, that is relevant and not yet settled.

`walk` goes through the relevant steps in order; `settled` says by kind what "done with" means; `find` joins the two. `refresh` is
the full look after anything but a plain answer: it works out anew which stored answers are dormant. Conditions name only earlier
steps (the checker sees to it), so one pass in order is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.draft import NO_INSTANCES, At, Draft, digest, path_of, split_path
from flows.model import Check, Flow, Section, Step
from flows.session import Session
from flows.suggest import suggestion

ADVISORY_KINDS = frozenset({"note", "review", "end"})
"""Kinds that give no value of their own."""


def locate(draft: Draft, path: str) -> At | None:
    """The place that a path names; None if the flow has no such step, or the instance was removed."""
    step_id, instance = split_path(path)
    section = draft.flow.section_of.get(step_id)
    if section is None:
        return None
    step = draft.flow.by_id.get(step_id)
    if section.repeat is None or step is None:
        return At(path, step, section, None) if instance is None else None
    if instance is None or instance not in draft.ids_of(section):
        return None
    return At(path, step, section, instance)


def walk(draft: Draft, start: At | None = None) -> Iterator[At]:
    """The relevant steps in the flow's order, from `start` on (which is included). After each instance's steps comes nothing, after
    all of a repeat's the repeat's own question.
    """
    first = 0 if start is None else start.section.number - 1
    for number in range(first, len(draft.flow.sections)):
        section = draft.flow.sections[number]
        here = start if number == first else None
        draft.instance = None
        if section.when is not None and section.when.test(draft) is not True:
            continue
        if section.repeat is None:
            yield from _walk_steps(draft, section, None, here)
            continue
        skipping = here is not None and here.instance is not None
        if here is None or here.step is not None:
            for instance in draft.ids_of(section):
                if skipping and here is not None and instance != here.instance:
                    continue
                yield from _walk_steps(draft, section, instance, here if skipping else None)
                skipping = False
        yield At(section.id, None, section, None)


def _walk_steps(draft: Draft, section: Section, instance: int | None, start: At | None) -> Iterator[At]:
    steps = section.steps
    begin = start.step.index - section.start if start is not None and start.step is not None else 0
    for index in range(begin, len(steps)):
        step = steps[index]
        if step.when is not None:
            draft.instance = instance
            if step.when.test(draft) is not True:
                continue
        yield At(path_of(step, instance), step, section, instance)


def settled(draft: Draft, at: At) -> bool:
    """Whether nothing is to be asked or told at this relevant place any more."""
    step = at.step
    if step is None:
        # Taken up by back or edit it is asked even when there is no room for more: something may be removed.
        return at.path not in draft.reopened and repeat_closed(draft, at.section) and failing(draft, at) is None
    if step.derive is not None:
        return failing(draft, at) is None
    return _answered(draft, at, step) and failing(draft, at) is None


def _answered(draft: Draft, at: At, step: Step) -> bool:
    """Whether the answer stands, checks aside."""
    answer = draft.answers.get(at.path)
    if answer is None:
        return False
    match step.kind:
        case "note":
            return True
        case "end":
            return False
        case "review":
            return bool(answer.value == answers_digest(draft, step))
        case "consent":
            assert step.consent is not None
            if answer.state == "skipped":
                return step.skippable
            return isinstance(answer.value, dict) and answer.value.get("notice_version") == step.consent.notice_version
        case "document":
            if answer.state == "skipped":
                return step.skippable
            assert step.paper is not None
            again = any(file.get("verdict") == "ask_again" for file in answer.value)
            return not again and len(answer.value) >= step.paper.at_least
    if answer.state == "skipped" and not step.skippable:
        return False
    if step.suggest is not None or step.id in draft.flow.filled_by:
        found = suggestion(draft, at)
        if found is None:
            # A source that vanished: what was taken over from it is confirmed once more, what was typed stands.
            if answer.of is not None and answer.source in ("suggested", "read"):
                return False
        elif answer.of != found.of and (answer.state == "skipped" or answer.value != found.value):
            return False
    return True


def repeat_closed(draft: Draft, section: Section) -> bool:
    """Whether the trader said that these are all, or there is no room for more."""
    assert section.repeat is not None
    instances = draft.instances.get(section.id, NO_INSTANCES)
    return instances.closed or len(instances.ids) >= section.repeat.at_most


def checks_at(flow: Flow, at: At) -> Sequence[Check]:
    """The checks that are looked at here. One over all instances of a repeat waits until the trader has said that these are all."""
    if at.step is not None:
        checks = flow.checks_of.get(at.step.id, ())
        return [check for check in checks if not _over_all(check)] if checks and at.instance is not None else checks
    within = (check for step in at.section.steps for check in flow.checks_of.get(step.id, ()) if _over_all(check))
    return [*within, *flow.checks_of.get(at.section.id, ())]


def _over_all(check: Check) -> bool:
    return check.owner in check.condition.gathered


def failing(draft: Draft, at: At) -> Check | None:
    """The first check of this place that fails and was not acknowledged for these values; errors before warnings."""
    checks = checks_at(draft.flow, at)
    if not checks:
        return None
    draft.instance = at.instance
    warned: Check | None = None
    for check in checks:
        if check.condition.test(draft) is not False:
            continue
        if check.level == "must":
            return check
        if warned is None and acknowledgement(draft, check, at.instance) not in draft.acknowledged:
            warned = check
    return warned


def acknowledgement(draft: Draft, check: Check, instance: int | None) -> str:
    """The name of "right as it is" for this check with the values that it names now: another value is another name."""
    outer, draft.instance = draft.instance, instance
    try:
        values: list[Any] = [
            draft.value(name) if _own(draft, name) and name not in check.condition.gathered else list(draft.each(name))
            for name in check.names
        ]
    finally:
        draft.instance = outer
    return f"{check.id}:{'' if instance is None else instance}:{digest(values)}"


def _own(draft: Draft, name: str) -> bool:
    """Whether `name` has one value here: outside repeats always, in one only within an instance."""
    section = draft.flow.section_of.get(name)
    return section is None or section.repeat is None or draft.instance is not None


def find(draft: Draft, start: At | None = None) -> At | None:
    """The present step: the first from `start` on that is not settled. None when nothing is left."""
    for at in walk(draft, start):
        if not settled(draft, at):
            return at
    return None


def refresh(draft: Draft) -> None:
    """Work out which answers are dormant now. A consent that became irrelevant is gone: it is never revived.

    What sleeps only because an answer that it hangs on is taken up (by back or edit, not given anew yet) is not decided about: should
    that answer be kept, everything is as it was.
    """
    was = frozenset(draft.dormant)
    known = {*draft.answers, *draft.reopened}
    asleep = _asleep(draft, known)
    decided = asleep & _asleep(_put_back(draft, draft), known) if draft.reopened else asleep
    gone = {path for path in decided if _is_consent(draft, path)}
    if gone:
        draft.answers = {path: answer for path, answer in draft.answers.items() if path not in gone}
        draft.reopened = {path: answer for path, answer in draft.reopened.items() if path not in gone}
    draft.dormant = frozenset(asleep) & frozenset(draft.answers)
    woken = was - asleep
    if woken and draft.before.reopened:
        woken &= _asleep(_put_back(draft, draft.before), woken)
    draft.revived = (draft.revived | woken) & frozenset(draft.answers) - decided


def _asleep(draft: Draft, paths: Iterable[str]) -> set[str]:
    """Those of `paths` that are not relevant. Everything counts as dormant until the walk has come by it, so a condition never sees an
    answer that this same pass will find irrelevant. It ends where nothing is asleep any more.
    """
    asleep = set(paths)
    draft.dormant = asleep
    places = walk(draft)
    while asleep and (at := next(places, None)) is not None:
        asleep.discard(at.path)
    return asleep


def _put_back(draft: Draft, state: Draft | Session) -> Draft:
    """A copy of this state in which what is taken up has its old answers."""
    trial = Draft.of(draft.flow, draft.before, draft.now)
    trial.answers, trial.instances = {**state.reopened, **state.answers}, state.instances
    return trial


def _is_consent(draft: Draft, path: str) -> bool:
    step = draft.flow.by_id.get(split_path(path)[0])
    if step is not None:
        return step.kind == "consent"
    # Its step left with a publish; a roll-back brings the step back, not the consent.
    value = (draft.answers.get(path) or draft.reopened[path]).value
    return isinstance(value, dict) and "notice_version" in value


def answers_digest(draft: Draft, review: Step) -> str:
    """A name for the relevant answers that come before this review: it is submitted for exactly these."""
    shown = {
        path: answer.value
        for path, answer in draft.answers.items()
        if path not in draft.dormant and _is_before(draft.flow, path, review)
    }
    repeats = {
        name: list(one.ids)
        for name, one in draft.instances.items()
        if name in draft.flow.section_of and draft.flow.section_of[name].start < review.index
    }
    return digest([shown, repeats])


def _is_before(flow: Flow, path: str, review: Step) -> bool:
    step = flow.by_id.get(split_path(path)[0])
    return step is not None and step.index < review.index and step.kind not in ADVISORY_KINDS


def asked_place(draft: Draft) -> At | None:
    """Where the question last said stands now: None if it is gone, irrelevant or settled meanwhile."""
    if draft.asked is None:
        return None
    at = locate(draft, draft.asked.path)
    if at is None or (draft.pending is not None and draft.pending.path == at.path):
        return at
    if draft.asked.frontier and draft.asked.version == draft.flow.version and not draft.disturbed:
        return at
    return at if draft.is_relevant(at) and not settled(draft, at) else None
