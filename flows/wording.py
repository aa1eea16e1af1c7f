"""The words of a flow: a step's own texts with the values that they name, its label, its options. Shared by everything that is said."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from flows.draft import At, Draft, split_path
from flows.effects import Bot, Choice, Fixed, Own, Phrase, Progress, Shown, Verbatim
from flows.kinds import KINDS
from flows.model import Flow, Option, Section, Step
from locales.catalog import placeholders
from locales.languages import LANGUAGES

YES: Final = Choice("yes", Bot("yes"), icon="✅")


NO: Final = Choice("no", Bot("no"), icon="✏️")


SKIP: Final = Choice("/skip", Bot("skip"), icon="⏭")
ENOUGH: Final = Choice("/done", Bot("no-more-files"), icon="✅")


HUMAN: Final = Choice("/human", Bot("ask-a-person"), icon="🙋")


LATER: Final = Choice("/later", Bot("not-now"), icon="⏰")
NOT_INTERESTED: Final = Choice("/stop", Bot("not-interested"), icon="🔕")


def own(draft: Draft, context: str, source: str, at: At | None = None) -> Own:
    """The flow's own words with the values that they name."""
    if "{" not in source:
        return Own(context, source)
    draft.instance = at.instance if at is not None else None
    section = at.section if at is not None else None
    return Own(context, source, {name: named_value(draft, name, section) for name in placeholders(source)})


def named_value(draft: Draft, name: str, section: Section | None) -> Phrase:
    """What a placeholder stands for: "{gstin}" or "{gstin.state}"; a bare name in a repeat is first its own section's."""
    step, field = _named_step(draft.flow, name, section)
    value = draft.value(step.id) if step is not None else None
    if step is None or value is None:
        return Verbatim("…")
    if not field:
        return Shown(step.kind, value, step.id)
    known = KINDS[step.kind].fields.get(field)
    part = known.get(value) if known is not None else None
    if field == "state" and isinstance(value, dict):
        return Shown("state", value)
    return Verbatim("…" if part is None else str(part))


def _named_step(flow: Flow, name: str, section: Section | None) -> tuple[Step | None, str]:
    head, _, rest = name.partition(".")
    if section is not None and section.repeat is not None and f"{section.id}.{head}" in flow.by_id:
        return flow.by_id[f"{section.id}.{head}"], rest
    if name in flow.by_id:
        return flow.by_id[name], ""
    return flow.by_id.get(head), rest


def label(draft: Draft, path: str) -> Phrase:
    """The short name of the answer at `path`, with the number of its instance."""
    step_id, instance = split_path(path)
    step = draft.flow.by_id.get(step_id)
    section = draft.flow.section_of.get(step_id)
    if section is None:
        return Verbatim(path)
    name: Phrase = Own(f"{section.context}.title", section.title)
    if step is not None:
        name = Own(f"{step.context}.label", step.label)
    if instance is None or section.repeat is None:
        return name
    ids = draft.ids_of(section)
    number = ids.index(instance) + 1 if instance in ids else instance
    item = Own(f"{section.context}.item", section.repeat.item)
    if step is None:
        return Bot("item-number", {"item": item, "number": Verbatim(str(number))})
    return Bot("label-in-item", {"item": item, "number": Verbatim(str(number)), "label": name})


YES_OR_NO: Final = (YES, Choice("no", Bot("no"), icon="❌"))
AGREE_OR_NOT: Final = (Choice("yes", Bot("i-agree"), icon="✅"), Choice("no", Bot("i-do-not-agree"), icon="❌"))


def option_choice(step: Step, option: Option) -> Choice:
    prefix = f"{step.context}.options.{option.id}"
    return Choice(
        option.id,
        Own(f"{prefix}.label", option.label),
        Own(f"{prefix}.short", option.short) if option.short else None,
        option.icon,
        Own(f"{prefix}.describe", option.describe) if option.describe else None,
    )


def question_words(draft: Draft, at: At) -> tuple[Phrase, ...]:
    """The words of a step's question, with the values that they name."""
    assert at.step is not None
    words, names_values = _question_words(at.step)
    if not names_values:
        return words
    return tuple(own(draft, one.context, one.source, at) if isinstance(one, Own) else one for one in words)


@lru_cache(maxsize=8192)
def _question_words(step: Step) -> tuple[Fixed[Phrase], bool]:
    """The words of a step's question as they stand in the flow; whether they name values."""
    words: list[Phrase] = [Own(f"{step.context}.ask", step.ask)]
    if step.consent is not None:
        words.insert(0, Own(f"{step.context}.notice", step.consent.notice))
    if step.example is not None:
        words.append(Bot("example", {"example": Own(f"{step.context}.example", step.example)}))
    return Fixed(words), any("{" in one.source for one in words if isinstance(one, Own))


@lru_cache(maxsize=8192)
def question_choices(flow: Flow, step: Step) -> Fixed[Choice]:
    """What can be pressed under a step's plain question."""
    return Fixed((*option_choices(flow, step), SKIP) if step.skippable else option_choices(flow, step))


def option_choices(flow: Flow, step: Step) -> tuple[Choice, ...]:
    """What can be pressed to answer `step`."""
    match step.kind:
        case "yes_no":
            return YES_OR_NO
        case "consent":
            return AGREE_OR_NOT
        case "language":
            return language_choices(flow)
        case _:
            return tuple(option_choice(step, option) for option in step.options)


def language_choices(flow: Flow, command: bool = False) -> tuple[Choice, ...]:
    codes = flow.languages or tuple(LANGUAGES)
    prefix = "/language " if command else ""
    return tuple(Choice(prefix + code, Verbatim(LANGUAGES[code].endonym)) for code in codes if code in LANGUAGES)


def progress(flow: Flow, at: At) -> Progress:
    """Sections, since they do not jump when an answer opens or closes a branch; in a flow of one section, its steps."""
    if len(flow.sections) > 1:
        return Progress(at.section.number, len(flow.sections))
    return Progress((at.step.index if at.step is not None else len(flow.steps) - 1) + 1, len(flow.steps))


def shown(step: Step, value: Any) -> Shown:
    return Shown(step.kind, value, step.id)


def value_at(draft: Draft, path: str) -> Phrase:
    """The stored value at `path`, to be shown; while it is asked again, the one that stands until then."""
    answer = draft.answers.get(path) or draft.reopened.get(path)
    step = draft.flow.by_id.get(split_path(path)[0])
    if path in draft.instances:
        return Verbatim(str(len(draft.instances[path].ids)))
    if answer is None or step is None or answer.state != "answered":
        return Bot("nothing-yet")
    return shown(step, answer.value)
