"""The same papers as other programs lay them out: broken labels, values in tall rows, sentences, pages turned within themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.documents import reading, recognise
from bot.documents.cells import Cell
from bot.documents.inspect import Inspection, inspect
from bot.documents.pdf_writer import Page, document
from bot.documents.samples import SAMPLE_FIRM as FIRM
from bot.documents.values import state_in, until

TODAY = date(2026, 11, 23)
LINE = 12.0
ADDRESS = (
    "Plot 14, Udyog Bhavan, Tilak",
    "Road, Sadashiv Peth, Pune,",
    "Maharashtra, 411030",
)
WHOLE_ADDRESS = "Plot 14, Udyog Bhavan, Tilak Road, Sadashiv Peth, Pune, Maharashtra, 411030"
CERTIFICATE: Sequence[tuple[Sequence[str], Sequence[str]]] = (
    (("Registration Number",), (FIRM.gstin,)),
    (("Legal Name",), ("SUNRISE", "BRASSWARE AND", "HANDICRAFTS")),
    (("Trade Name, if any",), (FIRM.trade_name,)),
    (("Constitution of Business",), (FIRM.constitution,)),
    (("Address of Principal", "Place of Business"), ADDRESS),
    (("Date of Liability",), ("01/07/2017",)),
    (("Period of Validity",), ("From 12/08/2021", "To Not Applicable")),
    (("Date of issue of", "Certificate"), ("12/08/2021",)),
)
TURNS = {0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 595 0", 180: b"-1 0 0 -1 595 842", 270: b"0 -1 1 0 0 842"}
"""Degrees, and PDF's matrix that turns what is drawn by so much on an A4 page."""


def table(rows: Sequence[tuple[Sequence[str], Sequence[str]]], place: str, title: str, turn: int = 0) -> bytes:
    """A two-column table whose labels stand at the top, the middle or the foot of their rows."""
    page = Page()
    page.content.append(TURNS[turn] + b" cm")
    # A page that is turned by a quarter is as wide as it was high: all of it is drawn in the square that both have.
    page.text(60, 300, title, 12)
    y = 320.0
    for label, value in rows:
        high = max(len(label), len(value))
        for words, x in ((label, 60), (value, 230)):
            room = (high - len(words)) * LINE
            first = y + {"top": 0.0, "middle": room / 2, "foot": room}[place]
            for number, line in enumerate(words):
                page.text(x, first + number * LINE, line, 9)
        y += high * LINE + 9
    return document([page])


def said(result: Inspection) -> dict[str, str]:
    return {name: field.value for name, field in result.read.items()}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("place", ["top", "middle", "foot"])
def test_a_gst_certificate_with_broken_labels_and_tall_rows(place: str, turn: int) -> None:
    result = inspect(table(CERTIFICATE, place, "Form GST REG-06", turn), "gst", today=TODAY)
    assert result.verdict == "ok", result.problems
    assert said(result) == {
        "gstin": FIRM.gstin,
        "legal_name": FIRM.legal_name,
        "trade_name": FIRM.trade_name,
        "constitution": FIRM.constitution,
        "address": WHOLE_ADDRESS,
        "state": "Maharashtra",
        "pincode": "411030",
        "date_of_issue": "2021-08-12",
    }


def test_an_address_a_line_each_keeps_its_parts_apart() -> None:
    lines = ("Plot 14", "Tilak Road", "Pune", "Maharashtra", "411030")
    rows = [(label, lines if label[0].startswith("Address") else value) for label, value in CERTIFICATE]
    read = said(inspect(table(rows, "top", "Form GST REG-06"), "gst", today=TODAY))
    assert (read["address"], read["state"]) == ("Plot 14, Tilak Road, Pune, Maharashtra, 411030", "Maharashtra")


def test_a_udyam_address_in_four_narrow_columns() -> None:
    """Labels and values are broken within their columns, each row of the table with others beside it."""
    page = Page()
    page.text(60, 60, "UDYAM REGISTRATION CERTIFICATE", 12)
    page.text(60, 90, "UDYAM REGISTRATION NUMBER", 9)
    page.text(230, 90, FIRM.udyam, 9)
    page.text(60, 110, "OFFICAL ADDRESS OF ENTERPRISE", 9)
    columns = (230, 300, 380, 450)
    rows = (
        (("Flat/Door/Block", "No."), ("Plot 14",), ("Name of Premises/", "Building"), ("Udyog", "Bhavan")),
        (("Road/Street/", "Lane"), ("Tilak", "Road"), ("City",), ("Pune",)),
        (("State",), ("MADHYA", "PRADESH"), ("District",), ("INDORE , Pin", "452001")),
    )
    y = 110.0
    for row in rows:
        for x, lines in zip(columns, row, strict=True):
            for number, line in enumerate(lines):
                page.text(x, y + number * LINE, line, 9)
        y += max(len(lines) for lines in row) * LINE + 9
    page.text(60, y, "DATE OF UDYAM REGISTRATION", 9)
    page.text(230, y, "14/02/2021", 9)
    read = said(inspect(document([page]), "udyam", today=TODAY))
    assert read["address"] == "Plot 14, Udyog Bhavan, Tilak Road, Pune, MADHYA PRADESH, INDORE, Pin 452001"
    assert (read["state"], read["pincode"], read["date_of_issue"]) == ("Madhya Pradesh", "452001", "2021-02-14")


