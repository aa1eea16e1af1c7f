"""A flow as the engine runs it: frozen, indexed, its conditions compiled.

The file an author writes is `flows/schema.py`; `flows/loader.py` turns that into this. Everything that can be known before the
first trader arrives (who depends on whom, which check belongs to which step) is worked out once here, so that a turn costs the
same in a flow of ten steps and of five hundred.

A step has a *definition path* ("gstin", in a repeated section "products.name"). A question put to a trader has a *path*: the same,
but for a repeat, where it carries the instance's id ("products#2.name"). Instance ids are never reused; the number shown to people
is only the place in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from flows.conditions import Condition, Expression

CheckLevel = Literal["must", "should"]
Outcome = Literal["completed", "ended"]

TOLD_KINDS: Final = frozenset({"note", "end"})
"""Kinds that tell and do not ask."""


@dataclass(frozen=True, slots=True)
class Option:
    """An offered answer. `id` is what is stored; every other word is display and is translated."""

    id: str
    label: str
    short: str | None = None
    icon: str | None = None
    describe: str | None = None
    synonyms: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that holds when all is well. It belongs to the last step, in flow order, that it names."""

    id: str
    """Stable across publishes as long as the condition's text is: acknowledgements refer to it."""
    level: CheckLevel
    condition: Condition
    say: str
    context: str
    """Where the translation of `say` is found."""
    names: tuple[str, ...]
    """Definition paths of the steps it names, in flow order; the last is the owner."""

    @property
    def owner(self) -> str:
        return self.names[-1]


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document step collects."""

    kind: str = "other"
    reads: Mapping[str, str] = field(default_factory=dict)
    """What the paper says (a field of `saathi document inspect`) -> definition path of the step that it fills."""
    proves: Mapping[str, str] = field(default_factory=dict)
    """Definition path of a choice -> the option that having this paper proves ("has_gst" -> "yes")."""
    at_least: int = 1
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Consent:
    """What a consent step asks for. A new `notice_version` asks everybody again."""

    purpose: str
    notice: str
    notice_version: int = 1
    required: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One thing asked or told."""

    id: str
    """Definition path: "gstin", "products.name"."""
    kind: str
    section: str
    index: int
    """Place in the flow's order, 0 and up."""
    ask: str = ""
    """The words of the question, or of what is told."""
    context: str = ""
    """`<flow>.<step path>`: the prefix under which its words are translated."""
    label: str = ""
    """Short name of the answer, for reviews."""
    help: str | None = None
    example: str | None = None
    when: Condition | None = None
    derive: Expression | None = None
    suggest: Expression | None = None
    suggest_say: str | None = None
    options: tuple[Option, ...] = ()
    skippable: bool = False
    at_least: str | None = None
    at_most: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    currency: str = "INR"
    paper: Paper | None = None
    consent: Consent | None = None
    personal: bool = True
    before_acceptance: bool = False
    fills: str | None = None
    """Dotted field of the lead."""
    was: tuple[str, ...] = ()
    outcome: Outcome = "completed"
    keep: Literal["everything", "nothing"] = "everything"
    line: int = 0
    """Line in the file, for people."""

    @property
    def path(self) -> str:
        """The definition path; named `path` too because answers' parsers know a step only by this word."""
        return self.id

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        for option in self.options:
            if option.id == option_id:
                return option
        return None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section asked once an instance: products, machines, family members."""

    at_least: int
    at_most: int
    another: str
    """The question after each instance: "Add another product?"."""
    item: str
    """What one instance is called: "Product"."""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    id: str
    title: str
    context: str
    number: int
    """1 and up, for the progress."""
    steps: tuple[Step, ...]
    when: Condition | None = None
    repeat: Repeat | None = None
    start: int = 0
    """Index of its first step in the flow's order."""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    points: int
    when: Condition
    say: str
    context: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the score: lines of conditions, or one of the parts that the code knows (completeness, consistency, responsiveness)."""

    id: str
    title: str
    context: str
    lines: tuple[ScoreLine, ...] = ()
    most: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A definition with everything worked out. Immutable; safe to share between threads."""

    id: str
    title: str
    version: int
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    """All steps in the flow's order."""
    by_id: Mapping[str, Step]
    section_of: Mapping[str, Section]
    """Definition path of a step -> its section; a repeated section's own id -> itself."""
    checks: tuple[Check, ...]
    checks_of: Mapping[str, tuple[Check, ...]]
    """Definition path of the owner -> its checks."""
    filled_by: Mapping[str, tuple[str, ...]]
    """Definition path -> document steps whose paper may fill it."""
    renamed: Mapping[str, str]
    """Old definition path -> where its answers belong now: a step that says `was:` of it, or whose section did or does repeat."""
    score: tuple[ScorePart, ...] = ()
    languages: tuple[str, ...] = ()
    """Languages offered by a language step; empty: all that Saathi speaks."""
    file: str = ""
    source: str = ""
    """The text it was loaded from."""
    translations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Language -> context -> text. A published version holds its own."""

    def text(self, language: str, context: str, source: str) -> str:
        """The words of `context` in `language`; the source text where there is no translation."""
        table = self.translations.get(language)
        if table is None:
            return source
        found = table.get(context)
        return found if found else source
