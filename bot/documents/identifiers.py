"""Identifiers as a camera sees them: an O may be a zero, a zero an O.

Each place of an identifier is a letter or a digit by its format, so most mistakes can be undone place by place
(flows/answers/repair.py). What that cannot settle, the check character of a GSTIN does: a repair counts only when
exactly one reading holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.answers.gst import check_character, valid_gstin
from flows.answers.identifiers import valid_iec, valid_ifsc, valid_pan, valid_udyam
from flows.answers.repair import by_class, by_likeness


@dataclass(frozen=True, slots=True)
class Form:
    """A shape for each way the number is written (see flows/answers/repair.py), and whether one is well-formed."""

    shapes: tuple[str, ...]
    valid: Callable[[str], bool]

    @property
    def length(self) -> int:
        """Letters and digits only."""
        return len(re.sub(r"[^A-Z0-9*]", "", self.shapes[0]))


FORMS: dict[str, Form] = {
    "gstin": Form(("99AAAAA9999A***",), valid_gstin),
    "pan": Form(("AAAAA9999A",), valid_pan),
    "iec": Form(("AAAAA9999A", "9999999999"), valid_iec),
    "udyam": Form(("UDYAM-AA-99-9999999",), valid_udyam),
    "ifsc": Form(("AAAA0******",), valid_ifsc),
}
_WORDS_JOINED = 6
"""OCR breaks a number into a few words at most; a label's rest is no longer either."""
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in its usual form; `repaired` counts the places that are not as printed."""

    value: str
    repaired: int

    @property
    def proven(self) -> bool:
        """Its check character holds as printed: no single wrong place can hide."""
        return self.repaired == 0 and len(self.value) == 15 and check_character(self.value[:14]) == self.value[14]


def find(kind: str, text: str, photographed: bool) -> list[Found]:
    """The different identifiers of `kind` in `text`, the least repaired first. Repairs only what was `photographed`."""
    form = FORMS[kind]
    found: dict[str, Found] = {}
    for candidate in _candidates(form.length, text):
        one = _read(kind, form, candidate, photographed)
        if one is not None and (one.value not in found or one.repaired < found[one.value].repaired):
            found[one.value] = one
    return sorted(found.values(), key=lambda one: one.repaired)


def _candidates(length: int, text: str) -> Iterator[str]:
    """Stretches of the right length: whole words, then words joined across spaces, then parts of longer words."""
    words = [word for word in (re.sub(r"[^A-Z0-9]", "", word) for word in text.upper().split()) if word]
    yield from (word for word in words if len(word) == length)
    for first in range(len(words)):
        joined = ""
        for word in words[first : first + _WORDS_JOINED]:
            joined += word
            if len(joined) >= length:
                break
        if len(joined) >= length > len(words[first]):
            yield joined[:length]
            yield joined[-length:]
    for word in words:
        if length < len(word) <= _LONGEST_WORD:
            yield from (word[at : at + length] for at in range(len(word) - length + 1))


def _read(kind: str, form: Form, candidate: str, photographed: bool) -> Found | None:
    written = _usual(kind, candidate)
    if form.valid(written):
        return Found(written, 0)
    if not photographed:
        return None
    made = {one for shape in form.shapes for one in by_class(written, shape) if form.valid(one)}
    if not made and kind == "gstin":
        placed = [one for shape in form.shapes for one in by_class(written, shape)]
        made = {one for start in placed for one in by_likeness(start, form.shapes[0]) if form.valid(one)}
    if len(made) != 1:
        return None
    value = made.pop()
    return Found(value, sum(one != other for one, other in zip(written, value, strict=True)))


def _usual(kind: str, text: str) -> str:
    return f"{text[:5]}-{text[5:7]}-{text[7:9]}-{text[9:]}" if kind == "udyam" else text
