"""A guess that is shown before it is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows import wording
from flows.draft import At, Draft
from flows.effects import Bot, Choice, Say
from flows.problems import Problem
from flows.session import Pending


def ask_guess(draft: Draft, at: At, candidates: tuple[Any, ...], why: Problem | None = None) -> None:
    """ "Did you mean …?" rather than a wrong guess, and which character looks mistyped."""
    step = at.step
    assert step is not None
    draft.prompt += 1
    if draft.asked is not None and draft.asked.path == at.path:
        draft.asked = replace(draft.asked, prompt=draft.prompt)
    offered = draft.pending.data if draft.pending is not None and draft.pending.path == at.path else {}
    decided = {"of": offered["of"]} if "of" in offered else {}
    draft.pending = Pending("guess", at.path, {"candidates": list(candidates), **decided})
    named = (Bot(f"problem.{why.key}", why.params),) if why is not None and "place" in why.params else ()
    words: tuple[Bot, ...]
    if len(candidates) == 1:
        words = (*named, Bot("did-you-mean", {"value": wording.shown(step, candidates[0])}))
        choices: tuple[Choice, ...] = (wording.YES, wording.NO)
    else:
        words = (*named, Bot("did-you-mean-one"))
        choices = tuple(Choice(str(index), wording.shown(step, value)) for index, value in enumerate(candidates, 1))
        choices = (*choices, Choice("no", Bot("none-of-these")))
    draft.do(Say("confirm", words, at.path, choices, None, wording.progress(draft.flow, at), prompt=draft.prompt))
