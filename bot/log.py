"""Logs: one line an event, as JSON or for a terminal. Events and keys only: never what a trader wrote, never an exception's text
(it may hold it).

structlog is imported with the first line that is written: it brings 6 MB and a quarter of a second, and most starts are silent.
"""

from __future__ import annotations

import logging
import sys
import traceback
from functools import cache
from typing import Any

FRAMES_AT_MOST = 12
"""Of a failure, the innermost places in the code."""


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


def where(error: BaseException) -> dict[str, object]:
    """What may be logged of an exception: its kind and its places in the code, never its text."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_AT_MOST:]
    return {"error": type(error).__name__, "at": [f"{one.filename}:{one.lineno} {one.name}" for one in frames]}


class _Libraries(logging.Handler):
    """What libraries log, in our form: their fixed words, without what they would fill in (an exception's text, a path, a value)."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        said = str(record.msg).partition("\n")[0]
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library", logger=record.name, said=said, **(where(error) if error is not None else {}))


_form: dict[str, bool | None] = {"json": None}


def set_up(as_json: bool | None = None) -> None:
    """Once a process. Without a word, JSON where nobody is looking."""
    start_anew(as_json)
    logging.basicConfig(level=logging.WARNING, handlers=[_Libraries()], force=True)


def start_anew(as_json: bool | None = None) -> None:
    """The next line is written to what is then the standard error output."""
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
