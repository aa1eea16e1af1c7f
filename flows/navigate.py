"""Moving about: on to the next question, back, edit, skip, another, done, and what else a command asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows import ask, review, wording
from flows.draft import NO_INSTANCES, At, Draft, split_path
from flows.effects import (
    Bot,
    Choice,
    Say,
)
from flows.going import INTERRUPTING, ask_present, go_on, let_go
from flows.position import (
    locate,
    walk,
)
from flows.session import Answer, Instances, is_offer


def resume(draft: Draft) -> None:
    """Back after a gap: what was reopened and not answered is as it was before."""
    draft.mode = None if draft.mode == "paused" else draft.mode
    restore_reopened(draft)
    if any(answer.state != "seen" for answer in draft.answers.values()):
        ask.tell(draft, "welcome-back")
    let_go(draft)
    said = len(draft.effects)
    ask_present(draft)
    if len(draft.effects) == said == 0:
        ask.tell(draft, "already-done")


def restore_reopened(draft: Draft) -> None:
    """Resume and time-out restore what back or edit took up."""
    for path, old in list(draft.reopened.items()):
        at = locate(draft, path)
        if at is None:
            continue
        if at.step is None:
            close_repeat(draft, at)
        elif path not in draft.answers and not is_offer(old) and ask.may_keep(draft, at, old):
            draft.restore(path, old)


def back(draft: Draft) -> None:
    """Reopen the nearest earlier relevant step that the trader answered or confirmed."""
    here = draft.asked.path if draft.asked is not None else None
    if draft.pending is not None and draft.pending.kind in INTERRUPTING:
        let_go(draft)
        ask.tell(draft, "nothing-changed")
        ask_present(draft)
        return
    if draft.pending is not None and draft.pending.kind in ABOUT_AN_ANSWER and here is not None:
        at = locate(draft, here)
        if at is not None and _was_given(draft, at):
            reopen_and_ask(draft, here)
            return
    at = locate(draft, here) if here is not None else None
    draft.pending = None
    if at is not None and _leave_empty_instance(draft, at):
        return
    target = None
    for place in walk(draft):
        if place.path == here:
            break
        if _was_given(draft, place):
            target = place.path
    if target is None:
        ask.tell(draft, "at-the-start")
        ask_present(draft)
        return
    reopen_and_ask(draft, target)


ABOUT_AN_ANSWER: Final = frozenset({"warning", "which", "more", "reading", "filled"})
"""Confirmations that ask about an answer just given: back takes up that answer."""


def _was_given(draft: Draft, at: At) -> bool:
    """Whether the trader answered, confirmed or skipped there; what was only told does not count."""
    if at.step is None:
        return draft.instances.get(at.section.id, NO_INSTANCES).closed
    answer = draft.answers.get(at.path)
    return answer is not None and answer.state != "seen" and answer.source != "told"


def _leave_empty_instance(draft: Draft, at: At) -> bool:
    """Back on the first step of an empty instance removes it, where the minimum allows."""
    if at.instance is None or at.section.repeat is None:
        return False
    prefix = f"{at.section.id}#{at.instance}."
    given = any(path.startswith(prefix) and answer.state != "seen" for path, answer in draft.answers.items())
    if given or any(path.startswith(prefix) for path in draft.reopened):
        return False
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    if len(instances.ids) <= at.section.repeat.at_least:
        return False
    drop_instance(draft, at.section.id, at.instance)
    ask.tell(draft, "item-left")
    go_on(draft)
    return True


def drop_instance(draft: Draft, section: str, instance: int) -> None:
    instances = draft.instances[section]
    ids = tuple(one for one in instances.ids if one != instance)
    draft.set_instances(section, Instances(ids, instances.next_id, False))
    draft.forget(f"{section}#{instance}")
    draft.disturbed = True


def reopen_and_ask(draft: Draft, path: str) -> None:
    reopen(draft, path)
    draft.attempts = 0
    draft.pending = None
    go_on(draft)


def reopen(draft: Draft, path: str) -> None:
    """Take up an answer, or a repeat's "these are all"."""
    at = locate(draft, path)
    if at is not None and at.step is None:
        instances = draft.instances.get(at.section.id, NO_INSTANCES)
        draft.set_instances(at.section.id, Instances(instances.ids, instances.next_id, False))
        draft.reopened = {**draft.reopened, path: Answer(None, "chosen", draft.at_text)}
        draft.disturbed = True
    draft.reopen(path)


def edit(draft: Draft, argument: str | None) -> None:
    """Reopen the named step; then the position is again the first unsettled one. Without a name: show what there is."""
    if not argument:
        show_review(draft)
        return
    path = argument_path(draft, argument)
    if path is not None:
        reopen_and_ask(draft, path)
        return
    named, instance = split_path(from_display(draft, argument))
    section = draft.flow.section_of.get(named)
    if section is not None and section.repeat is not None and instance not in (None, *draft.ids_of(section)):
        ask.tell(draft, "item-removed")
    else:
        ask.tell(draft, "problem.edit-unknown", problem="edit-unknown")
    ask_present(draft)


def argument_path(draft: Draft, argument: str) -> str | None:
    """The answered path that a command names: an own path, "products.2.name" as displayed, or a repeat's id."""
    at = locate(draft, from_display(draft, argument))
    if at is None:
        return None
    if at.step is None:
        return at.path if draft.instances.get(at.section.id) is not None else None
    answered = at.path in draft.answers or at.path in draft.reopened
    return at.path if answered and at.path not in draft.dormant and at.step.kind not in ("note", "end") else None


def from_display(draft: Draft, shown: str) -> str:
    """ "products.2.name" (counted in display order) -> "products#5.name"."""
    head, _, rest = shown.partition(".")
    section = draft.flow.section_of.get(head)
    if section is None or section.repeat is None or head in draft.flow.by_id:
        return shown
    number, _, tail = rest.partition(".")
    ids = draft.instances.get(head, NO_INSTANCES).ids
    if not number.isascii() or not number.isdigit() or len(number) > 4 or not 1 <= int(number) <= len(ids):
        return shown
    return f"{head}#{ids[int(number) - 1]}" + (f".{tail}" if tail else "")


def to_display(instances: Mapping[str, Instances], path: str) -> str:
    """ "products#5.name" -> "products.2.name"."""
    step_id, instance = split_path(path)
    if instance is None:
        return path
    section, _, tail = step_id.partition(".")
    ids = instances.get(section, NO_INSTANCES).ids
    number = ids.index(instance) + 1 if instance in ids else instance
    return f"{section}.{number}" + (f".{tail}" if tail else "")


def close_repeat(draft: Draft, at: At) -> None:
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    draft.set_instances(at.section.id, Instances(instances.ids, instances.next_id, True))
    draft.reopened = {path: old for path, old in draft.reopened.items() if path != at.path}
    draft.disturbed = True


def show_review(draft: Draft) -> None:
    """What was answered so far, with ways to change it; then the present question."""
    here = locate(draft, draft.asked.path) if draft.asked is not None else None
    if here is not None and here.step is not None and here.step.kind == "review":
        ask_present(draft)
        return
    places = review.listed(draft)
    lines = [line for place in places if (line := review.review_line(draft, place)) is not None]
    if not lines:
        ask.tell(draft, "nothing-yet-to-review")
        ask_present(draft)
        return
    edits = tuple(Choice(f"/edit {place.path}", wording.label(draft, place.path)) for place in places)
    title = Bot("so-far")
    at = draft.asked.path if draft.asked is not None else None
    draft.do(Say("review", (title, *lines), at, edits, prompt=draft.prompt, personal=True))
    ask_present(draft)
