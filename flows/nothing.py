"""That there is none of what was asked for: "no", "email nahi hai", "udyam ledu", "no catalogue".

A no by itself is understood by `locales.commands`. In a sentence it counts only at its end, where our languages put it, or as
English's first word, and only if the thing itself is named before it: "samajh nahi aata" says something else.
"""

from __future__ import annotations

from typing import Final

from flows.model import Step
from locales.commands import read_yes_no, says_none
from locales.digits import fold
from locales.sounds import sound

_MOST_WORDS: Final = 6
_LONGEST_NO: Final = 3
_FEWEST_SOUNDS: Final = 3
"""Fewer consonants are alike by chance, unless the word was carried into another script as it is."""


def says_it_has_none(step: Step, text: str, language: str) -> bool:
    """Whether the whole of `text` says that there is nothing to tell at this step."""
    if says_none(text, language):
        return True
    words = fold(text).split()
    if step.kind == "text" or not 2 <= len(words) <= _MOST_WORDS or any(char.isdigit() for char in text):
        return False
    if words[0] == "no":
        return _names(step, words[1:])
    return any(
        read_yes_no(" ".join(words[-count:]), language) == "no" and _names(step, words[:-count])
        for count in range(1, min(_LONGEST_NO, len(words) - 1) + 1)
    )


def _names(step: Step, words: list[str]) -> bool:
    """Whether one of the words is what the step asks for."""
    asked = {step.kind, *step.id.split("_"), *([step.paper.kind] if step.paper is not None else [])}
    heard = {sound(word) for word in asked}
    return any(word in asked or (_tells(word) and sound(word) in heard) for word in words)


def _tells(word: str) -> bool:
    return len(sound(word)) >= (_FEWEST_SOUNDS if word.isascii() else 2)
