"""Bad files, made by rule: wrong types, truncations, bombs, locked PDFs, polyglots, scripts, hopeless pictures.

Every one of them must be given a reason, in time, in little memory. `reasons` narrows which; empty means any.
"""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageFilter

from bot.documents.pdf_writer import Page, assemble, document, stream
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, product_photos, udyam_certificate


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad file, and the reasons of which one is expected."""

    name: str
    data: bytes
    reasons: frozenset[str] = frozenset()
    kind: str = "gst"


def corpus() -> Iterator[Bad]:
    """All of them, in a fixed order."""
    yield from _wrong_types()
    yield from _truncated()
    yield from _bombs()
    yield from _locked()
    yield from _polyglots()
    yield from _scripts()
    yield from _pictures()
    yield from _nonsense()


def _bad(name: str, data: bytes, *reasons: str, kind: str = "gst") -> Bad:
    return Bad(name, data, frozenset(reasons), kind)


# ---- wrong types

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_TEXTS = {
    "svg-with-script.jpg": _SVG,
    "svg-with-prolog.png": b"<?xml version='1.0'?>\n" + _SVG,
    "page.html": b"<!doctype html><html><body onload=alert(1)>hello</body></html>",
    "page-with-bom.html": b"\xef\xbb\xbf<html></html>",
    "text.txt": b"just some words",
    "table.csv": b"a,b\n1,2\n",
    "data.json": b'{"gstin": "27AAQFS4821K1ZO"}',
    "program.py": b"import os\nos.system('true')\n",
    "program.sh": b"#!/bin/sh\nrm -rf /\n",
    "program.php": b"<?php system($_GET['c']); ?>",
    "letter.rtf": b"{\\rtf1 hello}",
    "mail.eml": b"From: a@example.com\nSubject: x\n\nbody",
    "card.vcf": b"BEGIN:VCARD\nEND:VCARD\n",
    "utf16.txt": "some words".encode("utf-16"),
    "mentions-pdf.txt": b"#!/bin/sh\n# %PDF-1.4\n",
}
_HEADS = {
    "program.exe": b"MZ\x90\x00" + b"\x00" * 60 + b"PE\x00\x00",
    "program.elf": b"\x7fELF\x02\x01\x01",
    "archive.7z": b"7z\xbc\xaf\x27\x1c",
    "archive.rar": b"Rar!\x1a\x07\x01\x00",
    "archive.gz": b"\x1f\x8b\x08\x00",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "picture.gif": b"GIF89a\x10\x00\x10\x00",
    "picture.bmp": b"BM\x00\x00\x00\x00",
    "picture.tif": b"II*\x00\x08\x00\x00\x00",
    "picture.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
    "picture.avif": b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00",
    "film.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00",
    "song.mp3": b"ID3\x03\x00",
    "sound.ogg": b"OggS\x00",
    "sound.wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "class.jar": b"\xca\xfe\xba\xbe\x00\x00",
    "module.wasm": b"\x00asm\x01\x00\x00\x00",
    "database.sqlite": b"SQLite format 3\x00",
    "picture.jp2": b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    "picture.psd": b"8BPS\x00\x01",
    "font.ttf": b"\x00\x01\x00\x00\x00\x0f",
}


def _wrong_types() -> Iterator[Bad]:
    wrong = ("file-type", "file-heic", "file-polyglot")
    yield _bad("empty.jpg", b"", "file-empty")
    for size in (1, 2, 3, 7, 64, 4096, 1_000_000):
        yield _bad(f"zeros-{size}.pdf", b"\x00" * size, *wrong)
    for name, text in _TEXTS.items():
        yield _bad(name, text, *wrong)
    chance = random.Random("heads")
    for name, head in _HEADS.items():
        yield _bad(name, head + chance.randbytes(2000), *wrong)
    for inside in ("word/document.xml", "xl/workbook.xml", "AndroidManifest.xml", "notes.txt"):
        yield _bad(inside.replace("/", "-") + ".zip", _zip(inside, b"hello"), "file-type", "file-polyglot")
    for at in range(8):
        yield _bad(f"noise-{at}.bin", bytes([at + 1]) + chance.randbytes(5000), *wrong)
    for extra in (1, 1_000_000):
        yield _bad(
            f"ten-megabytes-and-{extra}.jpg", _photo()[:2000] + b"\x00" * (10_000_000 - 2000 + extra), "file-too-large"
        )


def _zip(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, body)
    return out.getvalue()


# ---- truncations


@cache
def _photo() -> bytes:
    return product_photos()[0]


def _as(mime: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(_photo())).save(out, mime, **options)
    return out.getvalue()


@cache
def whole_files() -> dict[str, bytes]:
    """Sound files of every type that is taken."""
    return {
        "gst.pdf": gst_certificate(SAMPLE_FIRM),
        "udyam.pdf": udyam_certificate(SAMPLE_FIRM),
        "photo.jpg": _photo(),
        "progressive.jpg": _as("JPEG", progressive=True),
        "photo.png": _as("PNG", compress_level=1),
        "photo.webp": _as("WEBP", quality=70),
    }


def _truncated() -> Iterator[Bad]:
    for name, data in whole_files().items():
        for part in range(1, 16):
            cut = len(data) * part // 17
            # PDFium rebuilds a cut table of contents; what is left then is not the paper that was asked for.
            yield _bad(f"cut-{part}-of-17-{name}", data[:cut])
        yield _bad(f"head-only-{name}", data[:12])


# ---- bombs


def _png(width: int, height: int, body: bytes = b"", more: bytes = b"", colour: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + more + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))


@cache
def _zeros(size: int) -> bytes:
    """`size` zero bytes, packed, made without holding them."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    out = b"".join(packer.compress(block) for _ in range(size // len(block)))
    return out + packer.flush()


