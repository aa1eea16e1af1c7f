"""Taking a reply: which step it answers, whether it is understood, and what storing it leads to.

Position is computed, addressing is remembered: typed words and files answer the step that was asked, a button the step in its token.
If that step is gone, irrelevant or settled meanwhile, the reply is used only where it parses for the present step, and never lands
in a free-text step that the trader was not asked about.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from flows import ask
from flows.answers import Accepted, BareStep, DidYouMean, Labels, Reading, fits, read_answer
from flows.answers.aadhaar import find_aadhaar
from flows.answers.amounts import is_year
from flows.draft import At, Draft, digest, split_path
from flows.effects import Bot, Choice, Consented, Ended, LanguageChanged, Own, Say
from flows.inputs import Chosen, Commanded, Pressed, SharedContact, SharedLocation, Typed
from flows.model import Check, Flow, Step
from flows.navigate import (
    INTERRUPTING,
    STEERING,
    ask_present,
    command,
    decide_sure,
    go_on,
    say_interruption,
    stale,
)
from flows.position import asked_place, find, locate, settled
from flows.problems import Problem
from flows.session import Pending, Source
from flows.suggest import mark_offered, suggestion
from locales.commands import read_command, read_yes_no
from locales.digits import to_ascii
from locales.languages import LANGUAGES

NEVER_BY_CHANCE: Final = frozenset({"text", "document", "review", "note", "end", "consent"})
"""Kinds that a reply meant for another step must never land in: free text takes any words, and nobody consents unread."""

CHOICE_KINDS: Final = frozenset({"choice", "choices", "yes_no", "language", "consent", "country", "countries"})

DECIDING: Final = frozenset({"suggestion", "changed", "filled", "guess", "erase", "withdraw", "language"})
"""Confirmations that a yes, a no or one of their own options decides."""


# ── Typed words ─────────────────────────────────────────────────────────────────────────────────────────────────────


def typed(draft: Draft, given: Typed) -> None:
    """A reply in words: a confirmation's answer, an option, a command, or the answer itself, tried in this order."""
    at = asked_place(draft)
    if find_aadhaar(given.text, at.step.kind if at is not None and at.step is not None else "text"):
        _refuse_aadhaar(draft, at)
        return
    if given.text.lstrip().startswith("/"):
        word, _, argument = given.text.strip()[1:].partition(" ")
        command(draft, Commanded(read_command(f"/{word}", draft.language) or word, argument.strip() or None))
        return
    if draft.pending is not None and _decide_in_words(draft, given.text):
        return
    if draft.pending is not None and draft.pending.kind in INTERRUPTING:
        _not_decided(draft, given.text)
        return
    if at is not None and at.step is None and _another_in_words(draft, at, given.text):
        return
    if at is not None and at.step is not None and at.step.kind == "review" and _review_in_words(draft, at, given.text):
        return
    read = _option_of(draft, at, given.text)
    if not isinstance(read, Accepted):
        name = read_command(given.text, draft.language)
        if name is not None and (name in STEERING or (name == "keep" and at is not None and _has_old(draft, at))):
            command(draft, Commanded(name))
            return
        if at is not None and _extra_by_number(draft, at, given.text):
            return
    _answer_in_words(draft, at, given.text, read)


def _not_decided(draft: Draft, text: str) -> None:
    """ "Delete it all?" is answered by yes or no and nothing else: no other words may land in the question behind it."""
    name = read_command(text, draft.language)
    if name is not None and name in STEERING:
        command(draft, Commanded(name))
        return
    if draft.pending is not None and draft.pending.kind != "language":
        ask.tell(draft, "problem.yes-or-no", problem="yes-or-no")
    say_interruption(draft)


def _has_old(draft: Draft, at: At) -> bool:
    old = draft.reopened.get(at.path) or draft.answers.get(at.path)
    return old is not None and ask.may_keep(draft, at, old)


def _extra_by_number(draft: Draft, at: At, text: str) -> bool:
    """The number of what stands under the options (keep, skip, a person), where a number is not an answer itself."""
    step, number = at.step, _number(text)
    if step is None or number is None or draft.pending is not None:
        return False
    if step.kind not in CHOICE_KINDS and step.kind != "document":
        return False
    choices = ask.question(draft, at).choices
    if not 1 <= number <= len(choices) or not choices[number - 1].id.startswith("/"):
        return False
    command(draft, Commanded(choices[number - 1].id[1:]))
    return True


