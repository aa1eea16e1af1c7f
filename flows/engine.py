"""The engine: one pure function from (flow, session, input, now) to (session, effects).

No clock, no database, no network, no sentences. Terminal, browser chat, Telegram, the admin's preview, authors' tests, replay and the
benchmarks all run this function; everything around it only brings inputs and carries out effects.

The rules are kept beside it, a file each. Where a trader stands: position. What is said: ask, in the words of wording, with what papers
offer (fills) and the review. How a reply is taken: reply for words, pressing for buttons, sharing for what a phone shares, through
reading and confirming to accepting. Moving: going (on), navigate (back, edit), commands. Files: papers. Another version: move.
"""

from __future__ import annotations

from datetime import datetime

from flows import ask, commands, going, navigate, papers, pressing, reply, review, sharing
from flows.answers.aadhaar import find_aadhaar
from flows.confirming import number_in
from flows.draft import Draft
from flows.effects import Bot, Effect, Say, Verbatim
from flows.inputs import (
    Amend,
    Chosen,
    Commanded,
    HandedBack,
    Input,
    Opened,
    PaperRead,
    Pressed,
    Reminded,
    Sent,
    SharedContact,
    SharedLocation,
    TakenOver,
    Typed,
    Unsupported,
)
from flows.model import Flow
from flows.move import move
from flows.position import refresh
from flows.session import Answer, Session
from flows.wording import LATER, NOT_INTERESTED
from locales.commands import read_command, read_yes_no

AFTERWARDS = frozenset(
    {"mydata", "withdraw", "erase", "status", "about", "human", "help", "language", "review", "edit", "stop", "later"}
)
"""Commands that mean something when the session is completed."""

UNASKED = (PaperRead, Reminded, TakenOver, HandedBack, Amend)
"""Inputs that no trader gave: they wake nobody up and get no answer where there is nothing to say."""


def advance(flow: Flow, session: Session, given: Input, now: datetime) -> tuple[Session, list[Effect]]:
    """What comes of `given`: the session after it, and what the world must do.

    An open session of another version moves to `flow` first. The session that came in is never changed. Raises ValueError when the
    session belongs to another flow.
    """
    if session.flow != flow.id:
        raise ValueError(f"a session of {session.flow} can't be advanced by {flow.id}")
    moved = session.version != flow.version and session.status == "open"
    if moved:
        session, _ = move(flow, session, now.date())
    draft = Draft.of(flow, session, now)
    draft.disturbed = moved or _on_another_day(draft)
    if draft.disturbed:
        refresh(draft)
    if session.status == "ended":
        _over(draft, given)
    elif session.mode == "human" and not isinstance(given, HandedBack | PaperRead):
        _while_human(draft, given)
    elif session.status == "completed" and draft.asked is None and not _decides(draft, given):
        _afterwards(draft, given)
    elif draft.mode == "paused" and not isinstance(given, UNASKED):
        _unpause(draft, given)
    elif _is_first(draft, given):
        _opened(draft)
    else:
        _dispatch(draft, given)
    return draft.finish(), draft.effects


def _on_another_day(draft: Draft) -> bool:
    """Conditions may look at the year: on another day than the last answer's nothing is taken for granted."""
    answers = draft.answers
    if not isinstance(answers, dict) or not answers:
        return False
    last: Answer = answers[next(reversed(answers))]
    return not draft.at_text.startswith(last.at[:10])


def _decides(draft: Draft, given: Input) -> bool:
    """Whether this may answer "are you sure?" in a session in which nothing else is asked."""
    return draft.pending is not None and isinstance(given, Typed | Pressed)


def _is_first(draft: Draft, given: Input) -> bool:
    """Whatever a trader sends first, the conversation begins; only rights and an Aadhaar number are heard at once."""
    if draft.asked is not None or draft.answers or draft.pending is not None or draft.status != "open":
        return False
    if isinstance(given, Typed):
        return not (find_aadhaar(given.text, "text") or read_command(given.text, draft.language) in AFTERWARDS)
    return isinstance(given, Pressed | Chosen | Sent | SharedContact | SharedLocation | Unsupported)


def _dispatch(draft: Draft, given: Input) -> None:
    match given:
        case Typed(text):
            if not _let_go_of_reading(draft, text):
                reply.typed(draft, given)
        case Pressed() | Chosen():
            pressing.pressed(draft, given)
        case Commanded():
            commands.command(draft, given)
        case Sent():
            _sent(draft, given)
        case SharedContact():
            sharing.shared_contact(draft, given)
        case SharedLocation():
            sharing.shared_location(draft, given)
        case Unsupported(kind):
            sharing.unsupported(draft, kind)
        case PaperRead():
            papers.read(draft, given)
        case Opened():
            _opened(draft)
        case Reminded(number):
            _remind(draft, number)
        case Amend():
            _amend(draft, given)
        case TakenOver():
            draft.mode = "human"
            ask.tell(draft, "human-here")
        case HandedBack():
            draft.mode = None
            draft.disturbed = True
            ask.tell(draft, "bot-here")
            going.ask_present(draft)


def _let_go_of_reading(draft: Draft, text: str) -> bool:
    """Whoever writes while a paper is being read is asked the next question; the paper applies when it is read."""
    if draft.pending is None or draft.pending.kind != "reading":
        return False
    steers = text.lstrip().startswith("/") or read_command(text, draft.language) in commands.STEERING
    if steers or find_aadhaar(text, "text"):
        return False
    draft.pending = None
    draft.disturbed = True
    going.go_on(draft)
    return True


