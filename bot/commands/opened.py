"""The database as the commands open it: with the settings of this process, `--now` for its clock, and one line for what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.clock import clock_at
from bot.database import open_database
from bot.settings import Settings
from storage.database import Database, DatabaseError
from storage.times import from_datetime

now_option = click.option("--now", "now", help="The time to go by, such as 2026-11-23T09:00:00Z.")


@contextmanager
def opened(now: str | None = None, *, upgrade: bool = True) -> Iterator[Database]:
    """An open, unlocked database; closed afterwards. Raises click.ClickException."""
    clock = clock_at(now) if now is not None else None
    try:
        database = open_database(
            Settings.load(), upgrade=upgrade, clock=None if clock is None else lambda: from_datetime(clock())
        )
    except DatabaseError as wrong:
        raise click.ClickException(str(wrong)) from None
    try:
        yield database
    finally:
        database.close()
