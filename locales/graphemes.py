"""What a reader counts as one letter: a base with its marks, and in Indian scripts the conjunct that a virama joins.

Only as much of Unicode's text segmentation (UAX 29, with GB9c) as our thirteen languages and emoji need.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_ZWJ: Final = "\u200d"
_VIRAMAS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
"""Viramas that join consonants into one visible letter (UAX 29, GB9c). Tamil, Kannada and Gurmukhi show them apart."""


def graphemes(text: str) -> list[str]:
    """The letters of `text`, as people count them."""
    found: list[str] = []
    joining = False
    flag_open = False
    for letter in text:
        category = unicodedata.category(letter)
        extends = (
            category in ("Mn", "Mc", "Me") or letter in (_ZWJ, "\u200c", "\ufe0f") or 0x1F3FB <= ord(letter) <= 0x1F3FF
        )
        is_flag = 0x1F1E6 <= ord(letter) <= 0x1F1FF
        if found and (extends or (joining and category in ("Lo", "So"))):
            found[-1] += letter
        elif found and is_flag and flag_open:
            found[-1] += letter
            is_flag = False
        else:
            found.append(letter)
        joining = letter in _VIRAMAS or letter == _ZWJ or (joining and letter == "\u200d")
        flag_open = is_flag
    return found
