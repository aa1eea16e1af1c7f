"""Everything that can be wrong with a flow before anybody is inside: `saathi flow check`.

The loader finds what keeps a file from being a flow (form, names, conditions, order). The checks here find what would be a flow and
still go wrong: a step that nobody can reach, words that are missing, a placeholder that names nothing. Each check is a function
over the outline that yields faults; a correct flow yields none. Lengths of labels depend on channels, so that check comes from
outside (`more`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from flows.conditions import Expression
from flows.faults import Fault, Level
from flows.kinds import KINDS
from flows.loader import Outline, read
from flows.model import TOLD_KINDS, Flow, Section, Step
from flows.paper_fields import PAPER_FIELDS, PAPER_NAMES
from flows.reach import never_holds, unreachable
from flows.schema import UNKNOWN_KIND, UNNAMED, OptionFile, StepFile
from flows.spelling import near
from flows.yaml_text import Keys
from locales.digits import fold

MOST_DERIVED: Final = 20
"""Links in a chain of derived values."""

CODES: Final[Mapping[str, str]] = {
    # the text
    "yaml": "The file is not YAML.",
    "not-utf8": "The file is not UTF-8 text.",
    "empty-flow": "The file is empty.",
    "several-documents": "The file holds more than one YAML document.",
    "duplicate-key": "A key is in the same mapping twice.",
    "file-too-large": "The file is larger than a flow may be, or its aliases make it so.",
    "nested-too-deep": "Values are nested deeper than in any flow.",
    # its form
    "missing-key": "A key that must be there is missing.",
    "unknown-key": "A key is not one of those that belong there.",
    "empty-value": "A key has nothing after it.",
    "type": "A value, or a side of a comparison, is of the wrong type.",
    "too-long": "A text is longer than any channel carries.",
    "out-of-range": "A number is outside what is possible.",
    "unknown-value": "A value is not one of those that are possible.",
    "unknown-kind": "There is no such kind of step.",
    "unknown-language": "There is no such language.",
    "too-many-steps": "The flow has more steps than a flow may have.",
    # ids
    "bad-id": "An id is not made of the letters that ids are made of.",
    "reserved-id": "An id is a word of the conditions' language.",
    "duplicate-id": "An id is used twice.",
    "was-in-use": "`was:` names an id that is in use, or that another step claims.",
    # conditions
    "condition-syntax": "A condition cannot be read.",
    "unknown-name": "A name is that of no step.",
    "unknown-field": "A name has no such field.",
    "unknown-function": "There is no such function.",
    "no-answer": "A name is that of a step which has no answer to compare.",
    "not-a-condition": "Something stands as a condition that is neither true nor false.",
    "not-a-value": "Something stands as a value that is not a name or a field.",
    "later-name": "Where a step stands depends on something that is asked only later.",
    "check-form": "A check is not one of must or should.",
    "check-names-nothing": "A check names no step.",
    "check-outside-repeat": "A check of one instance names a step that is asked after all of them.",
    "check-never-holds": "No answers at all satisfy a check.",
    # what is asked
    "never-asked": "No answers at all lead to a step.",
    "after-end": "A step comes after an end that nobody gets past.",
    "after-review": "Something is asked after the review, so the review cannot show it.",
    "two-reviews": "There is more than one review.",
    "not-in-repeat": "A step of this kind cannot be repeated.",
    "bad-bound": "A bound is not a value of the step's kind.",
    "bounds": "A lower bound is above the upper one.",
    "missing-words": "Something has no words to be said.",
    "no-options": "A choice has nothing to choose from.",
    "same-words": "Two options can be meant by the same words.",
    "unknown-option": "An option is not one that the kind knows.",
    "misplaced-key": "A key has no effect on a step of this kind.",
    "notice-version": "A consent does not say which version of its notice it is for.",
    "placeholder-form": "A placeholder is not {name} or {name.field}.",
    "placeholder-name": "A placeholder names nothing, or nothing known at that point.",
    "value-kind": "A derived or suggested value does not fit the kind of its step.",
    "derive-and-suggest": "A step is both derived and suggested.",
    "derived-depth": "Derived values hang on each other in too long a chain.",
    "unknown-paper": "There is no such kind of paper.",
    "unknown-paper-field": "No paper says this.",
    "unknown-step-read": "A paper is to fill a step that is not there.",
    "read-kind": "What a paper says does not fit the kind of the step that it fills.",
    "unknown-score-part": "A part of the score has no lines, and is not one that is worked out by itself.",
}
"""Every code that a fault can have, with what it means."""

CheckOf: TypeAlias = Callable[[Outline, Flow], Iterator[Fault]]
MoreChecks: TypeAlias = Callable[[Outline], Iterable[Fault]]


def check_text(text: str, file: str = "flow.yaml", more: Iterable[MoreChecks] = ()) -> list[Fault]:
    """Every fault of a flow file, in the file's order."""
    return check_outline(read(text, file), more)


