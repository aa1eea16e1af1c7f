"""What reading a reply can come to, and the little that a reader knows of a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from flows.problems import Problem
from flows.record import record


@record
class Accepted:
    """The reply is understood. `value` is plain JSON of the step's kind."""

    value: Any
    echo: bool = False
    """Say it back: an amount, a number, a date, or something we repaired."""
    caution: Problem | None = None
    """Accepted, but a human looks: a legacy IEC, a special GST registration."""


@record
class DidYouMean:
    """Not accepted as typed; one of `candidates` (values of the step's kind, best first) may be meant."""

    candidates: tuple[Any, ...]
    problem: Problem
    """Why the reply was not taken as it stands."""


Reading: TypeAlias = Accepted | Problem | DidYouMean

Labels: TypeAlias = Mapping[str, Sequence[str]]
"""Option id -> its words in the trader's language: label, short, synonyms."""


class OptionLike(Protocol):
    """What a reader knows of an option; `flows.model.Option` is one."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def short(self) -> str | None: ...
    @property
    def icon(self) -> str | None: ...
    @property
    def synonyms(self) -> Sequence[str]: ...


class ConsentLike(Protocol):
    """What a reader knows of a consent."""

    @property
    def notice_version(self) -> int: ...


class StepLike(Protocol):
    """What a reader knows of a step; `flows.model.Step` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> Sequence[OptionLike]: ...
    @property
    def at_least(self) -> str | None: ...
    @property
    def at_most(self) -> str | None: ...
    @property
    def min_length(self) -> int | None: ...
    @property
    def max_length(self) -> int | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def consent(self) -> ConsentLike | None: ...
    @property
    def path(self) -> str: ...


@record
class BareOption:
    """An option without a flow around it."""

    id: str
    label: str = ""
    short: str | None = None
    icon: str | None = None
    synonyms: tuple[str, ...] = ()


@record
class BareStep:
    """A step without a flow around it: `saathi read KIND`, a document's fields, tests."""

    kind: str
    options: tuple[BareOption, ...] = ()
    at_least: str | None = None
    at_most: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    currency: str | None = None
    consent: ConsentLike | None = None
    path: str = ""
