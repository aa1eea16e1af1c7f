"""How often somebody may do something: counted in this process, to protect the server; it is no price."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

BURST: Final = 300
"""Calls that a rested key may make at once."""
PER_SECOND: Final = 10.0
MANY: Final = 10_000
"""Buckets that are kept before the full ones are thrown away."""


@dataclass(slots=True)
class Rates:
    """A bucket a key, refilled steadily. A key is whatever is counted: of an API, an address."""

    burst: int = BURST
    per_second: float = PER_SECOND
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, key_id: str) -> tuple[bool, dict[str, str]]:
        """Whether this call may go on, and the headers that say how many more may."""
        now = self.clock()
        if len(self._left) >= MANY:
            self._forget(now)
        left, at = self._left.get(key_id, (float(self.burst), now))
        left = min(float(self.burst), left + (now - at) * self.per_second)
        goes = left >= 1
        left -= 1 if goes else 0
        self._left[key_id] = (left, now)
        reset = (self.burst - left) / self.per_second
        headers = {
            "RateLimit-Limit": str(self.burst),
            "RateLimit-Remaining": str(int(left)),
            "RateLimit-Reset": str(max(1, round(reset))),
        }
        return goes, headers if goes else headers | {"Retry-After": str(max(1, round((1 - left) / self.per_second)))}

    def _forget(self, now: float) -> None:
        """A bucket that is full again needs no memory."""
        rested = self.burst / self.per_second
        self._left = {key: (left, at) for key, (left, at) in self._left.items() if now - at < rested}