def _sized_jpeg(width: int, height: int) -> bytes:
    data = bytearray(_photo())
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


@cache
def _many_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated: each costs a pass over the picture."""
    data = _as("JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def _with_objects(
    *extra: bytes, pages: bytes = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page: bytes | None = None
) -> bytes:
    """A small PDF: catalog, page tree, one page whose content is object 4, then `extra` from object 4 on."""
    drawn = (
        page
        or b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", pages, drawn, *extra])


def _bombs() -> Iterator[Bad]:
    bomb = "file-bomb"
    for side in (8000, 20_000, 50_000, 65_535):
        yield _bad(f"png-{side}.png", _png(side, side, _zeros(2_000_000)), bomb)
    yield _bad("png-2-billion.png", _png(2_147_483_647, 2_147_483_647, b"x"), bomb, "file-broken")
    yield _bad("png-wide.png", _png(20_000_000, 1, _zeros(2_000_000)), bomb)
    for side in (9000, 30_000, 65_500):
        yield _bad(f"jpeg-{side}.jpg", _sized_jpeg(side, side), bomb)
    for side in (6000, 16_383):
        head = (
            b"VP8X"
            + struct.pack("<I", 10)
            + b"\x10\x00\x00\x00"
            + struct.pack("<I", side - 1)[:3]
            + struct.pack("<I", side - 1)[:3]
        )
        yield _bad(
            f"webp-{side}.webp", b"RIFF" + struct.pack("<I", len(head) + 4) + b"WEBP" + head, bomb, "file-broken"
        )
    for count in (70, 1000):
        yield _bad(f"scans-{count}.jpg", _many_scans(count), bomb, "file-too-large")
    ztxt = _chunk(b"zTXt", b"Comment\x00\x00" + _zeros(200_000_000))
    yield _bad("png-text-bomb.png", _png(700, 700, zlib.compress(bytes(700 * 2101)), ztxt))
    iccp = _chunk(b"iCCP", b"profile\x00\x00" + _zeros(200_000_000))
    yield _bad("png-profile-bomb.png", _png(700, 700, zlib.compress(bytes(700 * 2101)), iccp))
    yield _bad(
        "png-many-chunks.png", _png(700, 700, zlib.compress(bytes(700 * 2101)), _chunk(b"tEXt", b"a\x00b") * 200_000)
    )
    yield from _pdf_bombs()


def never_ending() -> dict[str, bytes]:
    """Two small files that a renderer does not come to the end of, whatever its budget."""
    return {"draws-more-and-more.pdf": _doubling(40), "nested-patterns.pdf": _patterns()}


def _pdf_bombs() -> Iterator[Bad]:
    for count in (11, 50, 999, 10_000):
        yield _bad(f"pages-{count}.pdf", _pages(count), "pdf-too-many-pages")
    yield _bad(
        "pages-says-2-billion.pdf",
        _with_objects(pages=b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>"),
        "pdf-too-many-pages",
    )
    for size in (100_000_000, 200_000_000):
        packed = _zeros(size)
        yield _bad(f"stream-{size}.pdf", _with_objects(stream(b"/Filter /FlateDecode", packed)), "file-bomb")
        yield _bad(
            f"stream-twice-{size}.pdf",
            _with_objects(stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(packed, 9))),
            "file-bomb",
        )
        yield _bad(f"stream-short-name-{size}.pdf", _with_objects(stream(b"/Filter /Fl", packed)), "file-bomb")
        yield _bad(
            f"stream-hidden-name-{size}.pdf", _with_objects(stream(b"/Filter /Flate#44ecode", packed)), "file-bomb"
        )
    hundred = b"\n".join(b"q 1 0 0 1 0 0 cm" for _ in range(100))
    for side in (9000, 60_000, 1_000_000):
        head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (
            side,
            side,
        )
        for packing in (b"/DCTDecode", b"/JPXDecode", b"/JBIG2Decode", b"/CCITTFaxDecode"):
            made = _with_objects(
                stream(b"", b"q 500 0 0 500 0 0 cm /X Do Q"), stream(head + b" /Filter " + packing, b"\x00" * 99)
            )
            yield _bad(f"image-{side}-{packing[1:6].decode()}.pdf", made, "file-bomb")
    yield _bad("draws-itself.pdf", _with_objects(stream(b"", b"/X Do"), _form(b"/X Do /X Do")))
    for name, data in never_ending().items():
        yield _bad(name, data)
    yield _bad("page-tree-in-a-ring.pdf", _with_objects(pages=b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"))
    yield _bad("page-tree-deep.pdf", _deep_tree(3000))
    yield _bad("arrays-deep.pdf", _with_objects(stream(b"", b"[" * 500_000)))
    yield _bad(
        "arrays-deep-in-page.pdf",
        _with_objects(page=b"<< /Type /Page /Annots " + b"[" * 100_000 + b"]" * 100_000 + b" >>"),
    )
    yield _bad("dictionaries-deep.pdf", _with_objects(page=b"<< /A " * 50_000 + b">>" * 50_000))
    yield _bad("states-deep.pdf", _with_objects(stream(b"", hundred * 3000)))
    yield _bad(
        "huge-page.pdf",
        _with_objects(
            stream(b"", b"0 0 1 1 re f"),
            page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 1e30] /Contents 4 0 R >>",
        ),
    )
    yield _bad(
        "flat-page.pdf",
        _with_objects(
            stream(b"", b"0 0 1 1 re f"),
            page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100000 0.001] /Contents 4 0 R >>",
        ),
    )
    yield _bad(
        "negative-page.pdf",
        _with_objects(
            stream(b"", b"0 0 1 1 re f"), page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 -5 -5] /Contents 4 0 R >>"
        ),
    )
    yield _bad("half-a-million-letters.pdf", _many_letters(500_000))
    yield _bad(
        "a-million-lines.pdf",
        _with_objects(stream(b"/Filter /FlateDecode", zlib.compress(b"0 0 m 500 800 l S\n" * 1_000_000))),
    )
    yield _bad("xref-to-itself.pdf", gst_certificate(SAMPLE_FIRM).replace(b"/Root 1 0 R", b"/Root 9999 0 R"))


def _form(content: bytes) -> bytes:
    return stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X 5 0 R >> >>", content
    )


def _doubling(levels: int) -> bytes:
    """Each form draws the next one twice: two to the power of `levels` in the end."""
    forms = []
    for level in range(levels):
        name = b"/X %d 0 R" % (6 + level)
        forms.append(
            stream(
                b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << %s >> >>" % name,
                b"/X Do /X Do",
            )
        )
    forms.append(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]", b"0 0 9 9 re f"))
    return _with_objects(stream(b"", b"/X Do"), *forms)


def _patterns() -> bytes:
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Pattern << /P 5 0 R >> >> >>"
    return _with_objects(
        stream(b"", b"/Pattern cs /P scn 0 0 595 842 re f"),
        stream(tile + b" /Resources << >>", b"0 0 1 1 re f"),
        page=page,
    )


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)]
    return assemble(objects + [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * count)


def _deep_tree(levels: int) -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (level + 3) for level in range(levels)]
    return assemble([*objects, b"<< /Type /Page /MediaBox [0 0 595 842] >>"])


def _many_letters(count: int) -> bytes:
    page = Page()
    for at in range(count // 100):
        page.text(10, 10 + at % 800, "words " * 16 + "ends", 4)
    return document([page])


# ---- locked

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked_pdf(password: str) -> bytes:
    """A PDF under the standard handler, revision 2 (40-bit RC4): ISO 32000-1, 7.6.3. The content stays in the clear."""
    padded = (password.encode("latin-1") + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    flags, ident = struct.pack("<i", -4), b"0123456789abcdef"
    key = hashlib.md5(padded + owner + flags + ident).digest()[:5]
    user = _rc4(key, _PAD)
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owner.hex().encode(), user.hex().encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        lock,
    ]
    return assemble(objects, b"/Encrypt 4 0 R /ID [<%s> <%s>] " % (ident.hex().encode(), ident.hex().encode()))


def _locked() -> Iterator[Bad]:
    for password in ("secret", "27AAQFS4821K1ZO", "पासवर्ड".encode().decode("latin-1"), " ", "a" * 40):
        yield _bad(f"locked-{len(password)}.pdf", locked_pdf(password), "pdf-encrypted")
    for handler in (
        b"/Filter /Adobe.PubSec /V 4",
        b"/Filter /Unknown /V 9",
        b"/Filter /Standard /V 5 /R 6 /O <00> /U <00>",
    ):
        data = locked_pdf("x").replace(b"/Filter /Standard /V 1 /R 2", handler)
        yield _bad(f"locked-{handler[8:14].decode()}.pdf", data, "pdf-encrypted", "file-broken")


# ---- two things at once


def _polyglots() -> Iterator[Bad]:
    both = "file-polyglot"
    files = whole_files()
    archive = _zip("evil.js", b"alert(1)")
    tails = {
        "zip": archive,
        "pdf": gst_certificate(SAMPLE_FIRM),
        "html": b"<html><script>alert(1)</script></html>",
        "php": b"<?php system('id'); ?>",
        "exe": b"MZ" + b"\x90" * 58 + b"\x40\x00\x00\x00" + b"PE\x00\x00",
        "elf": b"\x7fELF\x02\x01\x01\x00",
        "rar": b"Rar!\x1a\x07\x01\x00",
        "svg": _SVG,
    }
    for name, data in files.items():
        for tail, body in tails.items():
            if not (name.endswith("pdf") and tail == "pdf"):
                yield _bad(f"{name}-and-{tail}", data + body, both)
    gst = files["gst.pdf"]
    for name, head in {
        "gif": b"GIF89a/*",
        "html": b"<html><!--",
        "exe": b"MZ\x90\x00",
        "zip": archive,
        "jpg": b"\xff\xd8\xff\xe0",
    }.items():
        yield _bad(f"{name}-before-pdf", head + b"\n" + gst, both, "file-type", "file-broken")
    comments = {"php": b"<?php system('id'); ?>", "script": b"<script>alert(1)</script>", "html": b"<html ><body>"}
    for name, code in comments.items():
        jpeg = files["photo.jpg"]
        yield _bad(
            f"jpeg-comment-{name}.jpg",
            jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(code) + 2) + code + jpeg[2:],
            both,
        )
        yield _bad(
            f"jpeg-app13-{name}.jpg", jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(code) + 2) + code + jpeg[2:], both
        )
        png = files["photo.png"]
        yield _bad(f"png-text-{name}.png", png[:33] + _chunk(b"tEXt", b"Comment\x00" + code) + png[33:], both)
        webp = files["photo.webp"] + struct.pack("<4sI", b"XMP ", len(code)) + code + b"\x00" * (len(code) & 1)
        yield _bad(f"webp-xmp-{name}.webp", webp[:4] + struct.pack("<I", len(webp) - 8) + webp[8:], both)


# ---- scripts


def _scripts() -> Iterator[Bad]:
    script = "file-script"
    js = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    launch = b"<< /S /Launch /F (cmd.exe) >>"
    catalogs = {
        "open-action": b"/OpenAction " + js,
        "open-launch": b"/OpenAction " + launch,
        "close-action": b"/AA << /WC " + js + b" >>",
        "names": b"/Names << /JavaScript << /Names [(a) " + js + b"] >> >>",
        "escaped": b"/OpenAction << /S /J#61vaScript /JS (app.alert\\(1\\)) >>",
        "escaped-wholly": b"/OpenAction << /S /#4a#61#76#61#53#63#72#69#70#74 /JS (x) >>",
        "embedded": b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >>",
        "xfa": b"/AcroForm << /XFA [(a) 4 0 R] >>",
        "media": b"/RM << /Subtype /RichMedia >>",
        "submit": b"/OpenAction << /S /SubmitForm /F (http://example.com) >>",
        "import": b"/OpenAction << /S /ImportData /F (a.fdf) >>",
        "other-file": b"/OpenAction << /S /GoToR /F (a.pdf) /D [0] >>",
        "inner-file": b"/OpenAction << /S /GoToE /T << >> >>",
        "rendition": b"/OpenAction << /S /Rendition /OP 0 >>",
    }
    for name, entry in catalogs.items():
        yield _bad(f"script-{name}.pdf", _plain_page(b"<< /Type /Catalog /Pages 2 0 R %s >>" % entry), script)
    annotation = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [<< /Subtype /Link /Rect [0 0 9 9] /A %s >>] >>"
    )
    for name, action in {"js": js, "launch": launch}.items():
        yield _bad(f"script-link-{name}.pdf", _with_objects(page=annotation % action), script)
    hidden = b"4 0 " + js
    packed = {
        "packed": (b"/Filter /FlateDecode", zlib.compress(hidden)),
        "packed-twice": (b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(hidden))),
        "packed-hex": (b"/Filter [/ASCIIHexDecode /FlateDecode]", zlib.compress(hidden).hex().encode() + b">"),
        "packed-lzw": (b"/Filter /LZWDecode", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"),
        "not-packed": (b"", hidden),
        "name-hidden": (b"/Filter /Fl#61teDecode", zlib.compress(hidden)),
    }
    for name, (filters, body) in packed.items():
        yield _bad(f"script-{name}.pdf", _with_objects(stream(b"/Type /ObjStm /N 1 /First 4 " + filters, body)), script)
    yield _bad(
        "script-after-false-stream.pdf",
        _plain_page(b"<< /Type /Catalog /Pages 2 0 R /X (stream\n) /OpenAction %s >>" % js),
        script,
    )


def _plain_page(catalog: bytes) -> bytes:
    return assemble(
        [
            catalog,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


# ---- pictures of no use


def _pictures() -> Iterator[Bad]:
    for mime, name in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")):
        for size in ((1, 1), (10, 10), (599, 2000), (3000, 40), (2, 8000)):
            picture = Image.effect_noise(size, 90).convert("RGB")
            yield _bad(f"small-{size[0]}x{size[1]}.{name}", _save(picture, mime), "image-too-small", kind="photo")
        for grey, reason in ((0, "image-dark"), (20, "image-dark"), (128, "image-blank"), (255, "image-blank")):
            yield _bad(
                f"flat-{grey}.{name}", _save(Image.new("RGB", (900, 1200), (grey,) * 3), mime), reason, kind="photo"
            )
        blurred = Image.open(io.BytesIO(_photo())).filter(ImageFilter.GaussianBlur(9))
        yield _bad(f"blurred.{name}", _save(blurred, mime), "image-blurred", kind="photo")
        dim = Image.open(io.BytesIO(_photo())).point(lambda value: value // 6)
        yield _bad(f"dim.{name}", _save(dim, mime), "image-dark", kind="photo")
    yield _bad("blank.pdf", _plain_page(b"<< /Type /Catalog /Pages 2 0 R >>"), "image-blank")


def _save(image: Image.Image, mime: str) -> bytes:
    out = io.BytesIO()
    image.save(out, mime)
    return out.getvalue()


# ---- nonsense behind a right beginning


def _nonsense() -> Iterator[Bad]:
    chance = random.Random("nonsense")
    heads = {
        "pdf": b"%PDF-1.7\n",
        "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
        "png": b"\x89PNG\r\n\x1a\n",
        "webp": b"RIFF\xff\xff\x00\x00WEBPVP8 ",
    }
    for name, head in heads.items():
        for size in (0, 1, 100, 5000, 300_000):
            yield _bad(
                f"nonsense-{size}.{name}", head + chance.randbytes(size), "file-broken", "file-polyglot", "file-bomb"
            )
    yield _bad("pdf-no-objects.pdf", b"%PDF-1.4\n%%EOF\n", "file-broken")
    yield _bad(
        "pdf-no-pages.pdf",
        assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"]),
        "file-broken",
    )
    yield _bad("pdf-catalog-is-a-number.pdf", assemble([b"42"]), "file-broken")
    yield _bad("png-no-picture.png", b"\x89PNG\r\n\x1a\n" + _chunk(b"IEND", b""), "file-broken")
    yield _bad("png-zero-wide.png", _png(0, 0, zlib.compress(b"")), "file-broken", "file-bomb")
    yield _bad("png-wrong-check.png", _png(700, 700, zlib.compress(bytes(700 * 2101)))[:-6] + b"\x00" * 6, kind="gst")
    yield _bad(
        "jpeg-no-tables.jpg",
        b"\xff\xd8\xff\xc0\x00\x0b\x08\x03\x00\x03\x00\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xff\xd9",
        "file-broken",
    )
    yield _bad("jpeg-endless-markers.jpg", b"\xff\xd8" + b"\xff" * 3_000_000, "file-broken")
    yield _bad("jpeg-empty-segments.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 500_000, "file-broken", "file-bomb")
