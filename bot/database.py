"""Opening the database as every command and the server do: reached, brought up to date, unlocked."""

from __future__ import annotations

from bot.settings import Settings, secret_key
from storage import keyring, migrations
from storage.database import Database, DatabaseError


def open_database(settings: Settings, *, upgrade: bool = True, create: bool = True) -> Database:
    """The database of the settings, ready for use. Raises DatabaseError: one line saying what is wrong and what to do."""
    database = Database.open(settings.database_url, create=create)
    if upgrade:
        migrations.upgrade(database.engine)
    else:
        wrong = migrations.check(database.engine)
        if wrong is not None:
            raise DatabaseError(wrong)
    keyring.unlock(database, secret_key(settings), (settings.secret_key_old,) if settings.secret_key_old else ())
    return database
