"""Photographs: are they whole, large enough, light enough, sharp enough to be read?

Sharpness is the variance of the Laplacian, taken on tiles of a copy of fixed size: a page of print is mostly white,
and a product often stands before an empty wall, so the sharpest tiles speak for the picture and not the average.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps, ImageStat

from bot.documents.inspection import Limits
from bot.documents.polyglot import jpeg_scans
from bot.documents.sniff import HEIC, JPEG, PNG, WEBP, heic_plugin
from flows.problems import Problem

WORK_SIDE = 2000
"""Pixels of the longer side of the working copy: enough for 8-point print on A4, a quarter of the cost of 12 Mpx."""
_SHARPNESS_SIDE = 1000
_TILES = 10
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)

BLURRED_BELOW = 22.0
"""Sharpness, see `_sharpness`. On generated A4 photos a blur of 2 px (of 2000) still reads and measures 75 to 110; one of
4 px does not, and measures 9 to 20; with the grain of a bad camera it stays below 35."""
DARK_BELOW = 60
"""Grey value (of 255) that only one pixel in twenty exceeds."""
BLANK_SPREAD = 14
"""Grey values between the 1st and the 99th percentile of an empty sheet or a covered lens."""
_GRAINY_SPREAD, _NO_EDGES = 40, 3.0
"""Grain alone may spread so far, but it has no edges."""
_FULL_CONTRAST, _LEAST_CONTRAST = 150, 60

_LOOK = 16
_STEP = 4
"""Grey values by which a field has to be brighter: an even wall would else be a coin thrown for each bit."""

_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}


class Unusable(Exception):
    """The picture cannot be decoded at all; carries the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Quality:
    width: int
    height: int
    bright: int
    spread: int
    sharpness: float


def load(data: bytes, mime: str, limits: Limits) -> tuple[Image.Image, tuple[int, int]]:
    """(working copy in grey, the right way up; true width and height as shown). Raises Unusable.

    The size is read from the header and checked before anything is decoded.
    """
    if mime == JPEG and jpeg_scans(data) == 0:
        # Pillow walks through megabytes of empty markers byte by byte before it comes to the same end.
        raise Unusable(Problem("file-broken", {}))
    if mime == HEIC and heic_plugin():
        from pillow_heif import register_heif_opener  # type: ignore[import-not-found,unused-ignore]

        register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=(_FORMATS[mime],))
            _check_size(image, data, mime, limits)
            return _working_copy(image)
    except Unusable:
        raise
    except Image.DecompressionBombError as error:
        raise Unusable(Problem("file-bomb", {})) from error
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, EOFError, struct.error) as error:
        raise Unusable(Problem("file-broken", {})) from error


def _check_size(image: Image.Image, data: bytes, mime: str, limits: Limits) -> None:
    width, height = image.size
    most = limits.jpeg_pixels if mime == JPEG else limits.other_pixels
    if width * height > most or max(width, height) > 65_000:
        raise Unusable(Problem("file-bomb", {}))
    if mime == JPEG and jpeg_scans(data) > limits.jpeg_scans:
        raise Unusable(Problem("file-bomb", {}))


def _working_copy(image: Image.Image) -> tuple[Image.Image, tuple[int, int]]:
    size = image.size
    image.draft("L", (WORK_SIDE, WORK_SIDE))
    turned = image.getexif().get(0x0112, 1) if hasattr(image, "getexif") else 1
    image.load()
    grey = _flat(image).convert("L")
    grey.thumbnail((WORK_SIDE, WORK_SIDE), Image.Resampling.BILINEAR)
    if turned in (5, 6, 7, 8):
        size = (size[1], size[0])
    return upright(grey, turned), size


def _flat(image: Image.Image) -> Image.Image:
    """Transparent parts become white paper: a certificate saved with transparency is black otherwise."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    layer = image.convert("LA")
    ground = Image.new("L", layer.size, 255)
    ground.paste(layer.getchannel("L"), mask=layer.getchannel("A"))
    return ground


_TURNS: dict[int, tuple[Image.Transpose, ...]] = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Applies an EXIF orientation (1-8; anything else is 1)."""
    for turn in _TURNS.get(orientation, ()):
        image = image.transpose(turn)
    return image


def measure(grey: Image.Image, size: tuple[int, int]) -> Quality:
    small = grey.copy()
    small.thumbnail((_SHARPNESS_SIDE, _SHARPNESS_SIDE), Image.Resampling.BILINEAR)
    low, high = _percentile(small, 0.01), _percentile(small, 0.99)
    return Quality(size[0], size[1], _percentile(small, 0.95), high - low, _sharpness(small))


def faults(quality: Quality, limits: Limits) -> tuple[Problem, ...]:
    """What is wrong with a photograph, the most helpful thing first; at most one of dark, blank, blurred."""
    found: list[Problem] = []
    shorter = min(quality.width, quality.height)
    if shorter < limits.shorter_side:
        found.append(Problem("image-too-small", {"pixels": shorter, "least": limits.shorter_side}))
    if quality.bright < DARK_BELOW:
        found.append(Problem("image-dark", {}))
    elif quality.spread < BLANK_SPREAD or (quality.spread < _GRAINY_SPREAD and quality.sharpness < _NO_EDGES):
        found.append(Problem("image-blank", {}))
    elif quality.sharpness * _contrast(quality.spread) < BLURRED_BELOW:
        found.append(Problem("image-blurred", {}))
    return tuple(found)


def _contrast(spread: int) -> float:
    """What the sharpness of a dim picture has to be multiplied by: variance grows with the square of the contrast."""
    return (_FULL_CONTRAST / min(max(spread, _LEAST_CONTRAST), _FULL_CONTRAST)) ** 2


def look(grey: Image.Image) -> str:
    """A difference hash: 256 bits, each telling whether the picture brightens from one of 17x16 fields to the next.

    Copies of a picture, made smaller or compressed again, differ in a few bits (`alike`). The usual 64 bits could not
    tell a lamp from a bowl before the same wall. Two certificates of one form look alike too: what they say tells them
    apart.
    """
    fields = ImageOps.autocontrast(grey, cutoff=2).resize((_LOOK + 1, _LOOK), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_LOOK):
        for column in range(_LOOK):
            at = row * (_LOOK + 1) + column
            bits = bits << 1 | (fields[at + 1] - fields[at] > _STEP)
    return f"{bits:064x}"


def alike(one: str, other: str, most: int = 12) -> bool:
    """Do two looks differ in at most `most` of 256 bits?"""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= most


def _percentile(grey: Image.Image, part: float) -> int:
    histogram = grey.histogram()
    wanted = part * sum(histogram)
    seen = 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return 255


def _sharpness(grey: Image.Image) -> float:
    """How much the sharpest tiles differ from the quietest: grain is in all of them, edges are not.

    A slight blur first takes most of the grain away and little of the print.
    """
    edges = grey.filter(ImageFilter.GaussianBlur(0.8)).filter(_LAPLACIAN)
    # Filters leave the outermost pixels as they were.
    edges = edges.crop((2, 2, max(edges.width - 2, 3), max(edges.height - 2, 3)))
    wide, high = max(edges.width // _TILES, 8), max(edges.height // _TILES, 8)
    tiles = sorted(
        ImageStat.Stat(edges.crop((left, top, left + wide, top + high))).var[0]
        for top in range(0, max(edges.height - high, 1), high)
        for left in range(0, max(edges.width - wide, 1), wide)
    )
    return tiles[int(len(tiles) * 0.95)] - tiles[len(tiles) // 4] if tiles else 0.0
