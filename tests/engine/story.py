"""One conversation with a made flow, in which every turn is held against the README's laws."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from bot.library import words
from flows.abilities import TERMINAL
from flows.draft import Draft
from flows.effects import Bot, Effect, ReadPaper, Say
from flows.engine import UNASKED, advance
from flows.inputs import Commanded, HandedBack, Input, PaperRead, Pressed, Typed, input_from_json, input_to_json
from flows.model import Flow
from flows.move import move
from flows.position import find, refresh
from flows.profile import profile, relevant_answers
from flows.render import render
from flows.score import score
from flows.session import Answer, Session, begin
from tests.engine.making import Made, any_input, good_reply, make_flow, publish

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASKING: Final = frozenset({"question", "confirm", "warning", "review", "problem"})
DECIDED_BY: Final = {
    "suggestion": {"yes"}, "changed": {"new"}, "filled": {"yes"}, "guess": {"yes", "no"}, "warning": {"/right"}, "which": {"/edit"},
    "erase": {"yes"}, "withdraw": {"yes"}, "language": {"/language"},
}  # fmt: skip
"""What stands on the buttons of each confirmation: it is in sight as long as it is open."""
BESIDE: Final = frozenset(
    {"guess", "more", "reading", "filled", "erase", "withdraw", "language", "changed", "declined"}
)
"""While one of these is open, the question that stands need not be the computed position."""


@dataclass(slots=True)
class Story:
    """Gives inputs and checks what comes of them. A failure prints the whole conversation."""

    made: Made
    flow: Flow
    session: Session = field(init=False)
    now: datetime = NOON
    version: int = 1
    heard: list[Say] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    held: str | None = None
    """A paper was read while this question stood: the question stays, whatever the position is."""

    def __post_init__(self) -> None:
        self.session = begin(self.flow.id, self.flow.version)

    def give(self, given: Input) -> list[Say]:
        try:
            return self._turn(given)
        except Exception as wrong:
            told = "\n".join(self.log[-40:])
            raise AssertionError(
                f"{type(wrong).__name__}: {wrong}\n{json.dumps(self.made)}\n{told}\n{given}"
            ) from wrong

    def _turn(self, given: Input) -> list[Say]:
        before, flow = self.session, self.flow
        stored = json.dumps(before.to_json())
        copied = input_from_json(json.loads(json.dumps(input_to_json(given), default=dict)))
        after, effects = advance(flow, before, given, self.now)
        assert json.dumps(before.to_json()) == stored, "law 1: the session that came in was changed"
        again, same = advance(flow, Session.from_json(json.loads(stored)), copied, self.now)
        assert (again, same) == (after, effects), "law 1: through JSON it goes otherwise"
        assert Session.from_json(json.loads(json.dumps(after.to_json()))) == after
        self._same_slowly(before, given, after, effects)
        said = [effect for effect in effects if isinstance(effect, Say)]
        self.log.append(f"> {given}")
        self.log += [
            f"<   {say.kind} {say.step} {[getattr(w, 'key', getattr(w, 'context', '')) for w in say.words]} {[c.id for c in say.choices]}"
            for say in said
        ]
        self.log.append(
            f"    asked {after.asked and after.asked.path} pending {after.pending and after.pending.kind} {after.status} {after.mode or ''}"
        )
        quiet = before.mode == "human" and not isinstance(given, HandedBack)
        assert said or quiet or isinstance(given, UNASKED), "law 2: nothing was said"
        for say in said:
            for message in render(say, flow, after.language, TERMINAL, words(), {"lead": "L"}):
                assert message.text.strip(), f"an empty message: {say}"
        self._language(before, given, after, effects)
        self._question_stands(before, given, after, said)
        self._position(before, given, after)
        self._buttons_are_fresh(given, said)
        self._kept(before, after, given)
        if after.status == "completed" and before.status == "open":
            self._completed(after)
        self.session, self.now = after, self.now + timedelta(minutes=7)
        self.heard += said
        self.effects += effects
        self.files += [(effect.path, effect.file_id) for effect in effects if isinstance(effect, ReadPaper)]
        return said

    def _same_slowly(self, before: Session, given: Input, after: Session, effects: list[Effect]) -> None:
        """The fast path (`asked.frontier`) is only faster."""
        if before.asked is None or not before.asked.frontier:
            return
        slow, told = advance(self.flow, replace(before, asked=replace(before.asked, frontier=False)), given, self.now)
        assert told == effects, f"the fast path says otherwise; slowly: {told}"
        assert _without_speed(slow) == _without_speed(after), f"the fast path decides otherwise; slowly: {slow}"

    def _language(self, before: Session, given: Input, after: Session, effects: Sequence[Effect]) -> None:
        if isinstance(given, Commanded) and given.name == "language" and before.version == self.flow.version:
            assert _values(after) == _values(before), "law 7: changing the language changed an answer"

    def _question_stands(self, before: Session, given: Input, after: Session, said: list[Say]) -> None:
        """Every turn ends with the present question in sight, its buttons fresh."""
        if after.status != "open" or after.mode is not None or not said:
            return
        assert after.asked is not None, "nothing is asked"
        if after.pending is not None and after.pending.kind == "reading":
            return
        if isinstance(given, UNASKED) and said[-1].kind in ("problem", "note"):
            return
        last = said[-1]
        assert last.kind in ASKING, f"the turn ends without the question: {last}"
        assert last.step in (after.asked.path, None), f"the turn ends with another question: {last}"
        if last.choices:
            assert last.prompt == after.asked.prompt, "its buttons are stale from the beginning"
        if after.pending is not None and after.pending.kind in DECIDED_BY:
            offered = {one.id.split()[0] for one in last.choices}
            assert DECIDED_BY[after.pending.kind] & offered, f"a yes or a number decides what is not in sight: {last}"

    def _position(self, before: Session, given: Input, after: Session) -> None:
        if isinstance(given, PaperRead):
            self.held = after.asked.path if after.asked is not None else None
        elif after.asked is not None and after.asked.path != self.held:
            self.held = None
        if after.status != "open" or after.asked is None or self.held is not None or after.mode == "human":
            return
        if (after.pending is not None and after.pending.kind in BESIDE) or after.mode == "paused":
            return
        draft = Draft.of(self.flow, after, self.now)
        refresh(draft)
        assert draft.dormant == after.dormant, (
            f"dormant is {sorted(after.dormant)}, worked out anew {sorted(draft.dormant)}"
        )
        at = find(draft)
        assert at is not None and at.path == after.asked.path, (
            f"asked is {after.asked.path}, the position is {at and at.path}"
        )

    def _buttons_are_fresh(self, given: Input, said: list[Say]) -> None:
        asked = self.session.asked
        if not isinstance(given, Pressed) or asked is None or given.prompt != asked.prompt or not self.heard:
            return
        if self.session.version != self.flow.version or self.session.mode is not None:
            return
        last = next((say for say in reversed(self.heard) if say.choices), None)
        offered = last is not None and last.prompt == given.prompt and given.option in [one.id for one in last.choices]
        if offered and last is not None and last.step == given.path:
            keys = [word.key for say in said for word in say.words if isinstance(word, Bot)]
            assert "button-old" not in keys, "a button of the question that stands is called old"

    def _kept(self, before: Session, after: Session, given: Input) -> None:
        """Nothing but the trader's own doing loses an answer while the session is open."""
        if after.status != "open" or before.version != after.version or not isinstance(given, Typed):
            return
        if before.mode == "human":
            assert _values(after) == _values(before)

    def _completed(self, after: Session) -> None:
        draft = Draft.of(self.flow, after, self.now)
        refresh(draft)
        assert not draft.dormant, f"law 4: irrelevant answers stay: {draft.dormant}"
        assert not after.reopened
        handed = profile(self.flow, after, self.now)
        assert json.loads(json.dumps(handed)) == handed
        relevant_answers(self.flow, after, self.now)
        score(self.flow, after, self.now)

    def publish(self, rng: Random) -> None:
        """A new version goes live; the session will move with its next input."""
        self.version += 1
        before, old = self.session, self.flow
        self.made, self.flow = publish(rng, self.made, self.version)
        self.log.append(f"= published {self.version}: {json.dumps(self.made)}")
        moved, _ = move(self.flow, before, self.now.date())
        self.held = moved.asked.path if moved.asked is not None else None
        if before.status != "open":
            assert moved == before, "a publish touched what is over"
            return
        had = [*before.answers.values(), *before.reopened.values()]
        has = [*moved.answers.values(), *moved.reopened.values()]
        for answer in had:
            assert any(_is_still(answer, one) for one in has), f"law 7: publishing lost {answer}"
        for path, answer in before.answers.items():
            step, then = self.flow.by_id.get(path), old.by_id.get(path)
            if step is None or then is None or _shape(step) != _shape(then):
                continue
            assert moved.answers.get(path) == answer, f"law 7: {path} is still valid and was taken away"


def _shape(step: Any) -> tuple[Any, ...]:
    return step.kind, [option.id for option in step.options], step.at_least, step.at_most


def _is_still(old: Answer, new: Answer) -> bool:
    return (old.at, old.state) == (new.at, new.state)


def _values(session: Session) -> dict[str, tuple[Any, ...]]:
    return {path: (answer.value, answer.state) for path, answer in {**session.reopened, **session.answers}.items()}


def _without_speed(session: Session) -> Session:
    return replace(session, asked=replace(session.asked, frontier=False) if session.asked is not None else None)


def wild_story(rng: Random, turns: int, wildness: float, publishes: float = 0.0) -> Story:
    """A conversation of a trader who mostly answers, and at times does anything."""
    story = Story(*make_flow(rng))
    from flows.inputs import Opened

    story.give(Opened())
    for _ in range(turns):
        if story.session.status == "ended":
            break
        if rng.random() < publishes:
            story.publish(rng)
        if rng.random() < wildness:
            given = any_input(rng, story.flow, story.session, story.heard, story.files)
        else:
            given = good_reply(rng, story.flow, story.session, story.heard[-4:])
        story.give(given)
    return story
