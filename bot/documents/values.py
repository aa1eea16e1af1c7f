"""How the words beside a label are understood: names, dates, states, PIN codes. Each gives None when it cannot tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from flows.answers.states import GST_STATES, gst_code_of_state

_NOTHING = frozenset({"", "na", "nil", "none", "null", "notapplicable", "notavailable"})
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s,/.-]+([a-z]{3})[a-z]*[\s,/.-]+(\d{4})(?!\d)", re.IGNORECASE)
_PINCODE = re.compile(r"(?<!\d)([1-9]\d{2})\s?(\d{3})(?!\d)")
_STATE_WORDS = 8
"""Dadra and Nagar Haveli and Daman and Diu."""
_CONTACT = re.compile(
    r"(?:\b(?:mobile|mob|phone|ph|tel|contact|e-?mail)\b[.:\s]*(?:no|number|id)?[.:\s-]*)?"
    r"(?:\S+@\S+|\+91[\s-]?\d{5}[\s-]?\d{5}(?!\d)|(?<!\d)[6-9]\d{4}[\s-]?\d{5}(?!\d))",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b(active|cancelled|canceled|suspended|inactive|surrendered|valid|provisional)\b", re.IGNORECASE)


def tidy(text: str) -> str:
    """One line without the punctuation that tables leave at its ends; "" for `NA` and its kin."""
    text = re.sub(r"\s+(?=[,;])", "", " ".join(text.split())).strip(" ,;:|")
    return "" if re.sub(r"[\W_]", "", text.lower()) in _NOTHING else text


def line(text: str) -> str | None:
    return tidy(text)[:200] or None


def name(text: str) -> str | None:
    """A firm's or person's name: it holds a letter."""
    tidied = tidy(text)[:200]
    return tidied if any(letter.isalpha() for letter in tidied) else None


def first_date(text: str) -> str | None:
    """The first date in `text`, day first as Indian papers write it, as YYYY-MM-DD."""
    return next(iter(_dates(text)), None)


def until(text: str) -> str | None:
    """The end of "From 01/07/2017 To 31/03/2027"; None while it says "Not Applicable", or does not say."""
    *_, after = ["", *re.split(r"\bto\b", text, flags=re.IGNORECASE)[1:]]
    return first_date(after)


def _dates(text: str) -> Iterable[str]:
    for found in _ISO.finditer(text):
        yield from _a_date(int(found[1]), int(found[2]), int(found[3]))
    for found in _NUMERIC.finditer(text):
        yield from _a_date(int(found[3]), int(found[2]), int(found[1]))
    for found in _NAMED.finditer(text):
        yield from _a_date(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))


def _a_date(year: int, month: int, day: int) -> Iterable[str]:
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return


def status(text: str) -> str | None:
    found = _STATUS.search(text)
    return found[1].lower().replace("canceled", "cancelled") if found else None


def state(text: str) -> str | None:
    """The state's usual name when the whole text names one."""
    code = gst_code_of_state(text)
    return GST_STATES[code] if code else None


def state_in(text: str) -> str | None:
    """The last state named between the commas of an address, or at the end of what stands between two of them."""
    for part in reversed(re.split(r"[,;:\n-]", text)):
        words = re.sub(r"\d+", "", part).split()
        for first in range(max(0, len(words) - _STATE_WORDS), len(words)):
            name = " ".join(words[first:])
            found = state(name)
            if found and (first == 0 or len(name) > 3):  # "Pick Up" is not in Uttar Pradesh
                return found
    return None


def without_contacts(text: str) -> str:
    """An address without the phone and the mail that were written behind it: they are nobody's address, and never read."""
    return _CONTACT.sub(" ", text)


def pincode_in(text: str) -> str | None:
    """The last six digits that may be a PIN code."""
    found = _PINCODE.findall(text)
    return "".join(found[-1]) if found else None


def join_address(parts: Iterable[str]) -> str:
    """The parts with commas between; a town that is also the district is said once."""
    said: list[str] = []
    for part in parts:
        if part and (not said or said[-1].lower() != part.lower()):
            said.append(part)
    return ", ".join(said)[:500]


READERS: Mapping[str, Callable[[str], str | None]] = {
    "line": line,
    "name": name,
    "date": first_date,
    "until": until,
    "status": status,
}
