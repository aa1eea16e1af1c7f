"""Photographs: dark, blurred, blank, small, turned; and the same picture sent twice."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from bot.documents.inspect import inspect
from bot.documents.picture import alike, upright
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, product_photos, udyam_certificate
from tests.papers import firm
from tests.papers.photos import as_jpeg, page_image, photograph, some_shot

SHEET = page_image(gst_certificate(firm(0)), 2000)


def keys(data: bytes, kind: str = "photo") -> list[str]:
    return [problem.key for problem in inspect(data, kind).problems]


@pytest.mark.parametrize("seed", range(4))
def test_a_plausible_photo_is_good_enough_and_a_hopeless_one_is_not(seed: int) -> None:
    shot = replace(some_shot(seed), longer_side=1600, noise=min(some_shot(seed).noise, 8.0))
    assert keys(as_jpeg(photograph(SHEET, shot, seed), shot.quality)) == []
    assert keys(as_jpeg(photograph(SHEET, replace(shot, blur=7.0), seed), shot.quality)) == ["image-blurred"]
    assert keys(as_jpeg(photograph(SHEET, replace(shot, light=0.13), seed), shot.quality)) == ["image-dark"]


def test_the_goods_are_sharp_and_a_wall_is_blank() -> None:
    goods = Image.open(io.BytesIO(product_photos()[0]))
    assert keys(as_jpeg(goods)) == []
    assert keys(as_jpeg(goods.filter(ImageFilter.GaussianBlur(6)))) == ["image-blurred"]
    assert keys(as_jpeg(ImageEnhance.Brightness(goods).enhance(0.15))) == ["image-dark"]
    wall = Image.effect_noise((1200, 900), 6).point(lambda value: min(value + 60, 255))
    assert keys(as_jpeg(wall)) == ["image-blank"]


@pytest.mark.parametrize(
    ("size", "small"), [((599, 2000), True), ((600, 2000), False), ((2000, 600), False), ((320, 240), True)]
)
def test_the_shorter_side_counts(size: tuple[int, int], small: bool) -> None:
    picture = Image.open(io.BytesIO(product_photos()[0])).resize(size)
    assert ("image-too-small" in keys(as_jpeg(picture))) is small


@pytest.mark.parametrize("value", range(1, 9))
def test_the_orientation_is_applied(value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    picture = Image.open(io.BytesIO(product_photos()[0]))
    plain = inspect(as_jpeg(upright(picture, value), 95), "photo").look
    turned = inspect(as_jpeg(picture, 95, exif), "photo").look
    assert plain is not None
    assert turned is not None
    assert alike(plain, turned)


def test_duplicates_are_known_by_their_look() -> None:
    first, second = (Image.open(io.BytesIO(photo)) for photo in product_photos())
    look = inspect(as_jpeg(first), "photo").look
    assert look is not None
    for again in (
        as_jpeg(first.resize((800, 600)), 40),
        as_jpeg(ImageEnhance.Brightness(first).enhance(1.2)),
        as_jpeg(first, 20),
    ):
        other = inspect(again, "photo").look
        assert other is not None
        assert alike(look, other)
    others = [as_jpeg(second), as_jpeg(SHEET), gst_certificate(SAMPLE_FIRM), udyam_certificate(SAMPLE_FIRM)]
    looks = [inspect(other, "photo").look for other in others]
    assert not any(alike(look, other) for other in looks if other is not None)
    assert None not in looks


def test_a_certificates_code_is_read_from_a_photo_without_ocr() -> None:
    sheet = page_image(udyam_certificate(SAMPLE_FIRM), 2400)
    result = inspect(as_jpeg(sheet, 85), "udyam")
    assert result.read == {} or result.read["udyam"].value == SAMPLE_FIRM.udyam


def test_transparent_certificates_lie_on_white_paper() -> None:
    image = Image.new("RGBA", (900, 1200), (0, 0, 0, 0))
    black = SHEET.resize((900, 1200)).convert("L").point(lambda value: 255 - value)
    image.putalpha(black)
    out = io.BytesIO()
    image.save(out, "PNG")
    assert keys(out.getvalue()) == []
