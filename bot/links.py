"""What a start link says, `t.me/<bot>?start=PAYLOAD` or the chat's `start`. Pure.

A payload is parts joined by `_`, each a letter, `-` and a value, in any order, at most 64 of `[A-Za-z0-9_-]`:

    f-quick_enquiry_l-hi_c-fair2026-k3f9qa      flow, language, campaign; p- is a partner

All of it is a hint: what is not understood, not published or not issued by this server is passed over, never an error. Campaign and
partner count only with the six letters that this server's key gives them, so nobody can write them by themselves; they are recorded
at the first touch and change nothing of matching.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from storage.crypto import Vault

MOST: Final = 64  # Bot API, `start`
SIGNED: Final = ("campaign", "partner")
_PART = re.compile(r"_(?=[flcp]-)")
_NAMES: Final = {"f": "flow", "l": "language", "c": "campaign", "p": "partner"}


@dataclass(frozen=True, slots=True)
class Link:
    flow: str | None = None
    language: str | None = None
    campaign: str | None = None
    partner: str | None = None

    def facts(self) -> dict[str, str]:
        """What an arrival carries of who brought the trader, as it stood in the link."""
        return {name: value for name in SIGNED if (value := getattr(self, name))}


_NOTHING: Final = Link()


def read_link(payload: str | None) -> Link:
    """Of a part given twice the first counts."""
    if not payload:
        return _NOTHING
    found: dict[str, str] = {}
    for part in _PART.split(payload):
        letter, _, value = part.partition("-")
        if letter in _NAMES and value:
            found.setdefault(_NAMES[letter], value)
    return Link(**found)


def write_link(link: Link) -> str:
    """The payload. Raises ValueError where it is longer than Telegram takes, holds other letters or would be read as something else."""
    parts = [f"{letter}-{value}" for letter, name in _NAMES.items() if (value := getattr(link, name))]
    payload = "_".join(parts)
    if len(payload) > MOST or not re.fullmatch(r"[A-Za-z0-9_-]*", payload):
        raise ValueError(f"{payload!r}: a start payload has at most {MOST} of A-Z a-z 0-9 _ -")
    if read_link(payload) != link:
        raise ValueError(f"{payload!r} would be read as something else: choose a name without _")
    return payload


def signed(vault: Vault, kind: str, name: str) -> str:
    """The name as this server issues it."""
    return f"{name}-{_mark(vault, kind, name)}"


def brought_by(vault: Vault, facts: Mapping[str, str]) -> dict[str, str]:
    """Campaign and partner, where this server issued them."""
    found: dict[str, str] = {}
    for kind in SIGNED:
        name, _, mark = facts.get(kind, "").rpartition("-")
        if name and compare_digest(mark.encode(), _mark(vault, kind, name).encode()):
            found[kind] = name
    return found


def _mark(vault: Vault, kind: str, name: str) -> str:
    return b32encode(vault.lookup_hash(f"{kind}:{name}", "link"))[:6].decode().lower()
