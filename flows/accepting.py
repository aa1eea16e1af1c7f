"""Accepting: a good answer is stored, unless a check that must hold fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows import ask, refusing, wording
from flows.answers.amounts import is_year
from flows.draft import At, Draft
from flows.effects import Bot, Choice, Consented, Ended, LanguageChanged, Own, Say
from flows.going import ask_present, go_on
from flows.model import Check
from flows.position import checks_at
from flows.problems import Problem
from flows.session import Pending, Source
from flows.suggest import suggestion
from locales.languages import LANGUAGES


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
        said = wording.own(draft, check.context, check.say, at)
        draft.answers, draft.reopened, draft.revived = before
        _refuse_by_check(draft, at, check, said)
        return
    draft.changed(at.path)
    draft.attempts = 0
    draft.pending = None
    if step.kind == "language" and value in LANGUAGES:  # a choice also where the guess was right: it outlives the guess
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
        draft.do(Say("note", (Bot("noted", {"value": wording.shown(at.step, value)}),), at.path, personal=True))


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
    draft.instance = at.instance
    for check in checks_at(draft.flow, at):
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
    pending = draft.pending
    if pending is not None and pending.kind in ("warning", "which"):
        refusing.say_problem(draft, at, "check", (said,))
        return
    # The question is put again, so no "yes" may decide what was confirmed or offered before it.
    declined = pending is not None and "of" in pending.data
    draft.pending = (
        Pending("declined", at.path, {"of": pending.data["of"]}) if pending is not None and declined else None
    )
    say = ask.question(draft, at, "problem", (said,), "check")
    others = tuple(
        Choice(
            f"/edit {path}",
            Bot("correct-it", {"label": wording.label(draft, path), "value": wording.value_at(draft, path)}),
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
