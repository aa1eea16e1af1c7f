"""What a phone shares by itself, and what a step cannot take."""

from __future__ import annotations

from flows import ask, refusing
from flows.accepting import accept
from flows.answers import Accepted, read_answer
from flows.answers.places import pincode_value, pincodes_near
from flows.draft import At, Draft
from flows.effects import Bot
from flows.going import ask_present
from flows.guess import ask_guess
from flows.inputs import SharedContact, SharedLocation
from flows.position import asked_place
from flows.problems import Problem


def shared_contact(draft: Draft, given: SharedContact) -> None:
    at = asked_place(draft)
    if at is None or at.step is None or at.step.kind != "phone":
        _not_asked(draft, at, "not-asked-now")
        return
    if not given.own:
        refusing.refuse(draft, at, Problem("contact-not-own"))
        return
    number = given.phone if given.phone.startswith("+") else f"+{given.phone.lstrip('0')}"
    read = read_answer(at.step, number, draft.language, draft.today, None)
    if not isinstance(read, Accepted):
        read = read_answer(at.step, given.phone, draft.language, draft.today, None)
    if isinstance(read, Accepted):
        accept(draft, at, read.value, "shared")
    else:
        refusing.refuse(draft, at, read if isinstance(read, Problem) else read.problem)


def shared_location(draft: Draft, given: SharedLocation) -> None:
    at = asked_place(draft)
    if at is None or at.step is None or at.step.kind != "pincode":
        _not_asked(draft, at, "not-asked-now")
        return
    read = read_answer(at.step, given.pincode, draft.language, draft.today, None) if given.pincode else None
    near = tuple(pincode_value(one) for one in pincodes_near(given.latitude, given.longitude))
    if isinstance(read, Accepted):
        accept(draft, at, read.value, "shared")
    elif near:
        ask_guess(draft, at, near)
    else:
        refusing.refuse(draft, at, Problem("location-unclear"))


def _not_asked(draft: Draft, at: At | None, key: str) -> None:
    if at is not None and at.step is not None:
        refusing.say_problem(draft, at, key, (Bot(f"problem.{key}"),))
    else:
        ask.tell(draft, f"problem.{key}", problem=key)
        ask_present(draft)


def unsupported(draft: Draft, kind: str) -> None:
    """A voice note, a sticker: say what can be taken instead. It does not count as a failed attempt."""
    key = {"voice": "voice-not-read", "video": "video-not-read", "edited": "edited-not-read"}.get(kind, "kind-not-read")
    at = asked_place(draft)
    if key != "edited-not-read" and at is not None and at.step is not None and at.step.kind == "document":
        key = "file-wanted"  # the others ask for a written answer, which a question for a paper then refuses
    _not_asked(draft, at, key)
