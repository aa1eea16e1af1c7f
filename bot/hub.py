"""Wakes whoever waits for news of a session. A hint only: the rows are the truth, and are read after every wake."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence

LOOK_EVERY = 2.0
"""Seconds between two looks for what another process wrote."""

Look = Callable[[Sequence[str]], Awaitable[Mapping[str, object]]]
"""Sessions -> how each stands: anything that differs when there is news."""


class Hub:
    """One event for each who waits."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def tell(self, session_id: str | None) -> None:
        """There is news. Call on the event loop."""
        for event in self._waiting.get(session_id or "", ()):
            event.set()

    async def wait(self, session_id: str, within: float) -> bool:
        """Until there is news, or `within` seconds; whether there is."""
        event = asyncio.Event()
        self._waiting.setdefault(session_id, set()).add(event)
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await event.wait()
            return event.is_set()
        finally:
            waiting = self._waiting[session_id]
            waiting.discard(event)
            if not waiting:
                del self._waiting[session_id]

    async def watch(self, look: Look) -> None:
        """For ever, tell of what other processes wrote: one look for all who wait. Whoever is new is told at once, for something may
        have come while they were not waiting.
        """
        known: Mapping[str, object] = {}
        while True:
            await asyncio.sleep(LOOK_EVERY)
            found = await look(list(self._waiting)) if self._waiting else {}
            for session_id, stands in found.items():
                if known.get(session_id) != stands:
                    self.tell(session_id)
            known = found
