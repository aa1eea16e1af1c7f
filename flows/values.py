"""Values between kinds: what one step's value is worth as another's."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.answers import Accepted, fits, read_answer
from flows.model import Step


def as_value(step: Step, raw: Any, today: date) -> Any:
    """`raw` (another step's value or field, or text from a paper) as a value of this step's kind; None if it can't be one."""
    if raw is None:
        return None
    if fits(step, raw):
        return raw
    if isinstance(raw, str):
        read = read_answer(step, raw, "en", today)
        if isinstance(read, Accepted):
            return read.value
    return None
