"""Translations as a spreadsheet, for translators who have nothing else.

A spreadsheet is a zip of XML that can hold far more than a table. Before openpyxl sees it: its size, the size it claims unpacked (zipfile
reads no more than is claimed), no macros, no links to other files, no document type (where entities live). Then it is read row by row,
read-only, and a formula is refused, not computed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font

from bot.i18n.exchange import ExchangeError, Incoming, Row
from locales.catalog import Plural, Text

MOST_PACKED: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 50 * 1024 * 1024
MOST_PARTS: Final = 200
MOST_ROWS: Final = 20_000
COLUMNS: Final = ("context", "English", "English, other", "{language}", "{language}, other", "about")
_MACRO_PARTS: Final = (
    "vbaproject",
    "activex",
    "embeddings",
    "externallinks",
    "oleobject",
    "querytables",
    "connections.xml",
)


def write_xlsx(found: Iterable[Row], language: str) -> bytes:
    """A workbook of one sheet, named after the language."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = language
    sheet.append([name.format(language=language) for name in COLUMNS])
    for number, row in enumerate(found, 2):
        source, text = _two(row.message.source), (*row.forms, "")[:2]
        cells = (row.message.context, *source, *text, " ".join(row.message.comments))
        for column, value in enumerate(cells, 1):
            _put(sheet.cell(number, column), value)
    for letter, width in zip("ABCDEF", (36, 60, 24, 60, 24, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, text: str) -> None:
    """As text, also when it begins like a formula."""
    assert isinstance(cell, Cell)
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _two(text: Text) -> tuple[str, str]:
    return (text.one, text.other) if isinstance(text, Plural) else (text, "")


def read_xlsx(data: bytes, language: str) -> dict[str, Incoming]:
    """The translations in a workbook that `write_xlsx` made and somebody filled in. Raises ExchangeError."""
    _inspect(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False, keep_vba=False)
    except Exception as wrong:  # noqa: BLE001 (openpyxl lets out whatever a broken file makes it do)
        raise ExchangeError(f"not a workbook that can be read: {type(wrong).__name__}") from None
    try:
        return _rows(book, language)
    except ExchangeError:
        raise
    except Exception as wrong:  # noqa: BLE001 (as above: sheets are parsed while they are read)
        raise ExchangeError(f"not a workbook that can be read: {type(wrong).__name__}") from None
    finally:
        book.close()


def _inspect(data: bytes) -> None:
    if len(data) > MOST_PACKED:
        raise ExchangeError(f"the file has {len(data)} bytes, the limit is {MOST_PACKED}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                raise ExchangeError(
                    f"unpacked it has {unpacked} bytes in {len(parts)} parts, the limit is {MOST_UNPACKED}"
                )
            for part in parts:
                _inspect_part(packed, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as wrong:
        raise ExchangeError(f"not an XLSX file: {wrong}") from None


def _inspect_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    if any(word in name for word in _MACRO_PARTS):
        raise ExchangeError(f"it holds {part.filename}: save it as a plain workbook, without macros and links")
    if not name.endswith((".xml", ".rels")):
        return
    text = packed.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ExchangeError(f"{part.filename} declares a document type: save it as a plain workbook")
    if name.endswith(".rels") and b'TargetMode="External"' in text.replace(b"'", b'"'):
        raise ExchangeError("it has links to the outside: remove them, and save it as a plain workbook")


def _rows(book: Any, language: str) -> dict[str, Incoming]:
    if len(book.sheetnames) != 1:
        raise ExchangeError(f"it has {len(book.sheetnames)} sheets: a file is of one language, on one sheet")
    sheet = book[book.sheetnames[0]]
    found: dict[str, Incoming] = {}
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 1, max_col=len(COLUMNS)), 1):
        if number > MOST_ROWS:
            raise ExchangeError(f"it has more than {MOST_ROWS} rows")
        cells = [_text(cell, number) for cell in row] + [""] * (len(COLUMNS) - len(row))
        if number == 1:
            if cells[3] != language:
                raise ExchangeError(
                    f'column D is "{cells[3]}", expected "{language}": this is the file of another language', 1
                )
            continue
        context, one, other, translation, second = cells[:5]
        if not context or not translation:
            continue
        if context in found:
            raise ExchangeError(f"{context} is there twice", number)
        source: Text = Plural(one, other) if other else one
        text: Text = Plural(translation, second) if other else translation
        found[context] = Incoming(text, number, source)
    return found


def _text(cell: Any, number: int) -> str:
    if getattr(cell, "data_type", None) == "f":
        raise ExchangeError("a cell is a formula: write texts only", number)
    value = cell.value
    return "" if value is None else str(value).replace("\r\n", "\n").replace("_x000D_", "")
