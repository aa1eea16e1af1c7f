"""Pieces of text with their place on a page: what both a PDF's text layer and OCR give, and all that reading needs.

Coordinates are fractions of the page, from its upper left corner, so that a box means the same at any resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.documents.inspection import Box


@dataclass(frozen=True, slots=True)
class Cell:
    """One run of text without a wide gap. `confidence` is 1.0 for a text layer, the engine's own for OCR."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0

    @property
    def box(self) -> Box:
        return (round(self.left, 4), round(self.top, 4), round(self.right, 4), round(self.bottom, 4))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def in_reading_order(cells: Iterable[Cell]) -> list[Cell]:
    """By page, then row, then from left to right. Cells whose middles are closer than half a line are one row."""
    waiting = sorted(cells, key=lambda cell: (cell.page, cell.middle))
    ordered: list[Cell] = []
    row: list[Cell] = []
    for cell in waiting:
        if row and not same_row(row[0], cell):
            ordered += sorted(row, key=lambda one: one.left)
            row = []
        row.append(cell)
    return ordered + sorted(row, key=lambda one: one.left)


def same_row(one: Cell, other: Cell) -> bool:
    reach = 0.6 * min(one.height, other.height)
    return one.page == other.page and abs(one.middle - other.middle) <= reach


def around(cells: Sequence[Cell]) -> Box:
    """The smallest box that holds all of `cells`."""
    return (
        round(min(cell.left for cell in cells), 4),
        round(min(cell.top for cell in cells), 4),
        round(max(cell.right for cell in cells), 4),
        round(max(cell.bottom for cell in cells), 4),
    )


def as_text(cells: Iterable[Cell]) -> str:
    """All words, one row a line."""
    lines: list[str] = []
    last: Cell | None = None
    for cell in in_reading_order(cells):
        if last is not None and same_row(last, cell):
            lines[-1] += "  " + cell.text
        else:
            lines.append(cell.text)
        last = cell
    return "\n".join(lines)


def fold(text: str) -> str:
    """Small letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def letters(text: str) -> int:
    """How many letters and digits, of whatever script."""
    return sum(letter.isalnum() for letter in text)


def drop_folded(words: str, count: int) -> str:
    """`words` without its first `count` letters and digits."""
    for at, letter in enumerate(words):
        if count == 0:
            return words[at:]
        count -= bool(fold(letter))
    return ""


def confidence(used: Sequence[Cell], best: float) -> float:
    """Words have no check: from a photograph they are never sure."""
    seen = min(cell.confidence for cell in used)
    return best if seen == 1.0 else round(min(0.85, seen * 0.9), 2)
