"""One file in, one Inspection out. Pure but for the libraries that decode: no clock, no disk, no network.

The order matters: what is cheap and cannot hurt comes first (size, type, structure), then what parses, then what
decodes. The server runs this in a process of its own (worker.py); the command line and the tests may run it directly.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from PIL import Image
from pypdfium2 import PdfDocument

from bot.documents import active, pdf, picture, polyglot, reading, recognise
from bot.documents.barcodes import read_codes
from bot.documents.cells import Cell
from bot.documents.inspection import DEFAULT, Inspection, Limits, ReadField, size_problem
from bot.documents.ocr import Ocr, read_turned
from bot.documents.papers import READ_PAPERS, UNREAD_KINDS
from bot.documents.sniff import IMAGES, PDF, looks_heic, name_of, sniff
from flows.problems import Problem

__all__ = ["DEFAULT", "Inspection", "Limits", "ReadField", "inspect", "sniff"]


_LOOK_SIDE = 256
"""Pixels of the rendering that a look is taken from: a hash needs no more, and it takes three milliseconds."""


_SCANNED_PAGES = 3
"""Each takes OCR some seconds."""


@dataclass(slots=True)
class _Seen:
    """What is known so far of one file."""

    pages: int = 0
    cells: list[Cell] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    picture: Image.Image | None = None
    further: list[Image.Image] = field(default_factory=list)
    """Pages after the first of a scanned PDF, for OCR to go on with."""
    problems: list[Problem] = field(default_factory=list)


def inspect(
    data: bytes, kind: str | None, limits: Limits = DEFAULT, today: date | None = None, ocr: Ocr | None = None
) -> Inspection:
    """Checks a file and reads what it says.

    `kind` is the paper that was asked for (`gst`, `udyam`, `iec`, `cheque`, `shop`; `catalogue`, `photo` and `other`
    are not read); None reads whatever paper it is. `today` makes expired papers a problem. Never raises for bad input.
    """
    mime = sniff(data)
    seen = _Seen()
    result = Inspection(mime, len(data), 0, hashlib.sha256(data).hexdigest())
    refusal = _before_parsing(data, mime, limits)
    if refusal is not None:
        return replace(result, problems=(refusal,))
    assert mime is not None
    try:
        if mime == PDF:
            _look_into_pdf(data, kind, limits, seen)
            if ocr is not None and not seen.problems:
                seen.further = _further_pages(data, seen)
        else:
            _look_into_image(data, mime, kind, limits, seen)
    except MemoryError:
        seen.problems.append(Problem("file-bomb", {}))
    result = replace(result, pages=seen.pages, problems=tuple(seen.problems))
    return _with_reading(result, seen, kind, today, ocr)


def _before_parsing(data: bytes, mime: str | None, limits: Limits) -> Problem | None:
    wrong_size = size_problem(len(data), limits)
    if wrong_size is not None:
        return wrong_size
    if mime is None:
        return Problem("file-heic", {}) if looks_heic(data) else Problem("file-type", {"what": name_of(data)})
    if polyglot.second_nature(data, mime):
        return Problem("file-polyglot", {})
    return None


def _look_into_pdf(data: bytes, kind: str | None, limits: Limits, seen: _Seen) -> None:
    found = active.scan(data, limits)
    if found.bomb:
        seen.problems.append(Problem("file-bomb", {}))
        return
    if found.active is not None:
        seen.problems.append(Problem("file-script", {"what": found.active}))
        return
    if pdf.announced_pages(data) > 100 * limits.pages:
        seen.problems.append(_too_many(pdf.announced_pages(data), limits))
        return
    try:
        with pdf.opened(data) as document:
            _look_into_pages(document, kind, limits, seen)
    except pdf.Locked:
        seen.problems.append(Problem("pdf-encrypted", {}))
    except pdf.Broken:
        seen.problems.append(Problem("file-broken", {}))


def _too_many(pages: int, limits: Limits) -> Problem:
    return Problem("pdf-too-many-pages", {"pages": pages, "most": limits.pages})


def _look_into_pages(document: PdfDocument, kind: str | None, limits: Limits, seen: _Seen) -> None:
    seen.pages = len(document)
    if seen.pages > limits.pages:
        seen.problems.append(_too_many(seen.pages, limits))
        return
    acts = pdf.runs_something(document)
    if acts is not None:
        seen.problems.append(Problem("file-script", {"what": acts}))
        return
    seen.cells = pdf.words(document, limits)
    if recognise.enough(seen.cells):
        seen.picture = pdf.picture(document, 1, _LOOK_SIDE)
        return
    seen.picture = pdf.picture(document, 1, picture.WORK_SIDE)
    seen.codes = read_codes(seen.picture) if kind not in UNREAD_KINDS else ()
    if picture.measure(seen.picture, seen.picture.size).spread < picture.BLANK_SPREAD:
        seen.problems.append(Problem("image-blank", {}))


def _look_into_image(data: bytes, mime: str, kind: str | None, limits: Limits, seen: _Seen) -> None:
    try:
        seen.picture, size = picture.load(data, mime, limits)
    except picture.Unusable as error:
        seen.problems.append(error.problem)
        return
    seen.pages = 1
    seen.problems += picture.faults(picture.measure(seen.picture, size), limits)
    seen.codes = read_codes(seen.picture)


def _with_reading(result: Inspection, seen: _Seen, kind: str | None, today: date | None, ocr: Ocr | None) -> Inspection:
    if seen.picture is None or result.verdict == "refused":
        return result
    result = replace(result, look=picture.look(seen.picture))
    from_layer = recognise.enough(seen.cells)
    result = replace(result, wants_ocr=not from_layer and result.mime in IMAGES | {PDF} and result.verdict == "ok")
    if ocr is not None and result.wants_ocr:
        seen.cells += _read_pages(ocr, [seen.picture, *seen.further], kind if kind in READ_PAPERS else None)
    looked = from_layer or ocr is not None
    return reading.add(result, seen.cells, seen.codes, kind, today, looked=looked)


def _further_pages(data: bytes, seen: _Seen) -> list[Image.Image]:
    """The next pages of a scan: the certificate is not always the first sheet that went through the scanner."""
    if recognise.enough(seen.cells):
        return []
    pages: list[Image.Image] = []
    with contextlib.suppress(pdf.Broken), pdf.opened(data) as document:
        numbers = range(2, min(seen.pages, _SCANNED_PAGES) + 1)
        pages.extend(pdf.picture(document, number, picture.WORK_SIDE) for number in numbers)
    return pages


def _read_pages(ocr: Ocr, pages: list[Image.Image], kind: str | None) -> list[Cell]:
    """The words of the pages up to the one in which the paper appears that was asked for, else any that is known."""
    enough = recognise.recognises_wanted(kind)
    found: list[Cell] = []
    for number, page in enumerate(pages, start=1):
        cells = read_turned(ocr, page, recognise.recognises)
        found += [replace(cell, page=number) for cell in cells]
        if enough(cells):
            break
    return found
