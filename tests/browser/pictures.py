"""Pictures for the README: made by the tests that check what they show, kept where SAATHI_PICTURES names a folder.

SAATHI_PICTURES=docs python -m pytest tests/browser/test_picture.py tests/browser/test_portal.py
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

GAP = 24
TABLE = (226, 222, 212)


def beside(*pictures: bytes) -> Image.Image:
    """Screenshots side by side."""
    opened = [Image.open(io.BytesIO(one)).convert("RGB") for one in pictures]
    wide = sum(one.width + GAP for one in opened) + GAP
    sheet = Image.new("RGB", (wide, max(one.height for one in opened) + 2 * GAP), TABLE)
    left = GAP
    for one in opened:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def keep(picture: Image.Image, name: str) -> None:
    """Into the folder of SAATHI_PICTURES, if it is set."""
    if folder := os.environ.get("SAATHI_PICTURES"):
        picture.save(Path(folder) / name, optimize=True)
