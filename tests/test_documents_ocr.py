"""What OCR's lines become: turned pictures, sloping rows, look-alike letters; and the true engine where it is installed."""

from __future__ import annotations

import asyncio
import io
import math
from dataclasses import replace

import pytest
from PIL import Image

from bot.documents import identifiers, ocr
from bot.documents.cells import Cell
from bot.documents.inspect import inspect
from bot.documents.inspection import DEFAULT
from bot.documents.pdf import opened, words
from bot.documents.samples import Firm
from bot.documents.worker import Inspector
from tests.papers import cheque, firm, gst_certificate, iec_certificate, udyam_certificate
from tests.papers.photos import as_jpeg, page_image, phone_photo, some_shot

with_engine = pytest.mark.skipif(not ocr.installed(), reason=ocr.MISSING)


class FakeEngine:
    """Gives a certificate's own words as an engine would, when the picture is turned the right way; else scraps.

    `slope` in degrees leans every row; `swap` replaces letters as a camera does.
    """

    def __init__(
        self, pdf: bytes, size: tuple[int, int], slope: float = 0.0, swap: dict[str, str] | None = None
    ) -> None:
        with opened(pdf) as document:
            self.cells = [cell for cell in words(document, DEFAULT) if cell.page == 1]
        self.size = size
        self.slope = math.radians(slope)
        self.swap = str.maketrans(swap or {})
        self.upright = 0
        self.calls = 0

    def __call__(self, grey: Image.Image) -> list[Cell]:
        turn = self.calls
        self.calls += 1
        if turn != self.upright:
            return [Cell(f"#{at}~~", 1, 0.1, 0.05 * at, 0.9, 0.05 * at + 0.03, 0.6) for at in range(8)]
        lines = [(self._quad(cell), cell.text.translate(self.swap), 0.97) for cell in self.cells]
        return ocr.cells_of(lines, self.size)

    def _quad(self, cell: Cell) -> list[tuple[float, float]]:
        wide, high = self.size
        corners = ((cell.left, cell.top), (cell.right, cell.top), (cell.right, cell.bottom), (cell.left, cell.bottom))
        across, down = math.cos(self.slope), math.sin(self.slope)
        return [(x * wide * across - y * high * down, x * wide * down + y * high * across) for x, y in corners]


def photo_of(one: Firm) -> tuple[bytes, Image.Image]:
    sheet = page_image(gst_certificate(one), 1400)
    return as_jpeg(sheet, 85), sheet


@pytest.mark.parametrize("slope", [-8.0, -3.0, 0.0, 3.0, 8.0])
def test_rows_that_lean_are_rows(slope: float) -> None:
    one = firm(21)
    data, sheet = photo_of(one)
    result = inspect(data, "gst", ocr=FakeEngine(gst_certificate(one), sheet.size, slope))
    assert result.verdict == "ok"
    assert result.read["gstin"].value == one.gstin
    assert result.read["legal_name"].value == one.legal_name
    assert result.read["constitution"].value == one.constitution
    assert (result.read["state"].value, result.read["pincode"].value) == (one.state, one.pincode)
    assert result.read["date_of_issue"].value == one.issued.isoformat()


def test_a_page_upside_down_is_turned() -> None:
    one = firm(22)
    data, sheet = photo_of(one)
    engine = FakeEngine(gst_certificate(one), sheet.size)
    engine.upright = 1
    assert inspect(data, "gst", ocr=engine).read["gstin"].value == one.gstin
    assert engine.calls == 2


def test_words_of_a_photo_are_never_sure_but_a_proven_number_is() -> None:
    one = firm(23)
    data, sheet = photo_of(one)
    read = inspect(data, "gst", ocr=FakeEngine(gst_certificate(one), sheet.size)).read
    assert [name for name, field in read.items() if field.sure] == ["gstin"]


def test_a_repaired_number_is_right_and_not_sure() -> None:
    one = firm(24)
    data, sheet = photo_of(one)
    swapped = {"0": "O", "1": "I", "5": "S", "8": "B"}
    field = inspect(data, "gst", ocr=FakeEngine(gst_certificate(one), sheet.size, swap=swapped)).read["gstin"]
    assert field.value == one.gstin
    assert not field.sure


