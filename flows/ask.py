"""Saying things: the present question in the form that fits (plain, a suggestion to confirm, old beside new, a warning, which of two
is wrong), and what is told on the way to it.

Each form follows from the session alone, so that asking again after any gap gives the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from flows.answers import fits
from flows.draft import NO_INSTANCES, At, Draft, path_of
from flows.effects import Bot, Choice, InWords, Own, Phrase, Request, Say, SayKind
from flows.model import Check, Flow, Step
from flows.position import failing, repeat_closed, walk
from flows.review import review
from flows.session import Answer, Asked, Instances, Pending, PendingKind
from flows.suggest import Suggestion, suggestion
from flows.wording import (
    ENOUGH,
    HUMAN,
    NO,
    SKIP,
    YES,
    label,
    option_choices,
    own,
    progress,
    question_choices,
    question_words,
    shown,
    value_at,
)

IN_WORDS_FROM: Final = 1000
"""Amounts below are as clear in figures."""

HUMAN_AFTER: Final = 3
"""Failed replies after which it offers to skip, and a person."""


def ask(draft: Draft, at: At, frontier: bool) -> None:
    """Say the question of this place in the form that its state calls for, and remember that it was asked."""
    if draft.asked is None or draft.asked.path != at.path:
        draft.attempts = 0
    if at.step is None:
        closed = at.path not in draft.reopened and repeat_closed(draft, at.section)
        wrong = failing(draft, at) if closed else None
        if wrong is None:
            _ask_another(draft, at, frontier)
            return
        draft.prompt += 1
        draft.asked = Asked(at.path, draft.flow.version, draft.prompt, frontier)
        _ask_check(draft, at, wrong)
        return
    if at.step.paper is not None and 0 < len(files_at(draft, at)) < at.step.paper.at_least:
        ask_more(draft, at)
        return
    draft.prompt += 1
    draft.asked = Asked(at.path, draft.flow.version, draft.prompt, frontier)
    if at.step.kind == "review":
        draft.pending = None
        draft.do(review(draft, at))
        return
    answered = at.path in draft.answers
    declined = draft.pending is not None and draft.pending.kind == "declined" and draft.pending.path == at.path
    check = failing(draft, at) if answered or at.step.derive is not None else None
    if check is not None:
        _ask_check(draft, at, check)
        return
    found = None if declined else suggestion(draft, at)
    old = draft.answers.get(at.path) or draft.reopened.get(at.path)
    if (
        found is not None
        and old is not None
        and old.state == "answered"
        and old.value != found.value
        and old.of != found.of
    ):
        _ask_changed(draft, at, old, found)
    elif found is not None and not (old is not None and old.of == found.of and not answered):
        _ask_suggestion(draft, at, found)
    else:
        if not declined:
            draft.pending = None
        draft.do(question(draft, at))


def question(
    draft: Draft, at: At, kind: SayKind = "question", before: tuple[Phrase, ...] = (), problem: str | None = None
) -> Say:
    """The plain question, with what was answered before on offer."""
    step = at.step
    assert step is not None
    words = question_words(draft, at) if kind == "question" else ()
    beside: list[Choice] = []
    old = draft.reopened.get(at.path) or _unsettled_answer(draft, at)
    if old is not None and old.state == "answered":
        if kind == "question":
            words = (*words, Bot("you-said", {"value": shown(step, old.value)}))
        if may_keep(draft, at, old):
            beside.append(Choice("/keep", Bot("keep-it"), icon="↩️"))
    if draft.pending is not None and (draft.pending.kind, draft.pending.path) == ("more", at.path):
        beside.append(ENOUGH)
    choices: tuple[Choice, ...] = question_choices(draft.flow, step)
    if beside or draft.attempts >= HUMAN_AFTER:
        skip = (SKIP,) if step.skippable else ()
        human = (HUMAN,) if draft.attempts >= HUMAN_AFTER else ()
        choices = (*option_choices(draft.flow, step), *beside, *skip, *human)
    return Say(
        kind,
        (*before, *words) if before else words,
        at.path,
        choices,
        problem,
        progress(draft.flow, at),
        request_of(step),
        step.kind in ("choices", "countries"),
        draft.prompt,
    )


def _unsettled_answer(draft: Draft, at: At) -> Answer | None:
    """An answer that is stored but must be asked for again: a skip that became required has none, a paper refused has."""
    answer = draft.answers.get(at.path)
    return (
        answer if answer is not None and at.step is not None and at.step.kind not in ("document", "consent") else None
    )


def may_keep(draft: Draft, at: At, old: Answer) -> bool:
    """Whether the old answer can be taken as it is; a consent only to the very notice that it was given to."""
    if at.step is None:
        return False
    if old.state == "skipped":
        return at.step.skippable
    return at.step.kind != "review" and fits(at.step, old.value)


def request_of(step: Step) -> Request | None:
    match step.kind:
        case "phone":
            return "contact"
        case "pincode":
            return "location"
        case "document":
            return "file"
        case _:
            return None


def _confirm(
    draft: Draft, at: At, pending: PendingKind, data: Mapping[str, Any], words: tuple[Phrase, ...], choices: tuple[Choice, ...],
    kind: SayKind = "confirm",
) -> None:  # fmt: skip
    draft.pending = Pending(pending, at.path, data)
    draft.do(Say(kind, words, at.path, choices, None, progress(draft.flow, at), prompt=draft.prompt, personal=True))


def _ask_suggestion(draft: Draft, at: At, found: Suggestion) -> None:
    step = at.step
    assert step is not None
    value = shown(step, found.value)
    words: tuple[Phrase, ...]
    if found.source == "suggested" and step.suggest_say is not None:
        said = own(draft, f"{step.context}.suggest_say", step.suggest_say, at)
        words = (Own(said.context, said.source, {**said.params, "value": value}),)
    else:
        key = "read-from-paper" if found.source == "read" else "is-it"
        words = (Bot(key, {"label": label(draft, at.path), "value": value}),)
    choices = (YES, NO, SKIP) if step.skippable else (YES, NO)
    _confirm(draft, at, "suggestion", {"value": found.value, "of": found.of, "source": found.source}, words, choices)


def _ask_changed(draft: Draft, at: At, old: Answer, found: Suggestion) -> None:
    step = at.step
    assert step is not None
    words = (
        Bot("two-values", {"label": label(draft, at.path)}),
        Bot("value-before", {"value": shown(step, old.value)}),
        Bot("value-on-paper" if found.source == "read" else "value-now", {"value": shown(step, found.value)}),
    )
    choices: tuple[Choice, ...] = (
        Choice("new", Bot("take-value", {"value": shown(step, found.value)})),
        Choice("old", Bot("take-value", {"value": shown(step, old.value)})),
    )
    data = {"value": found.value, "of": found.of, "source": found.source}
    if not may_keep(draft, at, old):
        choices = choices[:1]
    _confirm(draft, at, "changed", data, words, choices)


def _ask_check(draft: Draft, at: At, check: Check) -> None:
    """A warning is asked once; an error asks which of the named answers is wrong and never blames the later one."""
    names = check_paths(draft, check, at)
    edits = tuple(
        Choice(
            f"/edit {path}", Bot("correct-it", {"label": label(draft, path), "value": value_at(draft, path)}), icon="✏️"
        )
        for path in names
    )
    said = own(draft, check.context, check.say, at)
    if check.level == "should":
        choices = (Choice("/right", Bot("right-as-it-is"), icon="✅"), *edits)
        _confirm(draft, at, "warning", {"check": check.id}, (said,), choices, "warning")
        return
    words = (said, Bot("which-is-wrong")) if len(names) > 1 else (said,)
    draft.pending = Pending("which", at.path, {"check": check.id})
    draft.do(
        Say("problem", words, at.path, edits, "check", progress(draft.flow, at), prompt=draft.prompt, personal=True)
    )


def check_paths(draft: Draft, check: Check, at: At) -> list[str]:
    """The answered places that a check names, in the flow's order, to be corrected. For what was derived stands what it came from;
    for how many there are of something, the repeat's own question.
    """
    found: list[str] = []
    for name in _given_names(draft.flow, check.names):
        step = draft.flow.by_id.get(name)
        section = draft.flow.section_of[name]
        instances: tuple[int | None, ...] = (None,)
        if step is None:
            found += [section.id] if repeat_closed(draft, section) else []
            continue
        if section.repeat is not None:
            whole = name in check.condition.gathered or section is not at.section or at.instance is None
            instances = draft.ids_of(section) if whole else (at.instance,)
        for instance in instances:
            path = path_of(step, instance)
            if path in draft.answers and path not in draft.dormant and path not in found:
                found.append(path)
    return found


def _given_names(flow: Flow, names: Iterable[str]) -> list[str]:
    """Names of what traders answer, derived ones followed to their sources."""
    found: list[str] = []
    for name in names:
        step = flow.by_id.get(name)
        if step is not None and step.derive is not None:
            found += _given_names(flow, step.derive.names)
        elif name in flow.section_of:
            found.append(name)
    order = {name: number for number, name in enumerate(flow.by_id)}
    return sorted(dict.fromkeys(found), key=lambda name: order.get(name, len(order)))


def _ask_another(draft: Draft, at: At, frontier: bool) -> None:
    """The repeat's own question."""
    section = at.section
    assert section.repeat is not None
    draft.prompt += 1
    draft.asked = Asked(at.path, draft.flow.version, draft.prompt, frontier)
    draft.pending = None
    choices = another_choices(draft, at)
    words = (Own(f"{section.context}.another", section.repeat.another),)
    draft.do(Say("question", words, at.path, tuple(choices), None, progress(draft.flow, at), prompt=draft.prompt))


