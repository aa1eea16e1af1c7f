"""Buttons: a command, the open confirmation's, or the answer to the step in the token."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from flows import refusing
from flows.accepting import accept
from flows.answers import fits
from flows.commands import command
from flows.confirming import decide
from flows.draft import At, Draft, split_path
from flows.going import stale
from flows.inputs import Chosen, Commanded, Pressed
from flows.model import Step
from flows.position import locate, settled
from flows.problems import Problem
from flows.reading import CHOICE_KINDS, read_reply


def pressed(draft: Draft, given: Pressed | Chosen) -> None:
    """A button: a command, the open confirmation's, or the answer to the step in its token."""
    options = (given.option,) if isinstance(given, Pressed) else given.options
    path = given.path or (draft.asked.path if draft.asked is not None else None)
    standing = draft.asked.prompt if draft.asked is not None else draft.prompt
    fresh = given.prompt is None or given.prompt == standing
    if len(options) == 1 and options[0].startswith("/"):
        _pressed_command(draft, options[0], path, fresh)
        return
    if (
        fresh
        and len(options) == 1
        and draft.pending is not None
        and (path or "") == draft.pending.path
        and decide(draft, options[0])
    ):
        return
    at = locate(draft, path) if path is not None else None
    if at is None:
        gone = path is not None and split_path(path)[1] is not None
        stale(draft, "item-removed" if gone else "button-old")
        return
    if at.step is None or not draft.is_relevant(at) or (not _is_open(draft, at) and settled(draft, at)):
        stale(draft, "button-old")
        return
    if at.step.derive is not None or at.step.kind not in CHOICE_KINDS:
        # The "yes" or "no" of a confirmation that is closed: such a step has no options of its own.
        stale(draft, "button-old")
        return
    _take_options(draft, at, options)


def _is_open(draft: Draft, at: At) -> bool:
    return at.path not in draft.answers or (draft.pending is not None and draft.pending.path == at.path)


ONCE: Final = frozenset({"another", "done", "submit", "keep", "right", "remove", "skip"})
"""Commands that mean the message they stand under: pressed again on an old one, they would act on something else."""


def _pressed_command(draft: Draft, option: str, path: str | None, fresh: bool) -> None:
    name, _, argument = option[1:].partition(" ")
    if name in ONCE and (not fresh or (draft.asked is not None and path != draft.asked.path)):
        stale(draft, "button-old")
        return
    command(draft, Commanded(name, argument or None))


def _take_options(draft: Draft, at: At, options: tuple[str, ...]) -> None:
    step = at.step
    assert step is not None
    value: Any
    match step.kind:
        case "choices" | "countries":
            order = {option.id: place for place, option in enumerate(step.options)}
            value = sorted(set(options), key=lambda option: order.get(option, len(order)))
        case _:
            value = options[0] if len(options) == 1 else list(options)
    if (step.kind == "consent" and value in ("yes", "no")) or (
        step.kind in CHOICE_KINDS and step.kind != "consent" and _offered(step, value) and fits(step, value)
    ):
        accept(draft, at, value, "chosen")
    elif draft.asked is None or draft.asked.path != at.path:
        stale(draft, "button-old")
    else:
        refusing.refuse(draft, at, _why_not(draft, step, options))


def _offered(step: Step, value: Any) -> bool:
    return step.kind not in ("choice", "choices") or all(
        step.option(one) for one in ([value] if isinstance(value, str) else value)
    )


def _why_not(draft: Draft, step: Step, options: tuple[str, ...]) -> Problem:
    """Why pressed options are no answer: too few, too many, or none of the step's own, as if they had been typed."""
    if step.kind == "choices" and all(step.option(option) for option in options):
        if step.at_least is not None and len(options) < Decimal(step.at_least):
            return Problem("choices-too-few", {"least": step.at_least})
        if step.at_most is not None and len(options) > Decimal(step.at_most):
            return Problem("choices-too-many", {"most": step.at_most})
    read = read_reply(draft, step, ", ".join(options)) if step.kind in CHOICE_KINDS else None
    return read if isinstance(read, Problem) else Problem("use-the-buttons")
