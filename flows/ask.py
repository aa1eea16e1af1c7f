"""Saying things: the present question in the form that fits (plain, a suggestion to confirm, old beside new, a warning, which of two
is wrong), and what is told on the way to it.

Each form follows from the session alone, so that asking again after any gap gives the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from flows.answers import fits
from flows.draft import NO_INSTANCES, At, Draft, path_of, split_path
from flows.effects import Bot, Choice, InWords, Own, Phrase, Progress, Request, Say, SayKind, Shown, Verbatim
from flows.kinds import KINDS
from flows.model import Check, Flow, Option, Paper, Section, Step
from flows.position import checks_at, failing, locate, repeat_closed, walk
from flows.problems import Problem
from flows.session import Answer, Asked, Instances, Pending, PendingKind
from flows.suggest import Suggestion, paths_filled, suggestion
from locales.catalog import placeholders
from locales.languages import LANGUAGES

HELP_AFTER: Final = 2
"""Failed replies after which the bot says where to find the answer."""
HUMAN_AFTER: Final = 3
"""Failed replies after which it offers to skip, and a person."""

YES: Final = Choice("yes", Bot("yes"), icon="✅")
NO: Final = Choice("no", Bot("no"), icon="✏️")
SKIP: Final = Choice("/skip", Bot("skip"), icon="⏭")
HUMAN: Final = Choice("/human", Bot("ask-a-person"), icon="🙋")


# ── The flow's words ────────────────────────────────────────────────────────────────────────────────────────────────


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


def option_choice(step: Step, option: Option) -> Choice:
    prefix = f"{step.context}.options.{option.id}"
    return Choice(
        option.id,
        Own(f"{prefix}.label", option.label),
        Own(f"{prefix}.short", option.short) if option.short else None,
        option.icon,
        Own(f"{prefix}.describe", option.describe) if option.describe else None,
    )


def option_choices(draft: Draft, step: Step) -> tuple[Choice, ...]:
    """What can be pressed to answer `step`."""
    match step.kind:
        case "yes_no":
            return (YES, Choice("no", Bot("no"), icon="❌"))
        case "consent":
            return (Choice("yes", Bot("i-agree"), icon="✅"), Choice("no", Bot("i-do-not-agree"), icon="❌"))
        case "language":
            return language_choices(draft.flow)
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


# ── The present question ────────────────────────────────────────────────────────────────────────────────────────────


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
    words: list[Phrase] = [*before]
    if kind == "question":
        if step.consent is not None:
            words.append(own(draft, f"{step.context}.notice", step.consent.notice, at))
        words.append(own(draft, f"{step.context}.ask", step.ask, at))
        if step.example is not None:
            words.append(Bot("example", {"example": Own(f"{step.context}.example", step.example)}))
    choices = list(option_choices(draft, step))
    old = draft.reopened.get(at.path) or _unsettled_answer(draft, at)
    if old is not None and old.state == "answered":
        if kind == "question":
            words.append(Bot("you-said", {"value": shown(step, old.value)}))
        if may_keep(draft, at, old):
            choices.append(Choice("/keep", Bot("keep-it"), icon="↩️"))
    if step.skippable:
        choices.append(SKIP)
    if draft.attempts >= HUMAN_AFTER:
        choices.append(HUMAN)
    return Say(
        kind,
        tuple(words),
        at.path,
        tuple(choices),
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
    """Whether the old answer can be taken as it is."""
    if at.step is None:
        return False
    if old.state == "skipped":
        return at.step.skippable
    return at.step.kind not in ("review", "consent") and fits(at.step, old.value)


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


def shown(step: Step, value: Any) -> Shown:
    return Shown(step.kind, value, step.id)


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


def value_at(draft: Draft, path: str) -> Phrase:
    """The stored value at `path`, to be shown."""
    answer = draft.answers.get(path)
    step = draft.flow.by_id.get(split_path(path)[0])
    if path in draft.instances:
        return Verbatim(str(len(draft.instances[path].ids)))
    if answer is None or step is None or answer.state != "answered":
        return Bot("nothing-yet")
    return shown(step, answer.value)


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
    choices = (Choice("/done", Bot("no-more-files"), icon="✅"),) if draft.pending is not None else ()
    words = (Bot("files-here", {"count": count, "most": at.step.paper.at_most}, count=count),)
    draft.do(
        Say("question", words, at.path, choices, None, progress(draft.flow, at), request="file", prompt=draft.prompt)
    )


# ── Going on ────────────────────────────────────────────────────────────────────────────────────────────────────────


def tell(
    draft: Draft, key: str, params: Mapping[str, Any] | None = None, step: str | None = None, problem: str | None = None
) -> None:
    """A short note in the bot's words."""
    kind: SayKind = "problem" if problem is not None else "note"
    draft.do(Say(kind, (Bot(key, params or {}),), step, problem=problem))


