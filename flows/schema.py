"""The flow file as an author writes it: every key, its type, and what to say when it is wrong.

The models are pydantic's, so that one description gives the reading, the faults and the JSON Schema with which editors complete and
check a flow while it is typed. pydantic's own sentences are for programmers; `Wrong.message` is for the author.

`read_flow` does not stop at the first wrong key. What is wrong is noted, taken out (or, when it is missing, put in as something
harmless), and the rest is read again: so one misspelt key does not hide the faults behind it. Values come as `flows/yaml_text.py` reads
them, every scalar as text.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails

from flows.kinds import KINDS
from flows.spelling import near, nearest
from flows.yaml_text import Keys
from locales.languages import LANGUAGES

ID_PATTERN: Final = r"^[a-z][a-z0-9_]*$"
OPTION_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9_.+-]*$"
"""Never begins with "/": in a script of `saathi play` that is a command."""
MOST_TEXT: Final = 4000
"""Characters of any one text: about what the largest message of a channel holds."""


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _shape(value: Any) -> str:
    """Which branch of "a text, or more" a value takes, so that its faults are those of that branch alone."""
    return "many" if isinstance(value, dict | list) else "one"


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
OptionId = Annotated[str, StringConstraints(pattern=OPTION_PATTERN, max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT)]
Source = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema({"type": ["string", "boolean"], "description": 'A condition, as in: has_gst == "yes"'}),
]
"""A condition's or expression's text: not stripped, its mistakes are counted from its first character."""
Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool), Field(strict=True)]
Whole = Annotated[int, Field(ge=0, le=1_000_000)]
Points = Annotated[int, Field(ge=-1000, le=1000)]
Bound = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema({"type": ["number", "string"]})
]
Said = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT),
    WithJsonSchema({"type": ["string", "number"]}),
]
KindName = Annotated[str, WithJsonSchema({"enum": list(KINDS)})]
LanguageCode = Annotated[str, WithJsonSchema({"enum": list(LANGUAGES)})]
SomeIds = Annotated[
    Annotated[Id, Tag("one")] | Annotated[list[Id], Tag("many")],
    Discriminator(_shape),
]
SomeOptionIds = Annotated[
    Annotated[OptionId, Tag("one")] | Annotated[list[OptionId], Tag("many")],
    Discriminator(_shape),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class OptionFile(_Part):
    """An offered answer."""

    label: Said
    """What is shown."""
    short: Said | None = None
    """A shorter label, for channels where the label does not fit."""
    icon: Said | None = None
    """One emoji, shown beside the label."""
    describe: Text | None = None
    """A line of explanation, where a channel has room for one."""
    synonyms: list[Said] = []
    """What people type instead of the label."""
    was: SomeOptionIds | None = None
    """Earlier ids of this option: answers given under them are kept."""


Offered = Annotated[
    Annotated[Said, Tag("one")] | Annotated[OptionFile, Tag("many")],
    Discriminator(_shape),
]


class CheckFile(_Part):
    """A condition that holds when all is well: `must` or `should`."""

    must: Source | None = None
    """When this is false, the answer is an error and is asked again."""
    should: Source | None = None
    """When this is false, the trader is asked once whether it is right."""
    say: Text
    """What is said when it does not hold."""


class CountFile(_Part):
    """How many files a document step takes."""

    at_least: Whole = 1
    at_most: Whole = 1


class RepeatFile(_Part):
    """A section that is asked once for each thing: products, machines, family members."""

    at_least: Whole = 1
    at_most: Whole
    another: Text
    """The question after each: "Add another product?"."""
    item: Text
    """What one is called: "Product"."""


class StepFile(_Part):
    """One thing asked or told."""

    step: Id
    """The step's id: small letters, digits and _."""
    kind: KindName
    ask: Text | None = None
    """The question."""
    say: Text | None = None
    """What is told, in a note or an end."""
    label: Said | None = None
    """Short name of the answer, for the review: "GST number"."""
    help: Text | None = None
    """Where to find the answer; said when asked for help, and after two failures."""
    example: Said | None = None
    when: Source | None = None
    """The step is asked only when this condition holds."""
    options: dict[OptionId, Offered] | None = None
    """Option id -> its label, or a mapping of label, short, icon, synonyms, describe, was."""
    skippable: Flag = False
    checks: list[CheckFile] = []
    derive: Source | None = None
    """The answer is this value, and is never asked."""
    suggest: Source | None = None
    """This value is offered; the trader confirms or changes it."""
    suggest_say: Text | None = None
    """The words of the offer; {value} is the value."""
    reads: dict[str, str] | None = None
    """What the paper says -> the step that it fills."""
    proves: dict[str, str] | None = None
    """A choice -> the option that having this paper proves: has_gst: yes."""
    paper: Id | None = None
    """Which document: gst, udyam, iec, cheque, catalogue, photo, other."""
    count: CountFile | None = None
    at_least: Bound | None = None
    at_most: Bound | None = None
    min_length: Whole | None = None
    max_length: Whole | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO code of the currency when none is said; INR."""
    notice: Text | None = None
    """What a consent is given to: which data, and why."""
    notice_version: Annotated[int, Field(ge=1)] | None = None
    """Raise it when the notice changes in substance: everybody is asked again."""
    purpose: Id | None = None
    required: Flag | None = None
    """A consent without which the conversation cannot go on."""
    personal: Flag | None = None
    """Whether the answer is personal data; by default the kind decides."""
    before_acceptance: Flag = False
    """Whether a partner sees the answer before accepting the lead."""
    fills: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")] | None = None
    """The field of the lead, as in contact.name."""
    was: SomeIds | None = None
    """Earlier ids of this step: answers given under them are kept."""
    outcome: Literal["completed", "ended"] | None = None
    """How an end ends."""
    keep: Literal["everything", "nothing"] | None = None
    """What is kept after an end."""


class SectionFile(_Part):
    """Steps that belong together."""

    section: Id
    title: Text
    when: Source | None = None
    """The whole section is asked only when this condition holds."""
    repeat: RepeatFile | None = None
    was: SomeIds | None = None
    """Earlier ids of this section, if it repeats or did: its instances and their answers are kept."""
    steps: Annotated[list[StepFile], Field(min_length=1)]


class ScoreLineFile(_Part):
    """Points for a condition that holds."""

    points: Points
    when: Source
    say: Text
    """What the points are for."""


class ScoreFile(_Part):
    """A part of the score: lines of points, or a number for a part that Saathi works out itself."""

    part: Id
    title: Text | None = None
    points: Annotated[
        Annotated[Points, Tag("one")] | Annotated[list[ScoreLineFile], Tag("many")],
        Discriminator(_shape),
    ]
    """A list of lines; or, for completeness, consistency and responsiveness, the most points."""


class FlowFile(_Part):
    """A flow: a conversation, its questions in order."""

    flow: Id
    """The flow's id; also the file's name."""
    title: Text
    description: Text | None = None
    languages: list[LanguageCode] = []
    """Languages that are offered; all when left out."""
    sections: Annotated[list[SectionFile], Field(min_length=1)]
    score: list[ScoreFile] = []


# --- what is wrong, in plain words ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of form."""

    keys: Keys
    """Where: the nearest value that is there."""
    code: str
    message: str
    at_key: bool = False
    """At the key rather than at its value."""


