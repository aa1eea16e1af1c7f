"""A channel's limits, as data. The checker and the renderer read the same values, so what passes the one fits the other.

Sources: Telegram Bot API 10.x (sendMessage, InlineKeyboardButton, getFile), WhatsApp Cloud API (interactive messages). Lengths say
in which unit they count: a Malayalam label of 16 letters is 46 bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from locales.graphemes import graphemes

Unit = Literal["characters", "utf16", "bytes", "graphemes"]


@lru_cache(maxsize=16384)
def _letters(text: str) -> int:
    """Labels are the same for everybody: counted once."""
    return len(graphemes(text))


@dataclass(frozen=True, slots=True)
class Length:
    """At most `most` of `unit`."""

    most: int
    unit: Unit = "characters"

    def of(self, text: str) -> int:
        """How long `text` is in this unit."""
        match self.unit:
            case "characters":
                return len(text)
            case "utf16":
                return len(text.encode("utf-16-le", "surrogatepass")) // 2
            case "bytes":
                return len(text.encode("utf-8", "surrogatepass"))
            case "graphemes":
                return _letters(text)

    def holds(self, text: str) -> bool:
        # No unit counts more than four to a code point, so most texts need not be measured.
        return len(text) * 4 <= self.most or self.of(text) <= self.most


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """What one channel can show and take."""

    channel: str
    text: Length
    text_with_buttons: Length
    buttons: int
    """Buttons under one message; 0: none."""
    button: Length
    list_rows: int = 0
    """Rows of a list message over all its sections; 0: no lists."""
    row: Length = Length(24)
    row_describe: Length = Length(72)
    page: int = 0
    """Options on one page of a paged keyboard; 0: no pages."""
    token: Length = Length(256)
    caption: Length = Length(1024)
    edits: bool = False
    """A message sent can be changed in place."""
    asks_contact: bool = False
    asks_location: bool = False
    file_bytes: int = 10_000_000
    """Largest file taken in."""
    albums: bool = False
    isolates: bool = True
    """Shows Unicode isolates (U+2068, U+2069) as nothing."""


TERMINAL: Final = Abilities(
    "terminal", text=Length(100_000), text_with_buttons=Length(100_000), buttons=100, button=Length(200), isolates=False
)
WEB: Final = Abilities(
    "web",
    text=Length(1024),
    text_with_buttons=Length(
        8000
    ),  # a review of fifty answers stays one message: its lines and its buttons belong together
    buttons=250,
    button=Length(60, "graphemes"),
    edits=True,
    albums=True,
)
TELEGRAM: Final = Abilities(
    "telegram",
    text=Length(4096, "utf16"),
    text_with_buttons=Length(4096, "utf16"),
    buttons=8,
    button=Length(30, "graphemes"),
    page=8,
    token=Length(64, "bytes"),
    edits=True,
    asks_contact=True,
    asks_location=True,
    file_bytes=20_000_000,
    albums=True,
)
WHATSAPP: Final = Abilities(
    "whatsapp",
    text=Length(4096),
    text_with_buttons=Length(1024),
    buttons=3,
    button=Length(20),
    list_rows=10,
    row=Length(24),
    row_describe=Length(72),
    token=Length(200),
    asks_contact=True,
    asks_location=True,
    file_bytes=5_000_000,
)

CHANNELS: Final[Mapping[str, Abilities]] = {one.channel: one for one in (TERMINAL, WEB, TELEGRAM, WHATSAPP)}
