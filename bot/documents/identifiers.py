"""Identifiers as a camera sees them: an O may be a zero, a zero an O.

Each place of an identifier is a letter or a digit by its format, so most mistakes can be undone place by place. What
that cannot settle, the check character of a GSTIN does: only the one reading that satisfies it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.answers.states import GST_STATES

_TO_DIGIT = str.maketrans("OQDILZSBGTA", "00011258674")
_TO_LETTER = str.maketrans("01258647", "OIZSBGAT")
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EITHER: dict[str, str] = {"O": "0", "0": "O", "I": "1", "1": "I", "S": "5", "5": "S", "B": "8", "8": "B", "Z": "2", "2": "Z", "G": "6", "6": "G"}

_FORMS: dict[str, str] = {
    "gstin": "99AAAAA9999AXZX",
    "pan": "AAAAA9999A",
    "iec": "AAAAA9999A",
    "udyam": "UDYAMAA999999999",
    "ifsc": "AAAA0XXXXXX",
}
_PATTERNS: dict[str, re.Pattern[str]] = {
    "gstin": re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABD-J][0-9A-Z]"),
    "pan": re.compile(r"[A-Z]{3}[ABCFGHJKLPT][A-Z][0-9]{4}[A-Z]"),
    "iec": re.compile(r"[A-Z]{3}[ABCFGHJKLPT][A-Z][0-9]{4}[A-Z]|[0-9]{10}"),
    "udyam": re.compile(r"UDYAM[A-Z]{2}[0-9]{9}"),
    "ifsc": re.compile(r"[A-Z]{4}0[A-Z0-9]{6}"),
}
PROVEN_BY_CHECK = frozenset({"gstin"})
"""Kinds with a check character: one wrong place is always detected."""


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in its usual form; `repaired` counts the places that were not as printed."""

    value: str
    repaired: int


def find(kind: str, text: str, photographed: bool) -> list[Found]:
    """The different identifiers of `kind` in `text`, best first. Repairs only what was `photographed`."""
    found: dict[str, Found] = {}
    for candidate in _candidates(kind, text):
        one = _read(kind, candidate, photographed)
        if one is not None and (one.value not in found or one.repaired < found[one.value].repaired):
            found[one.value] = one
    return sorted(found.values(), key=lambda one: one.repaired)


def check_character(first_fourteen: str) -> str:
    """The 15th character of a GSTIN (DOMAIN.md section 1)."""
    total = 0
    for place, letter in enumerate(first_fourteen):
        value = _ALPHABET.index(letter) * (1 + place % 2)
        total += value // 36 + value % 36
    return _ALPHABET[-total % 36]


def _candidates(kind: str, text: str) -> Iterator[str]:
    """Stretches of the right length: whole words first, then words run together or split by spaces."""
    length = len(_FORMS[kind])
    words = [re.sub(r"[^A-Z0-9]", "", word) for word in text.upper().split()]
    words = [word for word in words if word]
    for word in words:
        if len(word) == length:
            yield word
    for first in range(len(words)):
        joined = ""
        for word in words[first : first + 6]:
            joined += word
            if len(joined) >= length:
                break
        if len(joined) >= length and len(words[first]) != length:
            yield joined[:length]
            yield joined[-length:]
    for word in words:
        yield from (word[at : at + length] for at in range(0, max(min(len(word), 64) - length + 1, 0)) if len(word) > length)


def _read(kind: str, candidate: str, photographed: bool) -> Found | None:
    exact = _valid(kind, candidate)
    if exact:
        return Found(_usual(kind, candidate), 0)
    if not photographed:
        return None
    if kind == "iec" and sum(letter.isdigit() for letter in candidate) >= 8:
        mended = candidate.translate(_TO_DIGIT)
    else:
        mended = _mend(_FORMS[kind], candidate)
    changed = sum(one != other for one, other in zip(candidate, mended, strict=True))
    if changed > 4:
        return None
    if _valid(kind, mended):
        return Found(_usual(kind, mended), changed)
    return _by_check(mended, changed) if kind == "gstin" else None


def _mend(form: str, candidate: str) -> str:
    """Each place to its class: A letter, 9 digit, X either, anything else itself where a look-alike stands."""
    out = []
    for wanted, letter in zip(form, candidate, strict=True):
        if wanted == "9" and not letter.isdigit():
            letter = letter.translate(_TO_DIGIT)
        elif wanted == "A" and letter.isdigit():
            letter = letter.translate(_TO_LETTER)
        elif wanted not in "9AX" and letter != wanted and (_EITHER.get(letter) == wanted or letter.translate(_TO_DIGIT) == wanted):
            letter = wanted
        out.append(letter)
    return "".join(out)


def _by_check(candidate: str, changed: int) -> Found | None:
    """Exactly one look-alike in a place of either class that makes the check character hold."""
    mended = set()
    for place in (12, 13, 14):
        other = _EITHER.get(candidate[place])
        if other is not None:
            tried = candidate[:place] + other + candidate[place + 1 :]
            if _valid("gstin", tried):
                mended.add(tried)
    return Found(mended.pop(), changed + 1) if len(mended) == 1 else None


def _valid(kind: str, text: str) -> bool:
    return _PATTERNS[kind].fullmatch(text) is not None and _MORE.get(kind, lambda _: True)(text)


def _gstin_holds(text: str) -> bool:
    return text[:2] in GST_STATES and check_character(text[:14]) == text[14]


def _pan_holds(text: str) -> bool:
    return text.isdigit() or text[5:9] != "0000"


_MORE: dict[str, Callable[[str], bool]] = {
    "gstin": _gstin_holds,
    "pan": _pan_holds,
    "iec": _pan_holds,
    "udyam": lambda text: text[-7:] != "0000000",
}


def _usual(kind: str, text: str) -> str:
    return f"UDYAM-{text[5:7]}-{text[7:9]}-{text[9:]}" if kind == "udyam" else text
