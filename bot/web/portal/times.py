"""Times as the portal's pages say them: a moment in India, and how long is left. Pure."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from bot.reminders import INDIA
from bot.web.portal.words import Say
from storage.times import MINUTE, to_datetime


def moment(at: int | str, language: str) -> str:
    """Microseconds or an ISO time as "23 Nov 2026, 14:05" in the language."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else to_datetime(at)
    return format_datetime(when.astimezone(INDIA), "d MMM y, HH:mm", locale=language)


def left(micros: int, say: Say) -> str:
    """ "3 h 12 min left"; the page's script counts on from the same words."""
    minutes = max(0, micros) // MINUTE
    days, rest = divmod(minutes, 24 * 60)
    if micros <= 0:
        return say("left.none")
    if days:
        return say("left.days", days=days, hours=rest // 60)
    if minutes >= 60:
        return say("left.hours", hours=minutes // 60, minutes=minutes % 60)
    return say("left.minutes", minutes=max(1, minutes))
