"""The flow file as an author writes it: every key and its type.

The models are pydantic's, so that one description gives the reading, the faults (`flows/form.py`) and the JSON Schema with which editors
complete and check a flow while it is typed.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from flows.kinds import KINDS
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


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class OptionFile(Part):
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


class CheckFile(Part):
    """A condition that holds when all is well: `must` or `should`."""

    must: Source | None = None
    """When this is false, the answer is an error and is asked again."""
    should: Source | None = None
    """When this is false, the trader is asked once whether it is right."""
    say: Text
    """What is said when it does not hold."""


class CountFile(Part):
    """How many files a document step takes."""

    at_least: Whole = 1
    at_most: Whole = 1


class RepeatFile(Part):
    """A section that is asked once for each thing: products, machines, family members."""

    at_least: Whole = 1
    at_most: Whole
    another: Text
    """The question after each: "Add another product?"."""
    item: Text
    """What one is called: "Product"."""


class StepFile(Part):
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


class SectionFile(Part):
    """Steps that belong together."""

    section: Id
    title: Text
    when: Source | None = None
    """The whole section is asked only when this condition holds."""
    repeat: RepeatFile | None = None
    was: SomeIds | None = None
    """Earlier ids of this section, if it repeats or did: its instances and their answers are kept."""
    steps: Annotated[list[StepFile], Field(min_length=1)]


class ScoreLineFile(Part):
    """Points for a condition that holds."""

    points: Points
    when: Source
    say: Text
    """What the points are for."""


class ScoreFile(Part):
    """A part of the score: lines of points, or a number for a part that Saathi works out itself."""

    part: Id
    title: Text | None = None
    points: Annotated[
        Annotated[Points, Tag("one")] | Annotated[list[ScoreLineFile], Tag("many")],
        Discriminator(_shape),
    ]
    """A list of lines; or, for completeness, consistency and responsiveness, the most points."""


class FlowFile(Part):
    """A flow: a conversation, its questions in order."""

    flow: Id
    """The flow's id; also the file's name."""
    title: Text
    description: Text | None = None
    languages: list[LanguageCode] = []
    """Languages that are offered; all when left out."""
    sections: Annotated[list[SectionFile], Field(min_length=1)]
    score: list[ScoreFile] = []


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
