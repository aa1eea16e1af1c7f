"""Moving about: on to the next question, back, edit, skip, another, done, and what else a command asks for."""

from __future__ import annotations

from typing import Final

from flows import ask
from flows.draft import NO_INSTANCES, At, Draft, split_path
from flows.effects import (
    Bot,
    Choice,
    Completed,
    Ended,
    Erased,
    HumanAsked,
    LanguageChanged,
    MyDataAsked,
    Own,
    Paused,
    Say,
    StatusAsked,
    Updated,
    Withdrawn,
)
from flows.inputs import Commanded
from flows.position import acknowledgement, answers_digest, failing, find, locate, refresh, settled, walk
from flows.session import Answer, Asked, Instances, Pending
from flows.suggest import suggestion
from locales.languages import LANGUAGES

STEERING: Final = frozenset(
    {
        "start",
        "back",
        "skip",
        "help",
        "stop",
        "later",
        "review",
        "language",
        "human",
        "mydata",
        "withdraw",
        "erase",
        "status",
        "submit",
    }
)
"""Commands that may be given in words at any question."""


# ── On ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def go_on(draft: Draft, after: At | None = None) -> None:
    """Say what is to be told on the way, then ask the present question; at the end, finish.

    `after` is the place just answered. If nothing else was disturbed, all before it is settled and the search begins there.
    """
    start = after
    if draft.disturbed:
        refresh(draft)
        start = None
    frontier = start is not None
    if draft.flow.filled_by:
        group = ask.group_to_offer(draft)
        if group is not None:
            ask.offer_group(draft, group)
            return
    while True:
        at = find(draft, start)
        if at is None:
            _complete(draft, None)
            return
        ask.materialise(draft, at)
        if at.step is not None and at.step.kind == "note":
            ask.say_note(draft, at)
            start = at if frontier else None
            continue
        if at.step is not None and at.step.kind == "review" and draft.status == "completed":
            # An amendment is not reviewed again: the correction itself was asked for.
            draft.put(at.path, answers_digest(draft), "chosen")
            continue
        if at.step is not None and at.step.kind == "end":
            _end(draft, at)
            return
        ask.ask(draft, at, frontier or ask.is_frontier(draft, at))
        return


def _end(draft: Draft, at: At) -> None:
    """An end step: its words are the last ones."""
    step = at.step
    assert step is not None
    if draft.status == "completed":
        _complete(draft, None)
    elif step.outcome == "completed":
        _complete(draft, at)
    else:
        _say_end(draft, at)
        draft.status = "ended"
        draft.asked = None
        draft.pending = None
        draft.do(Ended(step.keep))


def _say_end(draft: Draft, at: At) -> None:
    assert at.step is not None
    kind = "receipt" if at.step.outcome == "completed" else "ended"
    said = ask.own(draft, f"{at.step.context}.say", at.step.ask, at)
    draft.do(Say("receipt" if kind == "receipt" else "ended", (said,), at.path))


def _complete(draft: Draft, end: At | None) -> None:
    """Everything is settled. Irrelevant answers leave; the profile is handed over, or the lead follows the amendment."""
    refresh(draft)
    amended = draft.status == "completed"
    changed = tuple(sorted(path for path, answer in draft.answers.items() if answer != draft.before.answers.get(path)))
    asleep = draft.dormant
    draft.answers = {path: answer for path, answer in draft.answers.items() if path not in asleep}
    draft.reopened, draft.dormant, draft.revived = {}, frozenset(), frozenset()
    draft.status = "completed"
    draft.asked = None
    draft.pending = None
    draft.attempts = 0
    if amended:
        draft.do(Updated(changed))
        draft.do(Say("receipt", (Bot("updated"),)))
        return
    draft.do(Completed())
    if end is not None:
        _say_end(draft, end)
    else:
        draft.do(Say("receipt", (Bot("receipt"),)))


def ask_present(draft: Draft) -> None:
    """The present question again; what was asked keeps its place if it still stands."""
    asked = draft.asked
    if asked is not None and not draft.disturbed:
        at = locate(draft, asked.path)
        if at is not None and draft.pending is not None and draft.pending.path == at.path:
            _ask_pending(draft, at, asked)
            return
        if at is not None and draft.is_relevant(at) and not settled(draft, at):
            ask.ask(draft, at, asked.frontier)
            return
    draft.disturbed = True
    go_on(draft)


def _ask_pending(draft: Draft, at: At, asked: Asked) -> None:
    pending = draft.pending
    assert pending is not None
    match pending.kind:
        case "filled":
            ask.offer_group(draft, pending)
        case "erase" | "withdraw" | "language" | "reading" | "guess":
            draft.pending = None
            ask_present(draft)
        case "more":
            ask.ask_more(draft, at)
        case _:
            ask.ask(draft, at, asked.frontier)