def check(flow: Flow) -> list[Fault]:
    """Every fault of a flow that was loaded: only warnings, and errors that do not keep it from being loaded."""
    return check_text(flow.source, flow.file)


def check_outline(outline: Outline, more: Iterable[MoreChecks] = ()) -> list[Fault]:
    """Every fault of an outline, the loader's own included."""
    faults = list(outline.faults)
    if outline.flow is not None:
        for each in CHECKS:
            faults.extend(each(outline, outline.flow))
        for further in more:
            faults.extend(further(outline))
    return sorted(set(faults))


def _steps(outline: Outline, flow: Flow) -> Iterator[tuple[Step, StepFile, Keys]]:
    """Every step whose id could be read, with what the file says of it and where."""
    for step in flow.steps:
        if flow.by_id.get(step.id) is step and step.id in outline.origins:
            yield step, outline.step_files[step.id], outline.origins[step.id]


def _asked(outline: Outline, flow: Flow) -> Iterator[tuple[Step, StepFile, Keys]]:
    return ((step, file, keys) for step, file, keys in _steps(outline, flow) if step.kind != UNKNOWN_KIND)


def _fault(
    outline: Outline, keys: Keys, code: str, message: str, *, level: Level = "error", key: bool = False, offset: int = 0
) -> Fault:
    assert code in CODES, code
    return outline.document.fault(keys, code, message, level=level, key=key, offset=offset)


# --- ids --------------------------------------------------------------------------------------------------------------------------


