"""From the text of a flow file to the flow that runs, or to everything that is wrong with it.

`load` is strict: any error raises. `read` is what the checker builds on: it gives an *outline*, the flow as far as it could be
understood together with the place of each of its parts, so that a file with one misspelt key is still checked to its end. What is
already at fault is remembered (`Outline.wrong`), that one mistake may not be reported twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from flows.conditions import Condition, Expression, compile_condition, compile_value
from flows.faults import DefinitionError, Fault
from flows.form import UNNAMED, read_flow
from flows.grammar import ConditionError, Mistake
from flows.kinds import KINDS
from flows.model import (
    TOLD_KINDS,
    Check,
    CheckLevel,
    Consent,
    Flow,
    Option,
    Paper,
    Repeat,
    ScoreLine,
    ScorePart,
    Section,
    Step,
)
from flows.paper_fields import PAPER_FIELDS
from flows.schema import CheckFile, CountFile, FlowFile, OptionFile, ScoreFile, SectionFile, StepFile
from flows.spelling import near
from flows.truth import Names
from flows.type_check import RESERVED, Known, Scope, is_date
from flows.yaml_text import Document, Keys, read_yaml, value_at

COMPUTED_PARTS: Final = ("completeness", "consistency", "responsiveness")
"""Parts of the score that are worked out in code; the file gives only their most points."""
MOST_STEPS: Final = 1000

Translations = Mapping[str, Mapping[str, Any]]
_T = TypeVar("_T")


@dataclass(slots=True)
class Outline:
    """A flow as far as it could be understood."""

    document: Document
    faults: list[Fault] = field(default_factory=list)
    file: FlowFile | None = None
    flow: Flow | None = None
    origins: dict[str, Keys] = field(default_factory=dict)
    """Definition path of a step, or id of a section -> its place in the file's values."""
    step_files: dict[str, StepFile] = field(default_factory=dict)
    wrong: set[Keys] = field(default_factory=set)
    """Places that are already at fault."""

    def blame(self, keys: Keys, code: str, message: str, **how: Any) -> None:
        self.faults.append(self.document.fault(keys, code, message, **how))
        self.wrong.add(keys)

    @property
    def failed(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)


def load(text: str, file: str = "flow.yaml", version: int = 1, translations: Translations | None = None) -> Flow:
    """The flow in `text`. Raises DefinitionError with every fault of the file; warnings do not raise."""
    outline = read(text, file, version, translations)
    if outline.flow is None or outline.failed:
        raise DefinitionError(outline.faults)
    return outline.flow


def read(text: str, file: str = "flow.yaml", version: int = 1, translations: Translations | None = None) -> Outline:
    """The flow in `text` as far as it can be understood, with its faults. Raises nothing."""
    try:
        document = read_yaml(text, file)
    except DefinitionError as error:
        return Outline(Document(file, text), list(error.faults))
    outline = Outline(document, list(document.faults))
    outline.file, wrong = read_flow(document.data)
    for each in wrong:
        outline.blame(each.keys, each.code, each.message, key=each.at_key)
    if outline.file is not None:
        outline.flow = _Builder(outline, outline.file).build(version, translations or {})
    return outline


