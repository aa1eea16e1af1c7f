"""What a link `t.me/<bot>?start=PAYLOAD` says. Pure.

A payload is parts joined by `_`, each a letter, `-` and a value, in any order, at most 64 of `[A-Za-z0-9_-]`:

    f-quick_enquiry_l-hi_c-fair2026_p-k3f9      flow, language, campaign, partner

All of it is a hint: what is not understood, not published or not issued by this server is passed over, never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 64  # Bot API, `start`
_PART = re.compile(r"_(?=[flcp]-)")
_NAMES: Final = {"f": "flow", "l": "language", "c": "campaign", "p": "partner"}


@dataclass(frozen=True, slots=True)
class Link:
    flow: str | None = None
    language: str | None = None
    campaign: str | None = None
    partner: str | None = None


def read_link(payload: str | None) -> Link:
    """Of a part given twice the first counts."""
    found: dict[str, str] = {}
    for part in _PART.split(payload or ""):
        letter, _, value = part.partition("-")
        if letter in _NAMES and value:
            found.setdefault(_NAMES[letter], value)
    return Link(**found)


def write_link(link: Link) -> str:
    """The payload. Raises ValueError where it is longer than Telegram takes, or holds other letters."""
    parts = [f"{letter}-{value}" for letter, name in _NAMES.items() if (value := getattr(link, name))]
    payload = "_".join(parts)
    if len(payload) > MOST or not re.fullmatch(r"[A-Za-z0-9_-]*", payload):
        raise ValueError(f"{payload!r}: a start payload has at most {MOST} of A-Z a-z 0-9 _ -")
    return payload
