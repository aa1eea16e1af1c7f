"""What nobody needs any more is deleted once a day: keys of inputs and requests that will not come again, sign-ins that are over.

A little at a time, each in a transaction of its own: traders do not wait for it.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from storage import idempotency, inbox, sign_ins, timers
from storage.timers import Claimed, Timer
from storage.times import DAY, MINUTE
from storage.transaction import Transaction
from storage.writer import Writer

TIMER: Final = "tidy"
FIRST_AFTER: Final = 10 * MINUTE
INPUTS_FOR: Final = 30 * DAY
"""Telegram brings an update again for a day; a phone may send what it kept unsent when it is back after weeks."""
REQUESTS_FOR: Final = 7 * DAY


def begin(tx: Transaction) -> None:
    """At every start: whoever starts often must not do it often."""
    timers.schedule(tx, [Timer(TIMER, TIMER, "", tx.now + FIRST_AFTER)])


async def on_timer(writer: Writer, claimed: Claimed) -> None:
    """Once through everything, and again tomorrow."""
    after: bytes | None = b""
    while after is not None:
        after = await writer.ask(partial(_inputs, after))
    await writer.ask(lambda tx: idempotency.forget(tx, tx.now - REQUESTS_FOR))
    await writer.ask(sign_ins.forget)
    await writer.ask(lambda tx: timers.schedule(tx, [Timer(claimed.id, TIMER, "", tx.now + DAY)]))


def _inputs(after: bytes, tx: Transaction) -> bytes | None:
    return inbox.forget(tx, tx.now - INPUTS_FOR, after)