def _refuse_aadhaar(draft: Draft, at: At | None) -> None:
    """Nothing of the message is kept, not even as an attempt's text."""
    if at is not None and at.step is not None:
        ask.say_problem(draft, at, "aadhaar", (Bot("problem.aadhaar"),))
    else:
        ask.tell(draft, "problem.aadhaar", problem="aadhaar")
        ask_present(draft)


def _option_of(draft: Draft, at: At | None, text: str) -> Reading | None:
    """The words read as one of the step's options, where it has any: "No" is an answer before it is a command."""
    if at is None or at.step is None or at.step.kind not in CHOICE_KINDS:
        return None
    return _read(draft, at.step, text)


def _read(draft: Draft, step: Step, text: str) -> Reading:
    if step.kind == "consent":
        choice = read_yes_no(text, draft.language) or {1: "yes", 2: "no"}.get(_number(text) or 0)
        return Accepted(choice) if choice is not None else Problem("yes-or-no")
    return read_answer(step, text, draft.language, draft.today, labels_of(draft.flow, step, draft.language))


@lru_cache(maxsize=8192)
def labels_of(flow: Flow, step: Step, language: str) -> Labels:
    """The words of the step's options in that language, for matching what is typed."""
    table = flow.translations.get(language)
    if not table:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for option in step.options:
        prefix = f"{step.context}.options.{option.id}"
        words = [table[f"{prefix}.{name}"] for name in ("label", "short") if table.get(f"{prefix}.{name}")]
        words += [word.strip() for word in table.get(f"{prefix}.synonyms", "").split(",") if word.strip()]
        if words:
            found[option.id] = tuple(words)
    return found


def _answer_in_words(draft: Draft, at: At | None, text: str, known: Reading | None) -> None:
    if at is None:
        _answer_elsewhere(draft, text)
        return
    step = at.step
    if step is None:
        ask.say_problem(draft, at, "another-or-done", (Bot("problem.another-or-done"),))
        return
    if _must_choose(draft, at, text):
        draft.attempts += 1
        _ask_again(draft, at, Bot("problem.pick-one"))
        return
    match step.kind:
        case "document" if draft.pending is None or draft.pending.kind != "filled":
            ask.refuse(draft, at, Problem("file-wanted"))
            return
        case "review":
            ask.refuse(draft, at, Problem("submit-or-edit"))
            return
    match known or _read(draft, step, text):
        case Accepted(value) if step.kind == "text" and _is_offered(draft, at):
            # "Is that right?" - "hmm, which paper": any words would do for a name, so these are shown before they are taken.
            _ask_guess(draft, at, (value,))
        case Accepted(value, echo, caution):
            accept(draft, at, value, "typed", echo, caution)
        case DidYouMean(candidates, _):
            _ask_guess(draft, at, candidates)
        case Problem() as why:
            _refuse_reply(draft, at, why)


def _is_offered(draft: Draft, at: At) -> bool:
    return draft.pending is not None and draft.pending.kind == "suggestion" and draft.pending.path == at.path


def _must_choose(draft: Draft, at: At, text: str) -> bool:
    """Whether one of the things shown has to be picked: words about a warning are no new answer to a question that takes any words."""
    pending, step = draft.pending, at.step
    if pending is None or pending.path != at.path or step is None:
        return False
    if pending.kind in ("warning", "which"):
        return step.kind == "text" or step.derive is not None
    return pending.kind == "changed" and step.kind == "text" and read_yes_no(text, draft.language) is not None


def _refuse_reply(draft: Draft, at: At, why: Problem) -> None:
    if draft.pending is not None and draft.pending.path == at.path and draft.pending.kind in DECIDING:
        draft.attempts += 1
        _ask_again(draft, at, Bot("problem.yes-or-no") if draft.pending.kind != "changed" else Bot("problem.pick-one"))
        return
    ask.refuse(draft, at, why)


def _ask_again(draft: Draft, at: At, before: Bot) -> None:
    """The same confirmation once more, with a word on how to answer it."""
    draft.do(Say("problem", (before,), at.path, problem=before.key.removeprefix("problem.")))
    pending = draft.pending
    if pending is not None and pending.kind == "filled":
        ask.offer_group(draft, pending)
    elif pending is not None and pending.kind == "guess":
        _ask_guess(draft, at, tuple(pending.data["candidates"]))
    else:
        ask.ask(draft, at, frontier=draft.asked.frontier if draft.asked is not None else False)


