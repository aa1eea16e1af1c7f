"""Look-alikes of Indian business papers with invented firms: real ones may not be used. Everything follows from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bot.documents.pdf_writer import Page, document
from bot.documents.samples import Firm, gst_certificate, udyam_certificate

__all__ = ["cheque", "firm", "firms", "gst_certificate", "iec_certificate", "shop_licence", "udyam_certificate"]

_FIRST = ("SHREE", "SAI", "NEW", "ROYAL", "MODERN", "GANESH", "LAXMI", "KAVERI", "DECCAN", "EVEREST", "OM", "BHARAT")
_SECOND = (
    "TEXTILES",
    "BRASSWARE",
    "SPICES",
    "HANDLOOMS",
    "CERAMICS",
    "LEATHER GOODS",
    "AGRO FOODS",
    "TOOLS",
    "GARMENTS",
)
_THIRD = ("", " INDUSTRIES", " AND SONS", " EXPORTS PRIVATE LIMITED", " & CO", " WORKS", " TRADERS")
_CONSTITUTIONS = {
    "P": "Proprietorship",
    "F": "Partnership",
    "C": "Private Limited Company",
    "H": "Hindu Undivided Family",
}
# State code -> city, district, PIN code
_PLACES = {
    "27": ("Nashik", "Nashik", "422001"),
    "24": ("Surat", "Surat", "395003"),
    "33": ("Tiruppur", "Tiruppur", "641601"),
    "09": ("Moradabad", "Moradabad", "244001"),
    "29": ("Mysuru", "Mysuru", "570001"),
    "36": ("Warangal", "Warangal", "506002"),
    "19": ("Howrah", "Howrah", "711101"),
    "08": ("Jaipur", "Jaipur", "302001"),
    "32": ("Kollam", "Kollam", "691001"),
    "03": ("Ludhiana", "Ludhiana", "141001"),
    "21": ("Cuttack", "Cuttack", "753001"),
    "18": ("Guwahati", "Kamrup Metropolitan", "781001"),
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BANKS = ("HDFC", "SBIN", "ICIC", "BARB", "PUNB", "CNRB")


def firm(seed: int) -> Firm:
    """An invented firm; letters and digits that look alike (O, I, S, B, Z) occur as often as all others."""
    chance = random.Random(f"firm {seed}")
    holder = chance.choice("PFCH")
    first = chance.choice(_FIRST)
    name = first + " " + chance.choice(_SECOND) + chance.choice(_THIRD)
    pan = "".join(chance.choices(_LETTERS, k=3)) + holder + chance.choice(_LETTERS)
    pan += f"{chance.randrange(1, 9999):04d}" + chance.choice(_LETTERS)
    state = chance.choice(sorted(_PLACES))
    city, district, pincode = _PLACES[state]
    return Firm(
        legal_name=name,
        trade_name=chance.choice([name, first.title() + " Trading Company"]),
        constitution=_CONSTITUTIONS[holder],
        pan=pan,
        state_code=state,
        building=f"{chance.randrange(1, 900)}/{chance.choice('ABC')}",
        premises=chance.choice(["Udyog Nagar", "Industrial Estate", "Krishna Complex", "Market Yard"]),
        road=chance.choice(["Station Road", "M G Road", "Ring Road", "Temple Street"]),
        locality=chance.choice(["Gandhi Nagar", "Old Town", "Shivaji Ward", "Civil Lines"]),
        city=city,
        district=district,
        pincode=pincode,
        issued=date(2017, 7, 1) + timedelta(days=chance.randrange(0, 3000)),
        serial=chance.randrange(1, 9_999_999),
        ifsc=chance.choice(_BANKS) + "0" + f"{chance.randrange(1, 999_999):06d}",
    )


def firms(count: int, start: int = 0) -> list[Firm]:
    return [firm(seed) for seed in range(start, start + count)]


def iec_certificate(of: Firm, *, status: str | None = None) -> bytes:
    """A look-alike of the e-IEC."""
    page = Page()
    page.text(215, 50, "Government of India", 12, bold=True)
    page.text(180, 66, "Ministry of Commerce and Industry", 11)
    page.text(165, 82, "Directorate General of Foreign Trade", 11, bold=True)
    page.text(150, 112, "Certificate of Importer-Exporter Code (IEC)", 13, bold=True)
    page.text(
        60,
        140,
        "This is to certify that the firm below is issued an Importer-Exporter Code (IEC) with details as follows",
        8.5,
    )
    address = f"{of.building}, {of.premises}, {of.road}, {of.locality}, {of.city}, {of.district}, "
    rows = [
        ("IEC Number", of.iec),
        ("PAN", of.pan),
        ("Firm Name", of.legal_name),
        ("Date of Issue", f"{of.issued:%d/%m/%Y}"),
        ("Nature of concern/Firm", of.constitution),
        ("Firm Address", address),
        ("", f"{of.state.upper()}, {of.pincode}"),
        ("Signatory Name", "ASHA EXAMPLE"),
        ("File Number", "PNQIECPAPPLY00012345AM22"),
    ]
    if status:
        rows.append(("IEC Status", status))
    y = 170.0
    for label, value in rows:
        page.text(70, y, label, 9.5)
        if label:
            page.text(222, y, ":", 9.5)
        page.text(236, y, value, 9.5)
        y += 14 if label == "Firm Address" else 22
    page.text(60, y + 30, "Note: IEC has to be updated every year between April and June.", 8)
    page.text(60, y + 44, "SAMPLE for a test: not issued by any authority.", 8)
    return document([page])


def cheque(of: Firm, account: str = "50100234567892") -> bytes:
    """A cancelled cheque. The account number is printed, and must never be read."""
    page = Page(size=(580.0, 265.0))
    page.text(30, 30, "EXAMPLE BANK", 14, bold=True)
    page.text(30, 44, f"{of.city} Branch, {of.road}, {of.city} {of.pincode}", 7)
    page.text(30, 56, f"RTGS/NEFT IFSC Code : {of.ifsc}", 8)
    page.text(430, 40, "Date  D D M M Y Y Y Y", 8)
    page.text(30, 95, "Pay", 10)
    page.text(490, 95, "Or Bearer", 9)
    page.text(30, 122, "Rupees", 10)
    page.text(30, 165, "A/c No.", 9)
    page.text(80, 165, account, 11, bold=True)
    page.text(390, 178, f"FOR {of.legal_name}", 8.5)
    page.text(430, 226, "Authorised Signatory", 8)
    page.text(200, 150, "CANCELLED", 26, bold=True, grey=0.35)
    page.text(30, 210, "Payable at par at all branches", 7)
    return document([page])


def shop_licence(of: Firm, valid_until: date) -> bytes:
    """A shop and establishment certificate, as several states print it."""
    page = Page()
    page.text(150, 60, "Registration Certificate of Establishment", 13, bold=True)
    page.text(120, 78, "Under the Shops and Establishments (Regulation) Act", 9)
    rows = [
        ("Registration Certificate No.", "820012345 / Shop I Ward"),
        ("Name of the Establishment", of.legal_name),
        ("Name of the Employer", "ASHA EXAMPLE"),
        ("Postal Address of the Establishment", f"{of.building}, {of.road}, {of.city}, {of.state} - {of.pincode}"),
        ("Nature of Business", "Manufacturing"),
        ("Date of Registration", f"{of.issued:%d-%m-%Y}"),
        ("Valid upto", f"{valid_until:%d-%m-%Y}"),
    ]
    for at, (label, value) in enumerate(rows):
        page.text(60, 120 + 24 * at, label, 9)
        page.text(260, 120 + 24 * at, f": {value}", 9)
    page.text(60, 320, "SAMPLE for a test: not issued by any authority.", 8)
    return document([page])
