"""The time, asked in one place; `--now` fixes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import click

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present time in UTC."""
    return datetime.now(UTC)


def clock_at(text: str | None) -> Clock:
    """A clock fixed at `text` (ISO date or time; UTC where it has no zone), or the real one. Raises click.BadParameter."""
    if text is None:
        return now
    try:
        fixed = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no time; write 2026-11-23 or 2026-11-23T09:00:00Z", param_hint="--now"
        ) from None
    at = fixed if fixed.tzinfo is not None else fixed.replace(tzinfo=UTC)
    return lambda: at
