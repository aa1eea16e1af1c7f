"""The short number of a lead, which can be said on the telephone."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that are heard or read as another


@lru_cache(maxsize=1024)
def display_number(lead_id: str) -> str:
    """A short number that can be said on the telephone, such as "S-7K3QD". For people; programs use the id."""
    number = int.from_bytes(hashlib.blake2b(lead_id.encode(), digest_size=8).digest())
    letters = []
    for _ in range(5):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "S-" + "".join(letters)
