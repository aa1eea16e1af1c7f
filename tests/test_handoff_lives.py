"""The lives of leads and offers: a table that is whole, and a diagram that says what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handoff.lives import (
    HELD,
    LEAD_MOVES,
    LEAD_STATUSES,
    OFFER_MOVES,
    OFFER_STATES,
    Refusal,
    mermaid,
    move,
    move_offer,
)

VERBS = sorted({verb for _, verb in LEAD_MOVES})


@given(st.sampled_from(LEAD_STATUSES), st.sampled_from(VERBS))
def test_a_move_is_in_the_table_or_refused(status: str, verb: str) -> None:
    after = move(status, verb)
    assert after == LEAD_MOVES.get((status, verb), Refusal("not-now", status))


@pytest.mark.parametrize("status", [s for s in LEAD_STATUSES if s not in ("erased", "withdrawn")])
def test_a_trader_may_leave_from_anywhere(status: str) -> None:
    assert move(status, "withdraw") == "withdrawn"
    assert move(status, "erase") == "erased"


def test_erased_is_the_end() -> None:
    assert not [verb for status, verb in LEAD_MOVES if status == "erased"]
    assert move("withdrawn", "erase") == "erased"


def test_a_holder_is_found_only_by_accepting_or_claiming() -> None:
    into = {verb for (status, verb), after in LEAD_MOVES.items() if after in HELD and status not in HELD}
    assert into == {"accept", "claim"}
    assert {verb for (state, verb), after in OFFER_MOVES.items() if after == "accepted"} == {"accept"}


@pytest.mark.parametrize("state", [s for s in OFFER_STATES if s != "offered"])
def test_a_late_answer_is_told_what_it_is_late_for(state: str) -> None:
    refused = move_offer(state, "accept")
    assert isinstance(refused, Refusal)
    assert refused.code in {"already-taken", "already-declined", "expired", "withdrawn"}


def test_the_diagram_has_every_move() -> None:
    drawn = mermaid()
    for (status, verb), after in LEAD_MOVES.items():
        if verb not in ("withdraw", "erase"):
            line = next(one for one in drawn.splitlines() if one.strip().startswith(f"{status} --> {after}:"))
            assert verb in line
