"""PDF files through PDFium: how many pages, locked or not, the words with their places, a small picture of a page.

PDFium is not thread-safe and parses hostile input in C++: the server calls this only inside the worker process.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from bot.documents.cells import Cell
from bot.documents.inspection import Limits

_WIDE_GAP = 0.7
"""In line heights: a wider white gap on a line separates two cells of a table."""
_ANGLES_AT_MOST = 400
"""Letters that are asked how they stand, spread over the page."""
_COUNT = re.compile(rb"/Count\s+(\d{1,9})")


class Locked(Exception):
    """The PDF needs a password."""


class Broken(Exception):
    """PDFium cannot open it."""


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Raises Locked or Broken."""
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Locked from error
        raise Broken from error
    if pages < 1:
        document.close()
        raise Broken
    try:
        yield document
    finally:
        document.close()


def announced_pages(data: bytes) -> int:
    """The largest page count the file claims in plain sight, before anything is parsed. 0 when it claims none."""
    return max((int(found) for found in _COUNT.findall(data)), default=0)


def runs_something(document: pdfium.PdfDocument) -> str | None:
    """What in it would act by itself when opened, as PDFium understands the file: the second opinion to active.py."""
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        return "script"
    if document.count_attachments() > 0:
        return "attachment"
    return None


def words(document: pdfium.PdfDocument, limits: Limits) -> list[Cell]:
    """The text layer of all pages. Stops quietly at `limits.text_chars`: no paper we read holds so much."""
    cells: list[Cell] = []
    left = limits.text_chars
    for number in range(min(len(document), limits.pages)):
        if left <= 0:
            break
        try:
            page = document[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            continue
        left -= text.count_chars()
        cells += _cells_of(page, text, number + 1, limits.text_chars)
        text.close()
        page.close()
    return cells


def picture(document: pdfium.PdfDocument, number: int, longer_side: int) -> Image.Image:
    """Page `number` (from 1) in grey, its longer side `longer_side` pixels whatever the page's own size. Raises Broken."""
    try:
        page = document[number - 1]
        scale = longer_side / max(page.get_width(), page.get_height(), 1.0)
        if min(page.get_width(), page.get_height()) * scale < 1:
            raise Broken
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        image: Image.Image = bitmap.to_pil().convert("L")
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        raise Broken from error
    page.close()
    return image


def _cells_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int, most: int) -> Iterator[Cell]:
    width, height = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
    quarters = _quarters(text, most)
    if quarters % 2:
        width, height = height, width
    run: list[tuple[str, float, float, float, float]] = []
    for glyph in (_turned(one, quarters, width, height) for one in _glyphs(text, most)):
        if run and _breaks(run, glyph):
            yield from _cell(run, number, width, height)
            run = []
        run.append(glyph)
    yield from _cell(run, number, width, height)


def _glyphs(text: pdfium.PdfTextPage, most: int) -> Iterator[tuple[str, float, float, float, float]]:
    """(letter, left, bottom, right, top) in points. The loose box is as high as the font, so a row shares its edges."""
    box = raw.FS_RECTF()
    where = ctypes.byref(box)
    for index in range(min(text.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(text, index)
        if not code or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, where):
            continue
        yield chr(code), box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _quarters(text: pdfium.PdfTextPage, most: int) -> int:
    """By how many quarter turns with the clock most of the page's letters are turned within the page."""
    count = min(text.count_chars(), most)
    angles = [raw.FPDFText_GetCharAngle(text, index) for index in range(0, count, max(1, count // _ANGLES_AT_MOST))]
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _turned(
    glyph: tuple[str, float, float, float, float], quarters: int, width: float, height: float
) -> tuple[str, float, float, float, float]:
    """The glyph on the page as it is held to be read; `width` and `height` are of that page."""
    letter, left, bottom, right, top = glyph
    match quarters:
        case 1:
            return letter, width - top, left, width - bottom, right
        case 2:
            return letter, width - right, height - top, width - left, height - bottom
        case 3:
            return letter, bottom, height - right, top, height - left
        case _:
            return glyph


def _breaks(run: list[tuple[str, float, float, float, float]], glyph: tuple[str, float, float, float, float]) -> bool:
    letter, left, bottom, _, top = glyph
    _, _, last_bottom, last_right, last_top = run[-1]
    if letter in "\r\n":
        return True
    tall = max(last_top - last_bottom, top - bottom, 1.0)
    if abs((bottom + top) - (last_bottom + last_top)) / 2 > 0.5 * tall:
        return True
    return left - last_right > _WIDE_GAP * tall or left < last_right - 2 * tall


def _cell(run: list[tuple[str, float, float, float, float]], page: int, width: float, height: float) -> Iterator[Cell]:
    seen = [one for one in run if not one[0].isspace()]
    if not seen:
        return
    words_ = " ".join("".join(one[0] for one in run).split())
    yield Cell(
        words_,
        page,
        min(one[1] for one in seen) / width,
        1 - max(one[4] for one in seen) / height,
        max(one[3] for one in seen) / width,
        1 - min(one[2] for one in seen) / height,
    )
