"""What a partner earned in a month, and how it does: both counted from what became of its leads.

Commission a milestone is the partner's agreement (`Terms.commission`), never a constant of ours. Months are those of India.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from bot.handoff.number import display_number
from bot.handoff.terms import IST, Terms
from storage import lead_events
from storage.partners import Partner
from storage.times import MINUTE, from_datetime, iso
from storage.transaction import Transaction

MILESTONES: Final = ("accepted", "claimed", "contacted", "listed", "first_order")
COLUMNS: Final = ("at", "lead", "lead_id", "milestone", "commission", "currency")
_COUNTED: Final = (
    "offered",
    "accepted",
    "claimed",
    "declined",
    "expired",
    "contacted",
    "listed",
    "first_order",
    "lost",
    "returned",
)


def month_of(text: str) -> tuple[int, int]:
    """Beginning and end of "2026-11" in India. Raises ValueError."""
    try:
        start = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
        after = (start + timedelta(days=32)).replace(day=1)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no month; write 2026-11") from None
    return from_datetime(start) - IST, from_datetime(after) - IST


def statement(tx: Transaction, partner: Partner, month: str) -> list[dict[str, str]]:
    """A line for each milestone that its leads reached in the month, and the total; a returned lead earns nothing."""
    since, until = month_of(month)
    commission = Terms.from_json(partner.body).commission
    events = lead_events.of_partner(tx, partner.id, since, until, MILESTONES)
    # Also what was given back in a later month: its window may begin at a month's end.
    given_back = lead_events.of_partner(tx, partner.id, since, tx.now + 1, ("returned",))
    returned = {event.lead_id for event in given_back}
    lines, total = [], Decimal(0)
    for event in events:
        earned = Decimal(0) if event.lead_id in returned else Decimal(commission.get(event.kind, "0"))
        total += earned
        lines.append(
            {
                "at": iso(event.at),
                "lead": display_number(event.lead_id),
                "lead_id": event.lead_id,
                "milestone": event.kind,
                "commission": str(earned),
                "currency": "INR",
            }
        )
    return [
        *lines,
        {"at": month, "lead": "", "lead_id": "", "milestone": "total", "commission": str(total), "currency": "INR"},
    ]


def scorecard(tx: Transaction, partner: Partner, since: int) -> dict[str, Any]:
    """Counts and shares since a time. Shares are None where there is nothing to divide."""
    events = lead_events.of_partner(tx, partner.id, since, tx.now + 1, _COUNTED)
    counts = {kind: sum(event.kind == kind for event in events) for kind in _COUNTED}
    offered_at = {event.lead_id: event.at for event in events if event.kind == "offered"}
    waits = sorted(
        event.at - offered_at[event.lead_id]
        for event in events
        if event.kind in ("accepted", "declined") and event.lead_id in offered_at
    )
    taken = counts["accepted"] + counts["claimed"]
    answered = counts["accepted"] + counts["declined"]
    return {
        "id": partner.id,
        "partner": partner.name,
        **counts,
        "answered_in_time": _share(answered, answered + counts["expired"]),
        "accepted_share": _share(counts["accepted"], answered + counts["expired"]),
        "listed_share": _share(counts["listed"], taken),
        "returned_share": _share(counts["returned"], taken),
        "minutes_to_answer": waits[len(waits) // 2] // MINUTE if waits else None,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
