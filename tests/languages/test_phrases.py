"""Replies in every language, written first without looking into the tables: what is understood, what is asked again, what is mistaken.

A wrong value that is taken silently is worse than a question, so the three are counted apart, and the last must be none.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.commands.read import understood
from flows.answers import BareStep
from locales.languages import LANGUAGES

PHRASES = Path(__file__).parent / "phrases"
TODAY = date(2026, 11, 23)
LEAST_RIGHT = 0.98


def meaning(kind: str, text: str, language: str) -> str:
    """What `saathi read` makes of it, as the lists write it; "?" where it would ask."""
    found = understood(kind, text, language, TODAY, None, BareStep(kind))
    value = found["value"] if found["ok"] else None
    if value is None:
        return "?"
    return f"{value['amount']} {value['currency']}" if kind == "money" else str(value)


def judged(language: str) -> list[tuple[str, str]]:
    """(verdict, phrase) of each line of a language's list: "right", "asked" or "wrong"."""
    found = []
    for line in (PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        kind, text, expected = (part.strip() for part in line.split("|"))
        got = meaning(kind, text, language)
        verdict = "right" if got == expected else "asked" if got == "?" else "wrong"
        found.append((verdict, f"{language} {kind} {text!r}: {got}, not {expected}"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_silently_mistaken(language: str) -> None:
    found = judged(language)
    assert len(found) >= 140
    assert [said for verdict, said in found if verdict == "wrong"] == []


def test_nearly_all_is_understood() -> None:
    found = [each for language in LANGUAGES for each in judged(language)]
    counted = Counter(verdict for verdict, _ in found)
    missed = "\n".join(said for verdict, said in found if verdict != "right")
    assert counted["right"] >= LEAST_RIGHT * len(found), f"{counted}\n{missed}"