def group_to_offer(draft: Draft) -> Pending | None:
    """What papers said that was not shown yet: two or more answers are confirmed together, in one tap."""
    for source in _reading_steps(draft.flow):
        section = draft.flow.section_of[source]
        if section.repeat is None and source not in draft.answers:
            continue
        instances = draft.ids_of(section) if section.repeat is not None else (None,)
        for instance in instances:
            at = locate(draft, path_of(draft.flow.by_id[source], instance))
            pending = _group_of(draft, at) if at is not None else None
            if pending is not None:
                return pending
    return None


@lru_cache(maxsize=256)
def _reading_steps(flow: Flow) -> tuple[str, ...]:
    sources = {source for sources in flow.filled_by.values() for source in sources}
    return tuple(sorted(sources, key=lambda source: flow.by_id[source].index))


def _group_of(draft: Draft, paper: At) -> Pending | None:
    answer = draft.answers.get(paper.path)
    if answer is None or answer.state != "answered" or paper.path in draft.dormant:
        return None
    fresh = [file for file in answer.value if file.get("fills") and not file.get("offered")]
    if not fresh:
        return None
    values = _relevant_fills(draft, paper, fresh[-1]["fills"])
    read = [path for path in values if not _is_proof(draft, paper, path)]
    return Pending("filled", paper.path, {"values": values, "file": fresh[-1]["id"]}) if len(read) > 1 else None


def _is_proof(draft: Draft, paper: At, path: str) -> bool:
    assert paper.step is not None and paper.step.paper is not None
    return split_path(path)[0] in paper.step.paper.proves


def _proof_of(flow: Flow, paper: Paper, choice: str) -> list[str]:
    """The steps through whose values a paper proves a choice: those that are asked because of it, so that a Udyam certificate proves
    no GST number. Where none hangs on the choice, anything that was read proves it.
    """
    reads = list(paper.reads.values())
    hanging = [name for name in reads if (when := flow.by_id[name].when) is not None and choice in when.names]
    return hanging or reads


def _relevant_fills(draft: Draft, paper: At, fills: Mapping[str, Any]) -> dict[str, Any]:
    """Path -> value of what this paper would answer, tried in order on a copy: the GST number is relevant once the paper proves that
    there is one.
    """
    assert paper.step is not None and paper.step.paper is not None
    trial = Draft.of(draft.flow, draft.before, draft.now)
    trial.answers, trial.instances, trial.dormant = draft.answers, draft.instances, draft.dormant
    values: dict[str, Any] = {}
    for at in paths_filled(draft, paper):
        step = at.step
        assert step is not None
        if step.id in paper.step.paper.proves:
            value: Any = paper.step.paper.proves[step.id]
            if not any(name in fills for name in _proof_of(draft.flow, paper.step.paper, step.id)):
                continue
        else:
            value = fills.get(step.id)
        if value is None or at.path in trial.answers or not trial.is_relevant(at):
            continue
        values[at.path] = value
        trial.put(at.path, value, "read")
    return values


def offer_group(draft: Draft, pending: Pending) -> None:
    """Show together what a paper said."""
    paper = locate(draft, pending.path)
    assert paper is not None
    draft.prompt += 1
    draft.asked = Asked(pending.path, draft.flow.version, draft.prompt, False)
    draft.pending = pending
    lines: list[Phrase] = [Bot("paper-says", {"label": label(draft, pending.path)})]
    for path, value in pending.data["values"].items():
        if _is_proof(draft, paper, path):
            continue
        step = draft.flow.by_id[split_path(path)[0]]
        lines.append(Bot("line", {"label": label(draft, path), "value": shown(step, value)}))
    lines.append(Bot("all-right"))
    draft.do(
        Say(
            "confirm",
            tuple(lines),
            pending.path,
            (YES, NO),
            None,
            progress(draft.flow, paper),
            prompt=draft.prompt,
            personal=True,
        )
    )


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