def _sent(draft: Draft, given: Sent) -> None:
    if any(find_aadhaar(text, "text") for text in (given.caption, *(file.name for file in given.files)) if text):
        ask.tell(draft, "problem.aadhaar", problem="aadhaar")
        going.ask_present(draft)
        return
    papers.sent(draft, given)


def _opened(draft: Draft) -> None:
    if draft.asked is None and not draft.answers:
        draft.disturbed = True
        going.go_on(draft)
    else:
        navigate.resume(draft)


def _remind(draft: Draft, number: int) -> None:
    """A reminder says where the conversation stands; what was reopened is as it was before. Its buttons live as long as the question
    under it.
    """
    navigate.restore_reopened(draft)
    place = len(draft.effects)
    going.ask_present(draft)
    words = (Bot("reminder-1" if number == 1 else "reminder-2"),)
    draft.effects.insert(place, Say("note", words, choices=(LATER, NOT_INTERESTED), prompt=draft.prompt))


def _unpause(draft: Draft, given: Input) -> None:
    """After "stop" the first words only wake the bot: they are no answer to a question asked long ago. A paper is sent on purpose, and
    so is a button pressed under the question that stands.
    """
    match given:
        case Commanded(name=name):
            meant = name not in ("start", "resume")
        case Typed(text):
            meant = read_command(text, draft.language) in AFTERWARDS or find_aadhaar(text)
        case Pressed(prompt=prompt) | Chosen(prompt=prompt):
            meant = prompt is not None and draft.asked is not None and prompt == draft.asked.prompt
        case _:
            meant = isinstance(given, Sent)
    if meant:
        draft.mode = None
        _dispatch(draft, given)
    else:
        navigate.resume(draft)


def _amend(draft: Draft, given: Amend) -> None:
    """Only the asked paths are reopened; everything else stands as submitted."""
    paths = [path for path in (navigate.argument_path(draft, one) for one in given.paths) if path is not None]
    if not paths:
        return
    for path in paths:
        navigate.reopen(draft, path)
    if draft.mode == "human":
        draft.asked = draft.pending = None
        return
    if given.reason:
        draft.do(Say("note", (Bot("asked-again", {"reason": Verbatim(given.reason)}),), paths[0]))
    going.go_on(draft)


def _afterwards(draft: Draft, given: Input) -> None:
    """A completed session: it is never asked anything by itself, but can be looked at, corrected, withdrawn and erased."""
    if draft.mode == "paused" and not isinstance(given, UNASKED):
        draft.mode = None
    match given:
        case Commanded(name="edit", argument=str()):
            commands.command(draft, given)
        case Commanded(name=name) if name in AFTERWARDS:
            commands.command(draft, given)
        case Typed(text):
            wanted = read_command(text, draft.language)
            if text.startswith("/") and text[1:].partition(" ")[0] in AFTERWARDS:
                word, _, argument = text[1:].partition(" ")
                commands.command(draft, Commanded(word, argument.strip() or None))
            elif wanted is not None and wanted in AFTERWARDS:
                commands.command(draft, Commanded(wanted))
            elif (line := _line_in_words(draft, text)) is not None:
                commands.command(draft, Commanded("edit", line))
            else:
                ask.tell(draft, "already-done")
        case Pressed(option=option) if option.startswith("/") and option[1:].partition(" ")[0] in AFTERWARDS:
            word, _, argument = option[1:].partition(" ")
            commands.command(draft, Commanded(word, argument or None))
        case Amend():
            _amend(draft, given)
        case PaperRead():
            papers.read(draft, given)
        case TakenOver() | HandedBack():
            _dispatch(draft, given)
        case Reminded():
            pass
        case _:
            ask.tell(draft, "already-done")


def _line_in_words(draft: Draft, text: str) -> str | None:
    """The path of the line that is meant by its number, as "edit" has shown them, or by its label."""
    places, number = review.listed(draft), number_in(text)
    if number is not None:
        return places[number - 1].path if 1 <= number <= len(places) else None
    named = review.place_named(draft, places, text)
    return named.path if named is not None else None


def _over(draft: Draft, given: Input) -> None:
    if not isinstance(given, UNASKED):
        draft.do(Say("ended", (Bot("over"),)))


def _while_human(draft: Draft, given: Input) -> None:
    """The bot keeps quiet while a person talks; rights are honoured all the same."""
    name = None
    if isinstance(given, Typed):
        name = read_command(given.text, draft.language)
    elif isinstance(given, Commanded):
        name = given.name
    if name in ("stop", "erase", "withdraw", "mydata"):
        assert name is not None
        commands.command(draft, Commanded(name))
    elif isinstance(given, Amend):
        _amend(draft, given)
    elif draft.pending is not None and draft.pending.kind in ("erase", "withdraw"):
        _sure_while_human(draft, given)


def _sure_while_human(draft: Draft, given: Input) -> None:
    """A yes or no decides; other words are for the person, and the question is let go."""
    match given:
        case Typed(text):
            choice = read_yes_no(text, draft.language)
        case Pressed(option=("yes" | "no") as option, prompt=prompt) if prompt in (None, draft.prompt):
            choice = "yes" if option == "yes" else "no"
        case _:
            choice = None
    if choice is None:
        going.let_go(draft)
    else:
        going.decide_sure(draft, choice == "yes")
