"""Logs: one line an event, as JSON or for a terminal. Events and keys only: never what a trader wrote, never an exception's text
(it may hold it)."""

from __future__ import annotations

import sys
from typing import Any

import structlog

log: Any = structlog.get_logger("saathi")


def set_up(as_json: bool | None = None) -> None:
    """Once a process. JSON where nobody is looking."""
    json = not sys.stderr.isatty() if as_json is None else as_json
    renderer: Any = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=True)
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
