"""JSON a line, for programs that read line by line."""

from __future__ import annotations

import json
from typing import Any, Final

_BREAKS: Final = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""What many a reader takes for the end of a line, and JSON leaves as it is."""


def json_line(value: Any) -> str:
    """`value` as JSON in one line, whoever counts the lines."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKS)
