"""The lives of a lead and of an offer, as tables. Nothing in the queue changes a status but through `move`.

The diagram in the documentation is drawn from these tables, so it cannot differ from what runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

Status = str
Verb = str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done: a code for programs ("already-taken"), and what is the case instead."""

    code: str
    status: str = ""


HELD: Final = ("accepted", "contacted", "listed", "first_order")
"""A partner holds the lead and may see all of it."""
OVER: Final = ("lost", "merged", "withdrawn", "erased")

_FROM_ANYWHERE: Final[Mapping[Verb, Status]] = {"withdraw": "withdrawn", "erase": "erased"}

LEAD_MOVES: Final[Mapping[tuple[Status, Verb], Status]] = {
    ("ready", "offer"): "offered",
    ("ready", "hold"): "held",
    ("ready", "exhaust"): "open",
    ("held", "release"): "ready",
    ("held", "merge"): "merged",
    ("ready", "merge"): "merged",
    ("offered", "merge"): "merged",
    ("open", "merge"): "merged",
    ("returned", "merge"): "merged",
    ("merged", "hold"): "held",
    ("offered", "accept"): "accepted",
    ("offered", "decline"): "ready",
    ("offered", "expire"): "ready",
    ("offered", "hold"): "held",
    ("open", "claim"): "accepted",
    ("open", "offer"): "offered",
    ("open", "hold"): "held",
    ("accepted", "contacted"): "contacted",
    ("accepted", "listed"): "listed",
    ("accepted", "first_order"): "first_order",
    ("accepted", "lost"): "lost",
    ("accepted", "returned"): "returned",
    ("accepted", "recall"): "ready",
    ("contacted", "listed"): "listed",
    ("contacted", "first_order"): "first_order",
    ("contacted", "lost"): "lost",
    ("contacted", "returned"): "returned",
    ("contacted", "recall"): "ready",
    ("listed", "first_order"): "first_order",
    ("listed", "lost"): "lost",
    ("listed", "recall"): "ready",
    ("returned", "release"): "ready",
    ("lost", "release"): "ready",
    ("withdrawn", "release"): "ready",
    **{
        (status, verb): after
        for status in ("ready", "held", "offered", "open", *HELD, "returned", "lost", "merged")
        for verb, after in _FROM_ANYWHERE.items()
    },
    ("withdrawn", "erase"): "erased",
}

OFFER_MOVES: Final[Mapping[tuple[Status, Verb], Status]] = {
    ("offered", "accept"): "accepted",
    ("offered", "decline"): "declined",
    ("offered", "expire"): "expired",
    ("offered", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
    ("accepted", "return"): "returned",
}

LEAD_STATUSES: Final = tuple(dict.fromkeys([s for s, _ in LEAD_MOVES] + list(LEAD_MOVES.values())))
OFFER_STATES: Final = tuple(dict.fromkeys([s for s, _ in OFFER_MOVES] + list(OFFER_MOVES.values())))

# What a verb that comes too late is told, by what the offer is now.
_TOO_LATE: Final[Mapping[Status, str]] = {
    "accepted": "already-taken",
    "declined": "already-declined",
    "expired": "expired",
    "withdrawn": "withdrawn",
    "returned": "already-taken",
}


def move(status: Status, verb: Verb) -> Status | Refusal:
    """The lead's status after `verb`, or why not."""
    after = LEAD_MOVES.get((status, verb))
    return Refusal("not-now", status) if after is None else after


def move_offer(state: Status, verb: Verb) -> Status | Refusal:
    """The offer's state after `verb`, or why not: an offer that was answered or ran out says so."""
    after = OFFER_MOVES.get((state, verb))
    return Refusal(_TOO_LATE.get(state, "not-now"), state) if after is None else after


def mermaid() -> str:
    """Both lives as a Mermaid state diagram, for the documentation."""
    return "\n".join(["stateDiagram-v2", "    [*] --> ready", *_arrows()])


def _arrows() -> Iterator[str]:
    joined: dict[tuple[Status, Status], list[Verb]] = {}
    for (status, verb), after in LEAD_MOVES.items():
        if verb not in _FROM_ANYWHERE:
            joined.setdefault((status, after), []).append(verb)
    for (status, after), verbs in joined.items():
        yield f"    {status} --> {after}: {', '.join(verbs)}"
    yield "    note right of withdrawn: from anywhere, by the trader"
    yield "    withdrawn --> erased: erase"
