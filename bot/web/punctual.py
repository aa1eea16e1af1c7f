"""How long a request may take to come: uvicorn itself waits for ever, so that a few thousand connections that send a byte a minute would
use up whatever a server may have open.

A head must come whole in less than a minute; a body may take as long as a photo takes on the slowest line.
"""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WITHIN: Final[dict[object, float]] = {h11.IDLE: 45.0, h11.SEND_BODY: 1200.0}
"""Seconds for what is awaited. A head is a kilobyte: on 2G a second or two, and a few lost packets more; a connection opened in advance
that asks nothing ends too. A body: the chat's page itself gives an upload up after fifteen minutes. Between two requests uvicorn closes
a silent connection after five seconds.
"""


class Punctual(H11Protocol):
    """HTTP/1.1 whose requests come within `WITHIN`, or the connection ends. More of the same gives no more time."""

    _awaited: object = None
    _too_late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._time()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._time()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_timing()

    def _time(self) -> None:
        awaited = self.conn.their_state
        if awaited is self._awaited:
            return
        self._stop_timing()
        self._awaited = awaited
        if awaited in WITHIN:
            self._too_late = self.loop.call_later(WITHIN[awaited], self.transport.close)

    def _stop_timing(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None
