"""What is kept of a picture: the picture, not where it was taken, with which phone, by whom.

Pictures are not compressed again: metadata is cut out of the file between its parts. Kept are the colour profile and
the marks without which colours turn out wrong; the orientation is written anew, alone. Whatever follows the end of the
picture goes too. A PDF is left as it is: its digital signature would break.
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageOps

from bot.documents.polyglot import jpeg_markers, png_chunks, webp_chunks

_ADOBE, _ICC = 0xEE, b"ICC_PROFILE\x00"
_PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
    }
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"})
_VP8X_EXIF, _VP8X_XMP = 0x08, 0x04


def clean(data: bytes, mime: str) -> bytes:
    """`data` without EXIF, GPS, comments, thumbnails and tails. Raises ValueError when it is not a whole `mime` file."""
    match mime:
        case "image/jpeg":
            return _jpeg(data)
        case "image/png":
            return _png(data)
        case "image/webp":
            return _webp(data)
        case "image/heic":
            return _heic(data)
        case _:
            return data


def orientation(data: bytes) -> int:
    """The EXIF orientation, 1 to 8; 1 when there is none."""
    try:
        value = Image.open(io.BytesIO(data)).getexif().get(0x0112, 1)
    except (OSError, ValueError, SyntaxError, struct.error):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _exif(value: int) -> bytes:
    """A TIFF block that holds the orientation and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, value, 0, 0)


def _jpeg(data: bytes) -> bytes:
    out = bytearray(b"\xff\xd8")
    turned = orientation(data)
    if turned != 1:
        body = b"Exif\x00\x00" + _exif(turned)
        out += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    copied = 2
    for marker, start, end in jpeg_markers(data):
        if marker == 0xD9:
            return bytes(out + data[copied:end])
        if not _jpeg_keeps(marker, data[start:end]):
            out += data[copied : start - 4]
            copied = end
    raise ValueError("a JPEG without an end")


def _jpeg_keeps(marker: int, body: bytes) -> bool:
    if marker == 0xFE or 0xE1 <= marker <= 0xEF:
        return marker == _ADOBE or (marker == 0xE2 and body.startswith(_ICC))
    # A JFIF header may carry a thumbnail of what was cropped away; its first 14 bytes never do.
    return marker != 0xE0 or (body.startswith(b"JFIF\x00") and len(body) == 14)


def _png(data: bytes) -> bytes:
    out = bytearray(data[:8])
    turned = orientation(data)
    for name, body in png_chunks(data):
        if name in _PNG_KEPT:
            out += _chunk(name, body)
        if name == b"IHDR" and turned != 1:
            out += _chunk(b"eXIf", _exif(turned))
        if name == b"IEND":
            return bytes(out)
    raise ValueError("a PNG without an end")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))


def _webp(data: bytes) -> bytes:
    turned = orientation(data)
    body = bytearray()
    extended = False
    for name, part in webp_chunks(data):
        if name not in _WEBP_KEPT:
            continue
        extended = extended or name == b"VP8X"
        body += _riff(name, _flags(part, turned) if name == b"VP8X" else part)
    if not body:
        raise ValueError("a WEBP without a picture")
    if extended and turned != 1:
        body += _riff(b"EXIF", _exif(turned))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + bytes(body)


def _flags(head: bytes, turned: int) -> bytes:
    """The extended header, saying what is left: no XMP, EXIF only for an orientation."""
    kept = head[0] & ~(_VP8X_EXIF | _VP8X_XMP)
    return bytes([kept | (_VP8X_EXIF if turned != 1 else 0)]) + head[1:]


def _riff(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body + b"\x00" * (len(body) & 1)


def _heic(data: bytes) -> bytes:
    """No lossless way is worth its code for a format that almost nobody sends: decoded, turned, written as it came."""
    from pillow_heif import register_heif_opener  # type: ignore[import-not-found,unused-ignore]

    register_heif_opener()
    out = io.BytesIO()
    ImageOps.exif_transpose(Image.open(io.BytesIO(data))).save(out, "HEIF", exif=b"")
    return out.getvalue()
