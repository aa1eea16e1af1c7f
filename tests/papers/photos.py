"""Papers as cheap phones photograph them: a table under the sheet, a tilt, a shadow, noise, hard JPEG compression."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photograph is taken. Parts are of the picture's size; `turn` in quarter turns to the right."""

    longer_side: int = 2000
    tilt: float = 0.03
    angle: float = 2.0
    shadow: float = 0.35
    noise: float = 8.0
    blur: float = 0.6
    quality: int = 72
    light: float = 1.0
    turn: int = 0


def some_shot(seed: int) -> Shot:
    """A plausible one: of ten, seven lie the right way up, one each the three other ways."""
    chance = random.Random(f"shot {seed}")
    return Shot(
        longer_side=chance.choice([1600, 2000, 2400, 3000]),
        tilt=chance.uniform(0.0, 0.05),
        angle=chance.uniform(-5, 5),
        shadow=chance.uniform(0.0, 0.5),
        noise=chance.uniform(2, 14),
        blur=chance.uniform(0.0, 0.9),
        quality=chance.randrange(45, 90),
        light=chance.uniform(0.7, 1.1),
        turn=max(chance.randrange(-6, 4), 0),
    )


def page_image(pdf: bytes, longer_side: int = 2400) -> Image.Image:
    """The first page, rendered."""
    document = pdfium.PdfDocument(pdf)
    page = document[0]
    image: Image.Image = page.render(scale=longer_side / max(page.get_size())).to_pil().convert("RGB")
    document.close()
    return image


def photograph(sheet: Image.Image, shot: Shot, seed: int) -> Image.Image:
    """The sheet as `shot` takes it."""
    chance = random.Random(f"photo {seed}")
    scale = shot.longer_side / max(sheet.size)
    wide, high = int(sheet.width * scale), int(sheet.height * scale)
    corners = _corners(wide, high, shot, chance)
    table = Image.new("RGB", (wide, high), (112, 92, 74))
    laid = sheet.transform(
        (wide, high),
        Image.Transform.PERSPECTIVE,
        _coefficients(corners, sheet.size),
        Image.Resampling.BICUBIC,
        fillcolor=None,
    )
    mask = Image.new("L", sheet.size, 255).transform(
        (wide, high), Image.Transform.PERSPECTIVE, _coefficients(corners, sheet.size), Image.Resampling.BILINEAR
    )
    photo = Image.composite(laid, table, mask)
    photo = ImageChops.multiply(photo, _shadow(photo.size, shot.shadow, chance))
    photo = ImageEnhance.Brightness(photo).enhance(shot.light)
    if shot.blur:
        photo = photo.filter(ImageFilter.GaussianBlur(shot.blur * shot.longer_side / 2000))
    if shot.noise:
        grain = Image.effect_noise(photo.size, shot.noise * 2).convert("RGB")
        photo = ImageChops.add(photo, grain, 1, -128)
    return photo.rotate(-90 * shot.turn, expand=True)


def as_jpeg(image: Image.Image, quality: int = 72, exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **({"exif": exif} if exif is not None else {}))
    return out.getvalue()


def phone_photo(pdf: bytes, seed: int, shot: Shot | None = None) -> bytes:
    """A JPEG of the first page, by `shot` or a plausible one."""
    taken = shot or some_shot(seed)
    return as_jpeg(photograph(page_image(pdf), taken, seed), taken.quality)


def _corners(wide: int, high: int, shot: Shot, chance: random.Random) -> list[Corner]:
    """Where the sheet's corners land: turned by the angle, each pulled about by the tilt, inside the picture."""
    turned = Image.new("L", (wide, high)).rotate(shot.angle, expand=True).size
    shrink = 0.96 * min(wide / turned[0], high / turned[1])
    across, down = math.cos(math.radians(shot.angle)), math.sin(math.radians(shot.angle))
    corners = []
    for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        left, top = x * wide * shrink, y * high * shrink
        moved_x = wide / 2 + left * across - top * down + chance.uniform(0, shot.tilt) * wide * (-1 if x > 0 else 1)
        moved_y = high / 2 + left * down + top * across + chance.uniform(0, shot.tilt) * high * (-1 if y > 0 else 1)
        corners.append((moved_x, moved_y))
    return corners


def _shadow(size: tuple[int, int], depth: float, chance: random.Random) -> Image.Image:
    """A soft gradient across, darker on one side, in a random direction."""
    ramp = Image.linear_gradient("L").rotate(chance.choice([0, 45, 90, 135, 180, 270]))
    ramp = ramp.crop((38, 38, 218, 218)).resize(size, Image.Resampling.BILINEAR)
    return ramp.point(lambda value: int(255 * (1 - depth * value / 255))).convert("RGB")


def _coefficients(corners: list[Corner], size: tuple[int, int]) -> tuple[float, ...]:
    """The eight numbers of Pillow's perspective transform: from the picture's corners back to the sheet's."""
    sheet = [(0.0, 0.0), (float(size[0]), 0.0), (float(size[0]), float(size[1])), (0.0, float(size[1]))]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, sheet, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return tuple(_solve(rows))


def _solve(rows: list[list[float]]) -> list[float]:
    """Gauss-Jordan with pivoting; the last entry of a row is its right side."""
    count = len(rows)
    for column in range(count):
        pivot = max(range(column, count), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for row in range(count):
            if row != column and rows[row][column]:
                times = rows[row][column]
                rows[row] = [value - times * other for value, other in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]
