"""Finding an Aadhaar number, so that it is refused before anything is stored.

Twelve digits, the first 2 to 9, that pass Verhoeff's check. About one in ten random numbers passes, so a hit proves nothing: it is a
reason to refuse and to ask that the message be deleted, never to record. People write it 4-4-4, in one piece, or in their own script.

`91`, a digit from 6 to 9 and nine more are a phone number, and so is what follows a plus, unless an Aadhaar word stands in the message or
the digits are grouped 4-4-4. Kinds whose numbers are as long by nature are not scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from locales.digits import normalise, to_ascii

NOT_SCANNED: Final = frozenset({"fssai", "hsn", "ad_code", "money"})

# The dihedral group of order ten, and the permutation of Verhoeff's thesis (1969); UIDAI uses both unchanged.
_TIMES: Final = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_STEP: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _permutations() -> tuple[tuple[int, ...], ...]:
    rows: list[tuple[int, ...]] = [tuple(range(10))]
    for _ in range(7):
        rows.append(tuple(_STEP[value] for value in rows[-1]))
    return tuple(rows)


_PLACES: Final = _permutations()

_WORDS: Final = re.compile(
    r"aa?dh?aa?r|\buid(?:ai)?\b|आधार|ஆதார்|আধার|আধাৰ|આધાર|ಆಧಾರ್|ఆధార్|ആധാർ|ആധാര്|ਆਧਾਰ|ଆଧାର|آدھار|ادھار", re.IGNORECASE
)
_SEPARATOR: Final = r"[ \t\n.,;_/:()\[\]{}\-\u2010-\u2015\u2212|]"
_RUN: Final = re.compile(rf"\+?[0-9]+(?:{_SEPARATOR}{{1,3}}[0-9]+)*")
_GROUP: Final = re.compile(r"[0-9]+")
_PHONE: Final = re.compile(r"91[6-9][0-9]{9}")


def verhoeff(digits: str) -> bool:
    """Whether the digits, the last of them the check, pass."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _TIMES[check][_PLACES[place % 8][int(digit)]]
    return check == 0


def looks_like_aadhaar(digits: str) -> bool:
    """Twelve digits, the first 2 to 9, with a right check digit."""
    return len(digits) == 12 and digits[0] in "23456789" and verhoeff(digits)


def _even(sizes: list[int]) -> bool:
    """Ways in which people part twelve digits: in fours, or in groups of one size."""
    return all(size % 4 == 0 for size in sizes) or len(set(sizes)) == 1


def _twelves(groups: list[str]) -> Iterator[tuple[str, bool, bool]]:
    """Neighbouring groups that make twelve digits, whether they are 4-4-4, and whether they are the first ones."""
    for start in range(len(groups)):
        made: list[str] = []
        for group in groups[start : start + 12]:
            made.append(group)
            size = sum(map(len, made))
            if size == 12 and _even([len(part) for part in made]):
                yield "".join(made), [len(part) for part in made] == [4, 4, 4], start == 0
            if size >= 12:
                break


def find_aadhaar(text: str, kind: str = "text") -> bool:
    """Whether `text`, a reply to a step of `kind` (a caption, a file's name: "text"), holds what may be an Aadhaar number."""
    if kind in NOT_SCANNED or (len(text) < 12 and text.isascii()):
        return False
    typed = to_ascii(normalise(text))
    if len(typed) < 12 or sum(char.isdigit() for char in typed) < 12:
        return False
    named = _WORDS.search(typed) is not None
    for run in _RUN.finditer(typed):
        abroad = run[0].startswith("+")
        for digits, in_fours, first in _twelves(_GROUP.findall(run[0])):
            phone = (abroad and first) or _PHONE.fullmatch(digits)
            if looks_like_aadhaar(digits) and (named or in_fours or not phone):
                return True
    return False
