"""Why a partner declines, closes or gives back a lead: kept in the clear as a code, for counting; free words only sealed."""

from __future__ import annotations

from typing import Final

REASONS: Final = (
    "too-far",
    "not-our-products",
    "language",
    "no-capacity",
    "too-small",
    "papers-missing",
    "not-reachable",
    "not-interested",
    "wrong-details",
    "duplicate",
    "went-elsewhere",
    "fraud",
    "other",
)
"""Reasons that are kept in the clear, for counting. Anything else is kept sealed and counted as "other"."""


def code_of(reason: str) -> str | None:
    """A reason as a code in the clear; free words are kept sealed only."""
    plain = reason.strip().lower().replace(" ", "-").replace("_", "-")
    known = plain in REASONS
    return plain if known else ("other" if plain else None)


def in_words(reason: str) -> dict[str, str] | None:
    """What is sealed beside the code: the words, where they are no known one."""
    return {"reason": reason} if reason and code_of(reason) == "other" else None
