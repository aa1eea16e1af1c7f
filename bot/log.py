"""Logs: one line an event, as JSON or for a terminal. Events and keys only: never what a trader wrote, never an exception's text
(it may hold it).

structlog is imported with the first line that is written: it brings 6 MB and a quarter of a second, and most starts are silent.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


class Log:
    """`log.warning("timer-failed", kind="read")`: an event's name, and fields that hold no personal data."""

    def info(self, event: str, **fields: object) -> None:
        """Something that an operator may want to know."""
        _logger().info(event, **fields)

    def warning(self, event: str, **fields: object) -> None:
        """Something that went wrong and mends itself."""
        _logger().warning(event, **fields)

    def error(self, event: str, **fields: object) -> None:
        """Something that a person has to look at."""
        _logger().error(event, **fields)


log = Log()
_form: dict[str, bool | None] = {"json": None}


def set_up(as_json: bool | None = None) -> None:
    """Once a process. Without a word, JSON where nobody is looking."""
    _form["json"] = as_json
    _logger.cache_clear()


@cache
def _logger() -> Any:
    import structlog

    json = not sys.stderr.isatty() if _form["json"] is None else _form["json"]
    renderer: Any = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=True)
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    return structlog.get_logger("saathi")