@pytest.mark.parametrize("behind", ["(IEC) {}", "(IEC)", "No. {}", "(IEC) is {}", "number: {}"])
def test_an_exporter_code_within_a_sentence(behind: str) -> None:
    page = Page()
    page.text(60, 60, "Directorate General of Foreign Trade", 11)
    page.text(60, 80, "Certificate", 11)
    page.text(60, 110, f"This is to certify that {FIRM.legal_name} is issued an", 9)
    page.text(60, 122, f"Importer-Exporter Code {behind.format(FIRM.iec)}", 9)
    page.text(60, 134, f"{FIRM.iec if '{' not in behind else ''} with the details below.", 9)
    result = inspect(document([page]), "iec", today=TODAY)
    assert said(result)["iec"] == FIRM.iec, result.problems


def test_a_pan_in_a_letter_about_exporting_is_no_exporter_code() -> None:
    page = Page()
    page.text(60, 60, "Directorate General of Foreign Trade", 11)
    page.text(60, 80, "Your application for an Importer Exporter Code has been received.", 9)
    page.text(60, 100, f"It was made with the number {FIRM.pan}.", 9)
    assert "iec" not in said(inspect(document([page]), "iec", today=TODAY))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("From 01/07/2017 To 31/03/2027", "2027-03-31"),
        ("From 01/07/2017 To Not Applicable", None),
        ("From 01/07/2017", None),
        ("From 01/07/2017 to", None),
        ("", None),
    ],
)
def test_a_period_ends_only_where_it_says_so(text: str, end: str | None) -> None:
    assert until(text) == end


UDYAM = (
    (("UDYAM REGISTRATION NUMBER",), (FIRM.udyam,)),
    (("NAME OF ENTERPRISE",), ("SUNRISE BRASSWARE",)),
    (("MAJOR ACTIVITY",), ("MANUFACTURING",)),
)
ADDRESSES = (
    ("Village/Town Moradabad", "City Moradabad", "State UTTAR PRADESH , Pin 244001", "Mobile 9812345678", "Email: a@b.example"),
    ("12 Station Road", "State Bank Building, Pin Bazaar", "Moradabad Uttar Pradesh 244001", "Mobile No. +91 98123 45678"),
    ("12, Station Road, Uttar Pradesh, Pin 244001, Mobile 9812345678, Email a@b.example",),
    ("12, Station Road, Moradabad", "Uttar Pradesh 244001 Mob: 9812345678 a@b.example"),
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_read_without_the_phone_and_the_mail_in_it(address: Sequence[str]) -> None:
    rows = [*UDYAM, (("OFFICAL ADDRESS OF ENTERPRISE",), address), (("DATE OF UDYAM REGISTRATION",), ("12/08/2021",))]
    read = said(inspect(table(rows, "top", "UDYAM REGISTRATION CERTIFICATE"), "udyam"))
    assert (read["state"], read["pincode"]) == ("Uttar Pradesh", "244001")
    assert not [piece for piece in ("98", "@", "obile", "ail") if piece in read["address"]]
    assert ("State Bank Building" in read["address"]) == (address is ADDRESSES[1])


def test_a_name_in_another_script_is_a_name() -> None:
    rows = [
        "Form GST REG-06",
        f"Registration Number : {FIRM.gstin}",
        "Legal Name : दीपक ब्रास वर्क्स",
        "Trade Name, if any",
    ]
    cells = [Cell(text, 1, 0.1, 0.1 + 0.05 * at, 0.4, 0.12 + 0.05 * at) for at, text in enumerate(rows)]
    cells.append(Cell("दीपक", 1, 0.5, 0.25, 0.7, 0.27))
    read = said(reading.add(Inspection("application/pdf", 1, 1, ""), cells, (), "gst", TODAY, looked=True))
    assert (read["legal_name"], read["trade_name"]) == ("दीपक ब्रास वर्क्स", "दीपक")
    assert recognise.enough([Cell("पंजीकरण प्रमाण पत्र " * 6, 1, 0.1, 0.1, 0.9, 0.12)])


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("12 Road, Moradabad Uttar Pradesh", "Uttar Pradesh"),
        ("Shop 4, Pick Up", None),
        ("Goa Market, Delhi 110011", "Delhi"),
    ],
)
def test_a_state_behind_its_town_is_found(address: str, name: str | None) -> None:
    assert state_in(address) == name


def test_a_pan_card_is_no_paper_that_anybody_asked_for() -> None:
    page = Page()
    card = (
        "INCOME TAX DEPARTMENT",
        "GOVT. OF INDIA",
        "Permanent Account Number Card",
        FIRM.pan,
        "SUNRISE BRASSWARE",
        "12/08/2001",
    )
    for number, line in enumerate(card):
        page.text(60, 60 + 20 * number, line, 10)
    seen = inspect(document([page]), None, today=TODAY)
    assert [(problem.key, problem.params["got"]) for problem in seen.problems] == [("wrong-paper", "pan_card")]
    assert seen.verdict == "ask_again" and not seen.read
