"""Never two holders, no stale token honoured, no lead forgotten: under eight workers on both databases; and the checker can fail."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.queue_soak import Told, _holder, soak

OPERATIONS = int(os.environ.get("SAATHI_SOAK", "1600"))


@pytest.mark.slow
def test_the_laws_hold_under_eight_workers(new_database_url: Callable[[], str], engine_name: str) -> None:
    run = soak(new_database_url(), OPERATIONS)
    assert run.counts["accept!"] > OPERATIONS / 40
    assert run.counts["crashes"] > 10
    assert {told.what for told in run.history} >= {"accepted", "declined", "claimed", "returned", "released"}


@pytest.mark.parametrize(
    "told",
    [
        [("accepted", "a", 2), ("accepted", "b", 3)],
        [("accepted", "a", 2), ("claimed", "b", 3)],
        [("accepted", "a", 2), ("returned", "b", 3)],
        [("accepted", "a", 2), ("reported", "a", 2)],
        [("reported", "a", 2)],
        [("accepted", "a", 2), ("released", "", 3)],
    ],
)
def test_the_checker_sees_what_breaks_a_law(told: list[tuple[str, str, int]]) -> None:
    with pytest.raises(AssertionError):
        _holder("lead", [Told(what, "lead", who, revision, None) for what, who, revision in told])


def test_the_checker_sees_who_is_left() -> None:
    steps = [("accepted", "a", 2), ("reported", "a", 3), ("returned", "a", 4), ("claimed", "b", 6)]
    assert _holder("lead", [Told(what, "lead", who, revision, None) for what, who, revision in steps]) == "b"
