"""How long a request's head may take: uvicorn itself waits for ever, so that a few thousand connections that send a byte a minute would
use up whatever a server may have open.

Only the head is timed, from the first moment that one is awaited: a photo on a line of 2G takes minutes, and is awaited as its body.
"""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN: Final = 45.0
"""Seconds. A head is a kilobyte: on the slowest line a second or two, and a few lost packets more. A connection opened in advance that
asks nothing is closed too; between two requests uvicorn closes a silent one after five seconds.
"""


class Punctual(H11Protocol):
    """HTTP/1.1 whose heads come whole within `HEAD_WITHIN`, or the connection ends."""

    _too_late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._time_the_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._time_the_head()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_timing()

    def _time_the_head(self) -> None:
        """More of the same head gives no more time."""
        if self.conn.their_state is not h11.IDLE:
            self._stop_timing()
        elif self._too_late is None:
            self._too_late = self.loop.call_later(HEAD_WITHIN, self.timeout_keep_alive_handler)

    def _stop_timing(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None