# ── The review ──────────────────────────────────────────────────────────────────────────────────────────────────────


def review(draft: Draft, at: At) -> Say:
    """Everything answered, in order, each line with a way to change it."""
    step = at.step
    assert step is not None
    words: list[Phrase] = [own(draft, f"{step.context}.ask", step.ask, at)]
    choices = [Choice("/submit", Bot("submit"), icon="✅")]
    for place in walk(draft):
        if place.step is not None and place.step.kind in ("note", "review", "end"):
            continue
        line = review_line(draft, place)
        if line is not None:
            words.append(line)
            choices.append(Choice(f"/edit {place.path}", label(draft, place.path)))
    words.extend(_accepted_warnings(draft))
    return Say(
        "review",
        tuple(words),
        at.path,
        tuple(choices),
        None,
        progress(draft.flow, at),
        prompt=draft.prompt,
        personal=True,
    )


def review_line(draft: Draft, at: At) -> Phrase | None:
    """ "GST number: 27AAPFU0939F1ZV", or None for what has nothing to show."""
    if at.step is None:
        count = len(draft.instances.get(at.section.id, NO_INSTANCES).ids)
        title = Own(f"{at.section.context}.title", at.section.title)
        return Bot("line", {"label": title, "value": Verbatim(str(count))})
    if at.step.derive is not None:
        value = draft.value_in(at.step, at.instance)
        return None if value is None else Bot("line", {"label": label(draft, at.path), "value": shown(at.step, value)})
    answer = draft.answers.get(at.path)
    if answer is None:
        return None
    key = "line-from-before" if at.path in draft.revived else "line"
    return Bot(key, {"label": label(draft, at.path), "value": value_at(draft, at.path)})


def _accepted_warnings(draft: Draft) -> list[Phrase]:
    """Warnings that the trader answered with "right as it is": listed, not asked again."""
    if not draft.acknowledged:
        return []
    found: list[Phrase] = []
    for place in walk(draft):
        for check in checks_at(draft.flow, place):
            draft.instance = place.instance
            if check.level == "should" and check.condition.test(draft) is False:
                found.append(Bot("you-confirmed", {"warning": own(draft, check.context, check.say, place)}))
    return found


# ── Problems ────────────────────────────────────────────────────────────────────────────────────────────────────────


def refuse(draft: Draft, at: At, why: Problem, *said: Phrase) -> None:
    """Say why a reply was not accepted; after two failures where to find the answer, after three offer skip and a person."""
    draft.attempts += 1
    words: list[Phrase] = [*said] if said else [Bot(f"problem.{why.key}", why.params)]
    step = at.step
    if step is not None and draft.attempts >= HELP_AFTER and step.help is not None:
        words.append(own(draft, f"{step.context}.help", step.help, at))
    if step is not None and draft.attempts >= HELP_AFTER and step.example is not None:
        words.append(Bot("example", {"example": Own(f"{step.context}.example", step.example)}))
    if draft.attempts >= HUMAN_AFTER:
        words.append(Bot("skip-or-person" if step is not None and step.skippable else "or-a-person"))
    say_problem(draft, at, why.key, tuple(words))


def say_problem(draft: Draft, at: At, key: str, words: tuple[Phrase, ...]) -> None:
    if at.step is None:
        draft.do(Say("problem", words, at.path, problem=key, prompt=draft.prompt))
        return
    draft.do(question(draft, at, "problem", words, key))


def echo(draft: Draft, at: At, value: Any) -> None:
    """Say an amount back in figures and words: a zero too many is seen at once."""
    assert at.step is not None
    amount = value["amount"] if isinstance(value, dict) else value
    draft.do(Say("note", (Bot("echo", {"value": shown(at.step, value), "words": InWords(amount)}),), at.path))
