"""Which library carries the network: chosen by name, imported only then."""

from __future__ import annotations

from bot.channels.telegram.transport import API_BASE, Library, Transport


def open_transport(library: Library, token: str, base: str = API_BASE) -> Transport:
    """The chosen library is imported here, not before: aiogram alone takes seconds and 150 MB."""
    match library:
        case "aiogram":
            from bot.channels.telegram.aiogram_transport import AiogramTransport

            return AiogramTransport(token, base)
        case "ptb":
            from bot.channels.telegram.ptb_transport import PtbTransport

            return PtbTransport(token, base)