_MODELS: Final[Mapping[str, type[_Part]]] = {
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
        wrong += [_wrong(data, keys, each) for keys, each in found]
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
        known = _MODELS[_owner(keys)].model_fields
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
        if _has(data, part):
            keys.append(part)
            data = data[part]
    return tuple(keys)


def _misspelt(data: dict[str, Any], found: list[tuple[Keys, ErrorDetails]]) -> dict[Keys, str]:
    """Where a key should be that is there under a wrong spelling -> that spelling. It is one fault, not two."""
    meant: dict[Keys, str] = {}
    for keys, detail in found:
        if detail["type"] == "extra_forbidden" and keys:
            guess = nearest(str(keys[-1]), _MODELS[_owner(keys[:-1])].model_fields)
            if guess is not None and guess not in _at(data, keys[:-1]):
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
        parent = _at(data, keys[:-1])
        parent[keys[-1]] = parent.pop(wrong_key)
    for keys, detail in sorted(found, key=lambda each: len(each[0]), reverse=True):
        if detail["type"] == "missing":
            keys = (*keys, str(detail["loc"][-1]))
        if not keys:
            continue
        parent, last = _at(data, keys[:-1]), keys[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            if detail["type"] != "extra_forbidden" and _is_required(_MODELS[_owner(keys[:-1])], last):
                parent[last] = _stand_in(last)
            else:
                parent.pop(last, None)
        elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
            parent[last] = _in_list(keys)


def _is_required(model: type[_Part], key: str) -> bool:
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


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        if not _has(data, key):
            return None
        data = data[key]
    return data


def _has(data: Any, key: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(key, int) and key < len(data)
    return isinstance(data, dict) and key in data


_OWNERS: Final = {
    "sections": "section",
    "steps": "step",
    "options": "option",
    "checks": "check",
    "points": "line",
    "score": "score",
}


def _owner(keys: Keys) -> str:
    """What the innermost mapping of a place is: a step, an option."""
    for key in reversed(keys):
        if key in ("count", "repeat"):
            return str(key)
        if isinstance(key, str) and key in _OWNERS:
            return _OWNERS[key]
    return "flow"


def _wrong(data: Any, keys: Keys, detail: ErrorDetails) -> Wrong:
    kind, context = detail["type"], detail.get("ctx") or {}
    key = str(keys[-1]) if keys else "flow"
    if kind == "missing":
        missing = str(detail["loc"][-1])
        return Wrong(keys, "missing-key", f"this {_owner(keys)} has no {missing}: add {missing}:", at_key=True)
    if detail["input"] is None and kind not in ("extra_forbidden",):
        return Wrong(keys, "empty-value", f"{key}: has nothing after it", at_key=True)
    if kind == "extra_forbidden":
        owner = _owner(keys[:-1])
        known = _MODELS[owner].model_fields
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


# --- the JSON Schema --------------------------------------------------------------------------------------------------------------


def schema_json() -> str:
    """`flows/flow.schema.json`: what editors complete and check a flow file by."""
    schema = FlowFile.model_json_schema(mode="validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _plain(schema: Any) -> Any:
    """Leaves out what pydantic writes for itself: the `title` that repeats each key, and nulls, which a file never holds."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if (key == "title" and isinstance(value, str)) or (key == "default" and value is None):
            continue
        if key in ("properties", "$defs"):
            plain[key] = {name: _plain(each) for name, each in value.items()}
        elif key == "anyOf" and {"type": "null"} in value and len(value) == 2:
            plain.update(_plain(next(each for each in value if each != {"type": "null"})))
        else:
            plain[key] = _plain(value)
    return plain
