"""When to remind: at most twice, in daylight, and only who agreed to it. Pure but for what it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from storage import consents, contacts, sessions
from storage.times import DAY, from_datetime, to_datetime
from storage.transaction import Transaction

INDIA: Final = ZoneInfo("Asia/Kolkata")
FROM_HOUR: Final = 9
TO_HOUR: Final = 20
AT_MOST: Final = 2
QUIET_FOR: Final = 1 * DAY
"""So long nobody is reminded after they wrote."""
SECOND_AFTER: Final = 3 * DAY
PURPOSE: Final = "reminders"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`again_at` (microseconds): when to look again; None: never."""

    remind: bool
    again_at: int | None
    contact_id: str | None = None


def next_reminder(tx: Transaction, session_id: str, number: int, now: int) -> Verdict:
    """What to do about reminder `number` of a session now."""
    stored = sessions.find(tx, session_id)
    if stored is None or stored.body is None or stored.status != "open" or number > AT_MOST:
        return Verdict(False, None)
    contact = contacts.find(tx, stored.contact_id)
    if contact is None or contact.human or contact.stopped or contact.erased_at is not None:
        return Verdict(False, None)
    consent = consents.present(tx, stored.contact_id).get(PURPOSE)
    if consent is None or consent.choice != "yes":
        return Verdict(
            False, now + QUIET_FOR if consent is None and number == 1 and now - stored.created_at < 7 * DAY else None
        )
    if now - stored.updated_at < QUIET_FOR:
        return Verdict(False, daylight(stored.updated_at + QUIET_FOR))
    if daylight(now) != now:
        return Verdict(False, daylight(now))
    return Verdict(True, daylight(now + SECOND_AFTER) if number < AT_MOST else None, stored.contact_id)


def daylight(at: int) -> int:
    """`at` itself if it is between 9 and 20 o'clock in India, else the next morning at 9 (microseconds)."""
    local = to_datetime(at).astimezone(INDIA)
    if FROM_HOUR <= local.hour < TO_HOUR:
        return at
    morning = local.replace(hour=FROM_HOUR, minute=0, second=0, microsecond=0)
    if local.hour >= TO_HOUR:
        morning += timedelta(days=1)
    return from_datetime(morning)
