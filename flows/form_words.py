"""What is wrong with the form of a flow file, for its author: pydantic's own sentences are for programmers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import ErrorDetails

from flows.schema import (
    CheckFile,
    CountFile,
    FlowFile,
    OptionFile,
    Part,
    RepeatFile,
    ScoreFile,
    ScoreLineFile,
    SectionFile,
    StepFile,
)
from flows.spelling import near
from flows.yaml_text import Keys


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of form."""

    keys: Keys
    """Where: the nearest value that is there."""
    code: str
    message: str
    at_key: bool = False
    """At the key rather than at its value."""


MODELS: Final[Mapping[str, type[Part]]] = {
    "flow": FlowFile,
    "section": SectionFile,
    "step": StepFile,
    "option": OptionFile,
    "check": CheckFile,
    "count": CountFile,
    "repeat": RepeatFile,
    "score": ScoreFile,
    "line": ScoreLineFile,
}
_OWNERS: Final = {
    "sections": "section",
    "steps": "step",
    "options": "option",
    "checks": "check",
    "points": "line",
    "score": "score",
}


def owner_of(keys: Keys) -> str:
    """What the innermost mapping of a place is: a step, an option."""
    for key in reversed(keys):
        if key in ("count", "repeat"):
            return str(key)
        if isinstance(key, str) and key in _OWNERS:
            return _OWNERS[key]
    return "flow"


def in_plain_words(keys: Keys, detail: ErrorDetails) -> Wrong:
    """What pydantic found, for the author of the file."""
    kind, context = detail["type"], detail.get("ctx") or {}
    key = str(keys[-1]) if keys else "flow"
    if kind == "missing":
        missing = str(detail["loc"][-1])
        return Wrong(keys, "missing-key", f"this {owner_of(keys)} has no {missing}: add {missing}:", at_key=True)
    if detail["input"] is None and kind not in ("extra_forbidden",):
        return Wrong(keys, "empty-value", f"{key}: has nothing after it", at_key=True)
    if kind == "extra_forbidden":
        owner = owner_of(keys[:-1])
        known = MODELS[owner].model_fields
        return Wrong(
            keys,
            "unknown-key",
            f'{"an" if owner == "option" else "a"} {owner} has no key "{key}".{near(key, known) or _list(known)}',
            at_key=True,
        )
    if detail["loc"][-1] == "[key]":
        return Wrong(
            keys, "bad-id", f'"{key}" cannot be the id of an option: use letters, digits and _ . + -', at_key=True
        )
    return Wrong(keys, *_words(kind, context, keys, detail["input"]))


def _list(words: Iterable[str]) -> str:
    return f" It has {', '.join(words)}."


def _words(kind: str, context: Mapping[str, Any], keys: Keys, value: Any) -> tuple[str, str]:
    key = next((str(each) for each in reversed(keys) if isinstance(each, str)), "flow")
    shown = f'"{value}"' if isinstance(value, str) and len(value) <= 60 else "this"
    match kind:
        case "string_type":
            return "type", f"{key}: wants a text here; a text with braces, brackets or a colon needs quotation marks"
        case "string_too_short":
            return "empty-value", f"{key}: has nothing after it"
        case "string_too_long":
            return "too-long", f"{key}: is longer than {context.get('max_length')} characters"
        case "string_pattern_mismatch" if key == "currency":
            return "type", f'{shown} is not a currency: write its three capital letters, as in "INR"'
        case "string_pattern_mismatch":
            return (
                "bad-id",
                f"{shown} cannot be used for {key}: use small letters, digits and _, beginning with a letter",
            )
        case "list_type":
            return "type", f"{key}: wants a list, each item on a line that begins with -"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "type", f"{key}: wants a mapping, with lines such as key: value"
        case "bool_type" | "bool_parsing":
            return "type", f"{key}: is true or false, not {shown}"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size":
            return "type", f"{key}: wants a whole number, not {shown}"
        case "greater_than_equal":
            return "out-of-range", f"{key}: is at least {context.get('ge')}"
        case "less_than_equal":
            return "out-of-range", f"{key}: is at most {context.get('le')}"
        case "literal_error":
            return "unknown-value", f"{key}: is one of {context.get('expected')}, not {shown}"
        case "too_short":
            return "empty-value", f"{key}: has nothing in it"
        case "string_unicode":
            return "type", f"{key}: holds half a character, such as \\ud800; write the character itself"
        case _:
            return "type", f"{key}: cannot be read"
