"""Commands: what a trader may ask for at any question, by word, menu or button."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows import ask, refusing, review, wording
from flows.draft import NO_INSTANCES, At, Draft, split_path
from flows.effects import (
    Bot,
    HumanAsked,
    LanguageChanged,
    MyDataAsked,
    Own,
    Paused,
    Say,
    StatusAsked,
)
from flows.going import ask_present, go_on, interrupt, let_go, say_interruption, stale
from flows.inputs import Commanded
from flows.navigate import back, close_repeat, drop_instance, edit, from_display, resume, show_review
from flows.position import (
    acknowledgement,
    answers_digest,
    failing,
    find,
    locate,
)
from flows.session import Instances, is_offer
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
        "about",
        "wait",
        "submit",
    }
)
"""Commands that may be given in words at any question."""


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
            show_review(draft)
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
        case "about":
            ask.tell(draft, "about")
            ask_present(draft)
        case "wait":  # no pause: the next words are the answer
            ask.tell(draft, "later")
        case "status":
            draft.do(StatusAsked())
            ask.tell(draft, "status-open" if draft.status == "open" else "status-completed")
            ask_present(draft)
        case "erase" | "withdraw":
            interrupt(draft, "erase" if name == "erase" else "withdraw")
            say_interruption(draft)
        case _:
            ask.tell(draft, "problem.command-unknown", problem="command-unknown")
            ask_present(draft)


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
        refusing.say_problem(draft, at, "not-skippable", (Bot("problem.not-skippable"),))
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
        close_repeat(draft, at)
    elif ask.may_keep(draft, at, old):
        draft.restore(at.path, replace(old, source="chosen") if is_offer(old) else old)
    draft.attempts = 0
    draft.pending = None
    draft.disturbed = True
    go_on(draft)


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
    close_repeat(draft, at)
    draft.disturbed = disturbed or not frontier
    go_on(draft, at)


def _remove(draft: Draft, argument: str | None) -> None:
    section_id, instance = split_path(from_display(draft, argument or ""))
    section = draft.flow.section_of.get(section_id)
    instances = draft.instances.get(section_id, NO_INSTANCES)
    if section is None or instance is None or instance not in instances.ids:
        stale(draft, "item-removed")
        return
    drop_instance(draft, section_id, instance)
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


def _help(draft: Draft) -> None:
    at = locate(draft, draft.asked.path) if draft.asked is not None else None
    if at is None or at.step is None or draft.status != "open":
        ask.tell(draft, "help-general")
        ask_present(draft)
        return
    words = [wording.own(draft, f"{at.step.context}.help", at.step.help, at)] if at.step.help else []
    draft.do(Say("note", (*words, Bot("help-general")), at.path))
    ask_present(draft)


def _language(draft: Draft, code: str | None) -> None:
    codes = draft.flow.languages or tuple(LANGUAGES)
    if code is None or code not in codes:
        interrupt(draft, "language")
        say_interruption(draft)
        return
    let_go(draft)
    draft.language = code
    draft.do(LanguageChanged(code))
    ask.tell(draft, "language-changed", {"language": Bot("endonym")})
    ask_present(draft)


def _stop(draft: Draft, name: str) -> None:
    """Who says "later" may still be reminded; who says "stop" is left alone."""
    draft.mode = "paused"
    if name == "stop":
        draft.do(Paused())
    ask.tell(draft, "stopped" if name == "stop" else "later")


def _my_data(draft: Draft) -> None:
    """Everything that is kept, also what no longer matters for the form and what is being asked again."""
    asleep = [place for path in draft.answers if path in draft.dormant and (place := locate(draft, path)) is not None]
    places = [*review.listed(draft), *(place for place in asleep if review.is_listed(draft, place))]
    lines = [line for place in places if (line := review.review_line(draft, place)) is not None]
    head = Bot("my-data") if lines else Bot("nothing-yet-to-review")
    draft.do(Say("note", (head, *lines, Bot("my-rights")), personal=True))
    draft.do(MyDataAsked())
    ask_present(draft)
