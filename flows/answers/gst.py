"""GSTIN: fifteen characters that end in a check character; places 1-2 are the state, 3-12 the PAN.

The rule is of the GST network's own form checks: `^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABD-J][0-9A-Z]$`, the table of states,
and the check over `0-9A-Z` with factors 1, 2, 1, 2 ... The check finds every single wrong character, but not which one it is; so
either exactly one likeness (O for 0 ...) makes it hold and is asked about, or the last character is named with what it should be.

Place 14 is Z for an ordinary registration. Others (deductors and collectors of tax, embassies, non-residents) are taken and a
human looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from flows.answers.reading import Accepted, DidYouMean, Reading
from flows.answers.repair import by_class, by_likeness, misplaced
from flows.answers.states import GST_STATES
from flows.answers.tokens import pick
from flows.problems import Problem, problem

_SHAPE: Final = "99AAAAA9999A***"
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES: Final = {char: value for value, char in enumerate(_ALPHABET)}
_REGULAR: Final = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABD-J][0-9A-Z]")
_PAN: Final = re.compile(r"[A-Z]{5}[0-9]{4}[A-Z]")
# Deductors' and collectors' numbers hold a TAN (four letters, five digits, a letter) where others hold a PAN.
_DEDUCTOR: Final = re.compile(r"[0-9]{2}[A-Z]{4}[A-Z0-9][0-9]{4}[A-Z][1-9A-Z][CD][0-9A-Z]")
# Embassies and UN bodies (..UN., ..ON.), non-residents (..NR.), foreign online services (99..OS.). Their check is not published.
_ABROAD: Final = re.compile(r"(?:[0-9]{4}[A-Z]{3}[0-9]{5}(?:[UO]N|NR)|99[0-9]{2}[A-Z]{3}[0-9]{5}OS)[0-9A-Z]")
# Numbers that stand on the web as examples. The last has a right check character, and is printed as an example of a wrong number.
_EXAMPLES: Final = frozenset({"22AAAAA0000A1Z5", "29ABCDE1234F1Z5", "27AABCU9603R1ZM", "27AAPFU0939F1AA"})
_EXAMPLE_PANS: Final = frozenset({"ABCDE1234F", "AAAAA0000A"})


def check_character(first14: str) -> str:
    """The check character of the first fourteen."""
    total = 0
    for index, char in enumerate(first14):
        value = _VALUES[char] << (index & 1)
        total += value // 36 + value % 36
    return _ALPHABET[-total % 36]


def _is_example(gstin: str) -> bool:
    return gstin in _EXAMPLES or gstin[2:12] in _EXAMPLE_PANS


def valid_gstin(gstin: str) -> bool:
    """Whether it is well-formed, of a state that exists, and its check holds. Examples from the web are not."""
    if len(gstin) != 15 or gstin[:2] not in GST_STATES or _is_example(gstin):
        return False
    if _REGULAR.fullmatch(gstin) or _DEDUCTOR.fullmatch(gstin):
        return check_character(gstin[:14]) == gstin[14]
    return _ABROAD.fullmatch(gstin) is not None


def gstin_value(gstin: str) -> dict[str, Any]:
    """The answer for a valid GSTIN. `pan` is null where places 3-12 are not one."""
    pan = gstin[2:12]
    return {
        "gstin": gstin,
        "pan": pan if _PAN.fullmatch(pan) else None,
        "state_code": gstin[:2],
        "state": GST_STATES[gstin[:2]],
    }


def read_gstin(text: str) -> Reading:
    """One GST number, alone or in a sentence."""
    typed = pick(text, 15, 15, valid_gstin)
    if typed is None:
        return problem("gstin-one")
    if valid_gstin(typed):
        special = typed[13] != "Z" or not _REGULAR.fullmatch(typed)
        return Accepted(gstin_value(typed), caution=problem("special-registration") if special else None)
    if not typed:
        return problem("gstin-missing")
    if len(typed) != 15:
        return problem("gstin-length", got=len(typed), want=15)
    if _is_example(typed):
        return problem("gstin-placeholder", example=typed)
    return _asked(typed)


def _asked(typed: str) -> Reading:
    """Fifteen characters that are no GSTIN: the one it may be, or what looks wrong."""
    wrong = _fault(typed)
    meant = {made for made in _repairs(typed) if made != typed and valid_gstin(made)}
    if len(meant) == 1:
        fixed = meant.pop()
        return DidYouMean((gstin_value(fixed),), _place_of(typed, fixed))
    return wrong


def _repairs(typed: str) -> Iterator[str]:
    """Every character forced into its class; where all are in theirs, one exchanged for a likeness of the same class."""
    if misplaced(typed, _SHAPE):
        yield from by_class(typed, _SHAPE)
    else:
        yield from by_likeness(typed, _SHAPE)


def _place_of(typed: str, fixed: str) -> Problem:
    """The first character in which they differ."""
    place = next(number for number, pair in enumerate(zip(typed, fixed, strict=True)) if pair[0] != pair[1])
    return problem("gstin-meant", place=place + 1, typed=typed[place], wanted=fixed[place])


def _fault(typed: str) -> Problem:
    wrong = misplaced(typed, _SHAPE)
    if wrong:
        return wrong
    if typed[:2] not in GST_STATES:
        return problem("gstin-state", place=1, typed=typed[:2])
    if typed[12] == "0":
        return problem("gstin-thirteenth", place=13, typed=typed[12])
    if not _REGULAR.fullmatch(typed) and not _DEDUCTOR.fullmatch(typed):
        return problem("gstin-fourteenth", place=14, typed=typed[13])
    return problem("gstin-check", place=15, typed=typed[14], wanted=check_character(typed[:14]))