def _answer_elsewhere(draft: Draft, text: str) -> None:
    """The asked step is gone: the reply is used only where the present step surely means it."""
    draft.disturbed = True
    at = find(draft)
    if at is not None and at.step is not None and at.step.kind not in NEVER_BY_CHANCE:
        read = _read(draft, at.step, text)
        if isinstance(read, Accepted) and suggestion(draft, at) is None:
            accept(draft, at, read.value, "typed", read.echo, read.caution)
            return
    ask.tell(draft, "form-changed")
    go_on(draft)


def _ask_guess(draft: Draft, at: At, candidates: tuple[Any, ...]) -> None:
    """ "Did you mean …?" rather than a wrong guess."""
    step = at.step
    assert step is not None
    draft.prompt += 1
    if draft.asked is not None and draft.asked.path == at.path:
        draft.asked = replace(draft.asked, prompt=draft.prompt)
    offered = draft.pending.data if draft.pending is not None and draft.pending.path == at.path else {}
    decided = {"of": offered["of"]} if "of" in offered else {}
    draft.pending = Pending("guess", at.path, {"candidates": list(candidates), **decided})
    if len(candidates) == 1:
        words = (Bot("did-you-mean", {"value": ask.shown(step, candidates[0])}),)
        choices: tuple[Choice, ...] = (ask.YES, ask.NO)
    else:
        words = (Bot("did-you-mean-one"),)
        choices = tuple(Choice(str(index), ask.shown(step, value)) for index, value in enumerate(candidates, 1))
        choices = (*choices, Choice("no", Bot("none-of-these")))
    draft.do(Say("confirm", words, at.path, choices, None, ask.progress(draft.flow, at), prompt=draft.prompt))


# ── Confirmations ───────────────────────────────────────────────────────────────────────────────────────────────────


def _decide_in_words(draft: Draft, text: str) -> bool:
    """Whether the words decide the open confirmation; if they do, it is done."""
    pending = draft.pending
    assert pending is not None
    choice = read_yes_no(text, draft.language)
    number = _number(text)
    if pending.kind in ("warning", "which") and locate(draft, pending.path) is None:
        return False
    match pending.kind:
        case "warning":
            return _warning_in_words(draft, pending, choice, number)
        case "which":
            return _edit_by_number(draft, number)
        case "guess" if len(pending.data["candidates"]) > 1 and number is not None:
            return decide(draft, "no" if number > len(pending.data["candidates"]) else str(number))
        case "changed" if number in (1, 2):
            return decide(draft, "new" if number == 1 else "old")
        case "language":
            return _language_in_words(draft, text)
        case "reading" | "more" | "declined" | "changed":
            if pending.kind == "more" and (choice == "no" or read_command(text, draft.language) in ("done", "skip")):
                command(draft, Commanded("done"))
                return True
            return False
        case _:
            if choice is None and number in (1, 2):
                choice = "yes" if number == 1 else "no"
            return choice is not None and decide(draft, choice)


def _number(text: str) -> int | None:
    plain = to_ascii(text).strip().rstrip(".)")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else None


def _warning_in_words(draft: Draft, pending: Pending, choice: str | None, number: int | None) -> bool:
    if choice == "yes" or number == 1:
        command(draft, Commanded("right"))
        return True
    if choice == "no":
        at = locate(draft, pending.path)
        assert at is not None
        paths = ask.check_paths(draft, _check(draft, pending), at)
        if paths:
            command(draft, Commanded("edit", paths[-1]))
        return bool(paths)
    return _edit_by_number(draft, number - 1 if number is not None else None)


def _edit_by_number(draft: Draft, number: int | None) -> bool:
    pending = draft.pending
    assert pending is not None
    at = locate(draft, pending.path)
    paths = ask.check_paths(draft, _check(draft, pending), at) if at is not None else []
    if number is None or not 1 <= number <= len(paths):
        return False
    command(draft, Commanded("edit", paths[number - 1]))
    return True


def _check(draft: Draft, pending: Pending) -> Check:
    return next(check for check in draft.flow.checks if check.id == pending.data["check"])


def _language_in_words(draft: Draft, text: str) -> bool:
    read = read_answer(BareStep("language"), text, draft.language, draft.today, None)
    if not isinstance(read, Accepted):
        return False
    command(draft, Commanded("language", str(read.value)))
    return True


