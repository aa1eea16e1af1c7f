"""Sample papers: look-alikes with the real forms' labels, an invented firm and numbers that hold.

The demo's "send sample papers" button sends them, and the tests draw many more with other firms (tests/papers). Each is
marked SAMPLE. The same firm gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bot.documents.pdf_writer import Page, document
from flows.answers.gst import check_character
from flows.answers.states import GST_STATES, UDYAM_LETTERS


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented firm. `pan` is synthetic; `gstin`, `udyam` follow from it and the state."""

    legal_name: str
    trade_name: str
    constitution: str
    pan: str
    state_code: str
    building: str
    premises: str
    road: str
    locality: str
    city: str
    district: str
    pincode: str
    issued: date
    serial: int = 1
    ifsc: str = "HDFC0002854"

    @property
    def gstin(self) -> str:
        first = f"{self.state_code}{self.pan}1Z"
        return first + check_character(first)

    @property
    def state(self) -> str:
        return GST_STATES[self.state_code]

    @property
    def udyam(self) -> str:
        letters = next(letters for letters, code in UDYAM_LETTERS.items() if code == self.state_code)
        return f"UDYAM-{letters}-{1 + self.serial % 30:02d}-{self.serial:07d}"

    @property
    def iec(self) -> str:
        return self.pan


SAMPLE_FIRM = Firm(
    legal_name="SUNRISE BRASSWARE AND HANDICRAFTS",
    trade_name="SUNRISE BRASS",
    constitution="Partnership",
    pan="AAQFS4821K",
    state_code="27",
    building="Plot 14",
    premises="Udyog Bhavan",
    road="Tilak Road",
    locality="Sadashiv Peth",
    city="Pune",
    district="Pune",
    pincode="411030",
    issued=date(2021, 8, 12),
    serial=4217,
)


def gst_certificate(firm: Firm, *, status: str | None = None, kind: str = "Regular", pages: int = 3) -> bytes:
    """A look-alike of form GST REG-06: the certificate and its two annexures."""
    first = _reg06(firm, status, kind)
    drawn = [first, _annexure(firm, "A", 2), _annexure(firm, "B", 3)][:pages]
    return document(drawn)


def _reg06(firm: Firm, status: str | None, kind: str) -> Page:
    page = Page()
    _headline(page, 50, "Government of India", 12)
    _headline(page, 68, "Form GST REG-06", 12)
    _headline(page, 84, "[See Rule 10(1)]", 9)
    _headline(page, 106, "Registration Certificate", 13)
    page.text(60, 132, f"Registration Number :{firm.gstin}", 11, bold=True)
    rows: list[tuple[str, list[str]]] = [
        ("Legal Name", [firm.legal_name]),
        ("Trade Name, if any", [firm.trade_name]),
        ("Additional trade names, if any", []),
        ("Constitution of Business", [firm.constitution]),
        ("Address of Principal Place of\nBusiness", _reg06_address(firm)),
        ("Date of Liability", []),
        ("Period of Validity", [f"From      {firm.issued:%d/%m/%Y}      To      Not Applicable"]),
        ("Type of Registration", [kind]),
        ("Particulars of Approving Authority", ["Centre"]),
    ]
    if status is not None:
        rows.append(("Status", [status]))
    y = 150.0
    for number, (label, lines) in enumerate(rows, start=1):
        y = _row(page, y, f"{number}.", label.split("\n"), lines)
    page.text(66, y + 16, "Signature", 9)
    page.text(255, y + 16, "Digitally signed, sample only", 8)
    page.text(66, y + 34, "Name", 9)
    page.text(66, y + 48, "Designation", 9)
    page.text(255, y + 48, "Superintendent", 9)
    page.text(66, y + 62, "Jurisdictional Office", 9)
    page.text(255, y + 62, "RANGE-III", 9)
    page.text(66, y + 80, "Date of issue of Certificate", 9)
    page.text(255, y + 80, f"{firm.issued:%d/%m/%Y}", 9)
    page.text(
        60, y + 104, "Note: The registration certificate is required to be prominently displayed at all places of", 8
    )
    page.text(60, y + 115, "business in the State.", 8)
    _foot(page, 1, 3)
    return page


def _reg06_address(firm: Firm) -> list[str]:
    return [
        f"Building No./Flat No.: {firm.building}",
        f"Name Of Premises/Building: {firm.premises}",
        f"Road/Street: {firm.road}",
        f"Locality/Sub Locality: {firm.locality}",
        f"City/Town/Village: {firm.city}",
        f"District: {firm.district}",
        f"State: {firm.state}",
        f"PIN Code: {firm.pincode}",
    ]


