"""Saying why something was not taken, and how to answer.

What stands must be what is seen last. A confirmation that is open ("delete it all?", a warning, a guess) is decided by a bare "yes" or a
number; so whatever came in between, it is that confirmation which is shown again, and not the question behind it with its own numbers.
"""

from __future__ import annotations

from typing import Final

from flows import ask
from flows.draft import At, Draft
from flows.effects import Bot, Own, Phrase, Say
from flows.going import INTERRUPTING, ask_pending, say_interruption
from flows.problems import Problem
from flows.wording import own

HELP_AFTER: Final = 2
"""Failed replies after which the bot says where to find the answer."""

CONFIRMING: Final = frozenset({"suggestion", "changed", "filled", "guess", "warning", "which"})
"""Confirmations about the very question that was asked."""


def refuse(draft: Draft, at: At, why: Problem, *said: Phrase) -> None:
    """Say why a reply was not accepted; after two failures where to find the answer, after three offer skip and a person."""
    draft.attempts += 1
    words: list[Phrase] = [*said] if said else [Bot(f"problem.{why.key}", why.params)]
    step = at.step
    if step is not None and draft.attempts >= HELP_AFTER and step.help is not None:
        words.append(own(draft, f"{step.context}.help", step.help, at))
    if step is not None and draft.attempts >= HELP_AFTER and step.example is not None:
        words.append(Bot("example", {"example": Own(f"{step.context}.example", step.example)}))
    if draft.attempts >= ask.HUMAN_AFTER:
        words.append(Bot("skip-or-person" if step is not None and step.skippable else "or-a-person"))
    say_problem(draft, at, why.key, tuple(words))


def say_problem(draft: Draft, at: At, key: str, words: tuple[Phrase, ...]) -> None:
    """The problem with the question's own options under it; or the confirmation that stands in front of them, once more."""
    if is_confirming(draft, at):
        draft.do(Say("problem", words, at.path, problem=key))
        _confirm_again(draft, at)
    elif at.step is None:
        draft.do(Say("problem", words, at.path, problem=key, prompt=draft.prompt))
    else:
        draft.do(ask.question(draft, at, "problem", words, key))


def is_confirming(draft: Draft, at: At) -> bool:
    """Whether a yes, a no or a number would now decide an open confirmation."""
    pending = draft.pending
    if pending is None:
        return False
    return pending.kind in INTERRUPTING or (pending.kind in CONFIRMING and pending.path == at.path)


def ask_again(draft: Draft, at: At, before: Bot) -> None:
    """The same confirmation once more, with a word on how to answer it; after three failures a person is offered."""
    words = (before, Bot("or-a-person")) if draft.attempts >= ask.HUMAN_AFTER else (before,)
    draft.do(Say("problem", words, at.path, problem=before.key.removeprefix("problem.")))
    _confirm_again(draft, at)


def _confirm_again(draft: Draft, at: At) -> None:
    if draft.pending is not None and draft.pending.kind in INTERRUPTING:
        say_interruption(draft)
    elif draft.asked is not None:
        ask_pending(draft, at, draft.asked)
