"""Letters and digits that are mistyped for each other, and what a number may have been meant to be.

A *shape* is a string with a letter for each place: `A` a capital, `9` a digit, `*` either, anything else itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from flows.problems import Problem, problem

_FOR_DIGIT: Final = {"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
_FOR_LETTER: Final = {"0": "O", "1": "IL", "5": "S", "8": "B", "2": "Z", "6": "G"}
_LOOKS_LIKE: Final = {
    **_FOR_DIGIT,
    **_FOR_LETTER,
    "I": "1L",
    "L": "1I",
}
_MOST: Final = 64
"""Repairs worth making: a text that needs more was not this number."""


def fits_place(char: str, place: str) -> bool:
    """Whether `char` may stand where the shape says `place`."""
    match place:
        case "A":
            return "A" <= char <= "Z"
        case "9":
            return "0" <= char <= "9"
        case "*":
            return "A" <= char <= "Z" or "0" <= char <= "9"
        case _:
            return char == place


def misplaced(text: str, shape: str) -> Problem | None:
    """The first character of the wrong sort, named; None when all are right. Both have one length."""
    for number, (char, place) in enumerate(zip(text, shape, strict=True), start=1):
        if not fits_place(char, place):
            match place:
                case "A":
                    return problem("needs-letter", place=number, typed=char)
                case "9":
                    return problem("needs-digit", place=number, typed=char)
                case _:
                    return problem("needs-character", place=number, typed=char, wanted=place)
    return None


def to_digits(text: str) -> str:
    """`text` with the letters that are typed for digits as digits."""
    return "".join(_FOR_DIGIT.get(char, char) for char in text)


def letter_in(text: str) -> Problem:
    """The first letter where there should be digits only, named."""
    place = next(number for number, char in enumerate(text) if not char.isdigit())
    return problem("needs-digit", place=place + 1, typed=text[place])


def _choices(char: str, place: str) -> str:
    """What may stand there for `char`: itself where it fits, else what it is mistyped for, "" for nothing."""
    if fits_place(char, place):
        return char
    match place:
        case "A":
            return _FOR_LETTER.get(char, "")
        case "9":
            return _FOR_DIGIT.get(char, "")
        case _:
            return place if place in _LOOKS_LIKE.get(char, "") else ""


def by_class(text: str, shape: str) -> Iterator[str]:
    """`text` with every character that cannot stand where it does replaced by its likeness; nothing if one has none."""
    choices = [_choices(char, place) for char, place in zip(text, shape, strict=True)]
    many = 1
    for choice in choices:
        many *= len(choice)
    if 0 < many <= _MOST:
        yield from ("".join(made) for made in product(*choices))


def by_likeness(text: str, shape: str) -> Iterator[str]:
    """`text` with one character replaced by a likeness that may stand in its place too."""
    for number, (char, place) in enumerate(zip(text, shape, strict=True)):
        for other in _LOOKS_LIKE.get(char, ""):
            if fits_place(other, place):
                yield text[:number] + other + text[number + 1 :]
