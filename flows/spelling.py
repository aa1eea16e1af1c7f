"""Slips of the keyboard: the word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA, Indel


def near(word: str, words: Iterable[str]) -> str:
    """' Did you mean "…"?', or nothing."""
    found = nearest(word, words)
    return f' Did you mean "{found}"?' if found is not None else ""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that a slip of the keyboard makes this one."""
    written = word.casefold()[:80]
    scored = [(_alike(written, each.casefold()), each) for each in words]
    best = max(scored, key=lambda each: each[0], default=(0.0, ""))
    return best[1] if best[0] >= 0.6 else None


def _alike(one: str, other: str) -> float:
    """Two letters exchanged are one slip ("aks" is "ask" before it is "was"); an ending left off is a small one."""
    return max(OSA.normalized_similarity(one, other), 0.95 * Indel.normalized_similarity(one, other))
