"""Times are integers: microseconds since 1970 in UTC, in every column whose name ends in `_at`, `_until` or `at`.

SQLite has no time type and SQLAlchemy would store text there (2-4 µs to parse a value, a different order of bytes from
PostgreSQL's). A 64-bit integer is the same on both, sorts, indexes and subtracts, and never meets a time zone.
"""

import time
from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def clock() -> int:
    """The process's own clock in microseconds; on PostgreSQL a transaction reads the database's instead."""
    return time.time_ns() // 1000


def from_datetime(moment: datetime) -> int:
    """Microseconds of an aware datetime, exactly (a float of seconds would lose the last digit)."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return (moment - _EPOCH) // _MICROSECOND


def to_datetime(micros: int) -> datetime:
    """The same moment as an aware datetime in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def iso(at: int) -> str:
    """A stored time as people and programs exchange it: "2026-11-23T09:00:00Z"."""
    return to_datetime(at).isoformat(timespec="seconds").replace("+00:00", "Z")
