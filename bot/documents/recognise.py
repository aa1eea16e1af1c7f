"""Which paper is it, by the marks in its words; and is it the one that was wanted, whole and in force?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from bot.documents.cells import Cell, as_text, fold, letters
from bot.documents.inspection import ReadField
from bot.documents.papers import KNOWN_PAPERS, READ_PAPERS, Paper
from flows.problems import Problem

_PAGE_OF = re.compile(r"\bpage\s*(\d{1,2})\s*of\s*(\d{1,2})\b", re.IGNORECASE)
_MUCH_TEXT = 60


def classify(text: str) -> Paper | None:
    """The paper whose marks weigh most, from two points on. OCR's slips are forgiven on marks of twelve letters and more."""
    folded = fold(text)
    best: Paper | None = None
    most = 1
    for paper in KNOWN_PAPERS:
        points = sum(weight for mark, weight in paper.marks.items() if _has(folded, mark))
        if points > most:
            best, most = paper, points
    return best


def enough(cells: Sequence[Cell]) -> bool:
    """Is a PDF's text layer the paper's own words? A scanner's is only its advertisement or a page number."""
    return letters(as_text(cells)) >= _MUCH_TEXT


def recognises(cells: Sequence[Cell]) -> bool:
    """Do these words make a known paper? Tells whether a photograph is the right way up."""
    return classify(as_text(cells)) is not None


def recognises_wanted(kind: str | None) -> Callable[[Sequence[Cell]], bool]:
    """Whether these words make the paper that was asked for, or any known one where none in particular was."""
    return lambda cells: (paper := classify(as_text(cells))) is not None and kind in (None, paper.kind)


def wanted_sheets(cells: Sequence[Cell], kind: str | None) -> Sequence[Cell]:
    """Of several papers bound into one file (all that a firm has, in one PDF) the pages of the one that is meant: what was asked for,
    else what weighs most. A page without marks goes with the one before it. All of them, where it is not there.
    """
    papers = _paper_by_page(cells)
    kinds = set(papers.values()) - {None}
    whole = classify(as_text(cells)) if kind is None else None
    meant = whole.kind if whole is not None else kind
    if len(kinds) < 2 or meant not in kinds:
        return cells
    return [cell for cell in cells if papers[cell.page] == meant]


def holds_an_aadhaar_card(cells: Sequence[Cell]) -> bool:
    """Whether one of the pages is one, whatever the others are."""
    return "aadhaar_card" in _paper_by_page(cells).values()


def _paper_by_page(cells: Sequence[Cell]) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    before: str | None = None
    for page in sorted({cell.page for cell in cells}):
        paper = classify(as_text([cell for cell in cells if cell.page == page]))
        before = found[page] = paper.kind if paper is not None else before
    return found


def _has(folded: str, mark: str) -> bool:
    if mark in folded:
        return True
    return len(mark) >= 12 and len(folded) > len(mark) and fuzz.partial_ratio(mark, folded, score_cutoff=90) > 0


def faults(
    paper: Paper | None,
    kind: str | None,
    text: str,
    cells: Sequence[Cell],
    read: Mapping[str, ReadField],
    pages: int,
    today: date | None,
) -> tuple[Problem, ...]:
    """What is wrong with the paper as a paper; nothing is asked of a file that no particular paper was wanted of."""
    if paper is not None and paper.kind == "aadhaar_card":
        return (Problem("aadhaar-on-paper", {}),)
    wanted = READ_PAPERS.get(kind or "")
    if wanted is None and paper is not None and paper.kind == "pan_card":
        # Nobody asks for the card: its number is typed, its picture is not kept.
        return (Problem("wrong-paper", {"asked": kind or "other", "got": paper.kind}),)
    if wanted is None:
        return _expired(read, today)
    if paper is None:
        if all(cell.confidence == 1.0 for cell in cells) and letters(text) >= _MUCH_TEXT:
            return (Problem("wrong-paper", {"asked": wanted.kind}),)
        return (Problem("not-readable", {"asked": wanted.kind}),)
    if paper.kind != wanted.kind:
        return (Problem("wrong-paper", {"asked": wanted.kind, "got": paper.kind}),)
    if wanted.needs is not None and wanted.needs not in read:
        return (_why_missing(wanted, text, cells, pages),)
    return _expired(read, today)


def _why_missing(paper: Paper, text: str, cells: Sequence[Cell], pages: int) -> Problem:
    """The right paper without its number: its first page is missing, its edge is cut off, or it cannot be read."""
    numbered = {int(found[1]) for found in _PAGE_OF.finditer(text)}
    if numbered and 1 not in numbered and len(numbered) >= pages:
        return Problem("page-missing", {"asked": paper.kind, "page": 1})
    if any(cell.confidence < 1.0 for cell in cells) and _touches_edge(cells):
        return Problem("cut-off", {"asked": paper.kind})
    return Problem("not-readable", {"asked": paper.kind})


def _touches_edge(cells: Sequence[Cell]) -> bool:
    """Words that end at the very edge of the picture go on outside it."""
    edge = 0.006
    cut = [
        cell for cell in cells if cell.left < edge or cell.right > 1 - edge or cell.top < edge or cell.bottom > 1 - edge
    ]
    return len(cut) >= 2


def _expired(read: Mapping[str, ReadField], today: date | None) -> tuple[Problem, ...]:
    until = read.get("valid_until")
    if today is None or until is None or not until.sure or until.value >= today.isoformat():
        return ()
    return (Problem("paper-expired", {"date": until.value}),)
