"""From the words of a paper to fields: which paper is it (recognise.py), where do its labels stand (labels.py), what stands beside
them (regions.py).

A label's value is what follows it in its own cell, else what stands to its right down to the next label of its column,
else what stands beneath it. Address blocks are read through their own small labels (addresses.py). Everything works on cells alone,
so a text layer and OCR take the same way; only repair and confidence differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.documents import identifiers, values
from bot.documents.aadhaar import on_paper
from bot.documents.addresses import labelled_rows, read_address
from bot.documents.cells import Cell, around, as_text, confidence, fold, in_reading_order
from bot.documents.inspection import Inspection, ReadField
from bot.documents.labels import Place, find_labels
from bot.documents.papers import UNREAD_KINDS, Label, Paper
from bot.documents.recognise import classify, faults, holds_an_aadhaar_card, wanted_sheets
from bot.documents.regions import ROWS, begun_above, close_rows, region_of, unwrapped
from flows.problems import Problem


def add(
    result: Inspection,
    cells: Sequence[Cell],
    codes: Sequence[str],
    kind: str | None,
    today: date | None,
    *,
    looked: bool,
) -> Inspection:
    """The inspection with what the paper says. `looked` tells whether words could be read at all (a layer, or OCR)."""
    if on_paper(as_text(cells), codes) or holds_an_aadhaar_card(cells):
        return replace(
            result, problems=(*result.problems, Problem("aadhaar-on-paper", {})), read={}, look=None, wants_ocr=False
        )
    if kind in UNREAD_KINDS:
        return result
    every = {cell.page for cell in cells}
    cells = wanted_sheets(cells, kind)
    left_out = len(every) - len({cell.page for cell in cells})
    text = as_text(cells)
    paper = classify(text)
    read = read_fields(paper, cells, codes) if paper is not None else {}
    result = replace(result, paper=paper.kind if paper else None, read=read)
    if result.problems or not looked:
        return result
    problems = faults(paper, kind, text, cells, read, result.pages - left_out, today)
    wrong = any(problem.key in ("wrong-paper", "aadhaar-on-paper") for problem in problems)
    return replace(result, problems=problems, read={} if wrong else read)


def read_fields(paper: Paper, cells: Sequence[Cell], codes: Sequence[str]) -> dict[str, ReadField]:
    """What the labels of `paper` say on these cells, the codes' numbers included."""
    ordered = in_reading_order(cells)
    places = find_labels(paper, ordered)
    taken = {id(cell) for place in places for cell in place.cells}
    read: dict[str, ReadField] = {}
    for place in places:
        if place.label is None or (place.label.field in read and place.label.reader != "address"):
            continue
        for name, value in _value(place, place.label, places, ordered, taken).items():
            read.setdefault(name, value)
    _look_anywhere(paper, ordered, read)
    _compare_with_codes(paper, codes, read)
    _agree(read)
    return read


def _value(
    place: Place, label: Label, places: Sequence[Place], cells: Sequence[Cell], taken: set[int]
) -> dict[str, ReadField]:
    region = region_of(place, places, cells, taken)
    if label.reader == "address":
        around_it = region_of(place, places, cells, taken, from_above=True)
        labelled = labelled_rows(unwrapped(around_it, " "))
        if labelled:
            return read_address(place, label, labelled)
        above = [] if place.rest else begun_above(place, around_it)
        return read_address(place, label, unwrapped([*above, *close_rows(place, region, ROWS["address"])]))
    rows = close_rows(place, region, ROWS.get(label.reader, 1))
    if label.reader == "name" and rows and not place.rest:
        rows = [*begun_above(place, region_of(place, places, cells, taken, from_above=True)), *rows]
    text = " ".join([place.rest, *(cell.text for cell in rows)] if place.rest else [cell.text for cell in rows]).strip(
        " :"
    )
    used = list(rows) or list(place.cells)
    if label.reader in identifiers.FORMS:
        return _identifier(label, text, used)
    value = values.READERS[label.reader](text)
    if value is None:
        return {}
    return {label.field: ReadField(value, confidence(used, 0.95), place.page, around(used))}


def _identifier(label: Label, text: str, used: Sequence[Cell]) -> dict[str, ReadField]:
    photographed = any(cell.confidence < 1.0 for cell in used)
    found = identifiers.find(label.reader, text, photographed)
    if not found:
        return {}
    best = found[0]
    return {label.field: ReadField(best.value, _trust(best, used), used[0].page, around(used))}


def _trust(found: identifiers.Found, used: Sequence[Cell]) -> float:
    """A text layer is trusted. Of a photograph only what proves itself by a check character, and unrepaired."""
    if all(cell.confidence == 1.0 for cell in used):
        return 0.99
    seen = min(cell.confidence for cell in used)
    if found.proven and seen >= 0.8:
        return 0.95
    return round(min(0.85, seen) * (1.0 if found.repaired == 0 else 0.9), 2)


def _look_anywhere(paper: Paper, cells: Sequence[Cell], read: dict[str, ReadField]) -> None:
    """Identifiers that prove themselves by their form, where no label led to them."""
    _look_beside(paper, cells, read)
    for kind in paper.anywhere:
        if kind in read:
            continue
        seen: dict[str, tuple[identifiers.Found, Cell]] = {}
        for cell in cells:
            for found in identifiers.find(kind, cell.text, cell.confidence < 1.0):
                seen.setdefault(found.value, (found, cell))
        if not seen:
            continue
        found, cell = min(seen.values(), key=lambda one: one[0].repaired)
        trust = min(_trust(found, [cell]), 0.9) if len(seen) == 1 else 0.5
        read[kind] = ReadField(found.value, trust, cell.page, cell.box)


def _look_beside(paper: Paper, cells: Sequence[Cell], read: dict[str, ReadField]) -> None:
    """Identifiers within a sentence: the one that stands right behind its name, in whichever cell."""
    ordered = in_reading_order(cells)
    words = [(cell, word) for cell in ordered for word in cell.text.split()]
    for kind, names in paper.beside.items():
        for at, (cell, word) in enumerate(words):
            if kind in read:
                break
            found = identifiers.find(kind, word, cell.confidence < 1.0)
            before = fold(" ".join(one for _, one in words[max(0, at - 5) : at]))
            if found and before.removesuffix("is").endswith(names):
                read[kind] = ReadField(found[0].value, min(_trust(found[0], [cell]), 0.9), cell.page, cell.box)


def _compare_with_codes(paper: Paper, codes: Iterable[str], read: dict[str, ReadField]) -> None:
    """A printed code is read without error: it confirms what the words say, or casts doubt on it."""
    if paper.needs not in identifiers.FORMS:
        return
    kind = paper.needs
    for code in codes:
        for found in identifiers.find(kind, code, photographed=False):
            before = read.get(kind)
            if before is None:
                read[kind] = ReadField(found.value, 0.95, 1, None)
            elif before.value == found.value:
                read[kind] = replace(before, confidence=max(before.confidence, 0.97))
            else:
                read[kind] = replace(before, confidence=0.5)
            return


def _agree(read: dict[str, ReadField]) -> None:
    """An exporter code is the firm's PAN: two readings of one number confirm each other."""
    iec, pan = read.get("iec"), read.get("pan")
    if iec is not None and pan is not None and iec.value == pan.value and not iec.sure:
        read["iec"] = replace(iec, confidence=0.92)
        read["pan"] = replace(pan, confidence=0.92)
