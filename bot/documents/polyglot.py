"""Files that are two things at once: a picture for us and a program, an archive or a web page for somebody else.

Phones themselves append data to photographs (a second picture, a short film), so a tail alone is no fault: it is cut
off when the file is kept. A tail that is an archive, a program, a page or a PDF is refused, and so is a comment that
holds code.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_CODE = re.compile(
    rb"<\?php|<script[\s>]|<html[\s>]|<svg[\s>]|<!doctype\s+html|<iframe[\s>]|javascript:", re.IGNORECASE
)
_FILE = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-\d|Rar!\x1a|7z\xbc\xaf\x27|\x7fELF|MZ.{58}.{2}\x00\x00|#!/|\xca\xfe\xba\xbe",
    re.DOTALL,
)
_ZIP_END = b"PK\x05\x06"
_ZIP_END_WITHIN = 65_557
"""An archive's directory ends within its comment's greatest length of the end of the file."""
_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd7]")
"""The next marker with a body: not a stuffed zero, not a restart. Between two of them lies only picture, or filling."""
_MOST_MARKERS = 20_000
"""A photograph has some tens."""


def second_nature(data: bytes, mime: str) -> bool:
    """Is the file something else besides `mime`?"""
    match mime:
        case _ if _is_archive(data):
            return True
        case "application/pdf":
            return _pdf(data)
        case "image/jpeg":
            return _outside(data, list(jpeg_segments(data)), jpeg_end(data))
        case "image/png":
            return _outside(data, [body for name, body in png_chunks(data) if name != b"IDAT"], png_end(data))
        case "image/webp":
            spare = (b"EXIF", b"XMP ")
            return _outside(data, [body for name, body in webp_chunks(data) if name in spare], webp_end(data))
    return False


def _is_archive(data: bytes) -> bool:
    tail = data[-_ZIP_END_WITHIN:]
    return _ZIP_END in tail and b"PK\x01\x02" in data


def _pdf(data: bytes) -> bool:
    before = data[: data.find(b"%PDF-")]
    if before.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        return True
    after = data[data.rfind(b"%%EOF") :] if b"%%EOF" in data else b""
    return bool(_CODE.search(data[:1024]) or _CODE.search(after) or _FILE.search(after))


def _outside(data: bytes, spare: list[bytes], end: int) -> bool:
    tail = data[end:]
    return bool(_CODE.search(tail) or _FILE.search(tail) or any(_CODE.search(one) for one in spare))


def jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The bodies of comments and application segments before the picture itself."""
    for marker, start, end in jpeg_markers(data):
        if marker == 0xFE or 0xE0 <= marker <= 0xEF:
            yield data[start:end]


def jpeg_markers(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start and end of its body) in order, the entropy-coded data stepped over. Stops where it is broken."""
    at = 2
    for _ in range(_MOST_MARKERS):
        found = _MARKER.search(data, at)
        if found is None:
            return
        marker, at = data[found.end() - 1], found.end()
        if marker == 0xD9:
            yield marker, at, at
            return
        if at + 2 > len(data):
            return
        size = struct.unpack_from(">H", data, at)[0]
        if size < 2:
            return
        yield marker, at + 2, min(at + size, len(data))
        at += size


def jpeg_end(data: bytes) -> int:
    """Just behind the end of the first picture; the file's length when it has none."""
    return next((end for marker, _, end in jpeg_markers(data) if marker == 0xD9), len(data))


def jpeg_scans(data: bytes) -> int:
    return sum(1 for marker, _, _ in jpeg_markers(data) if marker == 0xDA)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, body) up to IEND; stops where it is broken."""
    at = 8
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + size > len(data):
            return
        yield name, data[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"IEND":
            return


def png_end(data: bytes) -> int:
    end = 8 + sum(12 + len(body) for _, body in png_chunks(data))
    return end if any(name == b"IEND" for name, _ in png_chunks(data)) else len(data)


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, body) within the RIFF frame."""
    at, end = 12, webp_end(data)
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : min(at + 8 + size, end)]
        at += 8 + size + (size & 1)


def webp_end(data: bytes) -> int:
    return min(8 + int(struct.unpack_from("<I", data, 4)[0]), len(data)) if len(data) >= 8 else len(data)