def stale(draft: Draft, key: str) -> None:
    """A button that means nothing any more: say so, and show the present question."""
    ask.tell(draft, key)
    ask_present(draft)


# ── Commands ────────────────────────────────────────────────────────────────────────────────────────────────────────


def command(draft: Draft, given: Commanded) -> None:
    """Do what was commanded. Every branch says something."""
    match given.name:
        case "start" | "resume":
            resume(draft)
        case "back":
            back(draft)
        case "edit":
            edit(draft, given.argument)
        case "skip":
            _skip(draft)
        case "keep":
            _keep(draft)
        case "right":
            _right(draft)
        case "another":
            _another(draft)
        case "done":
            _done(draft)
        case "remove":
            _remove(draft, given.argument)
        case "submit":
            _submit(draft)
        case "review":
            _review(draft)
        case "help":
            _help(draft)
        case "language":
            _language(draft, given.argument)
        case "stop" | "later":
            _stop(draft, given.name)
        case _:
            _rights(draft, given.name)


def _rights(draft: Draft, name: str) -> None:
    """What a person may always ask for: a human, their data, their way out."""
    match name:
        case "human":
            draft.do(HumanAsked(draft.asked.path if draft.asked is not None else None))
            ask.tell(draft, "human-asked")
        case "mydata":
            _my_data(draft)
        case "status":
            draft.do(StatusAsked())
            ask.tell(draft, "status-open" if draft.status == "open" else "status-completed")
        case "erase" | "withdraw":
            _ask_sure(draft, name)
        case "erase-yes":
            draft.status, draft.asked, draft.pending = "ended", None, None
            draft.do(Say("ended", (Bot("erased"),)))
            draft.do(Erased())
        case "withdraw-yes":
            draft.pending = None
            draft.do(Withdrawn())
            ask.tell(draft, "withdrawn")
        case "erase-no" | "withdraw-no":
            draft.pending = None
            ask.tell(draft, "nothing-changed")
            if draft.status == "open":
                ask_present(draft)
        case _:
            ask.tell(draft, "problem.command-unknown", problem="command-unknown")
            if draft.status == "open":
                ask_present(draft)


def resume(draft: Draft) -> None:
    """Back after a gap: what was reopened and not answered is as it was before."""
    draft.mode = None if draft.mode == "paused" else draft.mode
    restore_reopened(draft)
    if draft.answers:
        ask.tell(draft, "welcome-back")
    draft.pending = (
        None if draft.pending is not None and draft.pending.kind in ("erase", "withdraw", "language") else draft.pending
    )
    ask_present(draft)


def restore_reopened(draft: Draft) -> None:
    """Resume and time-out restore what back or edit took up."""
    for path, old in list(draft.reopened.items()):
        at = locate(draft, path)
        if at is None:
            continue
        if at.step is None:
            _close(draft, at)
        elif path not in draft.answers and ask.may_keep(draft, at, old):
            draft.restore(path, old)


def back(draft: Draft) -> None:
    """Reopen the nearest earlier relevant step that the trader answered or confirmed."""
    here = draft.asked.path if draft.asked is not None else None
    if draft.pending is not None and draft.pending.kind in ("erase", "withdraw", "language"):
        draft.pending = None
        ask.tell(draft, "nothing-changed")
        ask_present(draft)
        return
    if draft.pending is not None and here is not None and here in draft.answers and _was_given(draft, here):
        draft.pending = None
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
        if _was_given(draft, place.path):
            target = place.path
    if target is None:
        ask.tell(draft, "at-the-start")
        ask_present(draft)
        return
    reopen_and_ask(draft, target)


def _was_given(draft: Draft, path: str) -> bool:
    """Whether the trader answered, confirmed or skipped there; what was only told does not count."""
    answer = draft.answers.get(path)
    return answer is not None and answer.state != "seen" and answer.source != "told"


def _leave_empty_instance(draft: Draft, at: At) -> bool:
    """Back on the first step of an empty instance removes it, where the minimum allows."""
    if at.instance is None or at.section.repeat is None:
        return False
    prefix = f"{at.section.id}#{at.instance}."
    if any(path.startswith(prefix) and answer.state != "seen" for path, answer in draft.answers.items()):
        return False
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    if len(instances.ids) <= at.section.repeat.at_least:
        return False
    _drop_instance(draft, at.section.id, at.instance)
    ask.tell(draft, "item-left")
    go_on(draft)
    return True