def renamed(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """`was:` renames without loss only if the old id is nobody else's."""
    yield from _renamed_sections(outline, flow)
    claimed: dict[str, str] = {}
    for step, _, keys in _steps(outline, flow):
        for old in step.was:
            bare = old.rpartition(".")[2]
            if old in flow.by_id:
                yield _fault(
                    outline,
                    (*keys, "was"),
                    "was-in-use",
                    f'"{bare}" is a step of this flow: an old id is one no longer in use',
                )
            elif old in claimed:
                yield _fault(
                    outline,
                    (*keys, "was"),
                    "was-in-use",
                    f'"{claimed[old]}" was "{bare}" too: only one step can take its answers',
                )
            claimed.setdefault(old, step.id)
        taken: dict[str, str] = {}
        for option in step.options:
            for old in option.was:
                at = (*keys, "options", option.id, "was")
                if step.option(old) is not None:
                    yield _fault(
                        outline,
                        at,
                        "was-in-use",
                        f'"{old}" is an option of this step: an old id is one no longer in use',
                    )
                elif old in taken:
                    yield _fault(outline, at, "was-in-use", f'"{taken[old]}" was "{old}" too')
                taken.setdefault(old, option.id)


def _renamed_sections(outline: Outline, flow: Flow) -> Iterator[Fault]:
    taken = {section.id: section.id for section in flow.sections}
    for section, keys in _sections(outline, flow):
        for old in section.was:
            if old in taken:
                message = f'"{old}" is the id of a section, or was that of "{taken[old]}"'
                yield _fault(outline, (*keys, "was"), "was-in-use", message)
            taken.setdefault(old, section.id)


# --- words ------------------------------------------------------------------------------------------------------------------------


def words(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """Whatever is asked or told has words. A review has words of its own; a derived value is never asked."""
    for step, file, keys in _asked(outline, flow):
        key = "say" if step.kind in TOLD_KINDS else "ask"
        blamed = any((*keys, each) in outline.wrong for each in ("ask", "say"))
        if (
            not (file.ask or file.say)
            and step.kind != "review"
            and step.derive is None
            and not file.derive
            and not blamed
        ):
            yield _fault(outline, keys, "missing-words", f'"{file.step}" has no words: add {key}:', key=True)
        elif file.ask and file.say:
            yield _fault(
                outline, (*keys, "say"), "misplaced-key", "a step has either ask: or say:", level="warning", key=True
            )


def options(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A choice has options, of ids that its kind knows, that no reply could confuse."""
    for step, file, keys in _asked(outline, flow):
        kind = KINDS[step.kind]
        at = (*keys, "options")
        if step.kind in ("choice", "choices") and not step.options and at not in outline.wrong:
            yield _fault(
                outline,
                keys,
                "no-options",
                f'"{file.step}" is a {step.kind} and has no options: add options:',
                key=True,
            )
        for option in step.options:
            if kind.values is not None and option.id not in kind.values:
                message = f'a {step.kind} has no answer "{option.id}".{near(option.id, kind.values)}'
                yield _fault(outline, (*at, option.id), "unknown-option", message, key=True)
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
                yield _fault(outline, where, "same-words", message)


def _words_of(
    label: str, short: str | None, synonyms: tuple[str, ...], at: Keys, is_mapping: bool
) -> Iterator[tuple[Keys, str]]:
    yield ((*at, "label") if is_mapping else at), label
    if short:
        yield (*at, "short"), short
    for number, synonym in enumerate(synonyms):
        yield (*at, "synonyms", number), synonym


# --- keys that fit the kind -------------------------------------------------------------------------------------------------------

_NUMBERED: Final = frozenset({"number", "money", "date", "choices", "countries"})
_UNASKED: Final = TOLD_KINDS | {"review"}
_BELONGS: Final[Mapping[str, frozenset[str]]] = {
    "options": frozenset({"choice", "choices", "yes_no", "language", "country", "countries", "consent"}),
    "reads": frozenset({"document"}),
    "proves": frozenset({"document"}),
    "paper": frozenset({"document"}),
    "count": frozenset({"document"}),
    "at_least": _NUMBERED,
    "at_most": _NUMBERED,
    "min_length": frozenset({"text"}),
    "max_length": frozenset({"text"}),
    "currency": frozenset({"money"}),
    "notice": frozenset({"consent"}),
    "notice_version": frozenset({"consent"}),
    "purpose": frozenset({"consent"}),
    "required": frozenset({"consent"}),
    "outcome": frozenset({"end"}),
    "keep": frozenset({"end"}),
    "skippable": frozenset(KINDS) - _UNASKED,
    "derive": frozenset(KINDS) - _UNASKED - {"document", "consent"},
    "suggest": frozenset(KINDS) - _UNASKED - {"document", "consent"},
    "fills": frozenset(KINDS) - _UNASKED,
}


def misplaced(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A key that does nothing on this kind of step was meant for another."""
    for step, file, keys in _asked(outline, flow):
        for key in sorted(file.model_fields_set & _BELONGS.keys()):
            if step.kind not in _BELONGS[key]:
                message = f"{key}: has no effect on a step of kind {step.kind}"
                yield _fault(outline, (*keys, key), "misplaced-key", message, level="warning", key=True)
        if file.suggest_say and not file.suggest:
            message = "suggest_say: has no effect without suggest:"
            yield _fault(outline, (*keys, "suggest_say"), "misplaced-key", message, level="warning", key=True)


def bounds(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A least that is above the most can never be answered."""
    for step, file, keys in _asked(outline, flow):
        for least, most, low, high in (
            ("at_least", "at_most", _order(step.at_least), _order(step.at_most)),
            ("min_length", "max_length", _order(file.min_length), _order(file.max_length)),
        ):
            if low is not None and high is not None and low > high:
                yield _fault(outline, (*keys, least), "bounds", f"{least}: is above {most}:, so no answer fits")
        if file.count is not None and (file.count.at_least > file.count.at_most or file.count.at_most == 0):
            yield _fault(
                outline,
                (*keys, "count"),
                "bounds",
                "at_most: is below at_least:, or zero, so no number of files fits",
                key=True,
            )
        wanted = step.at_least if step.kind == "choices" else None
        if wanted is not None and step.options and int(wanted) > len(step.options):
            message = f"at_least: asks for {wanted} options, and there are {len(step.options)}"
            yield _fault(outline, (*keys, "at_least"), "bounds", message)
    for section, keys in _sections(outline, flow):
        repeat = section.repeat
        if repeat is not None and (repeat.at_least > repeat.at_most or repeat.at_most < 1):
            yield _fault(outline, (*keys, "repeat", "at_most"), "bounds", "at_most: is below at_least:, or zero")


def _order(text: str | int | None) -> Any:
    """What sorts as the bound does: a number; a date's ISO text."""
    if text is None or isinstance(text, int):
        return text
    return text if text.count("-") == 2 else Decimal(text)


def _sections(outline: Outline, flow: Flow) -> Iterator[tuple[Section, Keys]]:
    for at, section in enumerate(flow.sections):
        if section.id != UNNAMED:
            yield section, ("sections", at)


# --- what is asked, and when ------------------------------------------------------------------------------------------------------


def reach(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """Every step can be asked of somebody."""
    for found in unreachable(flow, _doubtful(outline, flow)):
        keys = outline.origins.get(found.step.id)
        if keys is None:
            continue
        name = keys_name(found.step)
        at = (*keys, "when") if found.step.when is not None else keys
        match found.why:
            case "after-end":
                message, code = (
                    f'"{name}" is never asked: whoever could be asked it has reached the end "{found.on}" before',
                    "after-end",
                )
            case "depends":
                message, code = f'"{name}" is never asked, because "{found.on}" never is', "never-asked"
            case _:
                message, code = f'"{name}" is never asked: no answers make its condition true', "never-asked"
        yield _fault(outline, at, code, message, key=at == keys)


def _doubtful(outline: Outline, flow: Flow) -> set[str]:
    """Steps whose id or condition is at fault already: what follows from those would be a second fault for the first mistake."""
    found: set[str] = set()
    for section, keys in _sections(outline, flow):
        whole = (*keys, "when") in outline.wrong
        for place, step in enumerate(section.steps):
            at = (*keys, "steps", place)
            if whole or (*at, "when") in outline.wrong or (*at, "step") in outline.wrong:
                found.add(step.id)
    return found


def keys_name(step: Step) -> str:
    """The id as the author wrote it."""
    return step.id.rpartition(".")[2]


def hopeless_checks(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A check or a line of the score that nothing satisfies."""
    for check_ in flow.checks:
        if never_holds(flow, check_.condition):
            keys = _check_keys(outline, check_.context)
            if keys is not None:
                message = f"no answers at all satisfy this check: it always {'refuses' if check_.level == 'must' else 'warns'}"
                yield _fault(outline, (*keys, check_.level), "check-never-holds", message, level="warning")


def _check_keys(outline: Outline, context: str) -> Keys | None:
    """`flow.step.checks.2.say` -> where that check stands."""
    parts = context.split(".")
    keys = outline.origins.get(".".join(parts[1:-3]))
    return None if keys is None else (*keys, "checks", int(parts[-2]))


def reviews(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """One review, near the end: what is asked after it is not in it."""
    first: Step | None = None
    for step, file, keys in _asked(outline, flow):
        repeated = flow.section_of[step.id].repeat is not None
        if repeated and step.kind in ("review", "end"):
            yield _fault(outline, (*keys, "kind"), "not-in-repeat", f"{step.kind}: cannot be in a repeated section")
        if step.kind == "review":
            if first is not None:
                yield _fault(
                    outline,
                    (*keys, "kind"),
                    "two-reviews",
                    f'there is a review already, "{first.id}" on line {first.line}',
                )
            first = first or step
        elif first is not None and step.kind not in TOLD_KINDS | {"consent"} and step.derive is None:
            message = f'"{file.step}" is asked after the review, so the review does not show it'
            yield _fault(outline, keys, "after-review", message, level="warning", key=True)


def consents(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A consent is to one version of a notice."""
    for step, file, keys in _asked(outline, flow):
        if step.kind == "consent" and file.notice_version is None and (*keys, "notice_version") not in outline.wrong:
            message = "say which version of the notice this consent is for: add notice_version: 1"
            yield _fault(outline, keys, "notice-version", message, level="warning", key=True)


# --- values that fit --------------------------------------------------------------------------------------------------------------

_IDENTIFIERS: Final = frozenset(
    {"gstin", "pan", "iec", "udyam", "cin", "llpin", "ifsc", "fssai", "hsn", "ad_code", "pincode"}
)
_FITS: Final[Mapping[str, frozenset[str]]] = {"iec": frozenset({"pan"}), "pan": frozenset({"iec"})}
"""An importer's code is the PAN since 2018; no other identifier is ever another."""
_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"text", "option"}),
    "number": frozenset({"number", "money", "text"}),
    "money": frozenset({"money"}),
    "date": frozenset({"date", "text"}),
    "option": frozenset({"option", "text"}),
    "options": frozenset({"options"}),
}
"""Type of a value -> types of the steps that it can answer."""


def values(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """A derived or suggested value can be an answer of its step."""
    for step, file, keys in _asked(outline, flow):
        if file.derive and file.suggest:
            yield _fault(
                outline,
                (*keys, "suggest"),
                "derive-and-suggest",
                "a derived value is never asked: leave out suggest:",
                key=True,
            )
        for key, expression in (("derive", step.derive), ("suggest", step.suggest)):
            if expression is not None and not _fits(flow, step, expression):
                what = f"a value of kind {expression.kind}" if expression.kind else f"of type {expression.type}"
                message = f'"{expression.source}" is {what}, which cannot answer a step of kind {step.kind}'
                yield _fault(outline, (*keys, key), "value-kind", message)
    yield from _derived_depth(outline, flow)


def _fits(flow: Flow, step: Step, value: Expression) -> bool:
    kind = KINDS[step.kind]
    if value.kind == step.kind:
        return step.kind not in ("choice", "choices") or _shares_options(flow, step, value)
    if step.kind in _IDENTIFIERS and (value.kind in _IDENTIFIERS or value.type != "text"):
        return step.kind in _FITS.get(value.kind, ())
    return kind.type in _TYPES.get(value.type, ())


def _shares_options(flow: Flow, step: Step, value: Expression) -> bool:
    source = flow.by_id.get(value.names[0]) if value.names else None
    if source is None or not source.options or not step.options:
        return True
    return any(step.option(option.id) is not None for option in source.options)


def _derived_depth(outline: Outline, flow: Flow) -> Iterator[Fault]:
    depth: dict[str, int] = {}
    for step, _, keys in _asked(outline, flow):
        if step.derive is None:
            continue
        depth[step.id] = 1 + max((depth.get(name, 0) for name in step.derive.names), default=0)
        if depth[step.id] == MOST_DERIVED + 1:
            message = f"more than {MOST_DERIVED} derived values hang on each other"
            yield _fault(outline, (*keys, "derive"), "derived-depth", message)


def papers(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """What a paper says fits the steps that it fills."""
    for step, file, keys in _asked(outline, flow):
        if step.paper is None:
            continue
        if step.paper.kind not in PAPER_NAMES:
            message = f'no paper is called "{step.paper.kind}".{near(step.paper.kind, PAPER_NAMES)}'
            yield _fault(outline, (*keys, "paper"), "unknown-paper", message, level="warning")
        for said, path in step.paper.reads.items():
            target = flow.by_id.get(path)
            if target is not None and target.kind != UNKNOWN_KIND and target.kind not in PAPER_FIELDS[said]:
                at = next((one for one, other in (file.reads or {}).items() if said in (one, other)), said)
                message = f'"{keys_name(target)}" is of kind {target.kind}, and {said} fits {" or ".join(sorted(PAPER_FIELDS[said]))}'
                yield _fault(outline, (*keys, "reads", at), "read-kind", message)


# --- placeholders -----------------------------------------------------------------------------------------------------------------

_BRACES: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PLACEHOLDER: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,2}")


def placeholders(outline: Outline, flow: Flow) -> Iterator[Fault]:
    """What stands in braces is an answer that is known by then."""
    for step, file, keys in _steps(outline, flow):
        section = flow.section_of[step.id]
        for at, text in _texts(file, keys):
            extra = ("value",) if at[-1] == "suggest_say" else ()
            yield from _in_text(outline, flow, text, at, section, step.index, extra)
        for number, check_ in enumerate(file.checks):
            last = max((_index(flow, each) for each in _names_of_check(flow, step, number)), default=step.index)
            yield from _in_text(
                outline, flow, check_.say, (*keys, "checks", number, "say"), section, max(last, step.index) + 1
            )
    for section, keys in _sections(outline, flow):
        file_section = outline.file.sections[section.number - 1] if outline.file else None
        yield from _in_text(outline, flow, section.title, (*keys, "title"), section, section.start)
        if file_section is not None and file_section.repeat is not None:
            after = section.start + len(section.steps)
            yield from _in_text(
                outline, flow, file_section.repeat.another, (*keys, "repeat", "another"), section, after
            )
            yield from _in_text(
                outline, flow, file_section.repeat.item, (*keys, "repeat", "item"), section, section.start
            )


def _texts(file: StepFile, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """The texts of a step in which placeholders are filled, and where they stand."""
    for key in ("ask", "say", "help", "example", "suggest_say", "notice"):
        text = getattr(file, key)
        if text is not None:
            yield (*keys, key), text
    for option_id, option in (file.options or {}).items():
        at = (*keys, "options", option_id)
        if isinstance(option, str):
            yield at, option
            continue
        yield (*at, "label"), option.label
        if option.describe is not None:
            yield (*at, "describe"), option.describe


def _names_of_check(flow: Flow, step: Step, number: int) -> tuple[str, ...]:
    context = f"{step.context}.checks.{number}.say"
    return next((check_.names for check_ in flow.checks if check_.context == context), ())


def _index(flow: Flow, name: str) -> int:
    step = flow.by_id.get(name)
    if step is not None:
        return step.index
    section = flow.section_of.get(name)
    return section.start + len(section.steps) - 1 if section is not None else 0


def _in_text(
    outline: Outline, flow: Flow, text: str, keys: Keys, section: Section, before: int, extra: tuple[str, ...] = ()
) -> Iterator[Fault]:
    for found in _BRACES.finditer(text):
        inside = found.group(1)
        if found.group() in ("{{", "}}") or inside in extra:
            continue
        problem = _problem(flow, inside, section, before)
        if problem is not None:
            yield _fault(outline, keys, problem[0], problem[1], offset=found.start())


def _problem(flow: Flow, inside: str | None, section: Section, before: int) -> tuple[str, str] | None:
    """Why a placeholder cannot be filled."""
    if inside is None or _PLACEHOLDER.fullmatch(inside) is None:
        return "placeholder-form", "a placeholder is {step} or {step.field}; for a brace itself write it twice"
    parts = inside.split(".")
    own = [flow.by_id.get(f"{section.id}.{parts[0]}"), flow.by_id.get(parts[0])]
    step = next((each for each in own if each is not None), None)
    field = parts[1] if len(parts) == 2 else None
    if step is None and len(parts) > 1:
        step, field = flow.by_id.get(f"{parts[0]}.{parts[1]}"), (parts[2] if len(parts) == 3 else None)
    if step is None:
        ids = [path.removeprefix(f"{section.id}.") for path in flow.by_id]
        return "placeholder-name", f'nothing is called "{inside}".{near(parts[0], ids)}'
    return _cannot_say(flow, step, field, inside, section, before)


def _cannot_say(
    flow: Flow, step: Step, field: str | None, inside: str, section: Section, before: int
) -> tuple[str, str] | None:
    if step.kind == UNKNOWN_KIND:
        return None
    kind = KINDS[step.kind]
    home = flow.section_of[step.id]
    if home.repeat is not None and home is not section:
        return "placeholder-name", f'"{inside}" has an answer in each {home.id}, and only one could be said here'
    if field is not None and field not in kind.fields:
        return "placeholder-name", f'"{keys_name(step)}" has no field "{field}".{near(field, kind.fields)}'
    if field is None and kind.type == "none":
        return "placeholder-name", f'"{inside}" is a {step.kind} and has no answer to say'
    if step.index >= before:
        return "placeholder-name", f'"{keys_name(step)}" is not answered yet when this is said'
    return None


CHECKS: Final[tuple[CheckOf, ...]] = (
    renamed,
    words,
    options,
    misplaced,
    bounds,
    reach,
    hopeless_checks,
    reviews,
    consents,
    values,
    papers,
    placeholders,
)
