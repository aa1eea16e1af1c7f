"""Confirmations: the one question that is open beside the flow's own, decided in words or by its buttons."""

from __future__ import annotations

from typing import Final

from flows import ask
from flows.accepting import accept
from flows.answers import Accepted, BareStep, read_answer
from flows.commands import command
from flows.draft import At, Draft, digest
from flows.going import decide_sure, go_on
from flows.inputs import Commanded
from flows.model import Check
from flows.position import locate
from flows.session import Pending
from flows.suggest import mark_offered
from locales.commands import read_command, read_yes_no
from locales.digits import to_ascii

DECIDING: Final = frozenset({"suggestion", "changed", "filled", "guess", "erase", "withdraw", "language"})
"""Confirmations that a yes, a no or one of their own options decides."""


def decide_in_words(draft: Draft, text: str) -> bool:
    """Whether the words decide the open confirmation; if they do, it is done."""
    pending = draft.pending
    assert pending is not None
    choice = read_yes_no(text, draft.language)
    number = number_in(text)
    if pending.kind in ("warning", "which") and locate(draft, pending.path) is None:
        return False
    match pending.kind:
        case "warning":
            return _warning_in_words(draft, pending, choice, number)
        case "which":
            return _edit_by_number(draft, number)
        case "guess" if len(pending.data["candidates"]) > 1 and number is not None:
            return decide(draft, "no" if number > len(pending.data["candidates"]) else str(number))
        case "changed" if number in (1, 2):
            return decide(draft, "new" if number == 1 else "old")
        case "language":
            return _language_in_words(draft, text)
        case "reading" | "more" | "declined" | "changed":
            if pending.kind == "more" and (choice == "no" or read_command(text, draft.language) in ("done", "skip")):
                command(draft, Commanded("done"))
                return True
            return False
        case _:
            if choice is None and number in (1, 2):
                choice = "yes" if number == 1 else "no"
            return choice is not None and decide(draft, choice)


def number_in(text: str) -> int | None:
    plain = to_ascii(text).strip().rstrip(".)")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else None


def _warning_in_words(draft: Draft, pending: Pending, choice: str | None, number: int | None) -> bool:
    if choice == "yes" or number == 1:
        command(draft, Commanded("right"))
        return True
    if choice == "no":
        at = locate(draft, pending.path)
        assert at is not None
        paths = ask.check_paths(draft, _check(draft, pending), at)
        if paths:
            command(draft, Commanded("edit", paths[-1]))
        return bool(paths)
    return _edit_by_number(draft, number - 1 if number is not None else None)


def _edit_by_number(draft: Draft, number: int | None) -> bool:
    pending = draft.pending
    assert pending is not None
    at = locate(draft, pending.path)
    paths = ask.check_paths(draft, _check(draft, pending), at) if at is not None else []
    if number is None or not 1 <= number <= len(paths):
        return False
    command(draft, Commanded("edit", paths[number - 1]))
    return True


def _check(draft: Draft, pending: Pending) -> Check:
    return next(check for check in draft.flow.checks if check.id == pending.data["check"])


def _language_in_words(draft: Draft, text: str) -> bool:
    read = read_answer(BareStep("language"), text, draft.language, draft.today, None)
    if not isinstance(read, Accepted):
        return False
    command(draft, Commanded("language", str(read.value)))
    return True


def decide(draft: Draft, option: str) -> bool:
    """Close the open confirmation with one of its options. False if the option is none of its own."""
    pending = draft.pending
    if pending is None:
        return False
    at = locate(draft, pending.path)
    match pending.kind, option:
        case ("erase" | "withdraw", "yes" | "no"):
            decide_sure(draft, option == "yes")
        case ("filled", "yes" | "no"):
            _decide_filled(draft, pending, option == "yes")
        case ("suggestion" | "changed", "yes" | "new") if at is not None:
            accept(draft, at, pending.data["value"], pending.data["source"])
        case ("suggestion", "no") if at is not None:
            _decline(draft, at, pending)
        case ("changed", "old") if at is not None:
            _keep_old(draft, at, pending)
        case ("guess", _) if at is not None:
            return _decide_guess(draft, at, pending, option)
        case _:
            return False
    return True


def _decline(draft: Draft, at: At, pending: Pending) -> None:
    draft.pending = Pending("declined", at.path, {"of": pending.data["of"]})
    ask.ask(draft, at, frontier=draft.asked.frontier if draft.asked is not None else False)


def _keep_old(draft: Draft, at: At, pending: Pending) -> None:
    """The old value stays, and the trader has decided about the new one."""
    old = draft.answers.get(at.path) or draft.reopened[at.path]
    draft.put(at.path, old.value, old.source, old.state, pending.data["of"])
    draft.pending = None
    draft.disturbed = True
    go_on(draft)


def _decide_guess(draft: Draft, at: At, pending: Pending, option: str) -> bool:
    candidates = pending.data["candidates"]
    if option == "no":
        draft.pending = None
        ask.ask(draft, at, frontier=draft.asked.frontier if draft.asked is not None else False)
        return True
    index = 1 if option == "yes" else int(option) if option.isascii() and option.isdigit() else 0
    if not 1 <= index <= len(candidates):
        return False
    accept(draft, at, candidates[index - 1], "typed")
    return True


def _decide_filled(draft: Draft, pending: Pending, yes: bool) -> None:
    """What a paper said is taken over in one tap, or offered one by one."""
    draft.pending = None
    mark_offered(draft, pending.path, pending.data["file"])
    if yes:
        for path, value in pending.data["values"].items():
            at = locate(draft, path)
            if at is not None and path not in draft.answers:
                draft.put(path, value, "read", of=digest(value))
    draft.attempts = 0
    draft.disturbed = True
    go_on(draft)