def _row(page: Page, y: float, number: str, label: list[str], lines: list[str]) -> float:
    high = 13.0 * max(len(label), len(lines), 1) + 7
    page.frame(60, y, 475, high)
    page.line(248, y, 248, y + high)
    page.text(66, y + 13, number, 9)
    for at, words in enumerate(label):
        page.text(84, y + 13 + 13 * at, words, 9)
    for at, words in enumerate(lines):
        page.text(255, y + 13 + 13 * at, words, 9)
    return y + high


def _annexure(firm: Firm, letter: str, number: int) -> Page:
    page = Page()
    _headline(page, 60, f"Annexure {letter}", 12)
    title = "Details of Additional Places of Business" if letter == "A" else f"Details of {firm.constitution}"
    page.text(60, 90, "Goods and Services Tax Identification Number:", 9)
    page.text(290, 90, firm.gstin, 9)
    page.text(60, 106, "Legal Name", 9)
    page.text(290, 106, firm.legal_name, 9)
    page.text(60, 122, "Trade Name, if any", 9)
    page.text(290, 122, firm.trade_name, 9)
    page.text(60, 150, title, 10, bold=True)
    page.text(60, 170, "Total Number of Additional Places of Business in the State    0" if letter == "A" else "1", 9)
    _foot(page, number, 3)
    return page


def udyam_certificate(firm: Firm) -> bytes:
    """A look-alike of the Udyam registration certificate with its QR code."""
    page = Page()
    _headline(page, 46, "Government of India", 11)
    _headline(page, 62, "Ministry of Micro, Small and Medium Enterprises", 11)
    _headline(page, 92, "UDYAM REGISTRATION CERTIFICATE", 14)
    y = 112.0
    y = _udyam_row(page, y, ["UDYAM REGISTRATION NUMBER"], [firm.udyam])
    y = _udyam_row(page, y, ["NAME OF ENTERPRISE"], [f"M/S {firm.legal_name}"])
    kinds = [
        "SNo.    Classification Year    Enterprise Type    Classification Date",
        "1    2023-24    Micro    09/05/2023",
    ]
    y = _udyam_row(page, y, ["TYPE OF ENTERPRISE *"], kinds)
    y = _udyam_row(page, y, ["MAJOR ACTIVITY"], ["MANUFACTURING"])
    y = _udyam_row(page, y, ["SOCIAL CATEGORY OF", "ENTREPRENEUR"], ["GENERAL"])
    y = _udyam_row(page, y, ["NAME OF UNIT(S)"], ["S.No.    Name of Unit(s)", f"1    {firm.trade_name}"])
    y = _udyam_address(page, y, firm)
    y = _udyam_row(page, y, ["DATE OF INCORPORATION /", "REGISTRATION OF ENTERPRISE"], ["01/04/2015"])
    y = _udyam_row(page, y, ["DATE OF COMMENCEMENT OF", "PRODUCTION/BUSINESS"], ["01/04/2015"])
    codes = [
        "SNo.    NIC 2 Digit    NIC 4 Digit    NIC 5 Digit    Activity",
        "1    32 - Other manufacturing    3290    32909    Manufacturing",
    ]
    y = _udyam_row(page, y, ["NATIONAL INDUSTRY", "CLASSIFICATION CODE(S)"], codes)
    y = _udyam_row(page, y, ["DATE OF UDYAM REGISTRATION"], [f"{firm.issued:%d/%m/%Y}"])
    _qr(page, f"{firm.udyam} https://udyamregistration.example/verify", 455, y + 14, 80)
    page.text(60, y + 30, "* SAMPLE for a demonstration: not issued by any authority.", 8)
    return document([page])


def _udyam_row(page: Page, y: float, label: list[str], lines: list[str]) -> float:
    """Labels stand in the middle of their row, as the printed form has them."""
    high = 14.0 * max(len(label), len(lines)) + 6
    page.frame(60, y, 475, high)
    page.line(225, y, 225, y + high)
    start = y + (high - 14.0 * len(label)) / 2
    for at, words in enumerate(label):
        page.text(66, start + 10 + 14 * at, words, 8.5, bold=True)
    start = y + (high - 14.0 * len(lines)) / 2
    for at, words in enumerate(lines):
        page.text(232, start + 10 + 14 * at, words, 8.5)
    return y + high


def _udyam_address(page: Page, y: float, firm: Firm) -> float:
    pairs = [
        (("Flat/Door/Block No.", firm.building), ("Name of Premises/ Building", firm.premises)),
        (("Village/Town", firm.locality), ("Block", "")),
        (("Road/Street/Lane", firm.road), ("City", firm.city)),
        (("State", firm.state.upper()), ("District", f"{firm.district.upper()} , Pin {firm.pincode}")),
        (("Mobile", "98XXXXXX10"), ("Email:", "sample@saathi.example")),
    ]
    high = 16.0 * len(pairs) + 4
    page.frame(60, y, 475, high)
    page.line(225, y, 225, y + high)
    page.text(66, y + high / 2 - 4, "OFFICAL ADDRESS OF", 8.5, bold=True)
    page.text(66, y + high / 2 + 10, "ENTERPRISE", 8.5, bold=True)
    for at, (one, other) in enumerate(pairs):
        base = y + 13 + 16 * at
        page.text(230, base, one[0], 7.5)
        page.text(303, base, one[1], 7.5)
        page.text(390, base, other[0], 7)
        page.text(462, base, other[1], 6.5)
    return y + high


