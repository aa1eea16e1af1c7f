"""Which cells belong to a label: to its right down to the next label of its column, else beneath it; tall rows, broken lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.documents.addresses import small_label
from bot.documents.cells import Cell, fold, in_reading_order, same_row
from bot.documents.labels import Place
from bot.documents.papers import ADDRESS_PARTS

_ENUMERATOR = re.compile(r"^[(\[]?(\d{1,2}|[a-z]|[ivx]{1,4})?[.)\]:*-]*$", re.IGNORECASE)
ROWS = {"name": 3, "line": 2, "until": 2, "address": 12}
_TIGHT = 0.4
"""In line heights: lines of one table cell are closer to each other than this, lines of two rows of the table are not.

True of a text layer, whose boxes are as high as the font; OCR's boxes are as high as the letters, and lie askew.
"""


def region_of(
    place: Place, places: Sequence[Place], cells: Sequence[Cell], taken: set[int], *, from_above: bool = False
) -> list[Cell]:
    """The cells that may belong to the label: to its right down to the next label of its column, else beneath it.

    A label may stand in the middle of a tall row; `from_above` begins at the label before it.
    """
    others = [one for one in places if one is not place and one.page == place.page]
    first = place.cells[0]
    right = min((one.left for one in others if same_row(one.cells[0], first) and one.left > place.right), default=2.0)
    floor = min((one.top for one in others if one.top > first.middle and one.left <= place.right), default=2.0)
    ceiling = place.top - 0.4 * place.height
    if from_above:
        ceiling = max(
            (one.bottom for one in others if one.bottom < first.middle and one.left <= place.right), default=0.0
        )
    free = [
        cell
        for cell in cells
        if cell.page == place.page
        and id(cell) not in taken
        and not _ENUMERATOR.match(cell.text)
        and ceiling <= cell.middle < floor
        and cell.left < right - 0.005
    ]
    beside = [cell for cell in free if cell.left >= place.right - 0.02]
    if beside or place.rest:
        below_own_row = [cell for cell in free if cell.left < place.right - 0.02 and cell.middle > place.bottom]
        return beside or (below_own_row if place.rest else [])
    return [cell for cell in free if cell.middle > place.bottom and cell.left >= place.left - 0.03]


def close_rows(place: Place, region: Sequence[Cell], most: int) -> list[Cell]:
    """The first rows of the region that follow each other without an empty line; none when the label's rest was enough."""
    ordered = in_reading_order(region)
    if place.rest and most == 1:
        return []
    rows: list[Cell] = []
    last = place.cells[0]
    count = 1 if place.rest else 0
    for cell in ordered:
        starts = not rows or not same_row(rows[-1], cell)
        if starts:
            count += 1
            near = cell.top - last.bottom < (3.0 if not rows and not place.rest else 0.9) * max(
                cell.height, last.height
            )
            if count > most or not near or (rows and most == ROWS["line"] and _next_tables_row(last, cell)):
                break
        rows.append(cell)
        last = cell
    return rows


def _next_tables_row(last: Cell, cell: Cell) -> bool:
    """Whether the line under a short value is of the row below: its label may stand in the middle of a tall row, further down."""
    apart = cell.confidence == 1.0 and cell.top - last.bottom > _TIGHT * last.height
    return apart or small_label(cell.text) is not None


def begun_above(place: Place, region: Sequence[Cell]) -> list[Cell]:
    """The lines above a label that stands in the middle or at the foot of its value's tall row."""
    beside = [cell for cell in region if cell.left >= place.right - 0.02]
    own = place.top - 0.4 * place.height
    here = next((cell for cell in in_reading_order(beside) if cell.middle >= own), None)
    found: list[Cell] = []
    for cell in reversed(in_reading_order(one for one in beside if one.middle < own)):
        if here is None or cell.confidence < 1.0 or here.top - cell.bottom > _TIGHT * here.height:
            break
        found.insert(0, cell)
        here = cell
    return found


def unwrapped(block: Sequence[Cell], between: str | None = None) -> list[Cell]:
    """Cells of several columns, each with the lines that it was broken over in its own column put together again.

    `between` stands between the lines; without it a comma, unless they were broken where they were full.

    The place of the whole is that of its first line, so that it stays in the row that it began in.
    """
    if between is None:
        between = " " if any("," in cell.text for cell in block) else ", "
    whole: list[Cell] = []
    ends: list[Cell] = []
    for cell in in_reading_order(block):
        at = next((at for at, end in enumerate(ends) if _goes_on(whole[at], end, cell)), None)
        if at is None:
            whole.append(cell)
            ends.append(cell)
            continue
        joined = f"{whole[at].text}{between}{cell.text}"
        whole[at] = replace(whole[at], text=joined, right=max(whole[at].right, cell.right))
        ends[at] = cell
    return whole


def _goes_on(whole: Cell, end: Cell, cell: Cell) -> bool:
    """Whether `cell` is the next line of what ends with `end`: tightly beneath it, and no label of its own."""
    beneath = (
        cell.confidence == 1.0
        and cell.page == end.page
        and cell.middle > end.bottom
        and abs(cell.left - end.left) < 0.008
    )
    if not beneath or cell.top - end.bottom > _TIGHT * end.height:
        return False
    first, second = fold(whole.text), fold(cell.text)
    if any(phrase.startswith(first + second) for phrase in ADDRESS_PARTS):
        return True
    return first not in ADDRESS_PARTS and small_label(cell.text) is None
