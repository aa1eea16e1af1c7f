"""Cutting a reply that names several things: "1, 3", "UK and Germany", "कपड़े और मसाले".

Commas and the like always part. "and" parts only where the whole between commas is not itself a name ("Trinidad and Tobago"), and
bare spaces only where every word is; so the caller is given the cuts from the coarsest to the finest and takes the first that it
wholly understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ALWAYS: Final = re.compile(r"[,;/|\n،؛।、]+")
_AND_WORDS: Final = (
    "and aur ani ane mattu mariyu matrum ebong evam tatha plus also "
    "और एवं तथा व आणि மற்றும் এবং ও આને અને ಮತ್ತು మరియు ഒപ്പം കൂടാതെ ਅਤੇ ਤੇ ଏବଂ ଓ আৰু اور"
).split()
_AND: Final = re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(_AND_WORDS)})(?=\s|$)", re.IGNORECASE)
_SIGN: Final = re.compile(r"[&+]")


def _clean(parts: list[str]) -> list[str]:
    return [part.strip(" \t.()[]") for part in parts if part.strip(" \t.()[]")]


def part_lists(text: str) -> Iterator[list[str]]:
    """The ways to cut `text`, coarsest first; at most four, none empty."""
    seen: list[list[str]] = []
    coarse = _clean(_ALWAYS.split(text))
    middle = _clean([piece for part in coarse for piece in _AND.split(part)])
    signs = _clean([piece for part in middle for piece in _SIGN.split(part)])
    fine = _clean([word for part in signs for word in part.split()])
    for parts in (coarse, middle, signs, fine):
        if parts and parts not in seen:
            seen.append(parts)
            yield parts
