"""The form of a flow file: its values read into the models of `flows/schema.py`, past everything that is wrong with them.

`read_flow` does not stop at the first wrong key. What is wrong is noted, taken out (or, when it is missing, put in as something
harmless), and the rest is read again: so one misspelt key does not hide the faults behind it. Values come as `flows/yaml_text.py` reads
them, every scalar as text.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flows.form_words import MODELS, Wrong, in_plain_words, owner_of
from flows.kinds import KINDS
from flows.schema import FlowFile, Part
from flows.spelling import near, nearest
from flows.yaml_text import Keys, has, value_at
from locales.languages import LANGUAGES

UNKNOWN_KIND: Final = "unknown"
UNNAMED: Final = "unnamed"
STAND_IN: Final = "-"
_ROUNDS: Final = 12


def read_flow(data: Any) -> tuple[FlowFile | None, list[Wrong]]:
    """The flow, as far as it can be read, and everything that is wrong with its form."""
    if not isinstance(data, dict):
        return None, [Wrong((), "type", "a flow file is a mapping that begins with flow:")]
    data = copy.deepcopy(data)
    wrong: list[Wrong] = [*_take_out_empty(data, ()), *_kinds_and_languages(data)]
    for _ in range(_ROUNDS):
        try:
            return FlowFile.model_validate(data), wrong
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=True)
        found = [(_keys(data, each["loc"]), each) for each in details]
        meant = _misspelt(data, found)
        found = [
            (keys, each)
            for keys, each in found
            if each["type"] != "missing" or (*keys, str(each["loc"][-1])) not in meant
        ]
        wrong += [in_plain_words(keys, each) for keys, each in found]
        _heal(data, found, meant)
        # What stood under a misspelt key was not looked at yet.
        wrong += [replace(each, keys=_as_written(each.keys, meant)) for each in _kinds_and_languages(data, meant)]
    return None, wrong


def _take_out_empty(data: Any, keys: Keys) -> Iterable[Wrong]:
    """A key that may be left out, but is there with nothing after it, was meant to say something."""
    if isinstance(data, list):
        for at, each in enumerate(data):
            yield from _take_out_empty(each, (*keys, at))
    elif isinstance(data, dict):
        known = MODELS[owner_of(keys)].model_fields
        for key, value in list(data.items()):
            if value is None and key in known and not known[key].is_required():
                del data[key]
                yield Wrong((*keys, key), "empty-value", f"{key}: has nothing after it", at_key=True)
            else:
                yield from _take_out_empty(value, (*keys, key))


def _kinds_and_languages(data: dict[str, Any], only: Collection[Keys] | None = None) -> Iterable[Wrong]:
    """What the types cannot say with a "did you mean", everywhere or under these keys."""
    languages = data.get("languages") if _under(("languages",), only) else None
    for at, code in enumerate(languages if isinstance(languages, list) else []):
        if isinstance(code, str) and code not in LANGUAGES:
            yield Wrong(("languages", at), "unknown-language", f'there is no language "{code}".{near(code, LANGUAGES)}')
    for keys, step in _steps(data):
        kind = step.get("kind") if _under((*keys, "kind"), only) else None
        if isinstance(kind, str) and kind not in KINDS:
            yield Wrong((*keys, "kind"), "unknown-kind", f'there is no kind "{kind}".{near(kind, KINDS)}')
            step["kind"] = UNKNOWN_KIND


def _under(keys: Keys, places: Collection[Keys] | None) -> bool:
    return places is None or any(keys[:size] in places for size in range(1, len(keys) + 1))


def _steps(data: dict[str, Any]) -> Iterable[tuple[Keys, dict[str, Any]]]:
    sections = data.get("sections")
    for place, section in enumerate(sections if isinstance(sections, list) else []):
        steps = section.get("steps") if isinstance(section, dict) else None
        for at, step in enumerate(steps if isinstance(steps, list) else []):
            if isinstance(step, dict):
                yield ("sections", place, "steps", at), step


def _keys(data: Any, loc: tuple[int | str, ...]) -> Keys:
    """The place that pydantic gives, without the names of union branches that it mixes in."""
    keys: list[int | str] = []
    for part in loc:
        if has(data, part):
            keys.append(part)
            data = data[part]
    return tuple(keys)


def _misspelt(data: dict[str, Any], found: list[tuple[Keys, ErrorDetails]]) -> dict[Keys, str]:
    """Where a key should be that is there under a wrong spelling -> that spelling. It is one fault, not two."""
    meant: dict[Keys, str] = {}
    for keys, detail in found:
        if detail["type"] == "extra_forbidden" and keys:
            guess = nearest(str(keys[-1]), MODELS[owner_of(keys[:-1])].model_fields)
            if guess is not None and guess not in value_at(data, keys[:-1]):
                meant.setdefault((*keys[:-1], guess), str(keys[-1]))
    return meant


def _as_written(keys: Keys, meant: Mapping[Keys, str]) -> Keys:
    """The place in the file of what now stands under the key that was meant."""
    for size in range(1, len(keys) + 1):
        if keys[:size] in meant:
            keys = (*keys[: size - 1], meant[keys[:size]], *keys[size:])
    return keys


def _heal(data: dict[str, Any], found: list[tuple[Keys, ErrorDetails]], meant: Mapping[Keys, str]) -> None:
    """Takes out what is wrong and puts in what is missing, each place in a list staying the place it was."""
    for keys, wrong_key in meant.items():
        parent = value_at(data, keys[:-1])
        parent[keys[-1]] = parent.pop(wrong_key)
    for keys, detail in sorted(found, key=lambda each: len(each[0]), reverse=True):
        if detail["type"] == "missing":
            keys = (*keys, str(detail["loc"][-1]))
        if not keys:
            continue
        parent, last = value_at(data, keys[:-1]), keys[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            if detail["type"] != "extra_forbidden" and _is_required(MODELS[owner_of(keys[:-1])], last):
                parent[last] = _stand_in(last)
            else:
                parent.pop(last, None)
        elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
            parent[last] = _in_list(keys)


def _is_required(model: type[Part], key: str) -> bool:
    return key in model.model_fields and model.model_fields[key].is_required()


def _stand_in(key: str) -> Any:
    """What a required key is read as when it is missing or wrong: something that causes no other fault."""
    match key:
        case "kind":
            return UNKNOWN_KIND
        case "flow" | "section" | "step" | "part":
            return UNNAMED
        case "sections":
            return [_in_list(("sections", 0))]
        case "steps":
            return [_in_list(("steps", 0))]
        case "at_most":
            return "1"
        case "points":
            return "0"
        case "when":
            return "true"
        case _:
            return STAND_IN


def _in_list(keys: Keys) -> Any:
    """What an item of a list is read as when it is wrong."""
    match next((key for key in reversed(keys) if isinstance(key, str)), ""):
        case "sections":
            return {"section": UNNAMED, "title": STAND_IN, "steps": _stand_in("steps")}
        case "steps":
            return {"step": UNNAMED, "kind": UNKNOWN_KIND}
        case "checks":
            return {"should": "true", "say": STAND_IN}
        case "points":
            return {"points": "0", "when": "true", "say": STAND_IN}
        case "score":
            return {"part": UNNAMED, "points": "0"}
        case "languages":
            return "en"
        case _:
            return UNNAMED
