"""Which process keeps a bot. The lease is a row. Whoever holds it renews it; a process that dies on this machine is known to be dead at
once (its number is gone), one on another machine when its lease runs out. A process that finds its lease lost stops what only one may do.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from typing import Final

from bot.log import log
from storage import leases
from storage.failures import Unacknowledged
from storage.ids import new_id
from storage.times import SECOND
from storage.transaction import Transaction
from storage.writer import Busy, Writer

LEASE_FOR: Final = 20 * SECOND
RENEW_EVERY: Final = 5.0


class Lease:
    """One process's claim to a bot token."""

    def __init__(self, writer: Writer, token: str) -> None:
        self._writer = writer
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"[:128]
        self._name = f"telegram:{token.partition(':')[0]}"[:64]

    async def take(self) -> bool:
        """True while it is ours."""
        try:
            return await self._writer.ask(self._taken)
        except (Busy, Unacknowledged):
            return False

    async def let_go(self) -> None:
        """The next may have it at once."""
        with contextlib.suppress(Exception):
            await self._writer.ask(lambda tx: leases.release(tx, self._name, self.holder))

    async def renewed(self) -> None:
        """Ends when the lease is lost. A database that is away for a while does not lose it: nobody else can take it either."""
        while True:
            await asyncio.sleep(RENEW_EVERY)
            try:
                if not await self._writer.ask(self._taken):
                    log.warning("telegram-lease-lost")
                    return
            except (Busy, Unacknowledged):
                log.warning("telegram-lease-not-renewed")

    def _taken(self, tx: Transaction) -> bool:
        held = leases.find(tx, self._name)
        dead = held.holder if held is not None and is_dead(held.holder, self.holder) else None
        return leases.take(tx, self._name, self.holder, LEASE_FOR, dead)


def is_dead(holder: str, mine: str) -> bool:
    """Whether a holder is certainly no more: it ran on this machine, and its process is gone (or is this one, in an earlier life)."""
    host, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if holder == mine or host != mine.partition(":")[0] or not number.isdecimal():
        return False
    return int(number) == os.getpid() or not _runs(int(number))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
