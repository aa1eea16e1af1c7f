"""Matching: filters with reasons, working time, and the fairness bound over any partners, weights and leads."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handoff.matching import UNIT, Candidate, Facets, choose, give_turn
from bot.handoff.terms import Terms, TermsError, deadline, is_open, midnight, opening, read_days, read_hours
from storage.times import DAY, HOUR, MINUTE, from_datetime, to_datetime


def at(text: str) -> int:
    """A moment in India."""
    return from_datetime(datetime.fromisoformat(f"2026-11-{text}+05:30"))


NOON = at("23T12:00")  # a Monday
LEAD = Facets("27", ("hi", "mr"), ("food", "apparel"), "make", 72)


def _why(terms: Terms, facets: Facets = LEAD, today: int = 0, open_now: int = 0) -> tuple[bool, str]:
    chosen = choose(facets, [Candidate("p", "P", terms, today, open_now)], NOON)
    return chosen.winner is not None, ", ".join(str(reason) for reason in chosen.traces[0].reasons)


@pytest.mark.parametrize(
    ("terms", "matches", "says"),
    [
        (Terms(), True, "state ✓, language ✓"),
        (Terms(states=frozenset({"27"})), True, "state ✓"),
        (Terms(states=frozenset({"33"})), False, "state ✗"),
        (Terms(languages=frozenset({"mr"})), True, "language ✓"),
        (Terms(languages=frozenset({"ta"})), False, "language ✗"),
        (Terms(categories=frozenset({"leather"})), False, "category ✗"),
        (Terms(activities=frozenset({"trade"})), False, "activity ✗"),
        (Terms(min_score=72), True, "score 72 of at least 72 ✓"),
        (Terms(min_score=73), False, "score 72 of at least 73 ✗"),
        (Terms(exclusive=False), False, "claims from the open pool ✗"),
        (Terms(on_leave=True), False, "on leave ✗"),
        (Terms(opens=9 * 60, closes=11 * 60), False, "working hours ✗"),
        (Terms(days=frozenset({1, 2})), False, "working hours ✗"),
        (Terms(days=frozenset({0})), True, "working hours ✓"),
    ],
)
def test_filters_say_why(terms: Terms, matches: bool, says: str) -> None:
    found, why = _why(terms)
    assert (found, says in why) == (matches, True), why


def test_capacity_says_how_much_is_used() -> None:
    assert _why(Terms(per_day=5), today=3)[1].endswith("3 of 5 today ✓")
    assert not _why(Terms(per_day=5), today=5)[0]
    assert not _why(Terms(open_at_once=2), open_now=2)[0]


def test_what_is_not_known_matches_nobody_who_asks_for_it() -> None:
    assert _why(Terms(states=frozenset({"27"})), Facets()) == (
        False, "state unknown ✗, language ✓, category ✓, activity ✓",
    )  # fmt: skip
    assert _why(Terms(), Facets())[0]


def test_who_does_both_matches_either() -> None:
    assert _why(Terms(activities=frozenset({"trade"})), Facets("27", activity="both"))[0]


def test_the_partner_is_told_why_in_words() -> None:
    two = [Candidate(name, name, Terms(per_day=5), today=3) for name in ("a", "b")]
    assert choose(LEAD, two, NOON).why == "state ✓, language ✓, category ✓, activity ✓, 3 of 5 today, your turn"
    assert choose(LEAD, two[:1], NOON).why.endswith("the only match")


def test_nobody_now_says_when() -> None:
    closed = Candidate("a", "A", Terms(opens=9 * 60, closes=11 * 60))
    full = Candidate("b", "B", Terms(per_day=1), today=1)
    never = Candidate("c", "C", Terms(states=frozenset({"33"})))
    assert choose(LEAD, [closed, full, never], NOON).retry_at == at("24T00:00")
    assert choose(LEAD, [closed, never], NOON).retry_at == at("24T09:00")
    assert choose(LEAD, [never], NOON).retry_at is None


# Working time ----------------------------------------------------------------------------------------------------------

OFFICE = Terms(opens=9 * 60 + 30, closes=18 * 60, days=frozenset(range(5)), answer_minutes=240)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("23T10:00", "23T14:00"),
        ("23T16:00", "24T11:30"),  # two hours today, two tomorrow
        ("23T05:00", "23T13:30"),  # before opening
        ("27T17:00", "30T12:30"),  # Friday evening, over the weekend
        ("28T12:00", "30T13:30"),  # Saturday
    ],
)
def test_deadlines_count_working_hours(start: str, ends: str) -> None:
    assert to_datetime(deadline(OFFICE, at(start))) == to_datetime(at(ends))


NIGHT = Terms(opens=20 * 60, closes=2 * 60, days=frozenset(range(5)), answer_minutes=240)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("23T21:00", "24T01:00"),
        ("23T23:00", "24T21:00"),  # three hours tonight, one tomorrow
        ("24T01:30", "24T23:30"),
        ("24T10:00", "25T00:00"),
        ("28T01:00", "30T23:00"),  # Friday's shift ends on Saturday; the next begins on Monday
        ("28T21:00", "01T00:00"),
    ],
)
def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins(start: str, ends: str) -> None:
    month = 12 if ends.startswith("01") else 11
    assert to_datetime(deadline(NIGHT, at(start))) == datetime.fromisoformat(f"2026-{month}-{ends}:00+05:30")
    assert read_hours("20:00-02:00") == (NIGHT.opens, NIGHT.closes)
    assert Terms.from_json(NIGHT.to_json()) == NIGHT


def test_always_open_is_plain_arithmetic() -> None:
    assert deadline(Terms(), NOON) == NOON + 4 * HOUR
    assert opening(Terms(), NOON) == NOON
    assert midnight(NOON) == at("23T00:00")
    assert midnight(at("23T00:00")) == at("23T00:00")


@given(
    st.integers(NOON, NOON + 30 * DAY), st.integers(0, 1439), st.integers(1, 60), st.sets(st.integers(0, 6), min_size=1)
)
def test_a_deadline_is_at_work_and_later(now: int, opens: int, length: int, days: set[int]) -> None:
    terms = Terms(opens=opens, closes=(opens + length) % 1440, days=frozenset(days), answer_minutes=45)
    ends = deadline(terms, now)
    assert now < ends
    assert is_open(terms, ends - 1)
    assert is_open(terms, opening(terms, now))
    worked, moment = 0, opening(terms, now)
    while moment < ends:  # minute by minute, the slow and obvious way
        step = min(MINUTE, ends - moment)
        worked += step if is_open(terms, moment) else 0
        moment += step
    assert abs(worked - 45 * MINUTE) < MINUTE


@pytest.mark.parametrize(
    "text", ["9-18:00", "09:00-09:00", "09:00", "25:00-26:00", "24:00-02:00", "09:75-18:00", "a:b-c:d"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(TermsError):
        read_hours(text)


def test_terms_pass_through_json() -> None:
    terms = Terms(states=frozenset({"27"}), per_day=3, opens=1, closes=2, days=read_days(["mon", "Tuesday"]), weight=2)
    assert Terms.from_json(terms.to_json()) == terms
    assert Terms().to_json() == {}
    with pytest.raises(TermsError):
        Terms.from_json({"weight": 0})
    with pytest.raises(TermsError):
        Terms.from_json({"opens": 5})


# Fairness --------------------------------------------------------------------------------------------------------------


@given(st.data())
def test_nobody_waits_longer_than_the_bound(data: st.DataObject) -> None:
    """With n partners nobody is ever n - 1 offers behind or ahead of its share, whoever matches and whatever they weigh."""
    count = data.draw(st.integers(2, 7))
    weights = data.draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    credit = [0] * count
    share, got = [0.0] * count, [0] * count
    for matching in data.draw(st.lists(st.sets(st.integers(0, count - 1), min_size=1), max_size=200)):
        found = [Candidate(str(p), "", Terms(weight=weights[p]), credit=credit[p]) for p in sorted(matching)]
        winner, changes = give_turn(found)
        for key, change in changes.items():
            credit[int(key)] += change
        got[int(winner.partner_id)] += 1
        for p in matching:
            share[p] += weights[p] / sum(weights[one] for one in matching)
        assert sum(credit) == 0
        for p in range(count):
            assert abs(credit[p]) <= (count - 1) * UNIT
            assert abs(share[p] - got[p]) <= count - 1 + 1e-6
            assert abs((share[p] - got[p]) - credit[p] / UNIT) < 1e-6


def test_an_adversary_does_not_break_the_bound() -> None:
    """Always offer among the two who are owed most unequally: the worst that the leads can do to a greedy rule."""
    count = 8
    credit = dict.fromkeys((str(p) for p in range(count)), 0)
    worst = 0
    for _ in range(3000):
        order = sorted(credit, key=lambda p: credit[p])
        for pair in pairwise(order):
            if credit[pair[0]] == credit[pair[1]]:
                break
        else:
            pair = (order[0], order[1])
        _, changes = give_turn([Candidate(p, "", Terms(), credit=credit[p]) for p in pair])
        for key, change in changes.items():
            credit[key] += change
        worst = max(worst, *(abs(one) for one in credit.values()))
    assert UNIT < worst <= (count - 1) * UNIT


def test_weights_are_shares() -> None:
    credit = {"a": 0, "b": 0, "c": 0}
    weight = {"a": 1, "b": 2, "c": 3}
    got = dict.fromkeys(credit, 0)
    for _ in range(600):
        winner, changes = give_turn([Candidate(p, "", Terms(weight=weight[p]), credit=credit[p]) for p in credit])
        got[winner.partner_id] += 1
        for key, change in changes.items():
            credit[key] += change
    assert got == {"a": 100, "b": 200, "c": 300}