def another_choices(draft: Draft, at: At) -> list[Choice]:
    """What can be pressed under a repeat's own question."""
    section = at.section
    assert section.repeat is not None
    instances = draft.instances.get(section.id, NO_INSTANCES)
    choices = [Choice("/done", Bot("no-more"), icon="✅")]
    if len(instances.ids) < section.repeat.at_most:
        choices.insert(0, Choice("/another", Bot("add-another"), icon="➕"))
    if at.path in draft.reopened or instances.closed:
        choices += [
            Choice(
                f"/remove {section.id}#{one}",
                Bot("remove-it", {"label": label(draft, f"{section.id}#{one}")}),
                icon="🗑",
            )
            for one in instances.ids
        ]
    return choices


def files_at(draft: Draft, at: At) -> list[dict[str, Any]]:
    """The usable files that are there already; those asked for again are replaced by what comes now."""
    answer = draft.answers.get(at.path)
    if answer is None or answer.state != "answered":
        return []
    return [file for file in answer.value if file.get("verdict") != "ask_again"]


def ask_more(draft: Draft, at: At) -> None:
    """ "2 of 5 photos are here. Send another, or press Done." """
    assert at.step is not None and at.step.paper is not None
    count = len(files_at(draft, at))
    draft.prompt += 1
    frontier = draft.asked.frontier if draft.asked is not None and draft.asked.path == at.path else False
    draft.asked = Asked(at.path, draft.flow.version, draft.prompt, frontier)
    draft.pending = Pending("more", at.path) if count >= at.step.paper.at_least else None
    choices = (ENOUGH,) if draft.pending is not None else ()
    words = (Bot("files-here", {"count": count, "most": at.step.paper.at_most}, count=count),)
    draft.do(
        Say("question", words, at.path, choices, None, progress(draft.flow, at), request="file", prompt=draft.prompt)
    )


