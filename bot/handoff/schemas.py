"""The committed JSON Schemas of what is handed over: the lead, the card before acceptance, the profile."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Final

NAMES: Final = ("lead", "card", "profile")


@cache
def schema(name: str) -> dict[str, Any]:
    """One of `NAMES`, as it lies beside this file."""
    found: dict[str, Any] = json.loads(
        (resources.files("bot.handoff") / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    return found