def decide(draft: Draft, option: str) -> bool:
    """Close the open confirmation with one of its options. False if the option is none of its own."""
    pending = draft.pending
    if pending is None:
        return False
    at = locate(draft, pending.path)
    match pending.kind, option:
        case ("erase" | "withdraw", "yes" | "no"):
            decide_sure(draft, option == "yes")
        case ("filled", "yes" | "no"):
            _decide_filled(draft, pending, option == "yes")
        case ("suggestion" | "changed", "yes" | "new") if at is not None:
            accept(draft, at, pending.data["value"], pending.data["source"])
        case ("suggestion", "no") if at is not None:
            _decline(draft, at, pending)
        case ("changed", "old") if at is not None:
            _keep_old(draft, at, pending)
        case ("guess", _) if at is not None:
            return _decide_guess(draft, at, pending, option)
        case _:
            return False
    return True


def _decline(draft: Draft, at: At, pending: Pending) -> None:
    draft.pending = Pending("declined", at.path, {"of": pending.data["of"]})
    ask.ask(draft, at, frontier=draft.asked.frontier if draft.asked is not None else False)


def _keep_old(draft: Draft, at: At, pending: Pending) -> None:
    """The old value stays, and the trader has decided about the new one."""
    old = draft.answers.get(at.path) or draft.reopened[at.path]
    draft.put(at.path, old.value, old.source, old.state, pending.data["of"])
    draft.pending = None
    draft.disturbed = True
    go_on(draft)


def _decide_guess(draft: Draft, at: At, pending: Pending, option: str) -> bool:
    candidates = pending.data["candidates"]
    if option == "no":
        draft.pending = None
        ask.ask(draft, at, frontier=draft.asked.frontier if draft.asked is not None else False)
        return True
    index = 1 if option == "yes" else int(option) if option.isascii() and option.isdigit() else 0
    if not 1 <= index <= len(candidates):
        return False
    accept(draft, at, candidates[index - 1], "typed")
    return True


def _decide_filled(draft: Draft, pending: Pending, yes: bool) -> None:
    """What a paper said is taken over in one tap, or offered one by one."""
    draft.pending = None
    mark_offered(draft, pending.path, pending.data["file"])
    if yes:
        for path, value in pending.data["values"].items():
            at = locate(draft, path)
            if at is not None and path not in draft.answers:
                draft.put(path, value, "read", of=digest(value))
    draft.attempts = 0
    draft.disturbed = True
    go_on(draft)


# ── Buttons ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def pressed(draft: Draft, given: Pressed | Chosen) -> None:
    """A button: a command, the open confirmation's, or the answer to the step in its token."""
    options = (given.option,) if isinstance(given, Pressed) else given.options
    path = given.path or (draft.asked.path if draft.asked is not None else None)
    standing = draft.asked.prompt if draft.asked is not None else draft.prompt
    fresh = given.prompt is None or given.prompt == standing
    if len(options) == 1 and options[0].startswith("/"):
        _pressed_command(draft, options[0], path, fresh)
        return
    if (
        fresh
        and len(options) == 1
        and draft.pending is not None
        and (path or "") == draft.pending.path
        and decide(draft, options[0])
    ):
        return
    at = locate(draft, path) if path is not None else None
    if at is None:
        gone = path is not None and split_path(path)[1] is not None
        stale(draft, "item-removed" if gone else "button-old")
        return
    if at.step is None or not draft.is_relevant(at) or (not _is_open(draft, at) and settled(draft, at)):
        stale(draft, "button-old")
        return
    if at.step.derive is not None or at.step.kind not in CHOICE_KINDS:
        # The "yes" or "no" of a confirmation that is closed: such a step has no options of its own.
        stale(draft, "button-old")
        return
    _take_options(draft, at, options)


def _is_open(draft: Draft, at: At) -> bool:
    return at.path not in draft.answers or (draft.pending is not None and draft.pending.path == at.path)


ONCE: Final = frozenset({"another", "done", "submit", "keep", "right", "remove", "skip"})
"""Commands that mean the message they stand under: pressed again on an old one, they would act on something else."""


def _pressed_command(draft: Draft, option: str, path: str | None, fresh: bool) -> None:
    name, _, argument = option[1:].partition(" ")
    if name in ONCE and (not fresh or (draft.asked is not None and path != draft.asked.path)):
        stale(draft, "button-old")
        return
    command(draft, Commanded(name, argument or None))


