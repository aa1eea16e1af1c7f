"""Reading pictures with rapidocr, when the extra `ocr` is installed. Its models come in its wheel; nothing is fetched.

A sheet on a table is photographed a little askew, and two cells of one row then lie on different heights: the median
slope of the lines is taken out of the coordinates before anything is read from them. A sheet that lies on its side or
upside down is found by the shape of its lines and by trying: the first turn in which a known paper appears is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from bot.documents.cells import Cell

if TYPE_CHECKING:  # the server asks here whether pictures can be read, and loads Pillow only in the worker that does
    from PIL import Image

Ocr = Callable[["Image.Image"], list[Cell]]
"""An engine: the cells of one grey picture, page 1."""

MISSING = "OCR is not installed, so papers sent as photographs are not read: pip install 'saathi[ocr]'"

LONGER_SIDE = 1600
"""Pixels: 8-point print on A4 is then twenty pixels high, what the models were trained on. 2000 took 1.5 times as long."""
_LEAST_SCORE = 0.5
_FEW_WORDS = 5
"""With fewer lines it is no paper, and turning it is not worth the seconds."""
_ON_ITS_SIDE = ("ROTATE_90", "ROTATE_270")
_UPSIDE_DOWN = ("ROTATE_180",)

Quad = Sequence[tuple[float, float]]


def installed() -> bool:
    """Are the engine and its run-time there? Imports neither."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def engine() -> Ocr:
    """Loads the models (about a second, 0.6 GB at its peak). Raises ImportError when they are not installed."""
    import numpy
    from rapidocr import RapidOCR

    reader = RapidOCR(params={"Global.log_level": "error"})

    def read(grey: Image.Image) -> list[Cell]:
        # Without its classifier, which would read the lines of a page that lies upside down, and hide that it does.
        found: Any = reader(numpy.asarray(grey.convert("RGB")), use_cls=False)
        if found.boxes is None or found.txts is None:
            return []
        lines = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        return cells_of([(quad, text, float(score)) for quad, text, score in lines], grey.size)

    return read


def cells_of(lines: Iterable[tuple[Quad, str, float]], size: tuple[int, int]) -> list[Cell]:
    """Lines as an engine gives them (four corners from the upper left on, in pixels) as cells of a straight page."""
    kept = [(quad, text, score) for quad, text, score in lines if score >= _LEAST_SCORE and text.strip()]
    slope = _slope([quad for quad, _, _ in kept])
    return [_cell(quad, text, score, slope, size) for quad, text, score in kept]


def read_turned(ocr: Ocr, grey: Image.Image, recognised: Callable[[list[Cell]], bool]) -> list[Cell]:
    """The words the right way up: turns the picture until a paper is recognised, else the turn with the most words."""
    from PIL import Image

    small = grey.copy()
    small.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    best: list[Cell] = []
    turns: list[str | None] = [None]
    while turns:
        turn = turns.pop(0)
        picture = small if turn is None else small.transpose(Image.Transpose[turn])
        cells = ocr(picture)
        sideways = _sideways(cells, picture.size)
        if recognised(cells) and not sideways:
            return cells
        best = max(best, [] if sideways else cells, key=_weight)
        if turn is None and len(cells) >= _FEW_WORDS:
            turns = list(_ON_ITS_SIDE if sideways else _UPSIDE_DOWN)
    return best


def _sideways(cells: Sequence[Cell], size: tuple[int, int]) -> bool:
    """Are most lines higher than wide? Engines read lines that stand upright, but a table then lies across."""
    long = [cell for cell in cells if len(cell.text) >= 5]
    tall = sum(cell.height * size[1] > (cell.right - cell.left) * size[0] for cell in long)
    return 2 * tall > len(long)


def _weight(cells: Sequence[Cell]) -> float:
    return sum(cell.confidence * len(cell.text) for cell in cells)


def _slope(quads: Iterable[Quad]) -> float:
    """The median angle of the wide lines, in radians, weighed by nothing: a page has many."""
    angles = []
    for (x1, y1), (x2, y2), *_ in quads:
        if abs(x2 - x1) > 3 * abs(y2 - y1) and x2 != x1:
            angles.append(math.atan2(y2 - y1, x2 - x1))
    return median(angles) if angles else 0.0


def _cell(quad: Quad, text: str, score: float, slope: float, size: tuple[int, int]) -> Cell:
    across, down = math.cos(-slope), math.sin(-slope)
    turned = [(x * across - y * down, x * down + y * across) for x, y in quad]
    high = (math.dist(quad[0], quad[3]) + math.dist(quad[1], quad[2])) / 2
    middle = sum(y for _, y in turned) / len(turned)
    left, right = min(x for x, _ in turned), max(x for x, _ in turned)
    return Cell(
        " ".join(text.split()),
        1,
        left / size[0],
        (middle - high / 2) / size[1],
        right / size[0],
        (middle + high / 2) / size[1],
        min(score, 0.999),
    )