def _headline(page: Page, y: float, words: str, size: float) -> None:
    page.text(page.size[0] / 2 - len(words) * size * 0.26, y, words, size, bold=True)


def _foot(page: Page, number: int, of: int) -> None:
    page.text(60, 806, "SAMPLE for a demonstration: not issued by any authority.", 7)
    page.text(480, 806, f"Page {number} of {of}", 8)


def _qr(page: Page, text: str, x: float, y: float, side: float) -> None:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(code))
    cell = side / image.width
    pixels = image.convert("L").load()
    assert pixels is not None
    for row in range(image.height):
        for column in range(image.width):
            if pixels[column, row] == 0:
                page.box(x + column * cell, y + row * cell, cell, cell)


# ---- product photos


def product_photos() -> tuple[bytes, bytes]:
    """Two drawn pictures of goods, 1200 x 900, with SAMPLE across."""
    return _photo("brass lamp", (196, 148, 52), _lamp), _photo("brass bowls", (178, 128, 40), _bowls)


def _photo(title: str, metal: tuple[int, int, int], draw_goods: object) -> bytes:
    wall = Image.linear_gradient("L").resize((1200, 900))
    image = Image.merge(
        "RGB",
        (wall.point(lambda v: 150 + v // 4), wall.point(lambda v: 140 + v // 4), wall.point(lambda v: 125 + v // 4)),
    )
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 650, 1200, 900), fill=(112, 84, 60))
    for grain in range(0, 1200, 14):
        draw.line((grain, 650, grain - 120, 900), fill=(100 + grain % 23, 74 + grain % 17, 52), width=2)
    assert callable(draw_goods)
    draw_goods(draw, metal)
    image = image.filter(ImageFilter.UnsharpMask(2, 80))
    font = ImageFont.load_default(64)
    ImageDraw.Draw(image).text(
        (600, 60),
        f"SAMPLE - {title}",
        fill=(255, 255, 255),
        font=font,
        anchor="mm",
        stroke_width=3,
        stroke_fill=(60, 60, 60),
    )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=86)
    return out.getvalue()


def _lamp(draw: ImageDraw.ImageDraw, metal: tuple[int, int, int]) -> None:
    dark = tuple(part // 2 for part in metal)
    draw.ellipse((430, 690, 770, 780), fill=dark, outline=(30, 20, 8), width=4)
    draw.polygon([(560, 730), (640, 730), (620, 420), (580, 420)], fill=metal, outline=(40, 28, 10))
    for ring in range(440, 720, 40):
        draw.ellipse((545, ring, 655, ring + 22), fill=dark, outline=(250, 225, 150), width=3)
    draw.chord((400, 300, 800, 500), 0, 180, fill=metal, outline=(40, 28, 10), width=4)
    draw.polygon([(780, 390), (830, 330), (800, 300)], fill=(255, 214, 90), outline=(220, 90, 20))


def _bowls(draw: ImageDraw.ImageDraw, metal: tuple[int, int, int]) -> None:
    for at, (x, size) in enumerate(((160, 240), (450, 300), (800, 220))):
        top = 720 - size // 2
        shade = tuple(min(part + 18 * at, 255) for part in metal)
        draw.chord((x, top - size // 2, x + size, top + size // 2), 0, 180, fill=shade, outline=(40, 28, 10), width=4)
        draw.ellipse(
            (x, top - 26, x + size, top + 26), fill=tuple(part // 2 for part in metal), outline=(250, 225, 150), width=4
        )
        for notch in range(x + 20, x + size - 20, 18):
            draw.line((notch, top + 40, notch + 9, top + 58), fill=(60, 40, 12), width=3)


# ---- what the demo's button sends


@dataclass(frozen=True, slots=True)
class Sample:
    """`kind` as in a flow's `paper:`."""

    kind: str
    name: str
    mime: str
    data: bytes


def sample_papers() -> tuple[Sample, ...]:
    """A GST certificate, a Udyam certificate and two product photos of SAMPLE_FIRM."""
    lamp, bowls = product_photos()
    return (
        Sample("gst", "sample-gst-certificate.pdf", "application/pdf", gst_certificate(SAMPLE_FIRM)),
        Sample("udyam", "sample-udyam-certificate.pdf", "application/pdf", udyam_certificate(SAMPLE_FIRM)),
        Sample("photo", "sample-brass-lamp.jpg", "image/jpeg", lamp),
        Sample("photo", "sample-brass-bowls.jpg", "image/jpeg", bowls),
    )
