"""Aadhaar on a paper: refused whole, and only the fact is kept.

On a paper, unlike in a chat, twelve digits are often an account or an acknowledgement number, and one in ten of them
passes Verhoeff by chance; numbers that stand beside such a label are left out before looking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.answers.aadhaar import find_aadhaar

_OTHER_NUMBER = re.compile(
    r"(a/c|acc(oun)?t|acknowledg\w*|ack|arn|reference|ref|application|receipt|file|challan|cin|srn|fssai|licen[cs]e|udin|cpin)"
    r"\W{0,3}(no|number|num)?\W{0,4}\d[\d \t-]{8,}",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d){2}\b")
"""Three years in a row of a table are grouped 4-4-4 as well."""
_CARD_CODE = re.compile(r"PrintLetterBarcodeData|\buid\s*=\s*[\"']?\d|^\d{400,}$", re.IGNORECASE)
"""What the QR code of an Aadhaar card holds: XML with the number, or one very long number."""


def on_paper(text: str, codes: Iterable[str]) -> bool:
    if any(_CARD_CODE.search(code) or _number_in(code) for code in codes):
        return True
    return _number_in(text)


def _number_in(text: str) -> bool:
    """Line by line: a PIN code and six digits below it are no number together."""
    plain = _OTHER_NUMBER.sub(" ", _YEARS.sub(" ", text))
    return any(find_aadhaar(line) for line in plain.splitlines())
