"""Taking a reply: which step it answers, whether it is understood, and what storing it leads to.

Position is computed, addressing is remembered: typed words and files answer the step that was asked, a button the step in its token.
If that step is gone, irrelevant or settled meanwhile, the reply is used only where it parses for the present step, and never lands
in a free-text step that the trader was not asked about.
"""

from __future__ import annotations

from typing import Final

from flows import ask, refusing, review
from flows.accepting import accept
from flows.answers import Accepted, DidYouMean, Reading
from flows.answers.aadhaar import find_aadhaar
from flows.answers.tongues import asked_language, named_language
from flows.commands import STEERING, command
from flows.confirming import DECIDING, decide_in_words, number_in
from flows.draft import At, Draft
from flows.effects import Bot
from flows.going import INTERRUPTING, ask_present, go_on, let_go, say_interruption
from flows.guess import ask_guess
from flows.inputs import Commanded, Typed
from flows.model import Step
from flows.nothing import says_it_has_none
from flows.position import asked_place, find
from flows.problems import Problem
from flows.reading import CHOICE_KINDS, read_reply
from flows.suggest import suggestion
from locales.commands import asks_back, read_command, read_yes_no, says_little
from locales.languages import LANGUAGES
from locales.name_frames import framed_name

NEVER_BY_CHANCE: Final = frozenset({"text", "document", "review", "note", "end", "consent"})
"""Kinds that a reply meant for another step must never land in: free text takes any words, and nobody consents unread."""

NAMES_THINGS: Final = frozenset({"text", "country", "countries", "language", "review"})
"""Kinds to which the bare name of a language may be an answer."""
ASIDES: Final = frozenset({"about", "help", "wait"})


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
    if draft.pending is not None and decide_in_words(draft, given.text):
        return
    if draft.pending is not None and draft.pending.kind in INTERRUPTING:
        _not_decided(draft, given.text)
        return
    if at is not None and at.step is None and _another_in_words(draft, at, given.text):
        return
    if at is not None and at.step is not None and at.step.kind == "review" and _review_in_words(draft, at, given.text):
        return
    read = _option_of(draft, at, given.text)
    if not isinstance(read, Accepted) and _steered(draft, at, given.text, read):
        return
    _answer_in_words(draft, at, given.text, read)


def _steered(draft: Draft, at: At | None, text: str, read: Reading | None) -> bool:
    """Words that are no answer: another language, a command, a number under the options."""
    spoken = _language_asked(draft, at, text)
    name = read_command(text, draft.language)
    if spoken is not None:
        command(draft, Commanded("language", spoken))
    elif name in ASIDES and _shows_language(at, read):
        return False
    elif name is not None and (name in STEERING or (name == "keep" and at is not None and _has_old(draft, at))):
        command(draft, Commanded(name))
    else:
        return at is not None and _extra_by_number(draft, at, text)
    return True


def _shows_language(at: At | None, read: Reading | None) -> bool:
    """Whoever is asked for a language, and asks back in one, has shown it: it is offered, since an answer would be in another."""
    return at is not None and at.step is not None and at.step.kind == "language" and isinstance(read, DidYouMean)


def _language_asked(draft: Draft, at: At | None, text: str) -> str | None:
    """The language that the trader wants to go on in. Its bare name is an answer where words are asked for, and Kanada a country."""
    step = at.step if at is not None else None
    asked = asked_language(text)
    if asked is None and (step is None or step.kind not in NAMES_THINGS):
        asked = named_language(text)
    return asked if asked in (draft.flow.languages or LANGUAGES) else None


def _not_decided(draft: Draft, text: str) -> None:
    """ "Delete it all?" is answered by yes or no and nothing else: no other words may land in the question behind it."""
    name = read_command(text, draft.language)
    if name is not None and name in STEERING:
        command(draft, Commanded(name))
        return
    if draft.pending is not None and draft.pending.kind != "language":
        ask.tell(draft, "problem.yes-or-no", problem="yes-or-no")
    elif read_yes_no(text, draft.language) == "no" or name == "keep":
        let_go(draft)
        ask.tell(draft, "nothing-changed")
        ask_present(draft)
        return
    say_interruption(draft)


def _has_old(draft: Draft, at: At) -> bool:
    old = draft.reopened.get(at.path) or draft.answers.get(at.path)
    return old is not None and ask.may_keep(draft, at, old)


def _extra_by_number(draft: Draft, at: At, text: str) -> bool:
    """The number of what stands under the options (keep, skip, a person), where a number is not an answer itself."""
    step, number = at.step, number_in(text)
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
        refusing.say_problem(draft, at, "aadhaar", (Bot("problem.aadhaar"),))
    else:
        ask.tell(draft, "problem.aadhaar", problem="aadhaar")
        ask_present(draft)


