"""Once a day what nobody needs any more goes; what may come again stays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot import tidy
from storage import inbox, sign_ins, timers
from storage.inbox import Received
from storage.times import DAY, MINUTE
from storage.writer import Writer
from tests.databases import ready


def test_keys_are_kept_for_a_month_and_the_next_day_it_goes_on(new_database_url: Callable[[], str]) -> None:
    now = [1_800_000_000_000_000]
    database = ready(new_database_url(), clock=lambda: now[0])
    assert database.vault is not None
    long_ago, lately = (
        Received(inbox.key_of(database.vault, "telegram", name), "telegram", None, "Typed")
        for name in ("m:1:1", "m:1:2")
    )
    with database.write() as tx:
        inbox.claim(tx, [long_ago])
        tidy.begin(tx)
        over = sign_ins.begin(tx, "admin", None, 1 * DAY)
    now[0] += 31 * DAY
    with database.write() as tx:
        inbox.claim(tx, [lately])
        (due,) = timers.claim(tx, 10, MINUTE)
    writer = Writer(database)
    asyncio.run(tidy.on_timer(writer, due))
    writer.close()
    with database.write() as tx:
        assert inbox.claim(tx, [long_ago, lately]) == {long_ago.key}
        assert sign_ins.find(tx, over) is None
        assert timers.next_due_at(tx) == now[0] + DAY
    database.close()