def _drop_instance(draft: Draft, section: str, instance: int) -> None:
    instances = draft.instances[section]
    ids = tuple(one for one in instances.ids if one != instance)
    draft.set_instances(section, Instances(ids, instances.next_id, False))
    draft.forget(f"{section}#{instance}")
    draft.disturbed = True


def reopen_and_ask(draft: Draft, path: str) -> None:
    at = locate(draft, path)
    if at is not None and at.step is None:
        instances = draft.instances.get(at.section.id, NO_INSTANCES)
        draft.set_instances(at.section.id, Instances(instances.ids, instances.next_id, False))
        draft.reopened = {**draft.reopened, path: Answer(None, "chosen", draft.at_text)}
        draft.disturbed = True
    draft.reopen(path)
    draft.attempts = 0
    draft.pending = None
    go_on(draft)


def edit(draft: Draft, argument: str | None) -> None:
    """Reopen the named step; then the position is again the first unsettled one. Without a name: show what there is."""
    if not argument:
        _review(draft)
        return
    path = argument_path(draft, argument)
    if path is None:
        ask.tell(draft, "problem.edit-unknown", problem="edit-unknown")
        ask_present_or_nothing(draft)
        return
    reopen_and_ask(draft, path)


def ask_present_or_nothing(draft: Draft) -> None:
    if draft.status == "open" or draft.reopened:
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


def to_display(instances: dict[str, Instances] | object, path: str) -> str:
    """ "products#5.name" -> "products.2.name"."""
    step_id, instance = split_path(path)
    if instance is None or not isinstance(instances, dict):
        return path
    section, _, tail = step_id.partition(".")
    ids = instances.get(section, NO_INSTANCES).ids
    number = ids.index(instance) + 1 if instance in ids else instance
    return f"{section}.{number}" + (f".{tail}" if tail else "")


def _skip(draft: Draft) -> None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    if at is None or at.step is None:
        if at is not None:
            _done(draft)
            return
        stale(draft, "button-old")
        return
    if not at.step.skippable:
        ask.say_problem(draft, at, "not-skippable", (Bot("problem.not-skippable"),))
        return
    found = suggestion(draft, at)
    plain = draft.asked is not None and draft.asked.frontier and draft.asked.version == draft.flow.version
    draft.disturbed = draft.disturbed or not plain
    draft.put(at.path, None, "chosen", "skipped", found.of if found is not None else None)
    draft.attempts = 0
    draft.pending = None
    go_on(draft, at)


def _keep(draft: Draft) -> None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    old = draft.reopened.get(at.path) if at is not None else None
    standing = draft.answers.get(at.path) if at is not None else None
    if at is not None and old is None and standing is not None and ask.may_keep(draft, at, standing):
        # What it was taken from is gone, and the trader confirms it by itself: from now on it hangs on what is on offer now.
        found = suggestion(draft, at)
        draft.put(at.path, standing.value, standing.source, standing.state, found.of if found is not None else None)
        old = draft.answers[at.path]
    if at is None or old is None:
        stale(draft, "button-old")
        return
    if at.step is None:
        _close(draft, at)
    elif ask.may_keep(draft, at, old):
        draft.restore(at.path, old)
    draft.attempts = 0
    draft.pending = None
    draft.disturbed = True
    go_on(draft)


def _close(draft: Draft, at: At) -> None:
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    draft.set_instances(at.section.id, Instances(instances.ids, instances.next_id, True))
    draft.reopened = {path: old for path, old in draft.reopened.items() if path != at.path}
    draft.disturbed = True


def _right(draft: Draft) -> None:
    """ "Right as it is": acknowledged for these values."""
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    check = failing(draft, at) if at is not None else None
    if at is None or check is None or check.level != "should":
        stale(draft, "button-old")
        return
    draft.acknowledged = draft.acknowledged | {acknowledgement(draft, check, at.instance)}
    draft.pending = None
    draft.attempts = 0
    go_on(draft, at if draft.asked is not None and draft.asked.frontier else None)


def _repeat_asked(draft: Draft) -> At | None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    return at if at is not None and at.step is None else None


def _another(draft: Draft) -> None:
    at = _repeat_asked(draft)
    if at is None or at.section.repeat is None:
        stale(draft, "button-old")
        return
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    if len(instances.ids) >= at.section.repeat.at_most:
        ask.tell(draft, "problem.enough-items", {"most": at.section.repeat.at_most}, at.path, "enough-items")
        ask_present(draft)
        return
    grown = Instances((*instances.ids, instances.next_id), instances.next_id + 1, False)
    draft.set_instances(at.section.id, grown)
    draft.disturbed = True
    draft.reopened = {path: old for path, old in draft.reopened.items() if path != at.path}
    go_on(draft)