def _take_options(draft: Draft, at: At, options: tuple[str, ...]) -> None:
    step = at.step
    assert step is not None
    value: Any
    match step.kind:
        case "choices" | "countries":
            order = {option.id: place for place, option in enumerate(step.options)}
            value = sorted(set(options), key=lambda option: order.get(option, len(order)))
        case _:
            value = options[0] if len(options) == 1 else list(options)
    if (step.kind == "consent" and value in ("yes", "no")) or (
        step.kind in CHOICE_KINDS and step.kind != "consent" and _offered(step, value) and fits(step, value)
    ):
        accept(draft, at, value, "chosen")
    elif draft.asked is None or draft.asked.path != at.path:
        stale(draft, "button-old")
    else:
        ask.refuse(draft, at, _why_not(draft, step, options))


def _offered(step: Step, value: Any) -> bool:
    return step.kind not in ("choice", "choices") or all(
        step.option(one) for one in ([value] if isinstance(value, str) else value)
    )


def _why_not(draft: Draft, step: Step, options: tuple[str, ...]) -> Problem:
    """Why pressed options are no answer: too few, too many, or none of the step's own, as if they had been typed."""
    if step.kind == "choices" and all(step.option(option) for option in options):
        if step.at_least is not None and len(options) < Decimal(step.at_least):
            return Problem("choices-too-few", {"least": step.at_least})
        if step.at_most is not None and len(options) > Decimal(step.at_most):
            return Problem("choices-too-many", {"most": step.at_most})
    read = _read(draft, step, ", ".join(options)) if step.kind in CHOICE_KINDS else None
    return read if isinstance(read, Problem) else Problem("use-the-buttons")


# ── What the phone shares ───────────────────────────────────────────────────────────────────────────────────────────


def shared_contact(draft: Draft, given: SharedContact) -> None:
    at = asked_place(draft)
    if at is None or at.step is None or at.step.kind != "phone":
        _not_asked(draft, at, "not-asked-now")
        return
    if not given.own:
        ask.refuse(draft, at, Problem("contact-not-own"))
        return
    number = given.phone if given.phone.startswith("+") else f"+{given.phone.lstrip('0')}"
    read = read_answer(at.step, number, draft.language, draft.today, None)
    if not isinstance(read, Accepted):
        read = read_answer(at.step, given.phone, draft.language, draft.today, None)
    if isinstance(read, Accepted):
        accept(draft, at, read.value, "shared")
    else:
        ask.refuse(draft, at, read if isinstance(read, Problem) else read.problem)


def shared_location(draft: Draft, given: SharedLocation) -> None:
    at = asked_place(draft)
    if at is None or at.step is None or at.step.kind != "pincode":
        _not_asked(draft, at, "not-asked-now")
        return
    read = read_answer(at.step, given.pincode, draft.language, draft.today, None) if given.pincode else None
    if isinstance(read, Accepted):
        accept(draft, at, read.value, "shared")
    else:
        ask.refuse(draft, at, Problem("location-unclear"))


def _not_asked(draft: Draft, at: At | None, key: str) -> None:
    if at is not None and at.step is not None:
        ask.say_problem(draft, at, key, (Bot(f"problem.{key}"),))
    else:
        ask.tell(draft, f"problem.{key}", problem=key)
        ask_present(draft)


def unsupported(draft: Draft, kind: str) -> None:
    """A voice note, a sticker: say what can be taken instead. It does not count as a failed attempt."""
    key = {"voice": "voice-not-read", "video": "video-not-read", "edited": "edited-not-read"}.get(kind, "kind-not-read")
    _not_asked(draft, asked_place(draft), key)


# ── The repeat and the review in words ──────────────────────────────────────────────────────────────────────────────


def _another_in_words(draft: Draft, at: At, text: str) -> bool:
    choice = read_yes_no(text, draft.language)
    number = _number(text)
    name = read_command(text, draft.language)
    shown = ask.another_choices(draft, at)
    if number is not None and 1 <= number <= len(shown):
        name, _, argument = shown[number - 1].id[1:].partition(" ")
        command(draft, Commanded(name, argument or None))
    elif choice == "yes" or name == "another":
        command(draft, Commanded("another"))
    elif choice == "no" or name in ("done", "skip"):
        command(draft, Commanded("done"))
    else:
        return False
    return True


def _review_in_words(draft: Draft, at: At, text: str) -> bool:
    """ "yes" submits; a number picks a line of the review to change."""
    choices = ask.review(draft, at).choices
    number = _number(text)
    if number is not None and 1 <= number <= len(choices):
        name, _, argument = choices[number - 1].id[1:].partition(" ")
        command(draft, Commanded(name, argument or None))
        return True
    if read_yes_no(text, draft.language) == "yes" or read_command(text, draft.language) in ("submit", "done"):
        command(draft, Commanded("submit"))
        return True
    return False


