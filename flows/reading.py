"""Reading a reply to a step, in the trader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flows.answers import Accepted, Labels, Reading, read_answer
from flows.confirming import number_in
from flows.draft import Draft
from flows.model import Flow, Step
from flows.problems import Problem
from locales.commands import read_yes_no

CHOICE_KINDS: Final = frozenset({"choice", "choices", "yes_no", "language", "consent", "country", "countries"})


def read_reply(draft: Draft, step: Step, text: str) -> Reading:
    if step.kind == "consent":
        choice = read_yes_no(text, draft.language) or {1: "yes", 2: "no"}.get(number_in(text) or 0)
        return Accepted(choice) if choice is not None else Problem("yes-or-no")
    return read_answer(step, text, draft.language, draft.today, labels_of(draft.flow, step, draft.language))


@lru_cache(maxsize=8192)
def labels_of(flow: Flow, step: Step, language: str) -> Labels:
    """The words of the step's options in that language, for matching what is typed."""
    table = flow.translations.get(language)
    if not table:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for option in step.options:
        prefix = f"{step.context}.options.{option.id}"
        words = [table[f"{prefix}.{name}"] for name in ("label", "short") if table.get(f"{prefix}.{name}")]
        words += [word.strip() for word in table.get(f"{prefix}.synonyms", "").split(",") if word.strip()]
        if words:
            found[option.id] = tuple(words)
    return found