class _Builder:
    """Makes the flow of a file's models; every fault goes to the outline."""

    def __init__(self, outline: Outline, file: FlowFile) -> None:
        self.outline = outline
        self.file = file
        self.known: dict[str, Known] = {}
        self.repeats: dict[str, tuple[str, ...]] = {}
        self.order: dict[str, int] = {}
        """Definition path -> index; a repeat's id -> the index of its last step."""

    def build(self, version: int, translations: Translations) -> Flow:
        paths = self.register()
        sections: list[Section] = []
        steps: list[Step] = []
        for at, file in enumerate(self.file.sections):
            section = self.section(at, file, paths[at], len(steps))
            sections.append(section)
            steps.extend(section.steps)
        by_id = {path: steps[index] for path, index in self.order.items() if "." in path or path not in self.repeats}
        checks = self.checks(steps)
        section_of = {step.id: section for section in sections for step in section.steps}
        section_of.update({section.id: section for section in sections if section.repeat is not None})
        return Flow(
            id=self.file.flow,
            title=self.file.title,
            version=version,
            sections=tuple(sections),
            steps=tuple(steps),
            by_id=by_id,
            section_of=section_of,
            checks=checks,
            checks_of=_grouped((check.owner, check) for check in checks),
            filled_by=_grouped(
                (path, step.id) for step in steps if step.paper is not None for path in step.paper.reads.values()
            ),
            renamed=_renamed(sections, by_id),
            score=tuple(self.score_part(at, part) for at, part in enumerate(self.file.score)),
            languages=tuple(self.file.languages),
            file=self.outline.document.file,
            source=self.outline.document.text,
            translations=translations,
        )

    # -- names

    def register(self) -> list[list[str]]:
        """Gives every step its definition path and every name its place. Returns the paths, section by section."""
        first: dict[str, Keys] = {}
        paths: list[list[str]] = []
        index = 0
        for at, section in enumerate(self.file.sections):
            keys: Keys = ("sections", at)
            self.claim(first, section.section, (*keys, "section"), "section")
            repeated = section.repeat is not None
            own: list[str] = []
            for place, step in enumerate(section.steps):
                path = f"{section.section}.{step.step}" if repeated else step.step
                step_keys: Keys = (*keys, "steps", place)
                own.append(path)
                if self.claim(first, path, (*step_keys, "step"), "step") and step.step != UNNAMED:
                    self.known[path] = Known(path, step.kind if step.kind in KINDS else "", tuple(step.options or ()))
                    self.order[path] = index
                    self.outline.origins[path] = step_keys
                    self.outline.step_files[path] = step
                index += 1
            self.outline.origins.setdefault(f"section {section.section}", keys)
            if repeated and section.section != UNNAMED:
                self.repeats[section.section] = tuple(path for path in own if path in self.known)
                self.order.setdefault(section.section, index - 1)
            paths.append(own)
        if index > MOST_STEPS:
            self.outline.blame(
                ("sections",), "too-many-steps", f"a flow has at most {MOST_STEPS} steps, this one {index}", key=True
            )
        self.forgive_bad_ids()
        return paths

    def claim(self, first: dict[str, Keys], name: str, keys: Keys, what: str) -> bool:
        """Whether a name is free. A section's and a step's may be the same, unless the section repeats: then both are names."""
        bare = name.rpartition(".")[2]
        if bare in RESERVED:
            self.outline.blame(
                keys, "reserved-id", f'"{bare}" is a word of the conditions\' language and cannot be the id of a {what}'
            )
        spaces = ("section",) if what == "section" else ("step",)
        repeats = what == "section" and self.file.sections[int(keys[1])].repeat is not None
        for space in (*spaces, *(("step",) if repeats else ())):
            taken = first.get(f"{space} {name}")
            if taken is not None and bare != UNNAMED:
                line = self.outline.document.fault(taken, "", "").line
                self.outline.blame(
                    keys, "duplicate-id", f'"{name}" is the id of something else already, on line {line}'
                )
                return False
            first[f"{space} {name}"] = keys
        return True

    def forgive_bad_ids(self) -> None:
        """A step whose id is at fault is still known by it, so that the conditions which name it are not at fault too."""
        for keys in sorted(self.outline.wrong, key=str):
            if (
                keys
                and keys[-1] == "step"
                and isinstance(found := value_at(self.outline.document.data, keys), str)
                and found not in self.repeats
            ):
                self.known.setdefault(found, Known(found, ""))

    def scope(self, section: str | None) -> Scope:
        return Scope(self.known, self.repeats, section if section in self.repeats else None)

    # -- conditions

    def condition(
        self, keys: Keys, source: str | None, section: str | None, before: int | None = None
    ) -> Condition | None:
        """`before`: the index of the step before which everything that is named must be asked."""
        if source is None:
            return None
        try:
            compiled = compile_condition(source, self.scope(section))
        except ConditionError as error:
            self.blame_mistakes(keys, error.mistakes)
            return Condition(source, (), _never_known)
        self.check_order(keys, compiled.source, compiled.names, before)
        return compiled

    def expression(self, keys: Keys, source: str | None, section: str | None, before: int) -> Expression | None:
        if source is None:
            return None
        try:
            compiled = compile_value(source, self.scope(section))
        except ConditionError as error:
            self.blame_mistakes(keys, error.mistakes)
            return None
        self.check_order(keys, compiled.source, compiled.names, before)
        return compiled

    def blame_mistakes(self, keys: Keys, mistakes: Iterable[Mistake]) -> None:
        for mistake in mistakes:
            self.outline.blame(keys, mistake.code, mistake.message, offset=mistake.offset)

    def check_order(self, keys: Keys, source: str, names: tuple[str, ...], before: int | None) -> None:
        """Where a step stands may depend only on what was asked before it."""
        for name in names if before is not None else ():
            asked = self.order.get(name, -1)
            if before is None or asked < before:
                continue
            said = name if name in source else name.rpartition(".")[2]
            itself = self.outline.origins.get(name) == keys[:-1]
            message = f'"{said}" is this step itself' if itself else f'"{said}" is asked only later'
            self.outline.blame(keys, "later-name", message, offset=max(source.find(said), 0))

    # -- sections and steps

    def section(self, at: int, file: SectionFile, paths: list[str], start: int) -> Section:
        keys: Keys = ("sections", at)
        context = f"{self.file.flow}.{file.section}"
        when = self.section_when(keys, file, start)
        steps = [self.step(at, place, file, paths[place], start + place) for place in range(len(file.steps))]
        repeat = None
        if file.repeat is not None:
            repeat = Repeat(file.repeat.at_least, file.repeat.at_most, file.repeat.another, file.repeat.item)
        was = tuple(_several(file.was))
        return Section(file.section, file.title, context, at + 1, tuple(steps), when, repeat, start, was)

    def section_when(self, keys: Keys, file: SectionFile, start: int) -> Condition | None:
        if file.when is None:
            return None
        return self.condition((*keys, "when"), file.when, None, start)

    def step(self, at: int, place: int, section: SectionFile, path: str, index: int) -> Step:
        file = section.steps[place]
        keys: Keys = ("sections", at, "steps", place)
        kind = KINDS.get(file.kind)
        prefix = f"{section.section}." if section.repeat is not None else ""
        return Step(
            id=path,
            kind=file.kind,
            section=section.section,
            index=index,
            ask=(file.say or file.ask or "") if file.kind in TOLD_KINDS else (file.ask or file.say or ""),
            context=f"{self.file.flow}.{path}",
            label=file.label or file.step.replace("_", " ").capitalize(),
            help=file.help,
            example=file.example,
            when=self.condition((*keys, "when"), file.when, section.section, index),
            derive=self.expression((*keys, "derive"), file.derive, section.section, index),
            suggest=self.expression((*keys, "suggest"), file.suggest, section.section, index),
            suggest_say=file.suggest_say,
            options=tuple(_option(option_id, option) for option_id, option in (file.options or {}).items()),
            skippable=file.skippable,
            at_least=self.bound((*keys, "at_least"), file.kind, file.at_least),
            at_most=self.bound((*keys, "at_most"), file.kind, file.at_most),
            min_length=file.min_length,
            max_length=file.max_length,
            currency=file.currency or "INR",
            paper=self.paper(keys, file, section) if file.kind == "document" else None,
            consent=_consent(file) if file.kind == "consent" else None,
            personal=file.personal if file.personal is not None else bool(kind and kind.personal),
            before_acceptance=file.before_acceptance,
            fills=file.fills,
            was=tuple(prefix + old for old in _several(file.was)),
            outcome=file.outcome or "completed",
            keep=file.keep or "everything",
            line=self.outline.document.fault((*keys, "step"), "", "").line,
        )

    def bound(self, keys: Keys, kind: str, text: str | None) -> str | None:
        """A number as decimal text, a date as ISO text or the word for the day on which it is answered."""
        if text is None:
            return None
        match kind:
            case "number" | "money":
                amount = _decimal(text)
                if amount is not None:
                    return format(amount, "f")
                self.outline.blame(
                    keys, "bad-bound", f'"{text}" is not a number: write digits only, as in 50000 or 12.5'
                )
            case "choices" | "countries":
                if text.isascii() and text.isdigit() and len(text) < 6:
                    return str(int(text))
                self.outline.blame(keys, "bad-bound", f'"{text}" is not a number of options')
            case "date":
                if text == "today" or is_date(text):
                    return text
                self.outline.blame(keys, "bad-bound", f'"{text}" is not a date: write it as 2026-01-31, or today')
        return None

    def paper(self, keys: Keys, file: StepFile, section: SectionFile) -> Paper:
        reads: dict[str, str] = {}
        for one, other in (file.reads or {}).items():
            found = self.read_line((*keys, "reads", one), one, other, section)
            if found is not None:
                reads[found[0]] = found[1]
        proves: dict[str, str] = {}
        for step, option in (file.proves or {}).items():
            path = self.proved((*keys, "proves", step), step, option, section)
            if path is not None:
                proves[path] = option
        count = file.count or CountFile()
        return Paper(file.paper or "other", reads, proves, count.at_least, count.at_most)

    def proved(self, keys: Keys, step: str, option: str, section: SectionFile) -> str | None:
        """The definition path of a choice that having a paper settles."""
        path = self.filled(step, section)
        if path is None:
            self.outline.blame(keys, "unknown-name", f'nothing is called "{step}".{near(step, self.known)}', key=True)
            return None
        known = self.known[path]
        options = known.options or sorted(KINDS[known.kind].values or ()) if known.kind else ()
        if known.kind and option not in options:
            self.outline.blame(keys, "unknown-value", f'"{step}" never is "{option}".{near(option, options)}')
            return None
        return path

    def read_line(self, keys: Keys, one: str, other: str, section: SectionFile) -> tuple[str, str] | None:
        """What the paper says, and the step that it fills. Authors write it either way round; only one way makes sense."""
        for said, step in ((one, other), (other, one)):
            path = self.filled(step, section)
            if said in PAPER_FIELDS and path is not None:
                return said, path
        if one not in PAPER_FIELDS and other not in PAPER_FIELDS:
            self.outline.blame(
                keys, "unknown-paper-field", f'no paper says "{one}".{near(one, PAPER_FIELDS)}', key=True
            )
            return None
        step, at_key = (other, False) if one in PAPER_FIELDS else (one, True)
        guess = near(step, self.known)
        # A word that resembles no step is no slip: the flow was cut from a larger one. The paper is stored, the line is left unread.
        level = "error" if guess else "warning"
        message = f'no step here is called "{step}", so what the paper says of it is not used.{guess}'
        self.outline.blame(keys, "unknown-step-read", message, key=at_key, level=level)
        return None

    def filled(self, step: str, section: SectionFile) -> str | None:
        """The definition path of a step that a document in `section` may fill."""
        own = f"{section.section}.{step}"
        if own in self.known:
            return own
        return step if step in self.known and "." not in step else None

    # -- checks and score

    def checks(self, steps: list[Step]) -> tuple[Check, ...]:
        checks: list[Check] = []
        seen: dict[str, int] = {}
        for at, section in enumerate(self.file.sections):
            for place, file in enumerate(section.steps):
                step = steps[sum(len(each.steps) for each in self.file.sections[:at]) + place]
                for number, check in enumerate(file.checks):
                    keys: Keys = ("sections", at, "steps", place, "checks", number)
                    made = self.check(keys, check, step, number, section.section, seen)
                    if made is not None:
                        checks.append(made)
        return tuple(checks)

    def check(
        self, keys: Keys, file: CheckFile, step: Step, number: int, section: str, seen: dict[str, int]
    ) -> Check | None:
        if file.must is not None and file.should is not None:
            self.outline.blame(
                (*keys, "should"), "check-form", "a check is either must or should: write two checks", key=True
            )
        level: CheckLevel = "must" if file.must is not None else "should"
        source = file.must if file.must is not None else file.should
        if source is None:
            if not any(wrong[: len(keys)] == keys for wrong in self.outline.wrong):
                self.outline.blame(keys, "check-form", "a check needs a condition: must: or should:")
            return None
        condition = self.condition((*keys, level), source, section)
        if condition is None or condition.tree is None:
            return None
        if not condition.names:
            self.outline.blame(
                (*keys, level), "check-names-nothing", "this check names no step, so nothing could ever change it"
            )
            return None
        self.refuse_outside_owner((*keys, level), condition, section)
        names = tuple(sorted(condition.names, key=lambda name: (self.order.get(name, 0), name in self.repeats)))
        check_id = f"{names[-1]}:{level}:{hashlib.sha256(condition.source.encode()).hexdigest()[:10]}"
        seen[check_id] = seen.get(check_id, 0) + 1
        if seen[check_id] > 1:
            check_id += f":{seen[check_id]}"
        return Check(check_id, level, condition, file.say, f"{step.context}.checks.{number}.say", names)

    def refuse_outside_owner(self, keys: Keys, condition: Condition, section: str) -> None:
        """A check of one instance cannot belong to a step that is asked once, after all of them."""
        if section not in self.repeats:
            return
        own = [name for name in condition.names if name.startswith(f"{section}.") and name not in condition.gathered]
        last = max((self.order.get(name, 0) for name in own), default=0)
        later = [name for name in condition.names if self.order.get(name, 0) > last and name not in condition.gathered]
        if own and later:
            message = (
                f'"{later[0]}" is asked once, after every {section}: write this check there, '
                f"with any({section}. ...) or all({section}. ...)"
            )
            self.outline.blame(keys, "check-outside-repeat", message, offset=max(condition.source.find(later[0]), 0))

    def score_part(self, at: int, file: ScoreFile) -> ScorePart:
        keys: Keys = ("score", at, "points")
        context = f"{self.file.flow}.score.{file.part}"
        title = file.title or file.part.replace("_", " ").capitalize()
        if isinstance(file.points, int):
            if file.part not in COMPUTED_PARTS and file.part != UNNAMED:
                self.outline.blame(
                    keys,
                    "unknown-score-part",
                    f'only {", ".join(COMPUTED_PARTS)} are worked out by themselves; give "{file.part}" a list of points',
                )
            return ScorePart(file.part, title, context, (), file.points)
        lines: list[ScoreLine] = []
        for number, line in enumerate(file.points):
            when = self.condition((*keys, number, "when"), line.when, None)
            if when is not None and when.tree is not None:
                lines.append(ScoreLine(line.points, when, line.say, f"{context}.{number}.say"))
        return ScorePart(file.part, title, context, tuple(lines), sum(max(line.points, 0) for line in lines))


