"""Whether two papers name one business.

What businesses write differently on each paper is dropped (M/S, PVT, LTD, "&" ...), then the sets of words are compared. A paper with a
longer name than another ("Patel Exports", "Patel Exports of Rajkot") is alike; a different spelling is, when most letters agree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz

from locales.digits import fold

ALIKE: Final = 0.85
"""From here on two names are taken for one business's; below, the trader is asked."""

_MESSRS: Final = re.compile(r"\bm\s*[/.]\s*s\b\.?|\bmessrs\b\.?", re.IGNORECASE)
_DROPPED: Final = frozenset(
    "ms pvt private ltd limited llp and co company opc p l the प्रा प्राइवेट लि लिमिटेड और मेसर्स एंड एण्ड".split()
)


def _words(name: str) -> list[str]:
    plain = _MESSRS.sub(" ", fold(name).replace("&", " "))
    # Marks of Indian scripts belong to their word; everything else that is no letter or digit parts.
    spaced = "".join(
        char if unicodedata.category(char)[0] in "LNM" else ("" if char in ".'" else " ") for char in plain
    )
    found = spaced.split()
    return [word for word in found if word not in _DROPPED] or found


def similarity(first: str, second: str) -> float:
    """0 to 1; 0 where either has no words."""
    one, other = _words(first), _words(second)
    if not one or not other:
        return 0.0
    if "".join(one) == "".join(other):
        return 1.0
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) / 100


def similar(first: str, second: str) -> bool | None:
    """Whether they may be one business. None for names in different scripts: letters cannot tell, and whoever types in their
    own script must not be warned about every paper for it.
    """
    one, other = _scripts(first), _scripts(second)
    if one and other and not one & other:
        return None
    return similarity(first, second) >= ALIKE


def _scripts(name: str) -> set[int]:
    """The blocks of Unicode that its letters are of; all of the Roman ones as one."""
    return {max(ord(char) >> 7, 4) for char in fold(name) if char.isalpha()}