# ── Accepting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def accept(
    draft: Draft, at: At, value: Any, source: Source, echo: bool = False, caution: Problem | None = None
) -> None:
    """Store a good answer, unless a check that must hold fails, and go on."""
    step = at.step
    assert step is not None
    if step.consent is not None:
        _accept_consent(draft, at, value)
        return
    of = _decided(draft, at)
    edited = at.path in draft.reopened or at.path in draft.answers
    before = (draft.answers, draft.reopened, draft.revived)
    draft.put(at.path, value, source, of=of)
    check = _refused_by(draft, at, edited)
    if check is not None:
        # Its words name the refused value too, so they are put together before that leaves.
        said = ask.own(draft, check.context, check.say, at)
        draft.answers, draft.reopened, draft.revived = before
        _refuse_by_check(draft, at, check, said)
        return
    draft.changed(at.path)
    draft.attempts = 0
    draft.pending = None
    if step.kind == "language" and value in LANGUAGES and value != draft.language:
        draft.language = value
        draft.do(LanguageChanged(value))
    if echo and source == "typed":
        _echo(draft, at, value)
    if caution is not None:
        draft.do(Say("note", (Bot(f"problem.{caution.key}", caution.params),), at.path))
    go_on(draft, at)


def _echo(draft: Draft, at: At, value: Any) -> None:
    assert at.step is not None
    if at.step.kind == "money" or (at.step.kind == "number" and len(value) > 3 and not is_year(at.step)):
        ask.echo(draft, at, value)
    elif at.step.kind not in ("number", "money"):
        draft.do(Say("note", (Bot("noted", {"value": ask.shown(at.step, value)}),), at.path, personal=True))


def _decided(draft: Draft, at: At) -> str | None:
    """The digest of the suggestion that this answer decides about."""
    pending = draft.pending
    if pending is not None and pending.path == at.path and "of" in pending.data:
        return str(pending.data["of"])
    if at.step is None or (at.step.suggest is None and at.step.id not in draft.flow.filled_by):
        return None
    # What came to be on offer after the question was put was not seen: it is still to be shown beside the answer.
    found, old = suggestion(draft, at), draft.reopened.get(at.path) or draft.answers.get(at.path)
    return found.of if found is not None and old is not None and old.of == found.of else None


def _refused_by(draft: Draft, at: At, edited: bool) -> Check | None:
    """The `must` that refuses this answer. After an edit only a check that names nothing else refuses: which of two answers is wrong
    is then asked, and not decided here.
    """
    assert at.step is not None
    draft.instance = at.instance
    for check in draft.flow.checks_of.get(at.step.id, ()):
        if check.level == "must" and (not edited or len(check.names) == 1) and check.condition.test(draft) is False:
            return check
    return None


def _refuse_by_check(draft: Draft, at: At, check: Check, said: Own) -> None:
    """The reply is not stored; the other answers that the check names can be corrected from here."""
    if draft.asked is None or draft.asked.path != at.path:
        draft.do(Say("problem", (said,), at.path, problem="check"))
        ask_present(draft)
        return
    draft.attempts += 1
    say = ask.question(draft, at, "problem", (said,), "check")
    others = tuple(
        Choice(
            f"/edit {path}",
            Bot("correct-it", {"label": ask.label(draft, path), "value": ask.value_at(draft, path)}),
            icon="✏️",
        )
        for path in ask.check_paths(draft, check, at)
        if path != at.path
    )
    draft.do(replace(say, choices=(*say.choices, *others)))


def _accept_consent(draft: Draft, at: At, choice: str) -> None:
    step = at.step
    assert step is not None and step.consent is not None
    consent = step.consent
    assert choice in ("yes", "no")
    if draft.asked is None or draft.asked.path != at.path or draft.asked.version != draft.flow.version:
        # A publish may have changed the notice since it was shown: nobody agrees to words that were not seen.
        draft.pending, draft.disturbed = None, True
        ask.tell(draft, "form-changed")
        go_on(draft)
        return
    draft.changed(at.path)
    draft.put(at.path, {"choice": choice, "notice_version": consent.notice_version}, "chosen")
    draft.do(Consented(consent.purpose, "yes" if choice == "yes" else "no", consent.notice_version, at.path))
    draft.attempts = 0
    draft.pending = None
    if choice == "no" and consent.required and not step.skippable:
        draft.status = "ended"
        draft.asked = None
        draft.do(Say("ended", (Bot("consent-refused"),), at.path))
        draft.do(Ended("nothing"))
        return
    go_on(draft, at)
