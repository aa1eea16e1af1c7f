"""A writer of small text PDFs, for sample papers and for tests: standard fonts, lines, JPEG pictures, nothing else.

The same input gives the same bytes: no dates, no ids, no random names.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
_FONTS = ("Helvetica", "Helvetica-Bold")


@dataclass(slots=True)
class Page:
    """One page being drawn. Coordinates in points from the upper left corner, `y` is the base line of text."""

    size: tuple[float, float] = A4
    content: list[bytes] = field(default_factory=list)
    pictures: list[tuple[bytes, int, int]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 9, *, bold: bool = False, grey: float = 0.0) -> None:
        """Letters outside Latin-1 become `?`: standard fonts have no others."""
        raw = words.encode("latin-1", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        font = b"F2" if bold else b"F1"
        place = f"{x:.1f} {self.size[1] - y:.1f}".encode()
        self.content.append(b"BT %.2f g /%s %.1f Tf %s Td (%s) Tj ET" % (grey, font, size, place, raw))

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.6) -> None:
        high = self.size[1]
        self.content.append(f"{width:.1f} w {x1:.1f} {high - y1:.1f} m {x2:.1f} {high - y2:.1f} l S".encode())

    def frame(self, x: float, y: float, wide: float, high: float) -> None:
        self.content.append(f"0.6 w {x:.1f} {self.size[1] - y - high:.1f} {wide:.1f} {high:.1f} re S".encode())

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """A filled black square, the stuff of QR codes."""
        self.content.append(f"0 g {x:.2f} {self.size[1] - y - high:.2f} {wide:.2f} {high:.2f} re f".encode())

    def picture(self, jpeg: bytes, pixels: tuple[int, int], x: float, y: float, wide: float, high: float) -> None:
        """A grey or coloured JPEG stretched over the given rectangle."""
        self.pictures.append((jpeg, *pixels))
        name = len(self.pictures)
        place = f"q {wide:.1f} 0 0 {high:.1f} {x:.1f} {self.size[1] - y - high:.1f} cm /P{name} Do Q"
        self.content.append(place.encode())


def document(pages: Sequence[Page]) -> bytes:
    """The pages as a PDF 1.4 file."""
    objects: list[bytes] = [b"", b""]
    fonts = b""
    for number, name in enumerate(_FONTS, start=1):
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name.encode())
        fonts += b"/F%d %d 0 R " % (number, len(objects))
    kids = [_page(page, objects, fonts) for page in pages]
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assemble(objects)


def stream(dictionary: bytes, body: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(body), body)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects (the first is the catalog) as a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _page(page: Page, objects: list[bytes], fonts: bytes) -> int:
    objects.append(stream(b"/Filter /FlateDecode", zlib.compress(b"\n".join(page.content), 6)))
    content = len(objects)
    pictures = b""
    for number, (jpeg, wide, high) in enumerate(page.pictures, start=1):
        colours = b"/DeviceGray" if _is_grey(jpeg) else b"/DeviceRGB"
        objects.append(
            stream(
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode"
                % (wide, high, colours),
                jpeg,
            )
        )
        pictures += b"/P%d %d 0 R " % (number, len(objects))
    box = f"{page.size[0]:.0f} {page.size[1]:.0f}".encode()
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents %d 0 R /Resources << /Font << %s>> /XObject << %s>> >> >>"
        % (box, content, fonts, pictures)
    )
    return len(objects)


def _is_grey(jpeg: bytes) -> bool:
    """One component in the frame header."""
    at = 2
    while at + 10 < len(jpeg):
        if jpeg[at + 1] in (0xC0, 0xC1, 0xC2):
            return jpeg[at + 9] == 1
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return False
