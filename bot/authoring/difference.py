"""What changed between two texts of a flow, as lines to be shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiffLine:
    """`mark`: "+", "-", " " or "@" (a new place)."""

    mark: str
    text: str


def difference(before: str, after: str) -> list[DiffLine]:
    """What changed, with three lines around each change."""
    return list(_lines(before, after))


def _lines(before: str, after: str) -> Iterator[DiffLine]:
    told = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    for number, line in enumerate(told):
        if number >= 2:  # the first two name files, which these are not
            yield DiffLine(line[:1], line if line.startswith("@") else line[1:])


def counted(lines: Sequence[DiffLine]) -> tuple[int, int]:
    """(lines added, lines taken away)."""
    return sum(line.mark == "+" for line in lines), sum(line.mark == "-" for line in lines)
