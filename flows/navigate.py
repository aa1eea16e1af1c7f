"""Moving about: on to the next question, back, edit, skip, another, done, and what else a command asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

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
from flows.position import (
    ADVISORY_KINDS,
    acknowledgement,
    answers_digest,
    failing,
    find,
    locate,
    refresh,
    settled,
    walk,
)
from flows.session import Answer, Asked, Instances, Pending
from flows.suggest import mark_offered, suggestion
from locales.languages import LANGUAGES

STEERING: Final = frozenset(
    {
        "start",
        "back",
        "edit",
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


INTERRUPTING: Final = frozenset({"erase", "withdraw", "language"})
"""Confirmations that stand in front of the present question; what was open there waits behind them."""


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
            draft.put(at.path, answers_digest(draft, at.step), "chosen")
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
    changed = _changed(draft)
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
    if end is not None:
        _say_end(draft, end)
    else:
        draft.do(Say("receipt", (Bot("receipt"),)))
    draft.do(Completed())


def _changed(draft: Draft) -> tuple[str, ...]:
    """The paths that an amendment changed. One that took several turns is told by the review's time, if the flow has a review."""
    given = {path: answer for path, answer in draft.answers.items() if not _is_told(draft, path)}
    reviews = [answer.at for path, answer in draft.before.answers.items() if _is_told(draft, path, "review")]
    since = max(reviews, default=None)
    before = draft.before.answers
    return tuple(
        sorted(
            path
            for path, answer in given.items()
            if answer != before.get(path) or (since is not None and answer.at > since)
        )
    )


def _is_told(draft: Draft, path: str, *kinds: str) -> bool:
    step = draft.flow.by_id.get(split_path(path)[0])
    return step is not None and step.kind in (kinds or ADVISORY_KINDS)


def ask_present(draft: Draft) -> None:
    """The present question again; what was asked keeps its place if it still stands. Where nothing is asked (all is sent, or a person
    is talking) nothing is said.
    """
    if draft.mode == "human" or draft.status == "ended":
        return
    if draft.status == "completed" and draft.asked is None and not draft.reopened:
        return
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
        case "erase" | "withdraw" | "language":
            let_go(draft)
            ask_present(draft)
        case "reading" | "guess":
            draft.pending = None
            ask_present(draft)
        case "more":
            ask.ask_more(draft, at)
        case _:
            ask.ask(draft, at, asked.frontier)


def stale(draft: Draft, key: str) -> None:
    """A button that means nothing any more: say so, and show the present question."""
    if draft.status == "completed" and draft.asked is None:
        ask.tell(draft, "already-done")
        return
    ask.tell(draft, key)
    ask_present(draft)


# ── What stands in front of the question ────────────────────────────────────────────────────────────────────────────


def _interrupt(draft: Draft, kind: Literal["erase", "withdraw", "language"]) -> None:
    """Open a confirmation in front of the present question."""
    let_go(draft)
    draft.prompt += 1
    path = ""
    if draft.asked is not None:
        path = draft.asked.path
        draft.asked = replace(draft.asked, prompt=draft.prompt)
    was = draft.pending
    data = {"was": {"kind": was.kind, "path": was.path, "data": dict(was.data)}} if was is not None else {}
    draft.pending = Pending(kind, path, data)


def let_go(draft: Draft) -> None:
    """Close such a confirmation: what was open before it is open again."""
    pending = draft.pending
    if pending is None or pending.kind not in INTERRUPTING:
        return
    was = pending.data.get("was")
    draft.pending = Pending(was["kind"], was["path"], was["data"]) if was else None


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
            ask_present(draft)
        case "mydata":
            _my_data(draft)
        case "status":
            draft.do(StatusAsked())
            ask.tell(draft, "status-open" if draft.status == "open" else "status-completed")
            ask_present(draft)
        case "erase" | "withdraw":
            _interrupt(draft, "erase" if name == "erase" else "withdraw")
            say_interruption(draft)
        case _:
            ask.tell(draft, "problem.command-unknown", problem="command-unknown")
            ask_present(draft)


