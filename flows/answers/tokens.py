"""Finding an identifier in what a trader typed.

A reply is made plain first: NFKC, any Indian digits as 0-9, capitals. People put hyphens, dots and spaces anywhere, and a number inside
a sentence ("my gst no is 27AAPFU 0939F1ZV"). So the whole reply without separators is tried first, then its words and neighbours
joined; a word of another script ("मेरा") parts as a space does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from flows.answers.repair import to_digits
from locales.digits import normalise, to_ascii

_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212._:/\\,;#*'\"()\[\]]+")
_WORD: Final = re.compile(r"[0-9A-Z]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_HYPHENED: Final = re.compile(r"[0-9A-Z]+(?:[-\u2010-\u2015\u2212./][0-9A-Z]+)+")
"""Parts that are written as one: AAB-1234."""
_LONGEST: Final = 400
"""Characters looked at: an identifier stands near the beginning, and work on a reply stays small."""
_MOST_JOINED: Final = 8
"""Words that one identifier may have been parted into."""

# Letters of other scripts that look exactly like capitals: some keyboards and copied papers hold them.
_LOOKALIKES: Final = str.maketrans("АВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXISJABEZHIKMNOPTYX")


def plain(text: str) -> str:
    """`text` with ASCII digits and capitals, otherwise as typed."""
    text = text[:_LONGEST]
    if text.isascii():
        return text.upper()
    return to_ascii(normalise(text)).upper().translate(_LOOKALIKES)


def compact(text: str) -> str:
    """`plain` text without separators."""
    return _SEPARATORS.sub("", text)


def words(text: str) -> list[str]:
    """The runs of ASCII letters and digits in `plain` text."""
    return _WORD.findall(text)


def digit_groups(text: str) -> list[str]:
    """The runs of digits in a reply as typed."""
    return _DIGITS.findall(plain(text))


def joined(parts: list[str], shortest: int, longest: int) -> Iterator[str]:
    """Words, and neighbours joined, of a length between the two, each once."""
    seen: set[str] = set()
    for start in range(len(parts)):
        made = ""
        for part in parts[start : start + _MOST_JOINED]:
            made += part
            if len(made) > longest:
                break
            if len(made) >= shortest and made not in seen:
                seen.add(made)
                yield made


def mistyped_digits(text: str, shortest: int, longest: int) -> Iterator[str]:
    """Numbers of that many digits in a reply in which some, fewer than half, were typed as the letters that look like them."""
    for made in joined(words(plain(text)), shortest, longest):
        digits = sum(char.isdigit() for char in made)
        if len(made) > digits >= len(made) / 2 and to_digits(made).isdigit():
            yield made


def pick(
    text: str, shortest: int, longest: int, valid: Callable[[str], object], same: Callable[[str], str] = str
) -> str | None:
    """The identifier meant in `text`: the one valid candidate if there is one, else what most looks like an attempt at one.

    "" where nothing does (no word holds a digit); None where several valid ones stand side by side. Two candidates are one if `same`
    makes one of them.
    """
    typed = plain(text)
    whole = compact(typed)
    if shortest <= len(whole) <= longest and whole.isascii() and whole.isalnum() and valid(whole):
        return whole
    parts = words(typed)
    # A whole word counts more than words joined: "gst 27AAPFU0939F1ZV 2024".
    for candidates in (dict.fromkeys(parts), joined(parts, shortest, longest)):
        found = {same(made): made for made in candidates if shortest <= len(made) <= longest and valid(made)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return _attempt(typed.strip(), whole, parts, shortest, longest)


def _attempt(typed: str, whole: str, parts: list[str], shortest: int, longest: int) -> str:
    """What to find fault with."""
    numbered = [part for part in parts if any(ch.isdigit() for ch in part)]
    if not numbered:
        return ""
    if len(numbered) == len(parts) or (len(whole) == longest and whole.isascii() and whole.isalnum()):
        return "".join(parts)
    if whole.isalnum() and all(len(part) < shortest - 1 for part in numbered) and _HYPHENED.fullmatch(typed):
        return whole
    # Words without a digit are the sentence around it ("MY GST NO IS ...").
    return next((part for part in numbered if shortest <= len(part) <= longest), "".join(numbered))
