"""Server-rendered pages: one Jinja environment, everything escaped, nothing from another host, usable without JavaScript."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any, Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.reminders import INDIA
from bot.web.assets import address
from storage.times import to_datetime

TEMPLATES: Final = Path(str(resources.files("bot") / "web" / "templates"))

_environment: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template. A value that the template names and nobody gave is an error here, not a gap on the page."""
    html = _environment.get_template(template).render(**values)
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def when(micros: int) -> str:
    """A time as people in India read it: "23 Nov 2026, 14:05"."""
    local = to_datetime(micros).astimezone(INDIA)
    return f"{local.day} {local:%b %Y, %H:%M}"


def ago(micros: int, now: int) -> str:
    """ "5 min", "3 h", "2 d": how long since."""
    seconds = max(0, now - micros) // 1_000_000
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return "now"


_environment.filters["when"] = when
_environment.globals["ago"] = ago
_environment.globals["asset"] = address