def decide_sure(draft: Draft, yes: bool) -> None:
    """The answer to "are you sure?". Only a confirmation that stands gets here: no command erases without it."""
    assert draft.pending is not None
    erase = draft.pending.kind == "erase"
    if not yes:
        let_go(draft)
        ask.tell(draft, "nothing-changed")
        ask_present(draft)
    elif erase:
        draft.status, draft.asked, draft.pending = "ended", None, None
        draft.do(Say("ended", (Bot("erased"),)))
        draft.do(Erased())
    else:
        let_go(draft)
        draft.do(Withdrawn())
        ask.tell(draft, "withdrawn")
        ask_present(draft)


def say_interruption(draft: Draft) -> None:
    """The question of the confirmation that stands in front, again."""
    assert draft.pending is not None
    path, kind = draft.pending.path or None, draft.pending.kind
    if kind == "language":
        words, choices = Bot("which-language"), ask.language_choices(draft.flow, command=True)
    else:
        words, choices = Bot(f"sure-{kind}"), (ask.YES, ask.NO)
    draft.do(Say("confirm", (words,), path, choices, prompt=draft.prompt))


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
            _close(draft, at)
        elif path not in draft.answers and ask.may_keep(draft, at, old):
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
        _review(draft)
        return
    path = argument_path(draft, argument)
    if path is not None:
        reopen_and_ask(draft, path)
        return
    named = from_display(draft, argument)
    if split_path(named)[1] is not None and split_path(named)[0] in draft.flow.section_of and not locate(draft, named):
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
    if draft.pending is not None and draft.pending.kind in ("more", "reading"):
        # The files that are here stay; only the rest is left out.
        _done(draft)
        return
    if draft.pending is not None and draft.pending.kind == "filled":
        mark_offered(draft, draft.pending.path, draft.pending.data["file"])
        draft.pending, draft.disturbed = None, True
        go_on(draft)
        return
    if not at.step.skippable:
        ask.say_problem(draft, at, "not-skippable", (Bot("problem.not-skippable"),))
        return
    found = suggestion(draft, at)
    draft.changed(at.path)
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
    draft.changed(at.path)
    draft.put(at.path, answers_digest(draft, at.step), "chosen")
    draft.attempts = 0
    go_on(draft, at)


def _review(draft: Draft) -> None:
    """What was answered so far, with ways to change it; then the present question."""
    here = locate(draft, draft.asked.path) if draft.asked is not None else None
    if here is not None and here.step is not None and here.step.kind == "review":
        ask_present(draft)
        return
    lines = [
        line for place in walk(draft) if _listed(draft, place) and (line := ask.review_line(draft, place)) is not None
    ]
    if not lines:
        ask.tell(draft, "nothing-yet-to-review")
        ask_present(draft)
        return
    edits = tuple(
        Choice(f"/edit {place.path}", ask.label(draft, place.path)) for place in walk(draft) if _listed(draft, place)
    )
    title = Bot("so-far")
    at = draft.asked.path if draft.asked is not None else None
    draft.do(Say("review", (title, *lines), at, edits, prompt=draft.prompt, personal=True))
    ask_present(draft)


def _listed(draft: Draft, at: At) -> bool:
    if at.step is None:
        return False
    return at.step.kind not in ("note", "review", "end") and at.path in draft.answers


def _help(draft: Draft) -> None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    if at is None or at.step is None or draft.status != "open":
        ask.tell(draft, "help-general")
        ask_present(draft)
        return
    words = [ask.own(draft, f"{at.step.context}.help", at.step.help, at)] if at.step.help else []
    draft.do(Say("note", (*words, Bot("help-general")), at.path))
    ask_present(draft)


def _language(draft: Draft, code: str | None) -> None:
    codes = draft.flow.languages or tuple(LANGUAGES)
    if code is None or code not in codes:
        _interrupt(draft, "language")
        say_interruption(draft)
        return
    let_go(draft)
    draft.language = code
    draft.do(LanguageChanged(code))
    ask.tell(draft, "language-changed", {"language": Bot("endonym")})
    ask_present(draft)


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
    ask_present(draft)
