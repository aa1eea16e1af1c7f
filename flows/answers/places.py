"""PIN codes: they must exist, and they give the district and the state. A place gives those that may be its own.

A code's point is five letters of `DIGITS`, thirty bits: fifteen of latitude, fifteen of longitude, in thousandths of a degree (a
hundred metres) north of `NORTH_FROM` and east of `EAST_FROM`. It is the middle of the code's post offices, not its border: of the
offices themselves the nearest point is their own code's in six of ten, among the nearest three in three of four. So a place only offers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, hypot, radians
from typing import Any, Final, TypeAlias

from flows.answers import pin_points, pins
from flows.answers.reading import Accepted, DidYouMean, Reading
from flows.answers.repair import letter_in, to_digits
from flows.answers.states import GST_STATES
from flows.answers.tokens import compact, digit_groups, mistyped_digits, plain
from flows.problems import problem

Place: TypeAlias = tuple[str | None, str | None]
"""District and GST code of the state."""

_SEVERAL: Final = frozenset(pins.SEVERAL)

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/"
NORTH_FROM: Final = 6.0
EAST_FROM: Final = 68.0
STEP: Final = 0.001
_VALUES: Final = {letter: number for number, letter in enumerate(DIGITS)}
NEAR: Final = 0.25  # degrees, about 28 km: villages of the deserts lie so far apart
NEAREST: Final = 3


def _codes(written: str) -> Iterator[str]:
    """The codes of one line of the table: see `flows.answers.pins`."""
    before = ""
    for word in written.split():
        start, _, end = word.partition("-")
        start = before[: 6 - len(start)] + start
        before = start[: 6 - len(end)] + end
        yield from (str(code) for code in range(int(start), int(before) + 1))


@cache
def _table() -> Mapping[str, Place]:
    """Built on first use: ten milliseconds."""
    table: dict[str, Place] = {}
    for line in pins.DISTRICTS.splitlines():
        district, state, written = line.split("|")
        place = (district or None, state or None)
        table.update((code, place) for code in _codes(written))
    return table


def pincode_value(pincode: str) -> dict[str, Any] | None:
    """The answer for a PIN code; None if there is none such. A code of several states has no one `state_code`."""
    place = _table().get(pincode)
    if place is None:
        return None
    district, code = place
    state = GST_STATES[code] if code else None
    return {
        "pincode": pincode,
        "district": district,
        "state": state,
        "state_code": None if pincode in _SEVERAL else code,
    }


Located: TypeAlias = tuple[float, float, str]
"""Latitude, longitude, PIN code."""


@cache
def _grid() -> Mapping[tuple[int, int], list[Located]]:
    """The codes by the degree that they lie in. Built on first use: thirty milliseconds."""
    grid: dict[tuple[int, int], list[Located]] = {}
    for place, pincode in enumerate(sorted(_table())):
        letters = pin_points.POINTS[place * 5 : place * 5 + 5]
        if letters[0] == "-":
            continue
        number = 0
        for letter in letters:
            number = number << 6 | _VALUES[letter]
        north, east = NORTH_FROM + (number >> 15) * STEP, EAST_FROM + (number & 0x7FFF) * STEP
        grid.setdefault((int(north), int(east)), []).append((north, east, pincode))
    return grid


def pincodes_near(latitude: float, longitude: float) -> tuple[str, ...]:
    """The PIN codes that a place (degrees) may have, nearest first, at most `NEAREST`; none outside India."""
    grid, narrow = _grid(), cos(radians(latitude))
    found = [
        (hypot(north - latitude, (east - longitude) * narrow), pincode)
        for row in range(int(latitude) - 1, int(latitude) + 2)
        for column in range(int(longitude) - 1, int(longitude) + 2)
        for north, east, pincode in grid.get((row, column), ())
    ]
    return tuple(pincode for away, pincode in sorted(found)[:NEAREST] if away <= NEAR)


def read_pincode(text: str) -> Reading:
    """Six digits, alone, parted ("560 029") or in a sentence or an address ("Bengaluru-560029")."""
    typed = compact(plain(text))
    groups = digit_groups(text)
    if typed.isdigit() and len(typed) < 12:  # longer, it is two of them
        groups = [typed]
    found = {pin for pin in _candidates(groups) if pin in _table()}
    if len(found) == 1:
        return Accepted(pincode_value(found.pop()), echo=True)
    if len(found) > 1:
        return problem("pincode-one")
    return _with_letters(text) or _refused(groups)


def _with_letters(text: str) -> Reading | None:
    """A letter among the digits, as in 56OO29."""
    for code in mistyped_digits(text, 6, 6):
        meant = pincode_value(to_digits(code))
        return DidYouMean((meant,), letter_in(code)) if meant else letter_in(code)
    return None


def _candidates(groups: list[str]) -> Iterator[str]:
    """Groups of six, and neighbours of three that make six."""
    for first, second in zip(groups, [*groups, ""][1:], strict=True):
        if len(first) == 6:
            yield first
        elif len(first) == len(second) == 3:
            yield first + second


def _refused(groups: list[str]) -> Reading:
    if not groups:
        return problem("pincode-missing")
    six = [group for group in groups if len(group) == 6]
    typed = six[0] if six else "".join(groups)
    if len(typed) != 6:
        return problem("pincode-length", got=len(typed))
    if typed[0] == "0":
        return problem("pincode-first", typed=typed[0], place=1)
    return problem("pincode-unknown", pincode=typed)
