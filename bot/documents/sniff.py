"""The true type of a file, by its content and never by its name.

An allow-list: only PDF, JPEG, PNG and WEBP (and HEIC where the optional `pillow-heif` is installed) have a type here.
Our own magic numbers decide; puremagic only helps to name what was sent instead, so that the refusal can say it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

PDF, JPEG, PNG, WEBP, HEIC = "application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic"
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PDF_WITHIN = 1024
"""Readers accept `%PDF-` anywhere in the first kilobyte; what stands before it makes a polyglot (see polyglot.py)."""
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"heis")

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "ZIP"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "Word"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "EXE"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
    (b"{\\rtf", "RTF"),
)


def sniff(data: bytes) -> str | None:
    """The MIME type of an allowed file, else None. Looks at the first kilobyte only."""
    head = data[:_PDF_WITHIN]
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(_PNG_HEAD):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if looks_heic(head):
        return HEIC if heic_plugin() else None
    return PDF if b"%PDF-" in head and _may_be_pdf(head) else None


def looks_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS


@cache
def heic_plugin() -> bool:
    """Is `pillow-heif` installed? It is not a dependency: it carries a patented codec."""
    return find_spec("pillow_heif") is not None


def name_of(data: bytes) -> str:
    """A short word for what a refused file is ("ZIP", "HTML"), or "?" when nobody knows."""
    head = data[:2048]
    for magic, name in _OTHERS:
        if head.startswith(magic):
            return _inside_zip(data) if name == "ZIP" else name
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<svg") or (text.startswith(b"<?xml") and b"<svg" in text):
        return "SVG"
    if text.startswith((b"<!doctype html", b"<html", b"<script", b"<body")):
        return "HTML"
    return _second_opinion(head)


def _inside_zip(data: bytes) -> str:
    for part, name in ((b"word/", "Word"), (b"xl/", "Excel"), (b"ppt/", "PowerPoint"), (b"AndroidManifest", "APK")):
        if part in data[:65536]:
            return name
    return "ZIP"


def _second_opinion(head: bytes) -> str:
    import puremagic  # with the first file that is refused

    try:
        found = puremagic.from_string(head)
    except (puremagic.PureError, ValueError, IndexError):
        return "?"
    return found.lstrip(".").upper()[:8] or "?"


def _may_be_pdf(head: bytes) -> bool:
    """A web page or a program that mentions `%PDF-` in its first kilobyte is not a PDF."""
    return not any(
        head.startswith(magic) for magic, _ in _OTHERS if magic not in (b"BM", b"MZ", b"GIF8", b"PK\x03\x04")
    )