def _option_of(draft: Draft, at: At | None, text: str) -> Reading | None:
    """The words read as one of the step's options, where it has any: "No" is an answer before it is a command."""
    if at is None or at.step is None or at.step.kind not in CHOICE_KINDS:
        return None
    return read_reply(draft, at.step, text)


def _answer_in_words(draft: Draft, at: At | None, text: str, known: Reading | None) -> None:
    if at is None:
        _answer_elsewhere(draft, text)
        return
    step = at.step
    if step is None:
        refusing.say_problem(draft, at, "another-or-done", (Bot("problem.another-or-done"),))
        return
    if _must_choose(draft, at, text):
        draft.attempts += 1
        refusing.ask_again(draft, at, _how_to_decide(draft))
        return
    match step.kind:
        case "document" if _has_none(draft, step, text):
            command(draft, Commanded("skip"))
            return
        case "document" if draft.pending is None or draft.pending.kind != "filled":
            refusing.refuse(draft, at, Problem("file-wanted"))
            return
        case "review":
            refusing.refuse(draft, at, Problem("submit-or-edit"))
            return
    match known or read_reply(draft, step, text):
        case Accepted() if step.kind == "text" and _has_none(draft, step, text):
            command(draft, Commanded("skip"))
        case Accepted(value) if step.kind == "text" and (_is_offered(draft, at) or _says_little(draft, text)):
            # "Is that right?" - "hmm, which paper", "Your name?" - "No": any words would do for a name, so these are shown before
            # they are taken.
            ask_guess(draft, at, (value,))
        case Accepted(str() as value) if step.kind == "text" and (name := _name_inside(draft, step, value)) is not None:
            ask_guess(draft, at, (name, value))
        case Accepted(value, echo, caution):
            accept(draft, at, value, "typed", echo, caution)
        case DidYouMean() if step.kind in ("country", "countries") and _has_none(draft, step, text):
            command(draft, Commanded("skip"))  # "No" is Norway, and "na" Namibia, only where there has to be a country
        case DidYouMean(candidates, why):
            ask_guess(draft, at, candidates, why)
        case Problem() if _has_none(draft, step, text):
            command(draft, Commanded("skip"))
        case Problem() if draft.pending is None and asks_back(text):
            command(draft, Commanded("help"))  # "What is an IEC?" is not told to choose from the list
        case Problem() as why:
            _refuse_reply(draft, at, why)


def _says_little(draft: Draft, text: str) -> bool:
    return says_little(text, draft.language) or named_language(text) is not None


def _has_none(draft: Draft, step: Step, text: str) -> bool:
    """ "What is your Udyam number, if you have one?" - "No": a question that may be left out is answered by that."""
    undecided = draft.pending is not None and draft.pending.kind != "declined"
    return step.skippable and not undecided and says_it_has_none(step, text, draft.language)


def _name_inside(draft: Draft, step: Step, text: str) -> str | None:
    """ "Mera naam Suresh Kumar hai": what is inside."""
    name = framed_name(text)
    return name if name is not None and isinstance(read_reply(draft, step, name), Accepted) else None


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
    pending, step = draft.pending, at.step
    if pending is not None and pending.path == at.path and step is not None:
        # "Choose from the list, 1 to 9" would mean another list than the one that is shown.
        listed = pending.kind in ("warning", "which") and step.kind in CHOICE_KINDS
        if pending.kind in DECIDING or listed:
            draft.attempts += 1
            refusing.ask_again(draft, at, _how_to_decide(draft))
            return
    refusing.refuse(draft, at, why)


def _how_to_decide(draft: Draft) -> Bot:
    two = draft.pending is not None and draft.pending.kind in ("changed", "which")
    return Bot("problem.pick-one" if two else "problem.yes-or-no")


def _answer_elsewhere(draft: Draft, text: str) -> None:
    """The asked step is gone: the reply is used only where the present step surely means it."""
    draft.disturbed = True
    at = find(draft)
    if at is not None and at.step is not None and at.step.kind not in NEVER_BY_CHANCE:
        read = read_reply(draft, at.step, text)
        if isinstance(read, Accepted) and suggestion(draft, at) is None:
            accept(draft, at, read.value, "typed", read.echo, read.caution)
            return
    ask.tell(draft, "form-changed")
    go_on(draft)


def _another_in_words(draft: Draft, at: At, text: str) -> bool:
    choice = read_yes_no(text, draft.language)
    number = number_in(text)
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
    """ "yes" submits; a number or its label picks a line of the review to change."""
    choices = review.review(draft, at).choices
    number = number_in(text)
    if number is not None and 1 <= number <= len(choices):
        name, _, argument = choices[number - 1].id[1:].partition(" ")
        command(draft, Commanded(name, argument or None))
        return True
    if read_yes_no(text, draft.language) == "yes" or read_command(text, draft.language) in ("submit", "done"):
        command(draft, Commanded("submit"))
        return True
    named = review.place_named(draft, review.listed(draft), text)
    if named is not None:
        command(draft, Commanded("edit", named.path))
    return named is not None
