"""The engine: one pure function from (flow, session, input, now) to (session, effects).

No clock, no database, no network, no sentences. Terminal, browser chat, Telegram, the admin's preview, authors' tests, replay and the
benchmarks all run this function; everything around it only brings inputs and carries out effects.

The rules are kept beside it, a file each: where a trader stands (position), what is asked and how (ask), how a reply is taken
(reply), moving about (navigate), files (papers), another version (move).
"""

from __future__ import annotations

from datetime import datetime

from flows import ask, navigate, papers, reply
from flows.answers.aadhaar import find_aadhaar
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
from flows.session import Session
from locales.commands import read_command

AFTERWARDS = frozenset({"mydata", "withdraw", "erase", "status", "human", "help", "language", "review", "edit"})
"""Commands that mean something when the session is completed."""


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
    draft.disturbed = moved
    if session.status == "ended":
        _over(draft, given)
    elif session.mode == "human" and not isinstance(given, HandedBack | PaperRead):
        _while_human(draft, given)
    elif session.status == "completed" and draft.asked is None and draft.pending is None:
        _afterwards(draft, given)
    else:
        if draft.mode == "paused" and not isinstance(given, PaperRead | Reminded | TakenOver):
            _unpause(draft, given)
        else:
            _dispatch(draft, given)
    return draft.finish(), draft.effects


def _dispatch(draft: Draft, given: Input) -> None:
    match given:
        case Typed():
            if not _let_go_of_reading(draft):
                reply.typed(draft, given)
        case Pressed() | Chosen():
            reply.pressed(draft, given)
        case Commanded():
            navigate.command(draft, given)
        case Sent():
            _sent(draft, given)
        case SharedContact():
            reply.shared_contact(draft, given)
        case SharedLocation():
            reply.shared_location(draft, given)
        case Unsupported(kind):
            reply.unsupported(draft, kind)
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
            ask.tell(draft, "bot-here")
            navigate.ask_present_or_nothing(draft)


def _let_go_of_reading(draft: Draft) -> bool:
    """Whoever writes while a paper is being read is asked the next question; the paper applies when it is read."""
    if draft.pending is None or draft.pending.kind != "reading":
        return False
    draft.pending = None
    draft.disturbed = True
    navigate.go_on(draft)
    return True


def _sent(draft: Draft, given: Sent) -> None:
    if any(find_aadhaar(text, "text") for text in (given.caption, *(file.name for file in given.files)) if text):
        ask.tell(draft, "problem.aadhaar", problem="aadhaar")
        navigate.ask_present_or_nothing(draft)
        return
    papers.sent(draft, given)


def _opened(draft: Draft) -> None:
    if draft.asked is None and not draft.answers:
        draft.disturbed = True
        navigate.go_on(draft)
    else:
        navigate.resume(draft)


def _remind(draft: Draft, number: int) -> None:
    """A reminder says where the conversation stands; what was reopened is as it was before."""
    navigate.restore_reopened(draft)
    ask.tell(draft, "reminder-1" if number == 1 else "reminder-2")
    navigate.ask_present(draft)


def _unpause(draft: Draft, given: Input) -> None:
    """After "stop" the first words only wake the bot: they are no answer to a question asked long ago."""
    if (isinstance(given, Commanded) and given.name not in ("start", "resume")) or (
        isinstance(given, Typed) and read_command(given.text, draft.language) in AFTERWARDS | {"stop", "later"}
    ):
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
        draft.reopen(path)
    if given.reason:
        draft.do(Say("note", (Bot("asked-again", {"reason": Verbatim(given.reason)}),), paths[0]))
    navigate.go_on(draft)


def _afterwards(draft: Draft, given: Input) -> None:
    """A completed session: it is never asked anything by itself, but can be looked at, corrected, withdrawn and erased."""
    match given:
        case Commanded(name="edit", argument=str()):
            navigate.command(draft, given)
        case Commanded(name=name) if name in AFTERWARDS:
            navigate.command(draft, given)
        case Typed(text):
            wanted = read_command(text, draft.language)
            if text.startswith("/") and text[1:].partition(" ")[0] in AFTERWARDS:
                word, _, argument = text[1:].partition(" ")
                navigate.command(draft, Commanded(word, argument.strip() or None))
            elif wanted is not None and wanted in AFTERWARDS:
                navigate.command(draft, Commanded(wanted))
            else:
                ask.tell(draft, "already-done")
        case Pressed(option=option) if option.startswith("/") and option[1:].partition(" ")[0] in AFTERWARDS:
            word, _, argument = option[1:].partition(" ")
            navigate.command(draft, Commanded(word, argument or None))
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


def _over(draft: Draft, given: Input) -> None:
    if not isinstance(given, PaperRead | Reminded):
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
        navigate.command(draft, Commanded(name))
    elif (
        draft.pending is not None and draft.pending.kind in ("erase", "withdraw") and isinstance(given, Typed | Pressed)
    ):
        _dispatch(draft, given)


def greet(flow: Flow, session: Session, now: datetime) -> tuple[Session, list[Effect]]:
    """The first thing said in a new session."""
    return advance(flow, session, Opened(), now)
