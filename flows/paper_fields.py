"""What a paper can say: the fields of `saathi document inspect`, and the kinds of step that each of them can fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAPER_NAMES: Final = ("gst", "udyam", "iec", "cheque", "catalogue", "photo", "other")

_WORDS: Final = frozenset({"text"})
_WORDS_OR_CHOICE: Final = frozenset({"text", "choice"})

PAPER_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "gstin": frozenset({"gstin", "text"}),
    "legal_name": _WORDS,
    "trade_name": _WORDS,
    "enterprise_name": _WORDS,
    "constitution": _WORDS_OR_CHOICE,
    "address": _WORDS,
    "state": _WORDS_OR_CHOICE,
    "pincode": frozenset({"pincode", "text"}),
    "udyam": frozenset({"udyam", "text"}),
    "iec": frozenset({"iec", "text"}),
    "pan": frozenset({"pan", "iec", "text"}),
    "ifsc": frozenset({"ifsc", "text"}),
    "date_of_issue": frozenset({"date", "text"}),
}
