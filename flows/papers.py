"""Files: taking them, waiting for what they say, and asking again with a reason.

A file is stored by the shell before the engine hears of it. Reading it is slow and comes back as `PaperRead`. If it arrives while the
trader is answering another question, that question is not taken away: what was read applies after the reply.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from flows import ask, refusing, wording
from flows.draft import At, Draft
from flows.effects import Bot, ReadPaper, Say
from flows.going import ask_present, go_on
from flows.inputs import File, PaperRead, Sent
from flows.model import Step
from flows.position import asked_place, find, locate, settled, walk
from flows.problems import Problem
from flows.session import Asked, Pending
from flows.suggest import take_fields

STANDING: Final = ("status", "registration_type", "valid_until")
"""What a paper says of itself and not of the trader: kept with the file, whatever steps it fills."""

ASK_AGAIN_AT_MOST: Final = 2
"""A paper is asked for again this often; then it is taken for a human to look at."""


def sent(draft: Draft, given: Sent) -> None:
    """One file or an album: one turn, one reply."""
    at = asked_place(draft)
    target = _target(draft, at)
    if target is None or target.step is None or target.step.paper is None:
        if at is not None and at.step is not None:
            refusing.say_problem(draft, at, "file-not-asked", (Bot("problem.file-not-asked"),))
        else:
            ask.tell(draft, "problem.file-not-asked", problem="file-not-asked")
            ask_present(draft)
        return
    good = [file for file in given.files if file.problem is None]
    bad = [file.problem for file in given.files if file.problem is not None]
    if not good and target is at:
        refusing.refuse(draft, target, bad[0] if bad else Problem("file-empty"))
        return
    for why in bad:
        ask.tell(draft, f"problem.{why.key}", why.params, target.path, why.key)
    if good:
        _store(draft, target, good)
    else:
        # Meant for another step than the one that was asked: that question stands.
        ask_present(draft)


def _target(draft: Draft, at: At | None) -> At | None:
    """The document step that files go to: the asked one; else one that may fill the asked step; else the present one."""
    if at is not None and at.step is not None and at.step.kind == "document":
        return at
    if at is None:
        draft.disturbed = True
        found = find(draft)
        return found if found is not None and found.step is not None and found.step.kind == "document" else None
    helpers = draft.flow.filled_by.get(at.step.id, ()) if at.step is not None else ()
    for place in walk(draft):
        if place.step is None or place.step.kind != "document":
            continue
        answer = draft.answers.get(place.path)
        stored = answer is not None and answer.state == "answered"
        # "Please send it once more" may have been said while another question stood.
        if (stored and not settled(draft, place)) or (not stored and place.step.id in helpers):
            draft.disturbed = True
            return place
    return None


def _store(draft: Draft, at: At, files: list[File]) -> None:
    step = at.step
    assert step is not None and step.paper is not None
    had = ask.files_at(draft, at)
    known = {file["sha256"] for file in had}
    fresh = list({file.sha256: file for file in files if file.sha256 not in known}.values())
    if not fresh:
        ask.tell(draft, "problem.file-twice", step=at.path, problem="file-twice")
        draft.changed(at.path)
        ask_more_or_on(draft, at)
        return
    room = step.paper.at_most - len(had)
    if room <= 0:
        # A single paper sent again replaces the one before; of several, the first come stay.
        had = had[: max(0, step.paper.at_most - len(fresh))] if step.paper.at_most == 1 else had
        room = step.paper.at_most - len(had)
    taken = fresh[:room] if room > 0 else []
    if len(taken) < len(fresh):
        ask.tell(draft, "files-enough", {"most": step.paper.at_most}, at.path)
    asked_again = _times_asked_again(draft, at)
    entries = [_entry(file, asked_again) for file in taken]
    draft.changed(at.path)
    draft.put(at.path, [*had, *entries], "typed")
    draft.attempts = 0
    draft.pending = None
    for file in taken:
        draft.do(ReadPaper(at.path, file.id, step.paper.kind, bool(step.paper.reads)))
    ask_more_or_on(draft, at, got=len(taken))


def _times_asked_again(draft: Draft, at: At) -> int:
    answer = draft.answers.get(at.path) or draft.reopened.get(at.path)
    if answer is None or not isinstance(answer.value, list):
        return 0
    return max((int(file.get("asked_again", 0)) for file in answer.value), default=0)


def _entry(file: File, asked_again: int) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": file.id,
        "mime": file.mime,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "verdict": None,
    }
    if asked_again:
        entry["asked_again"] = asked_again
    return entry


def ask_more_or_on(draft: Draft, at: At, got: int = 0) -> None:
    """After a file: ask for more where more may come, wait for the reading where it fills the form, else go on."""
    step = at.step
    assert step is not None and step.paper is not None
    count = len(ask.files_at(draft, at))
    asked_here = draft.asked is not None and draft.asked.path == at.path
    if asked_here and 1 < step.paper.at_most > count:
        ask.ask_more(draft, at)
        return
    if got and step.paper.reads:
        _wait(draft, at, step)
        return
    go_on(draft, at)


def _wait(draft: Draft, at: At, step: Step) -> None:
    """The reading may answer what comes next, so nothing is asked meanwhile; whoever writes anyway is asked the next question."""
    draft.prompt += 1
    frontier = draft.asked.frontier if draft.asked is not None and draft.asked.path == at.path else False
    draft.asked = Asked(at.path, draft.flow.version, draft.prompt, frontier and not draft.disturbed)
    draft.pending = Pending("reading", at.path)
    draft.do(Say("note", (Bot("reading-paper"),), at.path, progress=wording.progress(draft.flow, at)))


def read(draft: Draft, given: PaperRead) -> None:
    """What a stored file turned out to be. Applied at once where nobody is answering anything else."""
    at = locate(draft, given.path)
    answer = draft.answers.get(given.path)
    if at is None or at.step is None or answer is None or answer.state != "answered":
        return
    files = list(answer.value)
    place = next((index for index, file in enumerate(files) if file["id"] == given.file_id), None)
    if place is None:
        return
    waiting = draft.pending is not None and draft.pending.kind == "reading" and draft.pending.path == given.path
    files[place] = _judged(draft, at.step, files[place], given)
    over = draft.status == "completed" and draft.asked is None
    if over and files[place]["verdict"] == "ask_again":
        # Nothing is asked any more: a human looks at it.
        files[place]["verdict"] = "human"
    draft.answers = {**draft.answers, given.path: replace(answer, value=files)}
    if over:
        return
    if draft.asked is not None:
        # Conditions may look at what was read: the next answer looks at everything again.
        draft.asked = replace(draft.asked, frontier=False)
    again = files[place].get("verdict") == "ask_again"
    if waiting:
        draft.pending = None
        draft.disturbed = True
        if again:
            _say_again(draft, at, given)
        elif files[place].get("gone"):
            _say_why(draft, at, given)
        elif not files[place].get("fills") and at.step.paper is not None and at.step.paper.reads:
            ask.tell(draft, "paper-kept", step=at.path)
        go_on(draft)
    elif files[place].get("gone") and not again:
        _say_why(draft, at, given)
    elif again:
        _say_again(draft, at, given)
        if draft.asked is not None and draft.asked.path == given.path:
            draft.pending = None
            draft.disturbed = True
            go_on(draft)


def _judged(draft: Draft, step: Step, file: dict[str, Any], given: PaperRead) -> dict[str, Any]:
    """The file's entry with its verdict and what it says. After being asked for twice it is let through for a human."""
    judged = {**file, "verdict": given.verdict if given.verdict == "ok" else "ask_again"}
    if given.pages is not None:
        judged["pages"] = given.pages
    if given.paper is not None:
        judged["paper"] = given.paper
    if given.verdict != "ok":
        times = int(file.get("asked_again", 0)) + 1
        judged["asked_again"] = times
        if given.verdict == "refused":
            judged["gone"] = True  # what must not be kept is deleted: nobody can look at it
        if times > ASK_AGAIN_AT_MOST:
            judged["verdict"] = "human"
        if given.problems:
            judged["problem"] = given.problems[0].key
    if given.verdict == "ok" and step.paper is not None and step.paper.reads and given.fields:
        fills = take_fields(draft, step, dict(given.fields))
        if fills:
            judged["fills"] = fills
    standing = {name: given.fields[name] for name in STANDING if given.fields.get(name)}
    if standing:
        judged["standing"] = standing
    return judged


def _say_again(draft: Draft, at: At, given: PaperRead) -> None:
    _say_why(draft, at, given, Bot("send-again"))


def _say_why(draft: Draft, at: At, given: PaperRead, *then: Bot) -> None:
    asked = at.step.paper.kind if at.step is not None and at.step.paper is not None else "other"
    why = given.problems[0] if given.problems else Problem("not-readable", {"asked": asked})
    # A step that takes any paper calls it by its own label.
    own = {"asked": wording.label(draft, at.path)} if why.params.get("asked") == "other" else {}
    draft.do(Say("problem", (Bot(f"problem.{why.key}", {**why.params, **own}), *then), at.path, problem=why.key))
