"""Going on: the present question, what is told on the way to it, the end; and what stands in front of a question for a moment."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from flows import ask, fills, wording
from flows.draft import At, Draft, split_path
from flows.effects import (
    Bot,
    Completed,
    Ended,
    Erased,
    Say,
    Updated,
    Withdrawn,
)
from flows.guess import ask_guess
from flows.position import (
    ADVISORY_KINDS,
    answers_digest,
    find,
    locate,
    refresh,
    settled,
)
from flows.session import Asked, Pending

INTERRUPTING: Final = frozenset({"erase", "withdraw", "language"})
"""Confirmations that stand in front of the present question; what was open there waits behind them."""


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
        group = fills.group_to_offer(draft)
        if group is not None:
            fills.offer_group(draft, group)
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
    said = wording.own(draft, f"{at.step.context}.say", at.step.ask, at)
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
        draft.do(Say("receipt", (Bot("updated" if changed else "nothing-changed"),)))
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
    before = {**draft.before.reopened, **draft.before.answers}  # what was opened and kept as it was is no change
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
            ask_pending(draft, at, asked)
            return
        if at is not None and draft.is_relevant(at) and not settled(draft, at):
            ask.ask(draft, at, asked.frontier)
            return
    draft.disturbed = True
    go_on(draft)


def ask_pending(draft: Draft, at: At, asked: Asked) -> None:
    """The confirmation that stands, again."""
    pending = draft.pending
    assert pending is not None
    match pending.kind:
        case "filled":
            fills.offer_group(draft, pending)
        case "erase" | "withdraw" | "language":
            let_go(draft)
            ask_present(draft)
        case "guess" if not settled(draft, at):
            ask_guess(draft, at, tuple(pending.data["candidates"]))
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


def interrupt(draft: Draft, kind: Literal["erase", "withdraw", "language"]) -> None:
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
        words, choices = Bot("which-language"), wording.language_choices(draft.flow, command=True)
    else:
        words, choices = Bot(f"sure-{kind}"), (wording.YES, wording.NO)
    draft.do(Say("confirm", (words,), path, choices, prompt=draft.prompt))
