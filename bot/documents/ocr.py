"""Reading pictures with rapidocr, when the extra `ocr` is installed. Its models come in its wheel; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from PIL import Image

from bot.documents.cells import Cell

Ocr = Callable[[Image.Image], list[Cell]]
"""An engine: the cells of one grey picture, page 1."""

MISSING = "OCR is not installed: papers sent as photographs are not read (pip install 'saathi[ocr]')"


def installed() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_turned(ocr: Ocr, grey: Image.Image) -> list[Cell]:
    return ocr(grey)
