"""Address blocks: read through their own small labels ("Floor", "State", "PIN Code"); without any, their lines in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.documents import values
from bot.documents.cells import Cell, around, confidence, drop_folded, fold, in_reading_order
from bot.documents.inspection import ReadField
from bot.documents.labels import Place
from bot.documents.papers import ADDRESS_PARTS, Label

_SHORT_PART = re.compile(
    r"(state|pin(?:\s?code)?|mobile(?:\s?no|\s?number)?|phone(?:\s?no)?|tel|e-?mail(?:\s?id)?)\.?\s+(.+)", re.IGNORECASE
)
_LONG_PARTS = sorted(
    ((phrase, role) for phrase, role in ADDRESS_PARTS.items() if len(phrase) > 10), key=lambda one: -len(one[0])
)


def read_address(place: Place, label: Label, block: Sequence[Cell]) -> dict[str, ReadField]:
    """An address block: its small labels name the parts; without any, its lines in order."""
    role = "part"
    parts: list[str] = [values.tidy(place.rest)] if place.rest else []
    named: dict[str, str] = {}
    for cell in block:
        role, text = _part(cell.text, role)
        text = values.tidy(text)
        if not text or role == "drop":
            continue
        if role in ("state", "pincode"):
            named.setdefault(role, text)
        parts.append(text)
    address = values.join_address(values.tidy(values.without_contacts(part)) for part in parts)
    if not address:
        return {}
    used = list(block) or list(place.cells)
    trust, box = confidence(used, 0.95), around(used)
    read = {label.field: ReadField(address, trust, place.page, box)}
    state = values.state_in(named.get("state", "")) or values.state_in(address)
    pincode = values.pincode_in(named.get("pincode", "")) or values.pincode_in(address)
    if state:
        read["state"] = ReadField(state, trust, place.page, box)
    if pincode:
        read["pincode"] = ReadField(pincode, trust, place.page, box)
    return read


def labelled_rows(region: Sequence[Cell]) -> list[Cell]:
    """From the first to the last row with a small label; none when there are not two of them."""
    ordered = in_reading_order(region)
    labelled = [cell for cell in ordered if small_label(cell.text) is not None]
    if sum(_part(cell.text, "")[0] != "drop" for cell in labelled) < 2:
        return []
    top, last = min(cell.top for cell in labelled), labelled[-1]
    return [cell for cell in ordered if cell.bottom > top and cell.top <= last.bottom + 1.2 * last.height]


def _part(text: str, role: str) -> tuple[str, str]:
    """(role from here on, text) of a cell within an address block."""
    found = small_label(text)
    return found if found is not None else (role, text)


def small_label(text: str) -> tuple[str, str] | None:
    """(role, value) of a cell that begins with a small label: alone, before a colon, or a long one before its value."""
    head, _, rest = text.partition(":")
    role = ADDRESS_PARTS.get(fold(head))
    if role is not None:
        return role, rest
    folded = fold(text)
    for phrase, long_role in _LONG_PARTS:
        if folded.startswith(phrase):
            return long_role, drop_folded(text, len(phrase)).lstrip(" .:)")
    return _short_label(text)


def _short_label(text: str) -> tuple[str, str] | None:
    """A short label with no colon behind it: only what follows shows that "State" or "Pin" is one, and no part of a name."""
    found = _SHORT_PART.match(text)
    if found is None:
        return None
    word, rest = fold(found[1]), found[2]
    if word == "state":
        return ("state", rest) if values.state_in(rest) else None
    if word in ("pin", "pincode"):
        return ("pincode", rest) if values.pincode_in(rest[:7]) else None
    return ("drop", rest) if "@" in rest or len(re.sub(r"\D", "", rest)) >= 8 else None
