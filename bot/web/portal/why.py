"""Why this partner: the queue's trace ("state ✓, 3 of 5 today, your turn") as words in the partner's language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.web.portal.words import WORDS, Say

_COUNTS: Final = (
    (re.compile(r"score (?P<got>\d+) of at least (?P<least>\d+)"), "why.score"),
    (re.compile(r"(?P<got>\d+) of (?P<most>\d+) today"), "why.today"),
    (re.compile(r"(?P<got>\d+) of (?P<most>\d+) open"), "why.open"),
)


@dataclass(frozen=True, slots=True)
class Because:
    """One reason in words; `ok` None where it is neither for nor against."""

    text: str
    ok: bool | None


def because(explained: str, say: Say) -> list[Because]:
    """The reasons of a trace; what is not known here is shown as it is written."""
    return list(_each(explained, say))


def _each(explained: str, say: Say) -> Iterator[Because]:
    for part in filter(None, (part.strip() for part in explained.split(","))):
        ok = True if part.endswith("✓") else False if part.endswith("✗") else None
        plain = part.rstrip("✓✗ ").strip()
        yield Because(_words(plain, say), ok)


def _words(plain: str, say: Say) -> str:
    for pattern, key in _COUNTS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return say(key, **found.groupdict())
    key = f"why.{plain.replace(' ', '-')}"
    return say(key) if key in WORDS else plain
