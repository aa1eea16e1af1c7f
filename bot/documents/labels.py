"""Where the labels of a paper stand: alone in their cell, before their value, broken over lines, or spelt as OCR saw them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.documents.cells import Cell, drop_folded, fold, letters
from bot.documents.papers import ADDRESS_PARTS, Label, Paper

_NUMBERING = re.compile(r"^\s*[(\[]?\d{1,2}\s*[.)\]]\s*(?=\D)")
_ALIKE = 86.0
"""Per cent of letters alike from which OCR's words are taken for a label; below, `Legal Name` met `Trade Name`."""
_LONG_LABEL = 8
"""A shorter label must fill its cell or be followed by a colon: "State" is a label, "State Bank of India" is not."""
_SHORT_BUT_OPEN = frozenset({"for"})


@dataclass(frozen=True, slots=True)
class Place:
    """A label found on the page. `rest` is what follows it in its own cell; a stop has no label."""

    label: Label | None
    cells: tuple[Cell, ...]
    rest: str

    @property
    def page(self) -> int:
        return self.cells[0].page

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells)

    @property
    def top(self) -> float:
        return self.cells[0].top

    @property
    def bottom(self) -> float:
        return self.cells[-1].bottom

    @property
    def height(self) -> float:
        return self.cells[0].height


def find_labels(paper: Paper, cells: Sequence[Cell]) -> list[Place]:
    """The labels of `paper` on these cells, in reading order; longer ones are looked for first."""
    phrases = [(words, label) for label in paper.labels for words in label.words]
    known: list[tuple[str, Label | None]] = [*phrases, *((words, None) for words in paper.stops)]
    known.sort(key=lambda one: -len(one[0]))
    places: list[Place] = []
    taken: set[int] = set()
    for index, cell in enumerate(cells):
        if id(cell) in taken:
            continue
        place = _place_at(cells, index, known)
        if place is not None:
            places.append(place)
            taken |= {id(one) for one in place.cells}
    return places


def _place_at(cells: Sequence[Cell], index: int, known: Sequence[tuple[str, Label | None]]) -> Place | None:
    cell = cells[index]
    words = _NUMBERING.sub("", cell.text)
    folded = fold(words)
    if not folded or folded in ADDRESS_PARTS:
        return None
    wrapped = _wrapped(cells, index, folded, known)
    for phrase, label in known:
        rest = _after(words, folded, phrase, photographed=cell.confidence < 1.0)
        if rest is not None:
            # "Date of issue of" over "Certificate" is that label, not "Date of issue" and its value.
            return wrapped if wrapped is not None and rest else Place(label, (cell,), rest)
    return wrapped


def _after(words: str, folded: str, phrase: str, *, photographed: bool) -> str | None:
    """What follows the label in its cell ("" for nothing), or None when the cell does not begin with the label."""
    if not folded.startswith(phrase):
        close = photographed and len(phrase) >= _LONG_LABEL and len(folded) >= len(phrase) - 1
        if not close or fuzz.ratio(folded[: len(phrase)], phrase) < _ALIKE:
            return None
    rest = drop_folded(words, len(phrase))
    if not letters(rest):
        return ""
    bare = rest.lstrip(" )*.")
    if bare.startswith((":", "-", "–")) and not words[: len(words) - len(rest)].endswith("-"):
        return bare.lstrip(" :-–")
    if len(phrase) >= _LONG_LABEL or phrase in _SHORT_BUT_OPEN:
        return bare if rest[:1] in " )*." or photographed else None
    return None


def _wrapped(cells: Sequence[Cell], index: int, folded: str, known: Sequence[tuple[str, Label | None]]) -> Place | None:
    """A label broken over two or three lines of its column."""
    if len(folded) < _LONG_LABEL or not any(phrase.startswith(folded) for phrase, _ in known):
        return None
    parts = [cells[index]]
    while len(parts) < 3:
        below = _beneath(parts[-1], cells)
        if below is None:
            return None
        parts.append(below)
        folded += fold(below.text)
        for phrase, label in known:
            if phrase == folded:
                return Place(label, tuple(parts), "")
    return None


def _beneath(cell: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The cell on the next line that begins where this one does."""
    for other in cells:
        gap = other.top - cell.bottom
        next_line = -0.5 * cell.height < gap < 1.2 * cell.height and other.middle > cell.bottom
        if other.page == cell.page and next_line and abs(other.left - cell.left) < 0.03:
            return other
    return None
