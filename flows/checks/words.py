"""Words: whatever is asked or told has them, no two options share one, and an example can be typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from flows.answers import Accepted, read_answer
from flows.checks.places import asked_of, fault_at, own_id
from flows.faults import Fault
from flows.kinds import KINDS
from flows.loader import Outline
from flows.model import TOLD_KINDS, Flow, Step
from flows.schema import OptionFile, StepFile
from flows.spelling import near
from flows.yaml_text import Keys
from locales.digits import fold

_TYPED: Final = frozenset(KINDS) - TOLD_KINDS - {"document", "consent", "review"}
_ANY_DAY: Final = date(2026, 11, 23)


def words(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """Whatever is asked or told has words. A review has words of its own; a derived value is never asked."""
    for step, file, keys in asked_of(outline, flow):
        key = "say" if step.kind in TOLD_KINDS else "ask"
        blamed = any((*keys, each) in outline.wrong for each in ("ask", "say"))
        if (
            not (file.ask or file.say)
            and step.kind != "review"
            and step.derive is None
            and not file.derive
            and not blamed
        ):
            yield fault_at(outline, keys, "missing-words", f'"{file.step}" has no words: add {key}:', key=True)
        elif file.ask and file.say:
            yield fault_at(
                outline, (*keys, "say"), "misplaced-key", "a step has either ask: or say:", level="warning", key=True
            )


def options(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A choice has options, of ids that its kind knows, that no reply could confuse."""
    for step, file, keys in asked_of(outline, flow):
        kind = KINDS[step.kind]
        at = (*keys, "options")
        if step.kind in ("choice", "choices") and not step.options and at not in outline.wrong:
            yield fault_at(
                outline,
                keys,
                "no-options",
                f'"{file.step}" is a {step.kind} and has no options: add options:',
                key=True,
            )
        for option in step.options:
            if kind.values is not None and option.id not in kind.values:
                message = f'a {step.kind} has no answer "{option.id}".{near(option.id, kind.values)}'
                yield fault_at(outline, (*at, option.id), "unknown-option", message, key=True)
        yield from _same_words(outline, step, file, at)


def _same_words(outline: Outline, step: Step, file: StepFile, at: Keys) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    for option in step.options:
        of_file = (file.options or {}).get(option.id)
        short = isinstance(of_file, OptionFile)
        for where, word in _words_of(option.label, option.short, option.synonyms, (*at, option.id), short):
            owner = taken.setdefault(fold(word), option.id)
            if owner != option.id:
                message = f'"{word}" can mean "{owner}" as well as "{option.id}": nobody could tell which is meant'
                yield fault_at(outline, where, "same-words", message)


def _words_of(
    label: str, short: str | None, synonyms: tuple[str, ...], at: Keys, is_mapping: bool
) -> Iterator[tuple[Keys, str]]:
    yield ((*at, "label") if is_mapping else at), label
    if short:
        yield (*at, "short"), short
    for number, synonym in enumerate(synonyms):
        yield (*at, "synonyms", number), synonym


def examples(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """Whoever copies the example is not refused. Of a day that depends on today nobody can say."""
    for step, _, keys in asked_of(outline, flow):
        if (
            not step.example
            or "{" in step.example
            or step.kind not in _TYPED
            or "today" in (step.at_least, step.at_most)
        ):
            continue
        if not isinstance(read_answer(step, step.example, "en", _ANY_DAY), Accepted):
            message = f'"{step.example}" is not understood as an answer to {own_id(step)}'
            yield fault_at(outline, (*keys, "example"), "example-unread", message, level="warning")
