"""Leads as tables: CSV that Excel opens in any Indian script without running anything in it, XLSX, JSON Lines.

A cell that begins like a formula is shown with an apostrophe before it (CSV) or stored as text (XLSX): a trader's "business name"
must not be able to compute on a partner's machine. CSV begins with a byte order mark, without which Excel misreads UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

COLUMNS: Final = (
    "id", "number", "status", "created_at", "partner", "language", "name", "phone", "email", "business", "activity", "state",
    "district", "pincode", "gstin", "iec", "udyam", "products", "categories", "score", "band", "warnings",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML: Final = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


def row(lead: Mapping[str, Any]) -> dict[str, str]:
    """One lead, as `views.lead_json` gives it, as one line."""
    contact, business, ids = (_group(lead, name) for name in ("contact", "business", "ids"))
    products = [one for one in lead.get("products", []) if isinstance(one, Mapping)]
    assignment = lead.get("assignment") or {}
    score = _group(lead, "score")
    found = {
        "id": lead["id"],
        "number": lead["number"],
        "status": lead["status"],
        "created_at": lead["created_at"],
        "partner": assignment.get("partner"),
        "language": lead.get("language"),
        "name": contact.get("name"),
        "phone": contact.get("phone"),
        "email": contact.get("email"),
        "business": business.get("legal_name") or business.get("trade_name"),
        "activity": business.get("activity"),
        "state": business.get("state"),
        "district": business.get("district"),
        "pincode": business.get("pincode"),
        **{name: _group(ids, name).get("value") for name in ("gstin", "iec", "udyam")},
        "products": "; ".join(str(one["name"]) for one in products if one.get("name")),
        "categories": "; ".join(sorted({str(one["category"]) for one in products if one.get("category")})),
        "score": score.get("total"),
        "band": score.get("band"),
        "warnings": len(lead.get("checks", [])),
    }
    return {name: "" if found[name] is None else str(found[name]) for name in COLUMNS}


def as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """UTF-8 with a byte order mark; formulas disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[guarded(one[name]) for name in columns] for one in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_xlsx(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """A workbook with one sheet; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leads")
    sheet.append(list(columns))
    for one in rows:
        cells = []
        for name in columns:
            cell = WriteOnlyCell(sheet, value=one[name].translate(_NOT_IN_XML))
            cell.data_type = "s"  # else "=…" becomes a formula
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_jsonl(leads: Iterable[Mapping[str, Any]]) -> bytes:
    """A whole lead a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in leads).encode()


def _group(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}
