"""Who is offered a lead: filters, each with its reason in words, then whose turn it is.

Fairness. Each offer is one unit. It is credited to all who could have had it in proportion to their weights, and debited
from the one who gets it: the one with the most credit. Credits sum to zero for ever.

    Bound: with n partners, none is ever more than n - 1 offers behind (or ahead of) its share, whatever their weights and
    whatever the sequence of who matches.

Proof. Let F(k) be the most that any k partners together can be owed; F(0) = F(n) = 0. Claim: F(k) <= k (n - k). Take a set K
of k, and a step in which j gets the offer. If j is in K, or nobody of K matched, K's sum does not grow. Otherwise let i be a
matching member of K; with c' the credits after crediting, c'(j) >= c'(i), so
2 c'(K) <= c'(K without i) + c'(K with j) <= F(k-1) + F(k+1) + 2, for each of the two gains at most the one unit that is
credited, and k (n - k) solves F(k) = (F(k-1) + F(k+1)) / 2 + 1. For one partner: F(1) = n - 1. Those who are ahead:
-F(n-1) = -(n - 1). This is the greedy protocol of Ajtai et al., Fairness in Scheduling (1998), with weights.

What counts is the offer, not what comes of it: who declines has had its turn. Credits are whole parts of an offer (`UNIT` of
them), so that the sum is exactly zero; shares are rounded down to such parts, n of them an offer at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.handoff.terms import Terms, is_open, midnight, opening
from storage.times import DAY, HOUR

UNIT: Final = 10**12


@dataclass(frozen=True, slots=True)
class Facets:
    """What matching may know of a lead: nothing personal. Empty or None: not known."""

    state: str | None = None
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    activity: str | None = None
    score: int = 0

    @staticmethod
    def of(stored: Mapping[str, Any], score: int) -> Facets:
        """From a stored lead's `facets`."""
        return Facets(
            state=stored.get("state"),
            languages=tuple(stored.get("languages", ())),
            categories=tuple(stored.get("categories", ())),
            activity=stored.get("activity"),
            score=score,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner at the moment of matching. `today`: offers taken or waiting since midnight; `open_now`: leads in work, offers waiting."""

    partner_id: str
    name: str
    terms: Terms
    today: int = 0
    open_now: int = 0
    credit: int = 0
    tried: bool = False
    """It declined this lead, let it run out, gave it back, or lost it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One filter's answer. `retry_at`: when a "no" may turn into a "yes"; None: never by itself."""

    rule: str
    ok: bool
    say: str
    retry_at: int | None = None

    def __str__(self) -> str:
        return f"{self.say} {'✓' if self.ok else '✗'}"


@dataclass(frozen=True, slots=True)
class Trace:
    """One partner, all its reasons."""

    candidate: Candidate
    reasons: tuple[Reason, ...]

    @property
    def matches(self) -> bool:
        return all(reason.ok for reason in self.reasons)

    @property
    def retry_at(self) -> int | None:
        """When it may match, if nothing but time is against it."""
        against = [reason.retry_at for reason in self.reasons if not reason.ok]
        found = [at for at in against if at is not None]
        return max(found) if found and len(found) == len(against) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """`winner` None: nobody now. `given`: what each credit changes by. `retry_at`: the earliest that somebody may match."""

    winner: Candidate | None
    given: Mapping[str, int]
    traces: tuple[Trace, ...]
    retry_at: int | None
    why: str = ""


def choose(facets: Facets, candidates: Sequence[Candidate], now: int) -> Choice:
    """Whose turn it is."""
    traces = tuple(Trace(one, reasons(facets, one, now)) for one in sorted(candidates, key=lambda c: c.partner_id))
    matching = [trace.candidate for trace in traces if trace.matches]
    if not matching:
        later = [trace.retry_at for trace in traces if trace.retry_at is not None]
        return Choice(None, {}, traces, min(later) if later else None)
    winner, given = give_turn(matching)
    why = next(explained(trace, len(matching)) for trace in traces if trace.candidate is winner)
    return Choice(winner, given, traces, None, why)


def give_turn(matching: Sequence[Candidate]) -> tuple[Candidate, dict[str, int]]:
    """Who gets one offer of those that could, and what each credit changes by; the changes sum to zero."""
    weights = sum(one.terms.weight for one in matching)
    given = {one.partner_id: one.terms.weight * UNIT // weights for one in matching}
    winner = max(matching, key=lambda one: (one.credit + given[one.partner_id], one.terms.weight, one.partner_id))
    given[winner.partner_id] -= sum(given.values())
    return winner, given


def reasons(facets: Facets, partner: Candidate, now: int) -> tuple[Reason, ...]:
    """Every filter's answer, the lasting ones first."""
    return (*lasting_reasons(facets, partner), *_passing_reasons(partner, now))


def lasting_reasons(facets: Facets, partner: Candidate) -> tuple[Reason, ...]:
    """The filters that time does not change: also what a claim from the open pool must pass."""
    terms = partner.terms
    found = [
        _among("state", terms.states, () if facets.state is None else (facets.state,)),
        _among("language", terms.languages, facets.languages),
        _among("category", terms.categories, facets.categories),
        _among("activity", terms.activities, _activities(facets.activity)),
    ]
    if terms.min_score:
        found.append(
            Reason("score", facets.score >= terms.min_score, f"score {facets.score} of at least {terms.min_score}")
        )
    if not terms.exclusive:
        found.append(Reason("shared", False, "claims from the open pool"))
    if partner.tried:
        found.append(Reason("tried", False, "was asked before"))
    return tuple(found)


def _passing_reasons(partner: Candidate, now: int) -> list[Reason]:
    terms, found = partner.terms, []
    if terms.per_day is not None:
        room = partner.today < terms.per_day
        found.append(Reason("day", room, f"{partner.today} of {terms.per_day} today", midnight(now) + DAY))
    if terms.open_at_once is not None:
        room = partner.open_now < terms.open_at_once
        found.append(Reason("open", room, f"{partner.open_now} of {terms.open_at_once} open", now + HOUR))
    if terms.opens is not None or len(terms.days) < 7:
        found.append(Reason("hours", is_open(terms, now), "working hours", opening(terms, now)))
    if terms.on_leave:
        found.append(Reason("leave", False, "on leave"))
    return found


def _among(rule: str, wanted: frozenset[str], has: tuple[str, ...]) -> Reason:
    if not wanted:
        return Reason(rule, True, rule)
    return Reason(rule, bool(wanted & set(has)), rule if has else f"{rule} unknown")


def _activities(activity: str | None) -> tuple[str, ...]:
    """Who does both does each of them."""
    if activity is None:
        return ()
    return (activity, "make", "trade") if activity == "both" else (activity,)


def explained(trace: Trace, matching: int) -> str:
    """ "state ✓, language ✓, 3 of 5 today, your turn": what the partner is told, without anything of the trader's."""
    said = [reason.say if reason.rule in ("day", "open") and reason.ok else str(reason) for reason in trace.reasons]
    return ", ".join([*said, "your turn" if matching > 1 else "the only match"])
