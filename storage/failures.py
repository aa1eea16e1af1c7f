"""Whose failure is it? The one table that decides what the writer does with an exception."""

import sqlite3
from enum import Enum

from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Unacknowledged(Exception):
    """The database is away: it is not known whether something is written, or nothing could be read. Answer 503; the sender's repeat
    settles it.
    """


class Failure(Enum):
    AGAIN = "again"  # two transactions met: nothing is written, the same again will do
    ITEM = "item"  # this data or this code: will fail again
    LOST = "lost"  # the machine: nothing can be said about what is written


# https://www.postgresql.org/docs/current/errcodes-appendix.html
_AGAIN = frozenset({"40001", "40P01", "55P03"})
_LOST_CLASSES = frozenset({"08", "53", "57", "58", "XX", "25"})
# https://www.sqlite.org/rescode.html: the low byte is the primary code
_SQLITE_AGAIN = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SQLITE_LOST = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_NOMEM,
    }
)


def classify(error: BaseException) -> Failure:
    """What the writer should do about an exception from a transaction."""
    if isinstance(error, DisconnectionError | PoolTimeout):
        return Failure.LOST
    if not isinstance(error, DBAPIError):
        return Failure.ITEM
    if error.connection_invalidated:
        return Failure.LOST
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _classify_sqlite(cause)
    return _classify_state(getattr(cause, "sqlstate", None), type(cause).__name__)


def _classify_sqlite(cause: sqlite3.Error) -> Failure:
    primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if primary in _SQLITE_AGAIN:
        return Failure.AGAIN
    return Failure.LOST if primary in _SQLITE_LOST else Failure.ITEM


def _classify_state(state: str | None, name: str) -> Failure:
    if state is None:  # the driver's own: a connection refused or broken, or a value it cannot send
        return Failure.LOST if name in ("OperationalError", "InterfaceError") else Failure.ITEM
    if state in _AGAIN:
        return Failure.AGAIN
    return Failure.LOST if state[:2] in _LOST_CLASSES else Failure.ITEM


_SQLITE_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full: make room and start again, nothing is lost",
    sqlite3.SQLITE_BUSY: "another process is writing to it and does not finish: wait for it, or stop it",
    sqlite3.SQLITE_LOCKED: "another process is writing to it and does not finish: wait for it, or stop it",
    sqlite3.SQLITE_READONLY: "it cannot be written to: check the file's owner and permissions",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: restore the last backup with `saathi db restore`",
    sqlite3.SQLITE_NOTADB: "the file is not a SQLite database",
    sqlite3.SQLITE_IOERR: "the disk fails to read or write it: check the disk",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check the folder, its owner and permissions",
}


def code_of(error: BaseException) -> str:
    """What the database calls its failure, such as SQLITE_FULL or 53100; where it says nothing, the driver's word. Safe to log."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(cause).__name__)


def in_words(error: BaseException) -> str | None:
    """What an error of the database's means to whoever runs Saathi, in one line; None for any other error.

    Only the first line of what PostgreSQL says: those after it may quote a row.
    """
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    known = (
        _SQLITE_WORDS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF) if isinstance(cause, sqlite3.Error) else None
    )
    return f"the database: {known or str(cause).partition(chr(10))[0].strip()}"