def tell(
    draft: Draft, key: str, params: Mapping[str, Any] | None = None, step: str | None = None, problem: str | None = None
) -> None:
    """A short note in the bot's words."""
    kind: SayKind = "problem" if problem is not None else "note"
    draft.do(Say(kind, (Bot(key, params or {}),), step, problem=problem))


def say_note(draft: Draft, at: At) -> None:
    assert at.step is not None
    draft.do(
        Say(
            "note", (own(draft, f"{at.step.context}.say", at.step.ask, at),), at.path, progress=progress(draft.flow, at)
        )
    )
    draft.put(at.path, None, "told", "seen")


def materialise(draft: Draft, at: At) -> None:
    """An instance below the minimum comes into being when it is first asked about; its id is then used up, and those before it."""
    if at.instance is None:
        return
    instances = draft.instances.get(at.section.id, NO_INSTANCES)
    if at.instance not in instances.ids:
        new = range(instances.next_id, at.instance + 1)
        grown = Instances((*instances.ids, *new), at.instance + 1, instances.closed)
        draft.set_instances(at.section.id, grown)


def is_frontier(draft: Draft, at: At) -> bool:
    """Whether nothing beyond `at` has been answered and nothing is dormant or reopened: then a plain answer here disturbs nothing."""
    if draft.dormant or draft.reopened or draft.revived:
        return False
    before = 0
    for place in walk(draft):
        if place.path == at.path:
            return before == len(draft.answers)
        before += place.path in draft.answers
    return False


def echo(draft: Draft, at: At, value: Any) -> None:
    """Say an amount back, a large one in words too: a zero too many is seen at once."""
    assert at.step is not None
    amount = value["amount"] if isinstance(value, dict) else value
    if abs(Decimal(amount)) < IN_WORDS_FROM:
        draft.do(Say("note", (Bot("noted", {"value": shown(at.step, value)}),), at.path))
        return
    draft.do(Say("note", (Bot("echo", {"value": shown(at.step, value), "words": InWords(amount)}),), at.path))
