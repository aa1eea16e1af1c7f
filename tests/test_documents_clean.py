"""Kept pictures hold the picture, pixel for pixel, and nothing about who took it, where and with what."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin
from PIL.ExifTags import GPS, Base

from bot.documents.clean import clean, orientation
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, product_photos
from bot.documents.sniff import JPEG, PNG, WEBP, sniff

SECRETS = (b"Asha's phone", b"Pune GPS", b"secret comment", b"thumbnail-of-before", b"http://ns.adobe.com/xap")
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(mime: str, turned: int = 1, **options: object) -> bytes:
    exif = Image.Exif()
    exif[Base.Make] = "Asha's phone"
    exif[Base.Orientation] = turned
    exif.get_ifd(0x8825).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (18.0, 31.0, 12.0), GPS.GPSAreaInformation: b"Pune GPS"}
    )
    image = Image.open(io.BytesIO(product_photos()[0])).resize((300, 200))
    out = io.BytesIO()
    if mime == PNG:
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "secret comment")
        text.add_itxt("XML:com.adobe.xmp", "http://ns.adobe.com/xap")
        options["pnginfo"] = text
    else:
        options["xmp"] = b"<x>http://ns.adobe.com/xap</x>"
    image.save(out, FORMATS[mime], exif=exif, icc_profile=ICC, **options)
    data = out.getvalue()
    if mime == JPEG:
        for marker, body in ((0xFE, b"secret comment"), (0xED, b"Photoshop 3.0 thumbnail-of-before")):
            data = data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]
    return data


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("mime", list(FORMATS))
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_the_picture_stays_and_the_rest_goes(mime: str, turned: int) -> None:
    before = picture(mime, turned)
    assert sum(secret in before for secret in SECRETS) >= 3
    after = clean(before, mime)
    assert [secret for secret in SECRETS if secret in after] == []
    assert ImageChops.difference(pixels(before), pixels(after)).getbbox() is None
    assert sniff(after) == mime
    image = Image.open(io.BytesIO(after))
    assert image.info.get("icc_profile") == ICC
    assert orientation(after) == turned
    assert set(image.getexif()) <= {Base.Orientation}
    assert dict(image.getexif().get_ifd(0x8825)) == {}


@pytest.mark.parametrize("mime", list(FORMATS))
def test_cleaning_twice_changes_nothing_more(mime: str) -> None:
    once = clean(picture(mime, 6), mime)
    assert clean(once, mime) == once


def test_progressive_grey_and_cmyk_jpegs_keep_their_pixels() -> None:
    source = Image.open(io.BytesIO(product_photos()[1])).resize((260, 200))
    for mode, options in (
        ("RGB", {"progressive": True}),
        ("L", {}),
        ("CMYK", {}),
        ("RGB", {"restart_marker_blocks": 4}),
    ):
        out = io.BytesIO()
        source.convert(mode).save(out, "JPEG", **options)
        after = clean(out.getvalue(), JPEG)
        assert ImageChops.difference(pixels(out.getvalue()), pixels(after)).getbbox() is None


@pytest.mark.parametrize("mime", list(FORMATS))
def test_what_a_phone_appends_is_cut_off(mime: str) -> None:
    clip = b"\x00\x00\x00\x18ftypmp42 where Asha lives"
    assert b"where Asha lives" not in clean(picture(mime) + clip, mime)


@pytest.mark.parametrize("mime", list(FORMATS))
def test_half_a_picture_is_an_error_and_not_half_cleaned(mime: str) -> None:
    data = picture(mime)
    with pytest.raises(ValueError, match="without"):
        clean(data[: 12 if mime == WEBP else len(data) // 2], mime)


def test_a_signed_pdf_is_left_alone() -> None:
    pdf = gst_certificate(SAMPLE_FIRM)
    assert clean(pdf, "application/pdf") == pdf