def _renamed(sections: Iterable[Section], by_id: Mapping[str, Step]) -> dict[str, str]:
    """Every definition path that a step or a repeat may have had before -> the one it has now."""
    found: dict[str, str] = {}
    for section in sections:
        prefix = f"{section.id}." if section.repeat is not None else ""
        for step in section.steps:
            bare = [old.removeprefix(prefix) for old in (step.id, *step.was)]
            ways = [*step.was, *(f"{home}.{old}" for home in (section.id, *section.was) for old in bare), *bare]
            for old in ways:
                found.setdefault(old, step.id)
        if section.repeat is not None:
            found.update(dict.fromkeys(section.was, section.id))
    return {old: now for old, now in found.items() if old not in by_id and old != now}


def _never_known(names: Names) -> bool | None:
    """A condition that could not be understood. It stands in an outline only; a flow that has one is never run."""
    return None


def _option(option_id: str, file: str | OptionFile) -> Option:
    if isinstance(file, str):
        return Option(option_id, file)
    return Option(
        option_id, file.label, file.short, file.icon, file.describe, tuple(file.synonyms), tuple(_several(file.was))
    )


def _consent(file: StepFile) -> Consent:
    return Consent(
        purpose=file.purpose or file.step,
        notice=file.notice or "",
        notice_version=file.notice_version or 1,
        required=True if file.required is None else file.required,
    )


def _several(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 15 else None