def test_what_cannot_be_read_is_asked_again_with_a_reason() -> None:
    one = firm(25)
    data, _ = photo_of(one)

    def nothing(grey: Image.Image) -> list[Cell]:
        return []

    def half(grey: Image.Image) -> list[Cell]:
        rows = ["Form GST REG-06", "Constitution of Business", "Legal Name", "Trade Name, if any", "Date of Liability"]
        return [Cell(row, 1, 0.0, 0.1 * at, 0.5, 0.1 * at + 0.02, 0.9) for at, row in enumerate(rows)]

    blind, cut = inspect(data, "gst", ocr=nothing), inspect(data, "gst", ocr=half)
    assert [problem.key for problem in (*blind.problems, *cut.problems)] == ["not-readable", "cut-off"]
    assert (blind.verdict, cut.verdict) == ("ask_again", "ask_again")
    assert inspect(data, "photo", ocr=nothing).verdict == "ok"


def test_an_aadhaar_number_in_a_picture_is_refused() -> None:
    data, _ = photo_of(firm(26))

    def card(grey: Image.Image) -> list[Cell]:
        return [Cell("2341 2341 2346", 1, 0.2, 0.5, 0.6, 0.55, 0.9)]

    for kind in ("gst", "photo", None):
        result = inspect(data, kind, ocr=card)
        assert (result.verdict, result.read) == ("refused", {})
        assert "2341" not in repr(result)


@pytest.mark.parametrize("seed", range(40))
def test_one_wrong_character_is_never_shown_as_sure(seed: int) -> None:
    """The check character finds every single exchange, wherever it is and whatever it becomes."""
    gstin = firm(seed).gstin
    for place in range(15):
        for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            wrong = gstin[:place] + other + gstin[place + 1 :]
            for found in identifiers.find("gstin", wrong, photographed=True):
                assert found.value == gstin or not found.proven, (wrong, found)


def test_numbers_broken_into_words_are_joined() -> None:
    one = firm(27)
    broken = f"{one.gstin[:5]} {one.gstin[5:9]} {one.gstin[9:]}"
    assert [found.value for found in identifiers.find("gstin", broken, photographed=True)] == [one.gstin]
    assert identifiers.find("udyam", one.udyam.replace("-", " - ").lower(), photographed=True)[0].value == one.udyam


def test_the_second_sheet_of_a_scan_is_read_too() -> None:
    one = firm(28)
    sheets = [Image.effect_noise((1000, 1400), 80).convert("RGB"), page_image(gst_certificate(one), 1400)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    engine = FakeEngine(gst_certificate(one), sheets[1].size)
    engine.upright = 2
    field = inspect(out.getvalue(), "gst", ocr=engine).read["gstin"]
    assert (field.value, field.page) == (one.gstin, 2)


def test_a_scan_of_several_papers_is_read_up_to_the_one_that_was_asked_for() -> None:
    one, other = firm(28), firm(29)
    sheets = [page_image(udyam_certificate(other), 1400), page_image(gst_certificate(one), 1400)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    engines = [FakeEngine(udyam_certificate(other), sheets[0].size), FakeEngine(gst_certificate(one), sheets[1].size)]
    waiting = iter(engines)
    seen = inspect(out.getvalue(), "gst", ocr=lambda grey: next(waiting)(grey))
    assert (seen.paper, seen.read["gstin"].value, seen.read["gstin"].page) == ("gst", one.gstin, 2)
    assert [engine.calls for engine in engines] == [1, 1]


@with_engine
@pytest.mark.parametrize("seed", range(6))
def test_the_true_engine_reads_phone_photos(seed: int) -> None:
    one = firm(seed)
    photo = phone_photo(gst_certificate(one), seed, replace(some_shot(seed), turn=seed % 4))
    field = inspect(photo, "gst", ocr=ocr.engine()).read["gstin"]
    assert (field.value, field.sure) == (one.gstin, True)


@with_engine
def test_the_true_engine_reads_the_other_papers_in_its_worker() -> None:
    one = firm(31)
    papers = {"udyam": udyam_certificate(one), "iec": iec_certificate(one), "cheque": cheque(one)}
    wanted = {"udyam": one.udyam, "iec": one.iec, "ifsc": one.ifsc}

    async def go() -> dict[str, str]:
        inspector = Inspector(with_ocr=True)
        read: dict[str, str] = {}
        for kind, pdf in papers.items():
            result = await inspector.inspect(phone_photo(pdf, 31), kind)
            read |= {name: field.value for name, field in result.read.items() if name in wanted}
        await inspector.close()
        return read

    assert asyncio.run(go()) == wanted
