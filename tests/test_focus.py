"""Which session an input goes to: every branch of `route`."""

from __future__ import annotations

from typing import Final

import pytest

from flows.focus import AskSwitch, Begin, Route, Use, route
from flows.inputs import Commanded, Input, Opened, Pressed, Typed

SHOP: Final = {"s1": ("shop", "open")}
BOTH: Final = {"s1": ("shop", "open"), "s2": ("school", "open")}
DONE: Final = {"s1": ("shop", "completed")}
WORDS: Final = Typed("25 lakh")
START: Final = Opened()
AGAIN: Final = Commanded("start")


def test_the_first_words_of_a_newcomer_begin_the_default_flow() -> None:
    assert route({}, None, WORDS, None, None, "shop") == Begin("shop")


def test_words_go_to_the_focus() -> None:
    assert route(BOTH, "s2", WORDS, None, None, "shop") == Use("s2")


def test_a_focus_that_is_gone_begins_the_default_flow() -> None:
    assert route({}, "erased", WORDS, None, None, "shop") == Begin("shop")


@pytest.mark.parametrize("status", ["completed", "ended"])
def test_words_after_the_end_stay_with_what_ended(status: str) -> None:
    assert route({"s1": ("shop", status)}, "s1", WORDS, None, None, "shop") == Use("s1")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (AGAIN, Begin("school")),
        (Commanded("start", "shop"), Begin("shop")),
        (Commanded("status"), Use("s1")),
    ],
)
def test_start_after_the_end_begins_the_same_flow_or_the_named_one(given: Input, expected: Route) -> None:
    assert route({"s1": ("school", "completed")}, "s1", given, None, None, "other") == expected


@pytest.mark.parametrize("given", [AGAIN, START, Typed("start"), Typed("Start!"), Typed("शुरू")])
def test_start_after_an_early_end_begins_again_in_whatever_way_it_is_said(given: Input) -> None:
    assert route({"s1": ("school", "ended")}, "s1", given, None, None, "other", language="hi") == Begin("school")


@pytest.mark.parametrize("given", [START, Typed("start")])
def test_a_profile_that_was_sent_is_not_begun_again_by_chance(given: Input) -> None:
    assert route({"s1": ("school", "completed")}, "s1", given, None, None, "other") == Use("s1")


def test_start_within_an_open_session_goes_to_it() -> None:
    assert route(SHOP, "s1", AGAIN, None, None, "school") == Use("s1")


class TestButtons:
    """A button goes to the session that it was drawn for."""

    PRESS: Final = Pressed("yes", "adult", 3)

    def test_of_the_focus(self) -> None:
        assert route(BOTH, "s1", self.PRESS, None, "s1", "shop") == Use("s1", moved=False)

    def test_of_another_session_moves_the_focus_and_says_so(self) -> None:
        assert route(BOTH, "s1", self.PRESS, None, "s2", "shop") == Use("s2", moved=True)

    def test_without_a_focus_there_is_nothing_to_say(self) -> None:
        assert route(BOTH, None, self.PRESS, None, "s2", "shop") == Use("s2", moved=False)

    def test_of_a_finished_session_still_goes_to_it(self) -> None:
        assert route(DONE, "s1", self.PRESS, None, "s1", "shop") == Use("s1")

    def test_comes_before_a_start_link(self) -> None:
        assert route(BOTH, "s1", self.PRESS, "shop", "s2", "shop") == Use("s2", moved=True)

    def test_of_somebody_elses_session_counts_as_any_input(self) -> None:
        assert route(SHOP, "s1", self.PRESS, None, "strange", "shop") == Use("s1")
        assert route({}, None, self.PRESS, None, "strange", "shop") == Begin("shop")


class TestStartLinks:
    """A link names the flow that is wanted."""

    def test_the_first_one_begins_it(self) -> None:
        assert route({}, None, START, "school", None, "shop") == Begin("school")

    def test_of_the_flow_in_focus_goes_on(self) -> None:
        assert route(SHOP, "s1", START, "shop", None, "shop") == Use("s1", moved=False)

    def test_of_another_open_flow_moves_the_focus(self) -> None:
        assert route(BOTH, "s1", START, "school", None, "shop") == Use("s2", moved=True)

    def test_of_another_open_flow_when_the_focus_is_gone_is_no_move(self) -> None:
        assert route(BOTH, "erased", START, "school", None, "shop") == Use("s2", moved=False)
        assert route(BOTH, None, START, "school", None, "shop") == Use("s2", moved=False)

    def test_of_a_new_flow_asks_before_it_leaves_the_open_one(self) -> None:
        assert route(SHOP, "s1", START, "school", None, "shop") == AskSwitch("s1", "school")

    def test_of_a_new_flow_begins_it_once_the_trader_insists(self) -> None:
        assert route(SHOP, "s1", START, "school", None, "shop", insist=True) == Begin("school")

    def test_insisting_does_not_begin_a_second_session_of_an_open_flow(self) -> None:
        assert route(BOTH, "s1", START, "school", None, "shop", insist=True) == Use("s2", moved=True)

    def test_of_a_finished_flow_begins_it_anew(self) -> None:
        assert route(DONE, "s1", START, "shop", None, "shop") == Begin("shop")

    def test_of_a_new_flow_does_not_ask_after_the_end_of_the_old_one(self) -> None:
        assert route(DONE, "s1", START, "school", None, "shop") == Begin("school")

    def test_of_a_new_flow_does_not_ask_without_a_focus(self) -> None:
        assert route(SHOP, None, START, "school", None, "shop") == Begin("school")
