"""Laws 1, 2, 3, 4 and 7 of the README, over made flows and made inputs. `Story` looks at every turn; here is who converses."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from flows.effects import Bot, Completed
from flows.inputs import Input, Opened, Typed
from flows.session import begin
from tests.engine.making import good_reply, make_flow
from tests.engine.story import NOON, Story, wild_story

chance = st.randoms(use_true_random=False)
seeds = st.integers(min_value=0, max_value=2**32)


@given(chance)
def test_every_turn_keeps_the_laws_when_the_trader_is_willing(rng: Random) -> None:
    wild_story(rng, turns=25, wildness=0.0)


@given(seeds)
def test_every_turn_keeps_the_laws_whatever_the_input(seed: int) -> None:
    wild_story(Random(seed), turns=45, wildness=0.4)


@given(seeds)
def test_every_turn_keeps_the_laws_when_everything_is_nonsense(seed: int) -> None:
    wild_story(Random(seed), turns=45, wildness=0.9)


@given(seeds)
def test_every_turn_keeps_the_laws_when_versions_are_published_in_the_middle(seed: int) -> None:
    wild_story(Random(seed), turns=45, wildness=0.3, publishes=0.1)


@given(seeds)
def test_a_finished_path_asks_each_relevant_required_step_exactly_once(seed: int) -> None:
    """Law 3, for a trader who gives no cause to ask again: whatever is said twice must have been a check, a refusal, a change."""
    rng = Random(seed)
    story = Story(*make_flow(rng))
    asked: Counter[str] = Counter()
    excused: set[str] = set()
    given_: Input = Opened()
    for _ in range(120):
        said = story.give(given_)
        for say in said:
            keys = {word.key for word in say.words if isinstance(word, Bot)}
            if say.kind in ("problem", "warning") or (say.choices and say.choices[0].id.startswith("/edit")):
                excused |= set(story.session.answers) | {say.step or ""}
            elif say.kind == "question" and say.step is not None and "files-here" not in keys:
                asked[say.step] += 1
        if story.session.status != "open":
            break
        given_ = good_reply(rng, story.flow, story.session, said)
        option = getattr(given_, "option", "")
        if option.startswith(("/edit", "/remove")) or option in ("no", "/right"):
            return
    done = [path for path in story.session.answers if path in asked]
    twice = [path for path in done if asked[path] > 1 and path not in excused and "#" not in path]
    assert not twice, (twice, story.log)
    if any(isinstance(effect, Completed) for effect in story.effects):
        missed = [
            step.id
            for step in story.flow.steps
            if step.kind not in ("note", "review", "end")
            and step.when is None
            and step.derive is None
            and not step.skippable
            and "." not in step.id
            and step.suggest is None
            and story.flow.section_of[step.id].when is None
            and step.id not in story.session.answers
        ]
        assert not missed, (missed, story.log)


@given(seeds, st.text(max_size=60))
def test_any_text_gets_an_answer_and_no_exception(seed: int, text: str) -> None:
    story = wild_story(Random(seed), turns=8, wildness=0.2)
    story.give(Typed(text))


@given(seeds)
def test_a_first_message_of_any_sort_begins_the_conversation(seed: int) -> None:
    rng = Random(seed)
    story = Story(*make_flow(rng))
    story.session = begin(story.flow.id, 1)
    story.now = NOON
    said = story.give(Typed(rng.choice(("hi", "yes", "Ravi", "12", "\x00"))))
    keys = [word.key for say in said for word in say.words if isinstance(word, Bot)]
    assert "form-changed" not in keys and "welcome-back" not in keys
