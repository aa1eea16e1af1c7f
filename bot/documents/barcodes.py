"""QR codes and barcodes on a paper: what the issuer printed for machines, read without OCR."""

from __future__ import annotations

import zxingcpp
from PIL import Image

_MOST = 8
_LONGEST = 4096


def read_codes(grey: Image.Image) -> tuple[str, ...]:
    """The texts of the codes on a picture, at most eight; an unreadable picture has none."""
    try:
        found = zxingcpp.read_barcodes(grey)
    except (ValueError, RuntimeError, TypeError):
        return ()
    return tuple(one.text[:_LONGEST] for one in found[:_MOST] if one.text)
