"""Opening the database as every command and the server do: reached, brought up to date, unlocked."""

from __future__ import annotations

from collections.abc import Callable

from bot.settings import Settings, secret_key
from storage import keyring, migrations
from storage.database import Database, DatabaseError


def open_database(
    settings: Settings, *, upgrade: bool = True, create: bool = True, clock: Callable[[], int] | None = None
) -> Database:
    """The database of the settings, ready for use. Raises DatabaseError: one line saying what is wrong and what to do."""
    _make_folder(settings)
    database = Database.open(settings.database_url, create=create, clock=clock)
    try:
        if upgrade:
            migrations.upgrade(database.engine)
        else:
            wrong = migrations.check(database.engine)
            if wrong is not None:
                raise DatabaseError(wrong)
        keyring.unlock(database, secret_key(settings), (settings.secret_key_old,) if settings.secret_key_old else ())
    except migrations.UnknownRevision as later:
        database.close()
        raise DatabaseError(str(later)) from None
    except BaseException:
        database.close()
        raise
    return database


def _make_folder(settings: Settings) -> None:
    """The data folder, readable by its owner only."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        raise DatabaseError(
            f"{settings.data_dir}: {wrong.strerror}; make the folder or change SAATHI_DATA_DIR"
        ) from None
