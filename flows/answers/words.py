"""Free text: kept as it was said, without what no reader sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flows.answers.reading import Accepted, Reading, StepLike
from flows.problems import problem

LONGEST: Final = 2000
"""Characters, where the step gives no limit."""

# Controls but for new line and tab, lone surrogates, and the marks that turn text around on another's screen.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Composed, trimmed, one space for many, at most one empty line together."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", lined))
    return _LINES.sub("\n\n", "\n".join(_BLANKS.sub(" ", line).strip() for line in composed.split("\n"))).strip()


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def read_text(step: StepLike, text: str) -> Reading:
    """The reply itself, in one line or several."""
    found = clean(text[: LONGEST * 5])
    if not says_something(found):
        return problem("text-empty")
    least, most = step.min_length or 1, step.max_length or LONGEST
    if len(found) < least:
        return problem("too-short", least=least, got=len(found))
    if len(found) > most:
        return problem("too-long", most=most)
    return Accepted(found)


def fits_text(step: StepLike, value: object) -> bool:
    """Whether a stored text still has a length that the step takes."""
    if not isinstance(value, str) or clean(value) != value or not says_something(value):
        return False
    return (step.min_length or 1) <= len(value) <= (step.max_length or LONGEST)