def _done(draft: Draft) -> None:
    at = _repeat_asked(draft)
    if at is None:
        if draft.pending is not None and draft.pending.kind in ("more", "reading"):
            draft.pending = None
            draft.disturbed = True
            go_on(draft)
            return
        stale(draft, "button-old")
        return
    frontier = draft.asked is not None and draft.asked.frontier
    disturbed = draft.disturbed
    _close(draft, at)
    draft.disturbed = disturbed or not frontier
    go_on(draft, at)


def _remove(draft: Draft, argument: str | None) -> None:
    section_id, instance = split_path(from_display(draft, argument or ""))
    section = draft.flow.section_of.get(section_id)
    instances = draft.instances.get(section_id, NO_INSTANCES)
    if section is None or instance is None or instance not in instances.ids:
        stale(draft, "item-removed")
        return
    _drop_instance(draft, section_id, instance)
    draft.pending = None
    ask.tell(
        draft,
        "item-removed-now",
        {"item": Own(f"{section.context}.item", section.repeat.item if section.repeat else "")},
    )
    go_on(draft)


def _submit(draft: Draft) -> None:
    """Only the review that was asked can be submitted, and only if everything before it is settled."""
    at = find(draft)
    if at is None or at.step is None or at.step.kind != "review" or draft.asked is None or draft.asked.path != at.path:
        ask.tell(draft, "not-yet")
        ask_present(draft)
        return
    draft.put(at.path, answers_digest(draft), "chosen")
    draft.attempts = 0
    go_on(draft, at)


def _review(draft: Draft) -> None:
    """What was answered so far, with ways to change it; then the present question."""
    lines = [
        line for place in walk(draft) if _listed(draft, place) and (line := ask.review_line(draft, place)) is not None
    ]
    if not lines:
        ask.tell(draft, "nothing-yet-to-review")
        ask_present_or_nothing(draft)
        return
    edits = tuple(
        Choice(f"/edit {place.path}", ask.label(draft, place.path)) for place in walk(draft) if _listed(draft, place)
    )
    title = Bot("so-far")
    at = draft.asked.path if draft.asked is not None else None
    draft.do(Say("review", (title, *lines), at, edits, prompt=draft.prompt, personal=True))
    ask_present_or_nothing(draft)


def _listed(draft: Draft, at: At) -> bool:
    if at.step is None:
        return False
    return at.step.kind not in ("note", "review", "end") and at.path in draft.answers


def _help(draft: Draft) -> None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    if at is None or at.step is None or draft.status != "open":
        ask.tell(draft, "help-general")
        ask_present_or_nothing(draft)
        return
    words = [ask.own(draft, f"{at.step.context}.help", at.step.help, at)] if at.step.help else []
    draft.do(Say("note", (*words, Bot("help-general")), at.path))
    ask_present(draft)


def _language(draft: Draft, code: str | None) -> None:
    codes = draft.flow.languages or tuple(LANGUAGES)
    if code is None or code not in codes:
        draft.prompt += 1
        path = draft.asked.path if draft.asked is not None else ""
        if draft.asked is not None:
            draft.asked = Asked(draft.asked.path, draft.asked.version, draft.prompt, draft.asked.frontier)
        draft.pending = Pending("language", path)
        choices = ask.language_choices(draft.flow, command=True)
        draft.do(Say("confirm", (Bot("which-language"),), path or None, choices, prompt=draft.prompt))
        return
    if draft.pending is not None and draft.pending.kind == "language":
        draft.pending = None
    draft.language = code
    draft.do(LanguageChanged(code))
    ask.tell(draft, "language-changed", {"language": Bot("endonym")})
    ask_present_or_nothing(draft)


def _stop(draft: Draft, name: str) -> None:
    draft.mode = "paused"
    draft.do(Paused())
    ask.tell(draft, "stopped" if name == "stop" else "later")


def _my_data(draft: Draft) -> None:
    lines = [
        line for place in walk(draft) if _listed(draft, place) and (line := ask.review_line(draft, place)) is not None
    ]
    draft.do(Say("note", (Bot("my-data"), *lines, Bot("my-rights")), personal=True))
    draft.do(MyDataAsked())


def _ask_sure(draft: Draft, name: str) -> None:
    draft.prompt += 1
    path = draft.asked.path if draft.asked is not None else ""
    if draft.asked is not None:
        draft.asked = Asked(draft.asked.path, draft.asked.version, draft.prompt, draft.asked.frontier)
    else:
        draft.asked = None
    draft.pending = Pending("erase" if name == "erase" else "withdraw", path)
    draft.do(Say("confirm", (Bot(f"sure-{name}"),), path or None, (ask.YES, ask.NO), prompt=draft.prompt))
