"""Wakes whoever waits for news of a session in this process. A hint only: the rows are the truth, and are read after every wake."""

from __future__ import annotations

import asyncio
import contextlib


class Hub:
    """One event a session that somebody waits for."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def tell(self, session_id: str | None) -> None:
        """There is news. Call on the event loop."""
        for event in self._waiting.get(session_id or "", ()):
            event.set()

    async def wait(self, session_id: str, within: float) -> None:
        """Until there is news, or `within` seconds: another process may have written it."""
        event = asyncio.Event()
        self._waiting.setdefault(session_id, set()).add(event)
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await event.wait()
        finally:
            waiting = self._waiting[session_id]
            waiting.discard(event)
            if not waiting:
                del self._waiting[session_id]
